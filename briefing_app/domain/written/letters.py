"""In which letters a text file is written: told by its mark, by its bytes, or by what its words look like."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from briefing_app.translation import tr

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_HEAD = 4096
_CYRILLIC = re.compile("[А-яЁёІіЇїЄєЎўҐґ]{3,}")
_WESTERN = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýŒœŠšŽž")
_SIGNS = frozenset("€‚„…‰‹‘’“”•–—™›\u00a0§©«¬\u00ad®°±µ¶·»№")


class Letters(NamedTuple):
    """An encoding: its name for Python, and in words where it is not the usual UTF-8."""

    name: str
    words: str = ""


UTF_8 = Letters("utf-8-sig")
CYRILLIC = Letters("cp1251", "Windows-1251")
WESTERN = Letters("cp1252", "Windows-1252")


def by_mark(head: bytes) -> Letters | None:
    """Returns the encoding that a byte order mark, or every second byte being zero, gives away; None if nothing does.

    Args:
        head: The first bytes of a file.
    """
    for mark, name, words in _MARKS:
        if head.startswith(mark):
            return Letters(name, words)
    head = head[: _HEAD - _HEAD % 2]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > len(zeros) * 0.25:
            text = head.decode(name, "replace")
            if sum(sign.isprintable() or sign in "\r\n\t" for sign in text) > 0.98 * len(text):
                return Letters(name, "UTF-16")
    return None


def is_utf_8(chunks: Iterable[bytes]) -> bool:
    """Tells whether bytes that come in pieces are UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks:
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def by_words(content: bytes) -> Letters | None:
    """Returns the eight-bit encoding in which the words look like words; None where that cannot be told.

    Args:
        content: Text that is not UTF-8; the lines with letters outside ASCII decide.
    """
    lines = [line for line in content.split(b"\n") if not line.isascii()]
    sample = b"\n".join(lines)[:200_000]
    cyrillic = sample.decode("cp1251", "replace")
    letters = sum(1 for sign in cyrillic if "Ѐ" <= sign <= "ӿ")
    if letters and sum(map(len, _CYRILLIC.findall(cyrillic))) >= 0.7 * letters:
        return CYRILLIC
    western = sample.decode("cp1252", "replace")
    high = [sign for sign in western if not sign.isascii()]
    if not high or any(sign not in _WESTERN and sign not in _SIGNS for sign in high):
        return None
    alone = re.findall(r"(?<![^\x00-\x7f])[^\x00-\x7f]{1,2}(?![^\x00-\x7f])", western)
    return WESTERN if sum(map(len, alone)) >= 0.9 * len(high) else None


def known(name: str) -> Letters:
    """Returns an encoding by the name that a descriptor gives it.

    Raises:
        LookupError: There is no such text encoding.
    """
    found = codecs.lookup(name)
    if not found._is_text_encoding or found.name in ("idna", "punycode", "undefined", "unicode_escape", "mbcs", "oem"):
        raise LookupError(name)
    return UTF_8 if found.name in ("utf-8", "ascii", "utf-8-sig") else Letters(found.name, name)


def read_as(letters: Letters) -> str:
    """Returns the remark that a text was not written in UTF-8."""
    return tr("the text is not written in UTF-8; it was read as {encoding}", encoding=letters.words)
