"""The thing of that name comes first, and it is found however it is written: grouping, scripts, hyphens, spelling."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from briefing_app.desk import Desk
from briefing_app.domain.model import Observation, Ref
from briefing_app.domain.search import excerpt, indexed_words, query_terms
from briefing_app.domain.search.phonetics import sound
from briefing_app.notes.index.spelling import nearest

pytestmark = pytest.mark.usefixtures("index_from_nothing")

ENTRY = Ref("actor", "kz")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path_factory.mktemp("search"))
    yield desk
    desk.close()


def found(desk: Desk, text: str) -> list[str]:
    return [str(hit.ref) for hit in desk.search.as_typed(text) if not hit.note]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Kazakhstan", "actor/kz"),
        ("Казахстан", "actor/kz"),
        ("Қазақстан", "actor/kz"),
        ("قزاقستان", "actor/kz"),
        ("Tokayev", "actor/tokayev"),
        ("Tokaev", "actor/tokayev"),
        ("Токаев", "actor/tokayev"),
        ("Тоқаев", "actor/tokayev"),
        ("توکایف", "actor/tokayev"),
        ("China", "actor/cn"),
        ("Taliban", "actor/af-taliban"),
        ("Islamic Emirate", "actor/af-taliban"),
        ("Uzbekistan", "actor/uz"),
        ("Termez", "node/n-termez"),
        ("торгунди", "node/n-torghundi"),
        ("تورغندی", "node/n-torghundi"),
        ("Хайратан", "node/n-hairatan"),
        ("Герат", "node/n-herat"),
        ("هرات", "node/n-herat"),
        ("1 billion turnover", "claim/c-trade-01"),
        ("ISKP", "actor/iskp"),
        ("Kazakhtan", "actor/kz"),
        ("Uzbekistam", "actor/uz"),
    ],
)
def test_the_thing_that_is_meant_stands_first(desk: Desk, asked: str, first: str) -> None:
    assert found(desk, asked)[0] == first


@pytest.mark.parametrize("table", ["actors", "corridors", "nodes"])
def test_every_whole_name_leads_to_a_thing_of_that_name_first(desk: Desk, table: str) -> None:
    for record in desk.dataset.tables[table].rows:
        first = desk.dataset.get(Ref.parse(found(desk, record.name)[0]))
        names = (getattr(first, field, "") for field in ("name", "short_name", "term", "title"))
        assert record.name.casefold() in {str(name).casefold() for name in names}


def test_a_place_comes_with_its_ways_and_events_and_not_with_every_piece_of_them(desk: Desk) -> None:
    nouns = [ref.partition("/")[0] for ref in found(desk, "Torghundi")]
    assert nouns[0] == "node"
    assert nouns.index("corridor") < nouns.index("event")
    assert "segment" not in nouns


@pytest.mark.parametrize("asked", ["567.5", "567,5", "۵۶۷٫۵", "٥٦٧.٥"])
def test_a_figure_is_found_as_one_word_the_preferred_one_first(desk: Desk, asked: str) -> None:
    hits = [desk.dataset.get(hit.ref) for hit in desk.search.as_typed(asked)]
    figures = [hit for hit in hits if isinstance(hit, Observation)]
    assert isinstance(hits[0], Observation)
    assert hits[0].value == 567.5
    assert hits[0].preferred
    assert all("567.5" in f"{f.value} {f.note}" for f in figures)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("paid 1,234,567 dollars", "1234567"),
        ("paid 1 234 567 dollars", "1234567"),
        ("paid 1'234'567 dollars", "1,234,567"),
        ("paid 1.234.567 dollars", "1 234 567"),
        ("paid 1234567 dollars", "1,234,567"),
        ("2\u00a0500 wagons", "2500"),
        ("2\u202f500 wagons", "2 500"),
        ("fell by 3,5 per cent", "3.5"),
        ("fell by 3.5 per cent", "3,5"),
        ("در سال ۱۴۰۲", "1402"),
        ("in 1402", "۱۴۰۲"),
        ("the cor\u00adri\u00addor", "corridor"),
        ("the cor\u200bridor", "corridor"),
        ("Torg\u2060hundi", "Torghundi"),
        ("corridor", "cor\u00adridor"),
        ("Trans-Caspian", "Transcaspian"),
        ("Transcaspian", "Trans-Caspian"),
        ("re\u2011export", "reexport"),
        ("reexport", "re-export"),
        ("می\u200cخواهم", "میخواهم"),
        ("the U.N. mission", "UN mission"),
        ("the UN mission", "U.N. mission"),
        ("E.A.E.U. rules", "EAEU"),
        ("Diyarbakır", "diyarbakir"),
        ("DIYARBAKIR", "dıyarbakır"),
        ("Ыстықкөл жолы", "ystykkol"),
    ],
)  # fmt: skip
def test_a_note_is_found_however_it_is_written(desk: Desk, text: str, asked: str) -> None:
    written = [desk.notes.write(ENTRY, each, initiator="test") for each in (text, "quite another thing")]
    try:
        assert [hit.note_id for hit in desk.search.as_typed(asked) if hit.note] == written[:1]
    finally:
        desk.notes.remove(written, initiator="test")


def test_a_part_of_a_number_is_not_the_number() -> None:
    assert [term.forms for term in query_terms("567.5")] == [(("567\ua78f5",),)]
    words = indexed_words("567 events in 5 years")[0].split()
    assert "567\ua78f5" not in words


def test_a_year_before_a_number_is_not_joined_to_it() -> None:
    assert indexed_words("in 2023 500 wagons")[0].split() == ["in", "2023", "500", "wagons"]
    assert indexed_words("2023-2024")[1] == ""


def test_one_wrong_letter_is_put_right_and_said(desk: Desk) -> None:
    assert desk.search.as_typed("Kazakhtan")
    assert desk.search.did_you_mean("Kazakhtan") == "Kazakhstan"
    assert desk.search.did_you_mean("Kazakhstan") == ""
    assert desk.search.did_you_mean("zzxxqq") == ""
    assert desk.search.as_typed("zzxxqq") == ()


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("flour", ("flour", "floor")),
        ("fluor", ("flour", "floor")),
        ("flou", ("flour",)),
        ("flouur", ("flour",)),
        ("floru", ("flour",)),
        ("folur", ("flour",)),
        ("wheet", ("wheat",)),
        ("whet", ("wheat",)),
        ("wehta", ()),
    ],
)
def test_the_nearest_word_is_one_letter_away(word: str, near: tuple[str, ...]) -> None:
    assert nearest(word, ("wheat", "flour", "floor")) == near


def test_words_are_not_compared_where_a_letter_is_all_they_have() -> None:
    assert nearest("ab", ("abc", "ac")) == ()
    assert sound("abc").fine == ""
    assert sound("1402").fine == ""


def test_what_is_shown_is_a_sentence_and_no_list_of_codes(desk: Desk) -> None:
    for asked in ("Kazakhstan", "state", "diplomacy", "trade", "Казахстан"):
        for hit in desk.search.as_typed(asked):
            record = desk.dataset.get(hit.ref)
            told = hit.excerpt.strip("…").split()
            assert getattr(record, "affiliation", "") not in told[:1] or not getattr(record, "affiliation", "")
            assert not any("\u0400" <= c <= "\u04ff" for c in hit.excerpt) or hit.ref.noun in ("source", "change")


def test_an_excerpt_begins_with_its_sentence_and_marks_the_word() -> None:
    text = "First comes this. Then the Trans-Caspian route carried 1,234 boxes.\nAnd more."
    piece, ranges = excerpt(text, ("transcaspian",))
    assert piece.startswith("Then the")
    assert [piece[a:b] for a, b in ranges] == ["Trans-Caspian"]
    piece, ranges = excerpt(text, ("1234",))
    assert [piece[a:b] for a, b in ranges] == ["1,234"]


@pytest.mark.parametrize("letter", ["x", "ß", "1", "é-"])
def test_a_pasted_word_of_thousands_of_letters_is_read_at_once(letter: str) -> None:
    start = time.process_time()
    query_terms(letter * 2_000)
    indexed_words(f"a-b {letter * 20_000}")
    assert time.process_time() - start < 0.2
