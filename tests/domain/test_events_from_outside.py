"""A table of events from outside: every row is drawn, or counted with its reason and its line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app.domain.model import Ref
from briefing_app.domain.timeline import around
from briefing_app.domain.timeline.event_table import Cancelled, ColumnSet, columns, read_events
from briefing_app.domain.timeline.kept_items import KEPT
from briefing_app.errors import ExpectedError
from tests.domain.bundled import PAIR

HEAD = "event_id,date,date_end,title,status,category,ambition,significance"


def events(tmp_path: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8", end: str = "\n") -> ColumnSet:
    path = tmp_path / "table.csv"
    path.write_bytes(end.join((head, *rows, "")).encode(encoding))
    return read_events(path, briefing=PAIR)


def titles(found: ColumnSet) -> dict[str, str]:
    items = (found.item(number) for number in range(len(found)))
    return {item.title: item.when for item in items}


def said(found: ColumnSet) -> str:
    caption = found.spec(name="table.csv").caption
    assert set(found.notes) <= set(caption.notes)
    return caption.summary


@pytest.mark.parametrize(
    "written",
    [
        "2023-03-05", "05.03.2023", "5.3.2023", "2023/03/05", "20230305", "2023-03-05T23:59:59Z", "2023-03-05 10:00",
        "2023-03-05T10:00:00.123+05:00", "5 March 2023", "March 5, 2023", "5-Mar-2023", "Mar 5th 2023",
        "Sun, 5 March 2023",
        "5 марта 2023 г.", "2023 жылғы 5 наурыз", "5. März 2023", "5 mars 2023", "05.03.2023 14:30",
    ],
)  # fmt: skip
def test_a_day_is_understood_in_the_forms_people_write(tmp_path: Path, written: str) -> None:
    found = events(tmp_path, f'e1,"{written}",,One,occurred,trade,A,2')
    assert titles(found) == {"One": "5 March 2023"}
    assert found.left_out == 0


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("circa 1998", "no readable date"), ("-0043-03-15", "before the year 1"), ("2023-02-30", "does not exist"),
        ("31.02.2023", "does not exist"), ("45091", "a number instead of a date"), ("14.06.23", "two digits"),
        ("", "no date"), ("NA", "no readable date"), ("2023-06-14T99", "no readable date"),
    ],
)  # fmt: skip
def test_a_row_without_a_readable_date_is_counted_with_its_reason_and_line(
    tmp_path: Path, written: str, why: str
) -> None:
    found = events(tmp_path, "e1,2023-01-05,,One,occurred,trade,A,2", f"e2,{written},,Two,occurred,trade,A,2")
    assert (len(found), found.left_out) == (1, 1)
    assert "1 row was left out" in said(found)
    assert why in said(found)
    assert "line 3" in said(found)


def test_the_lines_are_those_of_an_editor_even_behind_texts_of_several_lines(tmp_path: Path) -> None:
    found = events(
        tmp_path, 'e1,2023-01-05,,"One\nand\nmore",occurred,trade,A,2', "", "e2,soon,,Two,occurred,trade,A,2"
    )
    assert "line 6" in said(found)


def test_very_many_lines_are_told_by_the_first_and_their_number(tmp_path: Path) -> None:
    rows = [f"e{n},soon,,T{n},occurred,trade,A,2" for n in range(2500)]
    found = events(tmp_path, "e,2023-01-05,,One,occurred,trade,A,2", *rows)
    assert "2,500 rows were left out" in said(found)
    assert "and 2,492 more" in said(found)


@pytest.mark.parametrize(
    ("dates", "meant", "words"),
    [
        (("31/12/2023", "03/04/2023"), "3 April 2023", "day first"),
        (("12/31/2023", "03/04/2023"), "4 March 2023", "month first"),
        (("03/04/2023",), "3 April 2023", "it was read day first"),
    ],
)
def test_a_column_tells_whether_day_or_month_comes_first_and_it_is_said(
    tmp_path: Path, dates: tuple[str, ...], meant: str, words: str
) -> None:
    found = events(tmp_path, *(f"e{n},{date},,{date},occurred,trade,A,2" for n, date in enumerate(dates)))
    assert titles(found)["03/04/2023"] == meant
    assert words in said(found)


def test_a_column_that_shows_both_orders_keeps_only_what_is_certain(tmp_path: Path) -> None:
    rows = [f"e{n},{d},,{d},occurred,trade,A,2" for n, d in enumerate(("31/12/2023", "12/31/2023", "03/04/2023"))]
    found = events(tmp_path, *rows)
    assert set(titles(found)) == {"31/12/2023", "12/31/2023"}
    assert "day and month could be exchanged" in said(found)


def test_words_that_mean_nothing_elsewhere_are_words_here(tmp_path: Path) -> None:
    rows = [f"{word},2023-01-05,,{word},{word},{word},A,2" for word in ("NA", "None", "null", "nan", "N/A")]
    found = events(tmp_path, *rows)
    assert set(titles(found)) == {"NA", "None", "null", "nan", "N/A"}
    assert {str(found.item(n).ref) for n in range(5)} == {f"event/{w}" for w in ("NA", "None", "null", "nan", "N/A")}
    assert {lane.label for lane in found.lanes} >= {"NA", "None"}


def test_events_without_a_topic_stand_in_a_lane_of_their_own(tmp_path: Path) -> None:
    found = events(tmp_path, "e1,2023-01-05,,One,occurred,,A,2", "e2,2023-02-01,,Two,occurred,trade,A,2")
    assert [(lane.label, lane.count) for lane in found.lanes] == [("Trade", 1), ("No topic", 1)]
    assert sum(len(index) for index in found.indexes) == len(found)
    assert found.lanes[found.item(0).lanes[0]].label == "No topic"


def test_very_many_topics_share_the_last_lane(tmp_path: Path) -> None:
    found = events(tmp_path, *(f"e{n},2023-01-05,,T{n},occurred,topic{n},A,2" for n in range(300)))
    assert len(found.lanes) <= 42
    assert sum(len(index) for index in found.indexes) == 300
    assert found.lanes[-1].label == "Other topics"


@pytest.mark.parametrize("weight", ["", "300", "high", "-1", "2.5", "1e400"])
def test_an_odd_weight_costs_the_weight_and_not_the_row_nor_the_file(tmp_path: Path, weight: str) -> None:
    found = events(tmp_path, f"e1,2023-01-05,,One,occurred,trade,A,{weight}", "e2,2023-02-01,,Two,occurred,trade,A,3")
    assert [found.item(n).weight for n in range(2)] == [1, 3]
    assert "1 row without a weight from 1 to 3" in said(found)
    assert "line 2" in said(found)


@pytest.mark.parametrize(("weight", "meant"), [("2", 2), ("2.0", 2), ("2,0", 2), ("3.00", 3)])
def test_a_weight_may_carry_a_decimal_sign(tmp_path: Path, weight: str, meant: int) -> None:
    found = events(tmp_path, f'e1,2023-01-05,,One,occurred,trade,A,"{weight}"')
    assert found.item(0).weight == meant


@pytest.mark.parametrize(("sign", "words"), [(";", "semicolons"), ("\t", "tabulators"), ("|", "upright strokes")])
def test_the_separator_is_recognised_and_said(tmp_path: Path, sign: str, words: str) -> None:
    found = events(tmp_path, "e1,2023-01-05,,One,occurred,trade,A,2".replace(",", sign), head=HEAD.replace(",", sign))
    assert titles(found) == {"One": "5 January 2023"}
    assert words in said(found)


def test_a_first_line_may_state_the_separator(tmp_path: Path) -> None:
    rows = ("e1;soon;;One;occurred;trade;A;2", "e2;2023;;Two;occurred;trade;A;2")
    found = events(tmp_path, HEAD.replace(",", ";"), *rows, head="sep=;")
    assert titles(found) == {"Two": "1 January 2023 to 31 December 2023"}
    assert "line 3" in said(found)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1251", "Windows-1251"),
    ],
)
def test_the_letters_are_recognised_and_said(tmp_path: Path, encoding: str, words: str) -> None:
    found = events(
        tmp_path, "e1,2023-01-05,,Казахстан и Туркменистан,occurred,trade,A,2", encoding=encoding, end="\r\n"
    )
    assert set(titles(found)) == {"Казахстан и Туркменистан"}
    assert words in said(found)


def test_western_letters_are_recognised_and_said(tmp_path: Path) -> None:
    found = events(tmp_path, "e1,2023-01-05,,Café in Zürich – a visit,occurred,trade,A,2", encoding="cp1252")
    assert set(titles(found)) == {"Café in Zürich – a visit"}
    assert "Windows-1252" in said(found)


def test_a_row_with_too_many_cells_is_counted_and_one_with_empty_ones_at_the_end_is_drawn(tmp_path: Path) -> None:
    found = events(
        tmp_path,
        "e1,2023-01-05,,One, two,occurred,trade,A,2",
        "e2,2023-01-05,,Two,occurred,trade,A,2,",
        "e3,2023-01-05,,Three",
    )
    assert set(titles(found)) == {"Two", "Three"}
    assert "more cells than headings" in said(found)
    assert "line 2" in said(found)


def test_a_quotation_mark_that_is_never_closed_costs_no_row(tmp_path: Path) -> None:
    found = events(tmp_path, 'e1,2023-01-05,,"One,occurred,trade,A,2', "e2,2023-02-01,,Two,occurred,trade,A,2")
    assert set(titles(found)) == {'"One', "Two"}
    assert "not closed" in said(found)


def test_an_end_that_cannot_be_used_costs_the_end_and_is_said(tmp_path: Path) -> None:
    found = events(
        tmp_path, "e1,2023-01-05,2022-01-01,One,occurred,trade,A,2", "e2,2023-02-01,soon,Two,occurred,trade,A,2"
    )
    assert titles(found) == {"One": "5 January 2023", "Two": "1 February 2023"}
    assert "with an end before the start" in said(found)
    assert "with an end that cannot be read" in said(found)


def test_a_year_of_the_solar_calendar_is_remarked_on(tmp_path: Path) -> None:
    found = events(tmp_path, "e1,2023-01-05,,One,occurred,trade,A,2", "e2,1402-03-24,,Two,occurred,trade,A,2")
    assert len(found) == 2
    assert "solar calendar" in said(found)


def test_ids_that_are_empty_or_stand_twice_still_lead_to_one_event_each(tmp_path: Path) -> None:
    found = events(
        tmp_path, *(f"{i},2023-01-0{n},,T{n},occurred,trade,A,2" for n, i in enumerate(("x", "x", "", ""), 1))
    )
    refs = [found.item(number).ref for number in range(4)]
    assert len(set(refs)) == 4
    assert [found.number(ref) for ref in refs] == [0, 1, 2, 3]


def test_headings_in_other_letters_and_order_suffice_and_only_date_and_title_are_needed(tmp_path: Path) -> None:
    found = events(tmp_path, "One,2023-01-05", head="Title , DATE")
    assert titles(found) == {"One": "5 January 2023"}
    assert "Missing columns" in said(found)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\x00\x01\x02" * 99, "not text"),
        (b"a,b\n1,2\n", "lacks the heading date and title"),
        (b"date,date,title\n2023,2023,x\n", "twice"),
        (b"date,title\nsoon,x\n", "no event with a date"),
        (b"date,title\n", "no event with a date"),
        (b"x" * 3_000_000, "no end"),
    ],
)
def test_what_is_no_table_of_events_is_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(ExpectedError, match=words) as refusal:
        read_events(path)
    assert refusal.value.hint


def test_devices_pipes_folders_and_nothing_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe", tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(ExpectedError):
            read_events(path)


def test_the_rows_of_later_pieces_are_read_like_those_of_the_first(tmp_path: Path) -> None:
    rows = [f"e{n},2023-01-05,,T{n},occurred,{n % 3:03},A,{n % 3 + 1}" for n in range(200_001)]
    found = events(tmp_path, *rows, "late,soon,,Late,occurred,trade,A,2")
    assert len(found) == 200_001
    assert [lane.key for lane in found.lanes] == ["000", "001", "002"]
    assert "line 200,003" in said(found)


def test_the_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("date,title\n" + "2023-01-05,One\n" * 250_000, encoding="utf-8")
    told: list[int] = []
    assert len(read_events(path, progress=told.append)) == 250_000
    assert len(told) == 3
    assert told == sorted(told)
    answers: Iterator[bool] = iter((False, True))
    with pytest.raises(Cancelled):
        read_events(path, progress=told.append, cancelled=lambda: next(answers))
    assert len(told) == 5


def test_a_cell_that_never_ends_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"date,title\n" + b'2023-01-05,"' + b"\x00" * 10 + b"\n")
    with pytest.raises(ExpectedError) as refusal:
        read_events(path)
    assert "not text" in refusal.value.words


def test_the_equal_table_holds_the_events_in_view_with_what_the_picture_shows(tmp_path: Path) -> None:
    found = events(
        tmp_path,
        "e2,2023-03-01,2023-03-09,Two,signed,trade,both,3",
        "e1,2023-01-05,,One,occurred,aid,none,2",
        "e3,2025-01-05,,Three,occurred,trade,A,1",
    )
    caption = found.spec().caption
    assert caption.title == "3 events"
    table = found.table(around(738_000, 738_700), caption)
    assert [column.key for column in table.columns] == ["date", "title", "status", "topic", "ambition", "weight"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["5 January 2023", "One", "● occurred", "Aid", "–", "2"],
        ["1 March 2023 to 9 March 2023", "Two", "◑ signed", "Trade", "A B", "3"],
    ]
    assert [str(row.ref) for row in table.rows] == ["event/e1", "event/e2"]
    assert table.caption.notes == caption.notes


def test_a_table_of_too_many_rows_says_that_it_holds_the_first(tmp_path: Path) -> None:
    found = events(tmp_path, *(f"e{n},2023-01-05,,T{n},occurred,trade,A,2" for n in range(columns.MOST_ROWS + 1)))
    table = found.table(around(738_000, 738_700), found.spec().caption)
    assert len(table.rows) == columns.MOST_ROWS
    assert table.caption.notes[-1] == "The table shows the first 1,000 events in view; zoom in for the others."


def test_an_event_of_many_months_is_found_long_after_it_began(tmp_path: Path) -> None:
    found = events(
        tmp_path,
        "war,2001-10-07,2021-08-30,War,occurred,trade,A,3",
        "short,2010-01-05,,Short,occurred,trade,A,2",
        "late,2010-05-05,2010-05-20,Late,occurred,trade,A,2",
    )
    may = around(733_893, 733_923)  # of 2010
    assert found.whole.within(may, 10) == [0, 2]
    assert found.whole.within(may, 1) == [0]
    assert (found.whole.how_many(may), sum(found.whole.counts(may, 5))) == (1, 1)
    assert [found.whole.at(found.whole.position(number)) for number in range(3)] == [0, 1, 2]
    assert found.whole.position(3) == -1


def test_only_events_of_the_file_have_a_number(tmp_path: Path) -> None:
    found = events(tmp_path, "b,2023-02-05,,B,occurred,trade,A,2", "a,2023-01-05,,A,occurred,trade,A,2")
    assert [found.number(ref) for ref in (Ref("event", "a"), Ref("event", "b"))] == [0, 1]
    assert {found.number(ref) for ref in (None, Ref("actor", "a"), Ref("event", "c"))} == {-1}


def test_very_many_items_drawn_one_after_the_other_are_still_each_their_own(tmp_path: Path) -> None:
    some = KEPT + 10
    found = events(tmp_path, *(f"e{n},2023-01-05,,T{n},occurred,trade,A,2" for n in range(some)))
    assert {found.item(number).title for number in range(some)} == {f"T{n}" for n in range(some)}
    assert found.item(0).title == "T0"


def test_an_event_without_a_title_says_so(tmp_path: Path) -> None:
    assert titles(events(tmp_path, "e1,2023-01-05,,,occurred,trade,A,2")) == {"(no title)": "5 January 2023"}
