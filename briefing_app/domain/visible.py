"""Signs that command instead of being read are shown: control, escape, turning and invisible signs in foreign text."""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"
"""Persian, Pashto and other scripts need them to spell words; they command nothing."""


def visible(text: str) -> str:
    """Returns a text for one line of a terminal: a line end becomes "↵", what commands becomes its number.

    Args:
        text: Text of others, such as the words of a note.

    Returns:
        The text in which an escape sign reads "<U+001B>" and a turning sign "<U+202E>".
    """
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\n", "↵").replace("\t", " ")
    return "".join(f"<U+{ord(c):04X}>" if _commands(c) else c for c in lines)


def visible_lines(text: str) -> str:
    """Returns a text of several lines for a terminal; what commands becomes its number."""
    return "\n".join(map(visible, text.split("\n")))


def visible_json(text: str) -> str:
    r"""Returns JSON for a terminal: what commands is written as its escape (``\u202e``), so that the data stay."""
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(_escaped(c) if c != "\n" and _commands(c) else c for c in text)


def _commands(sign: str) -> bool:
    return sign not in JOINERS and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _escaped(sign: str) -> str:
    number = ord(sign)
    if number <= 0xFFFF:
        return f"\\u{number:04x}"
    high, low = divmod(number - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
