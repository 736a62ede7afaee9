"""Markdown to HTML without anything that could run in the reader's browser.

nbconvert's ``sanitize_html`` cleans a notebook's outputs. nbgrader's pages, the feedback and
the formgrader, show Markdown cells as they are: a student's ``<script>`` would run in the
instructor's browser. nbgrader_config.py puts this filter in the place of the usual one.
"""

from __future__ import annotations

from html import escape

from bleach import ALLOWED_TAGS, clean
from nbconvert.filters import markdown2html

__all__ = ["safe_markdown"]

TAGS = ALLOWED_TAGS | {
    *("p", "pre", "span", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "img"),
    *("table", "thead", "tbody", "tr", "th", "td", "details", "summary", "del", "sub", "sup"),
}
ATTRIBUTES = {
    "*": ["class", "id", "title"],
    "a": ["href"],
    "img": ["src", "alt"],
    "th": ["align"],
    "td": ["align"],
}


# Rendering takes time that grows faster than the text, minutes for a hostile one. No answer in
# words is so long.
LONGEST = 20_000


def safe_markdown(source: str) -> str:
    """Render Markdown and keep only harmless tags, attributes and links.

    A text of more than 20 000 characters is shown as it stands.

    Examples
    --------
    >>> print(safe_markdown("*yes* <script>no()</script>").strip())
    <p><em>yes</em> &lt;script&gt;no()&lt;/script&gt;</p>
    >>> print(safe_markdown("[link](javascript:no())").strip())
    <p><a>link</a></p>
    """
    if len(source) > LONGEST:
        return f"<pre>{escape(source)}</pre>"
    return clean(markdown2html(source), tags=TAGS, attributes=ATTRIBUTES)
