"""Moments: read strictly, in UTC from the door on, sorted as time, never made up."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.domain.control_signs import visible_json, visible_line, visible_lines
from briefing_app.domain.moments import UNKNOWN, Moment, moment_in_words, moment_key


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-01-01T02:00:00+05:00", "2025-12-31 21:00 UTC"),
        ("2025-12-31T22:30:00Z", "2025-12-31 22:30 UTC"),
        ("2025-12-31t22:30:00.123456z", "2025-12-31 22:30 UTC"),
        ("2023-02-03T10:11:12", "2023-02-03 10:11 UTC"),
        ("2023-02-03 10:11:12+00:00", "2023-02-03 10:11 UTC"),
        ("2023-02-03 10:11 -0330", "2023-02-03 13:41 UTC"),
        ("2023-02-03T10:11Z", "2023-02-03 10:11 UTC"),
        ("20230203T101112Z", "2023-02-03 10:11 UTC"),
        ("2023-02-03T24:00:00Z", "2023-02-04 00:00 UTC"),
        ("2016-12-31T23:59:60Z", "2016-12-31 23:59 UTC"),
        ("2024-02-29", "2024-02-29"),
        ("", "undated"),
        ("  ", "undated"),
    ],
)
def test_a_moment_is_read_in_the_shapes_that_programs_write_and_told_in_utc(written: str, words: str) -> None:
    moment = Moment.parse(written)
    assert moment.words() == words
    assert Moment.parse(moment.text) == Moment.parse(Moment.parse(moment.text).text)


@pytest.mark.parametrize(
    "written",
    ["2023-02-30T10:00:00Z", "2023-02-29", "2023-13-01", "2023-02-03T25:61:61Z", "2023-02-03T10:11:12+99:99",
     "2023-02-03T10:11:12+14:01", "2023-02-03T10:11:60Z", "0000-01-01T00:00:00Z", "yesterday", "now", "12", "1e9",
     "0001-01-01T00:00:00+05:00", "9999-12-31T23:00:00-05:00", "2023-02-03T10:11:12Z extra", "٢٠٢٣-٠٢-٠٣",
     "2023-2-3", "-0044-03-15T00:00:00Z", "2023-02-03T24:00:01Z"],
)  # fmt: skip
def test_a_day_a_time_or_a_zone_that_there_is_not_is_refused_in_words(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|does not exist"):
        Moment.parse(written)
    assert Moment.stored(written) == UNKNOWN


def test_moments_are_sorted_as_time_and_the_undated_come_last() -> None:
    written = ["", "2025-12-31T22:30:00Z", "2026-01-01T02:00:00+05:00", "2025-12-31", "2025-12-31T21:00:00.5Z"]
    stored = [Moment.parse(text).text for text in written]
    assert [moment_in_words(text) for text in sorted(stored, key=moment_key)] == [
        "2025-12-31",
        "2025-12-31 21:00 UTC",
        "2025-12-31 21:00 UTC",
        "2025-12-31 22:30 UTC",
        "undated",
    ]


@given(
    st.datetimes(
        timezones=st.timezones() | st.none(), min_value=dt.datetime(2, 1, 1), max_value=dt.datetime(9998, 1, 1)
    ),
    st.datetimes(timezones=st.just(dt.UTC)),
)
def test_stored_moments_sort_as_text_as_they_do_as_time(one: dt.datetime, other: dt.datetime) -> None:
    try:
        first = Moment.parse(one.isoformat())
    except ValueError:  # a zone of a century that counted in seconds, or beyond 14 hours
        return
    second = Moment.parse(other.isoformat())
    assert Moment.parse(first.text).text == first.text
    if abs(first.at - second.at) > dt.timedelta(milliseconds=1):  # type: ignore[operator]  # both are known
        assert (first.text < second.text) == (first.at < second.at)  # type: ignore[operator]  # as above


def test_milliseconds_since_1970_are_a_moment_and_what_is_no_year_is_refused() -> None:
    assert Moment.from_milliseconds(1_675_419_072_000).words() == "2023-02-03 10:11 UTC"
    for value in (1e300, float("inf"), float("nan"), -(10**18)):
        with pytest.raises(ValueError, match="is not a date"):
            Moment.from_milliseconds(value)


def test_signs_that_command_are_shown_and_those_that_spell_stay() -> None:
    assert visible_line("\x1b]0;x\x07\x1b[31mRED \u202egnp.exe\u2066\x9b\n") == (
        "[U+001B]]0;x[U+0007][U+001B][31mRED [U+202E]gnp.exe[U+2066][U+009B]↵"
    )
    assert visible_line("می‌خواهم · Қазақстан · 中国 · e\u0301") == "می‌خواهم · Қазақстан · 中国 · e\u0301"
    assert visible_lines("a\x1b\nb") == "a[U+001B]\nb"


def test_json_for_a_terminal_keeps_its_data() -> None:
    import json

    data = {"a": "\u202e\x9b\x7f\U000e0041 Қ", "b": "\x1b"}
    shown = visible_json(json.dumps(data, ensure_ascii=False, indent=1))
    assert json.loads(shown) == data
    assert all(c.isprintable() or c == "\n" for c in shown)
    assert "Қ" in shown
