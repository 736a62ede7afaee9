"""Text that a student chose, made fit for a file, a page or a terminal."""

from __future__ import annotations

import unicodedata

__all__ = ["LINE", "one_line", "readable", "storable"]

LINE = 500  # signs of one line: longer than any reason, shorter than a screen


def storable(text: str) -> str:
    """Replace the halves of surrogate pairs, which no file and no database can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def readable(text: str, limit: int) -> str:
    r"""Return text that any file, page and terminal can show: no control signs, not too long.

    Examples
    --------
    >>> readable("one\ntwo\x1b[31m", 100)
    'one\ntwo[31m'
    """
    return "".join(sign for sign in storable(text[:limit]) if _is_visible(sign) or sign in "\n\t")


def one_line(text: str, limit: int = LINE) -> str:
    r"""Return text as one line, with ``?`` for each sign that a terminal would act on.

    Names, reasons and notes go through this before an instructor reads them.

    Examples
    --------
    >>> one_line("\x1b]0;mine\x07 two\nlines")
    '?]0;mine? two?lines'
    >>> one_line("a long name", limit=6)
    'a lon…'
    """
    kept = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return "".join(sign if _is_visible(sign) else "?" for sign in kept)


def _is_visible(sign: str) -> bool:
    # Python calls a space that does not break, or one as wide as a letter, not printable.
    return sign.isprintable() or unicodedata.category(sign) == "Zs"
