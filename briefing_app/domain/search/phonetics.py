"""Words that sound alike across scripts and spellings: Torghundi, Торгунди and تورغندی are one place.

Letters of all scripts are written in Latin ones by anyascii (a table of the Unicode scripts; it follows no single
standard of transliteration), then the spellings that differ between such standards are levelled.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

Script = Literal["latin", "cyrillic", "arabic", "other"]
LEAST = 4
"""Letters that a word needs to be compared by its sound."""
_SAME = (
    (re.compile("shch"), "sh"),
    (re.compile("dzh|dj|zh"), "j"),
    (re.compile("ck|kh|q"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("y(?=[aeou])"), ""),
    (re.compile("[iy]+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_THROAT = re.compile("[ghk]+")
_SOFT = re.compile("[aeiouwy]+")


class Sound(NamedTuple):
    """How a word sounds, three times, from fine to coarse; empty where it cannot be compared so.

    Attributes:
        script: The script of its letters.
        fine: Spellings of one script levelled: Tokayev and Tokaev.
        coarse: G, h and k are one as well: Hairatan and Хайратан.
        bones: Consonants alone, for scripts that write no short vowels: Herat and هرات.
    """

    script: Script
    fine: str
    coarse: str
    bones: str


@lru_cache(maxsize=100_000)
def sound(word: str) -> Sound:
    """Returns how a folded word sounds."""
    script = _script(word)
    if len(word) < LEAST or not all(unicodedata.category(c)[0] in "LM" for c in word):
        return Sound(script, "", "", "")
    if script == "latin" and word.isascii():
        latin = word
    else:
        from anyascii import anyascii

        latin = "".join(c for c in anyascii(word).lower() if "a" <= c <= "z")
    fine = _levelled(latin)
    bones = _levelled(_SOFT.sub("", _THROAT.sub("k", latin)).replace("f", "v"))
    return Sound(script, fine, _THROAT.sub("k", fine), bones if len(bones) >= LEAST - 1 else "")


def _levelled(latin: str) -> str:
    for pattern, same in _SAME:
        latin = pattern.sub(same, latin)
    return latin


def _script(word: str) -> Script:
    first = unicodedata.name(word[:1], "") if word else ""
    scripts: tuple[Script, ...] = ("latin", "cyrillic", "arabic")
    for name in scripts:
        if first.startswith(name.upper()):
            return name
    return "other"
