"""The words of a language: found, bent by number, and English wherever a catalogue fails."""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app import paths, translation
from briefing_app.domain.days import read_date, read_day
from briefing_app.domain.model import Observation, PartialDate
from briefing_app.domain.wording import (
    date_words,
    day_words,
    noun_words,
    number,
    number_words,
    period_words,
    sign_of,
    span_words,
)
from briefing_app.translation import in_words_of_data, tr, trc, trn, use_language
from tests.domain.records import made

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
import make_words


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en", folder=paths.languages())


@pytest.fixture
def russian() -> None:
    assert use_language("ru", folder=paths.languages()) == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.languages(), tmp_path / "languages"))


def test_russian_says_dates_numbers_and_signs_its_own_way(russian: None) -> None:
    day = PartialDate(2023, 12, 29)
    assert (date_words(day), date_words(day, short=True)) == ("29 декабря 2023", "29 дек. 2023")
    assert date_words(PartialDate(2023, 12)) == "декабрь 2023"
    assert span_words(PartialDate(2023, 8, 3), PartialDate(2023, 8, 5)) == "3–5 августа 2023"
    assert number(1234567.5) == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,5"
    assert number_words(567.5, "million USD") == "567,5 млн долл. США"
    assert str(sign_of("verdict", "disputed")) == "≠ оспаривается"
    assert noun_words("claim", many=True) == "утверждения"


@pytest.mark.parametrize(
    ("start", "end", "said", "short"),
    [
        ((2024, 1, 10), (2024, 1, 12), "2024 жылғы 10–12 қаңтар", "2024 ж. 10–12 қаң."),
        ((2024, 1, 10), (2024, 2, 2), "2024 жылғы 10 қаңтар – 2 ақпан", "2024 ж. 10 қаң.–2 ақп."),
        ((2024, 1, 0), (2024, 8, 0), "2024 жылғы қаңтар – тамыз", "2024 ж. қаң.–там."),
        ((2023, 0, 0), (2024, 0, 0), "2023 – 2024", "2023–2024"),
    ],
)
def test_kazakh_names_the_year_of_a_span_first_and_once(
    start: tuple[int, int, int], end: tuple[int, int, int], said: str, short: str
) -> None:
    assert use_language("kk", folder=paths.languages()) == ""
    first, last = PartialDate(*start), PartialDate(*end)
    figure = made(Observation, period=f"{first}/{last}", period_kind="partial-year")
    assert period_words(figure) == said
    assert period_words(figure, short=True) == short
    if first.day and first.month == last.month:
        assert span_words(first, last) == said


def test_kazakh_bends_nothing_by_number_and_orders_the_day_behind_the_year() -> None:
    assert use_language("kk", folder=paths.languages()) == ""
    assert [trn("{n} event", "{n} events", n) for n in (1, 5)] == ["1 оқиға", "5 оқиға"]
    assert date_words(PartialDate(2024, 1)) == "2024 жылғы қаңтар"
    assert day_words(dt.date(2024, 1, 5)) == "2024 жылғы 5 қаңтар"


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "1 событие"), (2, "2 события"), (5, "5 событий"), (11, "11 событий"), (21, "21 событие"),
     (1004, "1\N{NO-BREAK SPACE}004 события")],
)  # fmt: skip
def test_russian_counts_in_three_forms(russian: None, n: int, said: str) -> None:
    assert trn("{n} event", "{n} events", n) == said


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_day_that_is_said_can_be_typed(language: str) -> None:
    use_language(language, folder=paths.languages())
    for month in range(1, 13):
        day = dt.date(2026, month, 9)
        for words in (day_words(day), day_words(day, short=True)):
            assert read_day(words) == day, words
        assert read_date(date_words(PartialDate(2026, month))) == PartialDate(2026, month)


def test_what_fills_a_sentence_of_the_data_is_said_as_the_data_are(russian: None) -> None:
    with in_words_of_data():
        assert number_words(1234.5, "USD") == "USD 1,234.5"
        assert date_words(PartialDate(2024, 1)) == "January 2024"
    assert number_words(1234.5, "USD") == "1\N{NO-BREAK SPACE}234,5 долл. США"


def test_the_same_english_can_be_told_apart(russian: None) -> None:
    assert tr("same") != trc("compared", "same")


@pytest.mark.parametrize("language", ["en", "xx", "tlh", "", "../ru"])
def test_a_language_that_is_not_known_is_english(language: str) -> None:
    assert use_language(language, folder=paths.languages()) == ""
    assert tr("Close") == "Close"
    assert translation.language() == "en"


def _written(folder: Path, data: bytes) -> str:
    (folder / "ru.mo").write_bytes(data)
    said = use_language("ru", folder=folder)
    assert tr("Close") in ("Close", "Закрыть")
    return said


def test_a_damaged_catalogue_leaves_english_and_is_told(folder: Path) -> None:
    whole = (folder / "ru.mo").read_bytes()
    for data in (b"", b"no catalogue", whole[:40], whole[: len(whole) // 2], b"\0" * 4096, whole[::-1]):
        assert "Русский" in _written(folder, data)
        assert (tr("Close"), translation.language()) == ("Close", "en")
    (folder / "ru.mo").unlink()
    assert "Русский" in use_language("ru", folder=folder)
    (folder / "ru.mo").mkdir()
    assert "Русский" in use_language("ru", folder=folder)


def test_no_byte_of_a_catalogue_that_is_wrong_is_a_fault_of_the_program(folder: Path) -> None:
    whole = (folder / "ru.mo").read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 40))):
            data[chance.randrange(len(data) if chance.random() < 0.5 else 4000)] = chance.randrange(256)
        _written(folder, bytes(data))
        trn("{n} event", "{n} events", 5)
        tr("{shown} of {total}", shown=1, total=2)


def _compiled(text: str) -> bytes:
    from babel.messages.pofile import read_po

    return make_words.compiled(read_po(text.splitlines(keepends=True), locale="ru"))


def test_a_catalogue_that_does_not_say_how_its_language_counts_is_told(folder: Path) -> None:
    data = (folder / "ru.mo").read_bytes().replace(b"nplurals=", b"nplurels=")
    assert "Русский" in _written(folder, data)
    assert tr("Close") == "Close"


def test_a_message_without_all_its_plural_forms_is_english_and_told(folder: Path) -> None:
    data = (folder / "ru.mo").read_bytes()
    form = "{n} событие\0{n} события\0{n} событий".encode()
    assert form in data
    lacking = form.replace("\0{n} событий".encode(), "~{n} событий".encode())
    said = _written(folder, data.replace(form, lacking))
    assert "Русский" in said
    assert trn("{n} event", "{n} events", 5) == "5 events"
    assert tr("Close") == "Закрыть"


def test_a_translation_with_a_field_that_is_not_there_is_said_in_english() -> None:
    class Wrong(translation.gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return "{nobody} {shown.__class__} {"

    translation.speak("ru", Wrong())
    assert tr("{shown} of {total}", shown=1, total=2) == "1 of 2"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:ru:en"}, "ru"),
        ({"LANG": "fa_IR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ru"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_as_the_system_takes_the_first_language_that_is_spoken_here(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    use_language("system", folder=paths.languages())
    assert translation.language() == language


@pytest.mark.parametrize("code", make_words.CODES)
def test_what_is_shipped_is_what_was_translated(code: str) -> None:
    from babel.messages.pofile import read_po

    with (paths.languages() / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    assert make_words.faults(catalogue) == []
    assert make_words.compiled(catalogue) == (paths.languages() / f"{code}.mo").read_bytes()


@pytest.mark.parametrize("code", make_words.CODES)
def test_a_language_that_is_offered_is_complete(code: str) -> None:
    said = [m for m in make_words.renewed(code, [*make_words.gather(), *make_words.of_packages()]) if m.id]
    missing = [m.id for m in said if not all(make_words._several(m.string))]
    assert len(said) > 3_000
    assert len(missing) <= len(said) // 50, missing[:20]  # words changed since; ./run words lists them


def test_every_message_is_gathered_from_where_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room/a.py").write_text(
        'x = tr("one" if y else "two", n=1)\nT = {"k": trl("three")}\n'
        'z = trn("{n} a", "{n} b", 2)\nw = trc("of", "four")\n'
    )
    found = {(m.context, m.one, m.many) for m in make_words.gather(tmp_path / "room")}
    assert found == {("", "one", ""), ("", "two", ""), ("", "three", ""), ("", "{n} a", "{n} b"), ("of", "four", "")}


def test_no_message_is_a_piece_that_waits_for_another() -> None:
    """Only what is set in another weight before its words ends with a space: a label or a sentence of its own."""
    keys = ", and ."  # the two keys themselves
    texts = {text for message in make_words.gather() for text in (message.one, message.many) if text and text != keys}
    pieces = [text for text in texts if re.match(r"[\s,;.:)]", text) or re.search(r"[,;(]$|(?<![:.])\s$", text)]
    assert pieces == []


def test_a_sentence_ends_once_behind_a_shortened_month() -> None:
    assert tr("Latest: {word}; next look {date}.", word="x", date="2026 ж. жел.") == "Latest: x; next look 2026 ж. жел."
    assert tr("{file}.csv of {day}.", file="x.", day="2026 г.") == "x..csv of 2026 г."
