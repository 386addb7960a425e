"""The one place through which every word of the interface passes, so that it can be translated.

The English text is the key; catalogues lie in ``resources/languages``: ``ru.po`` for the translator and ``ru.mo`` as
the program reads it, into which ``packaging/make_words.py`` also lays the names of months and the signs of numbers.
The choice of language is made once per process, before the first window. English needs no catalogue.
"""

from __future__ import annotations

import contextlib
import gettext
import locale
import os
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

ENGLISH, AS_SYSTEM = "en", "system"
LANGUAGES = {ENGLISH: "English", "ru": "Русский", "kk": "Қазақша"}
"""Each language that the interface speaks, by its own name."""
OF_CALENDAR = "calendar"
"""Context in a catalogue of what comes from the Unicode tables of languages, not from the translator."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ug", "ur"})
_LARGEST = 20_000_000
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
_ALONE = frozenset({"{text}", "{title}", "{name}"})
"""Messages that are nothing but what fills them."""


class Spoken(NamedTuple):
    """The language of this process.

    Attributes:
        code: ISO 639-1.
        catalogue: Its words.
        group: What parts the thousands of a number.
        point: What parts whole and decimal digits.
    """

    code: str = ENGLISH
    catalogue: gettext.NullTranslations = gettext.NullTranslations()
    group: str = ","
    point: str = "."


_spoken: list[Spoken] = [Spoken()]
_within_data: ContextVar[bool] = ContextVar("_within_data", default=False)
_OF_DATA = Spoken()


def _now() -> Spoken:
    return _OF_DATA if _within_data.get() else _spoken[0]


@contextlib.contextmanager
def in_words_of_data() -> Iterator[None]:
    """Whatever is said inside fills a sentence of the data, and is said in English as the sentence is."""
    before = _within_data.set(True)
    try:
        yield
    finally:
        _within_data.reset(before)


def use_language(language: str, *, folder: Path) -> str:
    """Chooses the language for the rest of this process; what cannot be read leaves the English words.

    Args:
        language: ISO 639-1 code of one of ``LANGUAGES``, or "system".
        folder: The folder ``resources/languages``.

    Returns:
        One sentence about what is wrong with the catalogue; empty if nothing is.
    """
    code = system_language() if language == AS_SYSTEM else language
    _spoken[0] = Spoken()
    if code == ENGLISH or code not in LANGUAGES:
        return ""
    try:
        catalogue = read_catalogue(folder / f"{code}.mo")
    except (OSError, ValueError, LookupError, struct.error, TypeError, AttributeError):
        return tr("The words for {language} cannot be read, so the program speaks English.", language=LANGUAGES[code])
    speak(code, catalogue)
    missing = without_all_forms(catalogue)
    if missing:
        return tr(
            "The words for {language} lack plural forms; the sentences concerned are in English.",
            language=LANGUAGES[code],
        )
    return ""


def speak(code: str, catalogue: gettext.NullTranslations) -> None:
    """Takes a catalogue that has been read as the language of this process."""
    group, point = (catalogue.pgettext(OF_CALENDAR, name) for name in ("group", "decimal"))
    known = isinstance(catalogue, gettext.GNUTranslations) and group != "group" and point != "decimal"
    _spoken[0] = Spoken(code, catalogue, group, point) if known else Spoken(code, catalogue)


def read_catalogue(path: Path) -> gettext.GNUTranslations:
    """Reads a compiled catalogue.

    Raises:
        OSError: It cannot be read, or is no catalogue.
        ValueError: It is damaged, or does not say how its language counts.
    """
    if path.stat().st_size > _LARGEST:
        raise ValueError("larger than a catalogue is")
    with path.open("rb") as file:
        found = gettext.GNUTranslations(file)
    if "nplurals" not in (found.info() or {}).get("plural-forms", ""):
        raise ValueError("it does not say how its language counts")
    return found


def without_all_forms(catalogue: gettext.GNUTranslations) -> list[str]:
    """Returns the messages that lack one of the plural forms of their language."""
    entries: dict[object, str] = getattr(catalogue, "_catalog", {})
    form_of = getattr(catalogue, "plural", int)
    forms = {form_of(n) for n in (*range(200), 1_000_000)}
    held = {key for key in entries if isinstance(key, tuple)}
    return sorted({str(one) for one, _form in held if any((one, form) not in held for form in forms)})


def system_language() -> str:
    """Returns the first language that the machine asks for and the interface speaks; English if there is none."""
    return next((code for wish in _wishes() if (code := wish[:2].lower()) in LANGUAGES), ENGLISH)


def _wishes() -> Iterable[str]:
    first = next((wish for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (wish := os.environ.get(name))), "")
    if first and first.partition(".")[0] not in ("C", "POSIX"):  # which ask for no language at all
        return [*os.environ.get("LANGUAGE", "").split(":"), first]
    if sys.platform == "win32":
        import ctypes

        return [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    return []


def language() -> str:
    """Returns the ISO 639-1 code of the language of this process."""
    return _spoken[0].code


def runs_right_to_left() -> bool:
    """Tells whether the language of this process is written from right to left."""
    return _spoken[0].code in _RIGHT_TO_LEFT


def trl(message: str, /) -> str:
    """Returns the message as it is: it stands in a table and passes ``tr`` where it is shown."""
    return message


def tr(message: str, /, **values: object) -> str:
    """Returns the message in the chosen language with ``{name}`` fields filled in.

    Values are data: they are inserted as they are and never read as a format of their own.
    """
    if not message:
        return ""  # the empty key of a catalogue is its head
    text = _now().catalogue.gettext(message)
    return _filled(text, message, values) if values else text


def trc(context: str, message: str, /, **values: object) -> str:
    """Returns a message whose English is said of several things that other languages tell apart.

    Args:
        context: What it is said of, in a word or two for the translator.
        message: The English text.
        values: What fills its fields.
    """
    text = _now().catalogue.pgettext(context, message)
    return _filled(text, message, values) if values else text


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Returns the form of the message that fits the number, which may be used as ``{n}``."""
    english = one if n == 1 else many
    return _filled(_now().catalogue.ngettext(one, many, n), english, {"n": grouped(n), **values})


def _filled(text: str, english: str, values: dict[str, object]) -> str:
    """Fills the fields of a message; where a translation names fields that are not there, English is said."""
    text, english = _ended_once(text, values), _ended_once(english, values)
    if text not in _ALONE:
        values = {name: _apart(value) for name, value in values.items()}
    try:
        return text.format(**values)
    except (LookupError, ValueError, AttributeError):
        return english.format(**values)


def _ended_once(text: str, values: dict[str, object]) -> str:
    """Returns a message without the full stop behind a field whose value brings one, such as a shortened month."""
    for name, value in values.items():
        if isinstance(value, str) and value.endswith("."):
            text = re.sub(rf"(\{{{name}\}})\.(?!\w)", r"\1", text)
    return text


def _apart(value: object) -> object:
    """Keeps words that run against the line from drawing figures and signs behind them to their side.

    A mark of direction, which has no width, ends them.
    """
    if not isinstance(value, str) or value.isascii():
        return value
    if runs_right_to_left() or not _FROM_RIGHT.search(value) or value.endswith(_LEFT_TO_RIGHT):
        return value
    return value + _LEFT_TO_RIGHT


def grouped(n: int) -> str:
    """Returns a whole number with its thousands apart, as the language writes it."""
    return in_signs(f"{n:,}")


def in_signs(digits: str) -> str:
    """Returns a number written with comma and point as the language writes it."""
    spoken = _now()
    if spoken.group == "," and spoken.point == ".":
        return digits
    return digits.translate({ord(","): spoken.group, ord("."): spoken.point})


def of_calendar(name: str, english: str) -> str:
    """Returns a word of the calendar such as "month.wide.1" from the tables of the language.

    Args:
        name: Which word; see ``packaging/make_words.py``.
        english: The word where the language has no table.
    """
    found = _now().catalogue.pgettext(OF_CALENDAR, name)
    return english if found == name else found
