import re
from html import unescape

import pytest

from coursework.safe_html import safe_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "<details open ontoggle=alert(1)>x</details>",
    "<iframe src='https://example.org'></iframe>",
    "<svg/onload=alert(1)>",
    "<style>*{background:url(//example.org)}</style>",
    '<div style="background:url(//example.org)">x</div>',
    "<form action='https://example.org'><button>x</button></form>",
    "<scr<script>ipt>alert(1)</script>",
    "```\n</code></pre><script>alert(1)</script>\n```",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_in_it_can_run(source):
    html = safe_markdown(source)
    tags = re.findall(r"<[^>]*>", html)
    forbidden = r"<(?!/?(?:p|a|img|pre|code|details|div|span|em|br)\b)|\son\w+=|script:|style="
    assert not [tag for tag in tags if re.search(forbidden, tag, re.IGNORECASE)], html


def test_what_a_lesson_uses_stays():
    html = safe_markdown(
        "## Title\n\n- **bold** and `code`\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n"
        "<details><summary>Hint</summary>\n\nThe idea: $x_1 < y$.\n\n</details>\n\n"
        "[site](https://example.org)"
    )
    for piece in ("<h2", "<strong>bold", "<code>code", "<td", "<details><summary>Hint", "$x_1"):
        assert piece in html
    assert 'href="https://example.org"' in html


def test_a_text_of_great_length_is_shown_as_it_stands():
    text = "<b>\\begin{a}" * 60_000
    html = safe_markdown(text)
    assert html.startswith("<pre>&lt;b&gt;\\begin{a}")
    assert unescape(html) == f"<pre>{text}</pre>"
