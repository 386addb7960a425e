"""Texts and queries as words: folded, without signs that nobody sees, numbers as one word however they are grouped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from briefing_app.domain.filters import fold

MOST_WORDS = 12
"""Words of a query that count."""
LONGEST_WORD = 60
_MOST_KEPT = 50_000
"""Words of texts that are kept as they were folded."""
POINT = "\ua78f"
"""A letter that hardly any text holds: the decimal point inside a number, so that 567.5 is one word."""
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
UNSPACED = re.compile(_UNSPACED)
"""Letters of scripts that put no space between words: each is a word of its own."""
_SAME = {
    "\u064a": "\u06cc",  # letters that Arabic, Dari and Pashto keyboards write differently
    "\u0649": "\u06cc",
    "\u0643": "\u06a9",
    "\u0640": "",  # the stretching sign
    "\u200c": " ",  # the space of no width
    "\u0131": "i",  # the Turkish i without its dot
    "\u066b": ".",  # the Arabic decimal point and grouping sign
    "\u066c": ",",
}
_JOINT = "-\u2010\u2011\u200c"
_GROUP_SIGNS = ",.'\u2019 \u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"(?<![\d.,])(?:(?P<whole>\d{{1,3}}(?:(?P<sign>[{_GROUP_SIGNS}])\d{{3}})(?:(?P=sign)\d{{3}})*)"
    r"|(?P<plain>\d+)(?=[.,]\d))(?:[.,](?P<part>\d+))?(?![\d]|[.,]\d)"
)
"""A number whose digits are grouped, or one with a decimal point or comma."""
_COMPOUND = re.compile(rf"(?<!\w)\w+(?:[{_JOINT}]\w+)+|(?<!\w)(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?")
"""Words joined by hyphens or by the space of no width, and letters with points such as U.N.

A word is looked at from its beginning alone: from each of its letters, a word of many thousand would take seconds.
"""
_SIGNS = "-.\u2010\u2011\u200c"
_NUMERIC = re.compile(rf"\d[{_GROUP_SIGNS}]\d")
_PARTING = re.compile(rf"[{_JOINT}.]")


class Term(NamedTuple):
    """One thing that a query asks for: it is there if all words of one of its forms are."""

    forms: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of all forms."""
        return tuple(dict.fromkeys(word for form in self.forms for word in form))


class Letters(dict[int, str]):
    """What each character is in an index: folded letters, nothing for marks, a space for all that is no word.

    Attributes:
        uneven: The characters met so far that are not one character there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        self[code] = found = self._letters(chr(code))
        if len(found) != 1:
            self.uneven.add(chr(code))
        return found

    @staticmethod
    def _letters(char: str) -> str:
        same = _SAME.get(char, char)
        kind = unicodedata.category(char)
        if kind == "Nd":
            return str(unicodedata.digit(char))
        if kind == "Cf" and char not in _SAME:
            return ""  # soft hyphens, joiners and turning signs, which nobody sees
        folded = "".join(_SAME.get(c, c) for c in fold(same))
        return "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in folded)


class _Clean(dict[int, str]):
    """Takes out what nobody sees and writes every script's digits alike; all else stays as it is."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        found = str(unicodedata.digit(char)) if kind == "Nd" else char
        if kind == "Cf" and char != "\u200c":
            found = ""
        elif char in "\u066b\u066c":
            found = _SAME[char]
        self[code] = found
        return found


LETTERS = Letters()
_UNCLEAN = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u0660-\u066c\u06f0-\u06f9\u0700-\u1fff\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f"
    "\ua620-\uabff\ufeff\uff10-\uff19\U00010000-\U0010ffff]"
)
"""Where signs that nobody sees, and digits of other scripts, may stand."""
_CLEAN = _Clean()


def _clean(text: str) -> str:
    return text.translate(_CLEAN) if not text.isascii() and _UNCLEAN.search(text) else text


class _Words(dict[str, str]):
    """What words are in an index, as they stand between spaces: most of a text is words that were met before."""

    def __missing__(self, word: str) -> str:
        found = word.translate(LETTERS)
        if not found.isascii():
            found = UNSPACED.sub(r" \g<0> ", found)
        if len(word) <= LONGEST_WORD:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = found
        return found


_WORDS = _Words()


def _folded(text: str) -> str:
    return " ".join(map(_WORDS.__getitem__, text.split()))


def number_forms(found: re.Match[str]) -> tuple[str, ...]:
    """Returns the words that a number may stand for: 1,234 is a thousand and more, or one and a part."""
    sign, part = found["sign"], found["part"]
    digits = "".join(c for c in found["whole"] or found["plain"] if c.isdigit())
    forms = [digits + (POINT + part if part else "")]
    if sign and sign in ".," and not part and found["whole"].count(sign) == 1:
        forms.append(found["whole"].replace(sign, POINT))
    return tuple(forms)


def plain_words(text: str) -> str:
    """Returns a text as an index holds it: folded words with one or more spaces between."""
    return indexed_words(text)[0]


def indexed_words(text: str) -> tuple[str, str]:
    """Returns a text as an index holds it, and what else it may be asked for by.

    Returns:
        Folded words with one or more spaces between; compounds as one word and numbers read in the other way.
    """
    text = _clean(text)
    more: list[str] = []
    if any(sign in text for sign in _SIGNS) and _COMPOUND.search(text):
        more += (word for match in _COMPOUND.finditer(text) if (word := _joined(match.group())))
    if _NUMERIC.search(text):
        more += (form for match in _NUMBER.finditer(text) for form in number_forms(match)[1:])
        text = _NUMBER.sub(lambda found: f" {number_forms(found)[0]} ", text)
    return _folded(text), " ".join(dict.fromkeys(more))


def _joined(compound: str) -> str:
    """Returns a compound as one word; dates and ranges, which are digits alone, are none."""
    if not any(c.isalpha() for c in compound):
        return ""
    return "".join(_folded(_PARTING.sub("", compound)).split())


def query_terms(text: str) -> tuple[Term, ...]:
    """Returns what a query asks for; any text is one, and whatever is no word is passed over."""
    terms: dict[Term, None] = {}
    for piece in _pieces(_clean(text[:2000])):
        for term in (
            [piece] if isinstance(piece, Term) else (Term(((w[:LONGEST_WORD],),)) for w in _folded(piece).split())
        ):
            terms.setdefault(term)
    return tuple(terms)[:MOST_WORDS]


def query_words(text: str) -> tuple[str, ...]:
    """Returns the words of a query, folded, of all the forms that its terms may have."""
    return tuple(dict.fromkeys(word for term in query_terms(text) for word in term.words))


def _pieces(text: str) -> Iterator[Term | str]:
    """Yields numbers and compounds as terms, and the text between them."""
    done = 0
    found = sorted((*_NUMBER.finditer(text), *_COMPOUND.finditer(text)), key=lambda m: (m.start(), -m.end()))
    for match in found:
        if match.start() < done:
            continue
        parts = tuple(word[:LONGEST_WORD] for word in _folded(match.group()).split())
        if match.re is _NUMBER:
            forms: list[tuple[str, ...]] = [(form,) for form in number_forms(match)]
            if match["sign"] and match["sign"] not in ",.":
                forms.append(parts)  # digits with a space between may be two numbers
        else:
            joined = _joined(match.group())[:LONGEST_WORD]
            forms = [(joined,), parts] if joined else [parts]
        yield text[done : match.start()]
        if parts:
            yield Term(tuple(dict.fromkeys(forms)))
        done = match.end()
    yield text[done:]
