"""Signs that steer instead of being read, such as those that turn the order of letters, made visible."""

from __future__ import annotations

import re
import unicodedata

JOINERS = "\u200c\u200d"
"""Persian, Pashto and other scripts need them to spell words; they command nothing."""
# Turning signs, the marks of direction without a width, other control signs but tab and line ends, signs of
# annotation, shadow letters, and halves of surrogate pairs. Joiners and the two marks of direction stay: Persian
# and Pashto are written with them, and they turn nothing.
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Returns a text in which steering signs are shown instead of obeyed: U+202E reads ``[U+202E]``.

    Tab and line ends stay; whoever prints in one line replaces them.

    Args:
        text: Text of others.
    """
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)


def visible_line(text: str) -> str:
    """Returns a text for one line of a terminal: a line end becomes "↵", all that is not to be read its number.

    Args:
        text: Text of others, such as the words of a note.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\n", "↵").replace("\t", " ")
    return "".join(f"[U+{ord(c):04X}]" if _commands(c) else c for c in lines)


def visible_lines(text: str) -> str:
    """Returns a text of several lines for a terminal; what commands becomes its number."""
    return "\n".join(map(visible_line, text.split("\n")))


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
