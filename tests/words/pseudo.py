"""A language made from English for trying: every letter wears an accent, and every text is a third longer."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from string import ascii_lowercase

import pytest

from briefing_app import translation
from briefing_app.domain.months import MONTHS

LOWER = "äƀçđëƒğħïĵķłɱñöþɋřšŧüṽŵẋÿž"
ACCENTS = str.maketrans(ascii_lowercase + ascii_lowercase.upper(), LOWER + LOWER.upper())
LONGER = "~"
_FIELD = re.compile(r"(\{[^{}]*\})")


def accented(message: str) -> str:
    """Returns a message in the made-up language; fields and spaces at its ends stay."""
    said = "".join(part if part.startswith("{") else part.translate(ACCENTS) for part in _FIELD.split(message))
    body = said.rstrip()
    return f"{body}{LONGER * (len(body) // 3)}{said[len(body) :]}"


class Accented(gettext.NullTranslations):
    """The catalogue of the made-up language: it knows every message."""

    def gettext(self, message: str) -> str:
        return accented(message)

    def pgettext(self, context: str, message: str) -> str:
        return _of_calendar(message) if context == translation.OF_CALENDAR else accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)


def _of_calendar(name: str) -> str:
    """Returns a word of the tables under its name, such as "month.short.3"; the signs of numbers stay."""
    kind, _, number = name.rpartition(".")
    if not number.isdecimal():
        return name
    word = MONTHS[int(number) - 1] if kind.startswith("month") else "MonTueWedThuFriSatSun"[int(number) * 3 :][:3]
    return (word[:3] if "short" in kind else word).translate(ACCENTS)


@contextmanager
def spoken(code: str = "xx") -> Iterator[None]:
    """Has the process speak the made-up language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translation, "use_language", lambda _language, **_where: "")
        patch.setattr("briefing_app.desk.desk.use_language", lambda _language, **_where: "")
        translation.speak(code, Accented())
        try:
            yield
        finally:
            translation.speak(translation.ENGLISH, gettext.NullTranslations())
