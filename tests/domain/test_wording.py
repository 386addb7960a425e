"""Dates, periods, numbers and closed words are said in one way, exactly, whatever the machine."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from briefing_app.domain import wording
from briefing_app.domain.model import Event, Observation, PartialDate, Ref, Source
from briefing_app.domain.wording import Sign
from tests.domain.records import made

D = PartialDate


def test_every_month_has_its_name_and_its_three_letters() -> None:
    whole = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    assert [wording.month_words(n) for n in range(1, 13)] == whole
    assert [wording.month_words(n, short=True) for n in range(1, 13)] == [name[:3] for name in whole]
    assert " ".join(whole[:6]) == "January February March April May June"
    assert " ".join(whole[6:]) == "July August September October November December"


def test_a_day_is_said_without_a_leading_nought() -> None:
    assert wording.day_words(dt.date(2023, 12, 9)) == "9 December 2023"
    assert wording.day_words(dt.date(2023, 12, 29), short=True) == "29 Dec 2023"
    assert wording.day_words(dt.date(987, 1, 1)) == "1 January 987"


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        (None, "not dated", "not dated"),
        (D(2023, 12, 29), "29 December 2023", "29 Dec 2023"),
        (D(2023, 12), "December 2023", "Dec 2023"),
        (D(2023), "2023, day not known", "2023"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(date: PartialDate | None, long: str, short: str) -> None:
    assert wording.date_words(date) == long
    assert wording.date_words(date, short=True) == short


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (D(2023, 8, 3), None, "3 August 2023"),
        (D(2023, 8, 3), D(2023, 8, 3), "3 August 2023"),
        (D(2023, 8, 3), D(2023, 8, 5), "3 to 5 August 2023"),
        (D(2023, 8, 30), D(2023, 9, 2), "30 August 2023 to 2 September 2023"),
        (D(2022, 8, 3), D(2023, 8, 5), "3 August 2022 to 5 August 2023"),
        (D(2023, 8), D(2023, 8, 5), "August 2023 to 5 August 2023"),
        (D(2023, 8, 3), D(2023, 8), "3 August 2023 to August 2023"),
        (D(2023, 8), D(2023, 9), "August 2023 to September 2023"),
    ],
)
def test_a_span_names_month_and_year_once_where_they_are_the_same(
    start: PartialDate, end: PartialDate | None, said: str
) -> None:
    assert wording.span_words(start, end) == said
    assert wording.event_date_words(made(Event, date=start, date_end=end)) == said


@pytest.mark.parametrize(
    ("published", "basis", "long", "short"),
    [
        (None, "", "undated", "undated"),
        (D(2024, 10, 22), "printed", "22 October 2024", "22 Oct 2024"),
        (D(2024, 10), "inferred", "October 2024, inferred", "Oct 2024, inferred"),
        (D(2024), "printed", "2024", "2024"),
        (D(2024), "inferred", "2024, inferred", "2024, inferred"),
    ],
)
def test_a_source_says_when_it_appeared_and_whether_that_is_inferred(
    published: PartialDate | None, basis: str, long: str, short: str
) -> None:
    source = made(Source, published=published, published_basis=basis)
    assert wording.published_words(source) == long
    assert wording.published_words(source, short=True) == short


@pytest.mark.parametrize(
    ("period", "kind", "long", "short"),
    [
        ("2024", "year", "2024", "2024"),
        ("2024-03", "month", "March 2024", "Mar 2024"),
        ("2024-03-05", "moment", "5 March 2024", "5 Mar 2024"),
        ("2025-01/2025-06", "half", "first half of 2025", "Jan–Jun 2025"),
        ("2025-07/2025-12", "half", "second half of 2025", "Jul–Dec 2025"),
        ("2025-01/2025-03", "quarter", "first quarter of 2025", "Jan–Mar 2025"),
        ("2025-04/2025-06", "quarter", "second quarter of 2025", "Apr–Jun 2025"),
        ("2025-07/2025-09", "quarter", "third quarter of 2025", "Jul–Sep 2025"),
        ("2025-10/2025-12", "quarter", "fourth quarter of 2025", "Oct–Dec 2025"),
        ("2025-01/2025-08", "partial-year", "January to August 2025", "Jan–Aug 2025"),
        ("2025-01-03/2025-01-09", "week", "week of 3 to 9 January 2025", "week of 3–9 Jan 2025"),
        ("2025-01-30/2025-02-05", "week", "week of 30 January to 5 February 2025", "week of 30 Jan–5 Feb 2025"),
        (
            "2024-12-30/2025-01-05",
            "week",
            "week of 30 December 2024 to 5 January 2025",
            "week of 30 Dec 2024–5 Jan 2025",
        ),
        ("2023-09/2024-08", "season", "season September 2023 to August 2024", "season Sep 2023–Aug 2024"),
        (
            "2023-09/2024-02",
            "season-part",
            "part of a season, September 2023 to February 2024",
            "part of a season, Sep 2023–Feb 2024",
        ),
        (
            "2023-03-21/2024-03-19",
            "solar-year",
            "solar year 21 March 2023 to 19 March 2024",
            "solar year 21 Mar 2023–19 Mar 2024",
        ),
        (
            "2023-03-21/2023-04-20",
            "solar-month",
            "solar month 21 March to 20 April 2023",
            "solar month 21 Mar–20 Apr 2023",
        ),
        ("2021/2023", "multi-year", "2021 to 2023 together", "2021–2023 together"),
        ("2021/2023-06", "multi-year", "2021 to June 2023 together", "2021–Jun 2023 together"),
        ("2023/2023-06", "partial-year", "2023 to June 2023", "2023–Jun 2023"),
        ("2023-06/2023", "partial-year", "June 2023 to 2023", "Jun 2023–2023"),
        ("2024-11/2025-01", "quarter", "November 2024 to January 2025", "Nov 2024–Jan 2025"),
        ("2025-01-01/2025-06-30", "half", "1 January to 30 June 2025", "1 Jan–30 Jun 2025"),
        ("2025/2025-06", "half", "2025 to June 2025", "2025–Jun 2025"),
        ("2025-01/2025", "half", "January 2025 to 2025", "Jan 2025–2025"),
        ("2025-01-05/2025-01", "week", "week of 5 January to January 2025", "week of 5 Jan–Jan 2025"),
        ("2025-01/2025-01-05", "week", "week of January to 5 January 2025", "week of Jan–5 Jan 2025"),
        ("undated", "moment", "undated", "undated"),
        ("2024", "undated", "undated", "undated"),
        ("whenever", "year", "whenever", "whenever"),
        ("2024", "a-kind-of-its-own", "2024", "2024"),
    ],
)
def test_a_period_is_named_as_people_name_it(period: str, kind: str, long: str, short: str) -> None:
    figure = made(Observation, period=period, period_kind=kind)
    assert wording.period_words(figure) == long
    assert wording.period_words(figure, short=True) == short


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.00001, "−0.00001"),
        (1, "1"),
        (1000, "1,000"),
        (-3, "−3"),
        (567.5, "567.5"),
        (0.12345, "0.1235"),
        (1234567.891, "1,234,567.891"),
        (1.10, "1.1"),
        (100, "100"),
        (-1234.5, "−1,234.5"),
    ],
)
def test_a_number_has_grouping_a_true_minus_and_no_needless_digits(value: float, said: str) -> None:
    assert wording.number(value) == said


def test_a_number_has_as_many_decimals_as_asked_for() -> None:
    assert wording.number(2, decimals=2) == "2.00"
    assert wording.number(1234.567, decimals=1) == "1,234.6"
    assert wording.number(-0.4, decimals=0) == "0"


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("percent", "2.5 %"),
        ("million USD", "USD 2.5 million"),
        ("billion USD", "USD 2.5 billion"),
        ("billion EUR", "EUR 2.5 billion"),
        ("trillion KZT", "KZT 2.5 trillion"),
        ("billion KZT", "KZT 2.5 billion"),
        ("USD", "USD 2.5"),
        ("USD per t", "USD 2.5 per tonne"),
        ("thousand t", "2.5 thousand tonnes"),
        ("thousand t a month", "2.5 thousand tonnes a month"),
        ("t", "2.5 tonnes"),
        ("Mt", "2.5 million tonnes"),
        ("Mt a year", "2.5 million tonnes a year"),
        ("million TEU", "2.5 million TEU"),
        ("AFN per kg", "AFN 2.5 per kg"),
        ("wagons", "2.5 wagons"),
        ("", "2.5"),
    ],
)
def test_a_figure_is_said_with_its_unit(unit: str, said: str) -> None:
    assert wording.number_words(2.5, unit) == said


def test_a_range_names_both_ends_and_no_figure_says_so() -> None:
    assert wording.number_words(2, "percent", high=3) == "2 to 3 %"
    assert wording.number_words(2, "percent", high=2) == "2 %"
    assert wording.number_words(0, "percent", high=3) == "0 to 3 %"
    assert wording.number_words(None) == "no figure"
    assert wording.number_words(0) == "0"


@pytest.mark.parametrize(
    ("unit", "said"),
    [("percent", "%"), ("thousand t", "thousand tonnes"), ("t", "tonnes"), ("Mt", "million tonnes"), ("USD", "USD")],
)
def test_a_unit_on_an_axis_is_spelt_out(unit: str, said: str) -> None:
    assert wording.unit_words(unit) == said


def test_bands_and_grades() -> None:
    assert wording.range_words(80, 90) == "80–90 %"
    assert wording.range_words(0, 5) == "0–5 %"
    assert wording.range_words(None, 5) == wording.range_words(80, None) == wording.range_words(None, None) == ""
    assert wording.grade_words("B", "2") == "B 2"
    assert wording.grade_words("B") == "B"
    assert wording.grade_words("", "2") == "2"
    assert wording.grade_words("") == "–"


# Closed words

SAID: dict[str, dict[str, str]] = {
    "verdict": {
        "corroborated": "✓ corroborated good",
        "partly": "◐ partly warn",
        "disputed": "≠ disputed s4",
        "implausible": "✕ implausible bad",
        "superseded": "↻ superseded muted",
        "came-true": "✔ came true good",
        "did-not-happen": "✗ did not happen ink",
        "not-checkable": "? not checkable muted",
    },
    "event-status": {
        "occurred": "● occurred ink",
        "announced": "○ announced muted",
        "signed": "◑ signed ink",
        "delivered": "✓ delivered good",
        "missed": "✕ missed bad",
        "ongoing": "→ ongoing ink",
    },
    "indicator-status": {
        "not-yet": "○ not yet muted",
        "emerging": "◐ emerging warn",
        "observed": "● observed good",
        "reversed": "↺ reversed bad",
        "unknown": "? unknown muted",
    },
    "trend": {"up": "↑ rising ink", "down": "↓ falling ink", "flat": "→ level ink", "mixed": "↔ mixed ink"},
    "direction": {
        "better": "better good",
        "same": "same muted",
        "worse": "worse bad",
        "n/a": "no direction muted",
    },
    "evidence-direction": {"supports": "+ supports good", "mixed": "± mixed warn", "undercuts": "− undercuts bad"},
    "rating": {
        "CC": "CC very consistent good",
        "C": "C consistent good",
        "N": "N neutral muted",
        "I": "I inconsistent bad",
        "II": "II very inconsistent bad",
        "NA": "NA not applicable muted",
    },
    "confidence": {
        "high": "high confidence muted",
        "moderate": "moderate confidence muted",
        "low": "low confidence muted",
    },
    "standing": {
        "supported": "✓ supported good",
        "caveated": "◐ caveated warn",
        "unsupported": "? unsupported muted",
        "broken": "✕ broken bad",
    },
    "influence": {"raises": "+ raises ink", "lowers": "− lowers ink", "open": "? effect open muted"},
    "observation-status": {
        "reported": "● reported ink",
        "estimated": "≈ estimated ink",
        "preliminary": "◔ preliminary ink",
        "derived": "∼ derived ink",
        "target": "▷ target A",
        "plan": "▷ plan A",
        "forecast": "◇ forecast A",
    },
    "corridor-status": {
        "operating": "● operating good",
        "under-construction": "◐ under construction warn",
        "agreed": "◑ agreed ink",
        "proposed": "○ proposed muted",
        "suspended": "✕ suspended bad",
    },
    "relation-sign": {"1": "+ cooperative good", "0": "± mixed muted", "-1": "− adverse bad"},
    "claim-kind": {
        "fact": "statement of fact muted",
        "interpretation": "interpretation muted",
        "forecast": "forecast muted",
    },
}


@pytest.mark.parametrize("vocabulary", SAID)
def test_a_closed_word_has_its_sign_its_word_and_its_tone(vocabulary: str) -> None:
    found = {word: f"{sign} {sign.tone}" for word, sign in wording.SIGNS[vocabulary].items()}
    assert found == SAID[vocabulary]


def test_every_closed_vocabulary_is_looked_at_here() -> None:
    assert set(wording.SIGNS) == set(SAID)


def test_an_unknown_word_is_shown_as_it_is() -> None:
    assert wording.sign_of("verdict", "half-true") == Sign("", "half true", "ink")
    assert wording.sign_of("no such vocabulary", "x") == Sign("", "x", "ink")
    assert wording.sign_of("relation-sign", 1).word == "cooperative"
    assert str(Sign("", "alone", "ink")) == "alone"
    assert str(Sign("●", "both", "ink")) == "● both"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("✓ corroborated", "corroborated"),
        ("+ supports", "supports"),
        ("− undercuts", "undercuts"),
        ("CC very consistent", "CC very consistent"),
        ("A B", "A B"),
        ("●", "●"),
        ("● ", "● "),
        ("plain", "plain"),
        ("two words", "two words"),
        ("", ""),
    ],
)
def test_a_sign_is_taken_from_its_word_and_from_nothing_else(text: str, said: str) -> None:
    assert wording.without_sign(text) == said


def test_names_of_fields_and_hyphened_words_are_readable() -> None:
    assert wording.plain_word("under-construction") == "under construction"
    assert wording.title_words("status_note") == "Status note"
    assert wording.title_words(" x") == "X"
    assert wording.title_words("") == ""


NOUNS = {
    "source": "sources", "paragraph": "paragraphs", "event": "events", "actor": "actors", "relation": "relations",
    "series": "series", "claim": "claims", "corridor": "corridors", "rating": "ratings",
    "indicator": "indicators", "judgement": "judgements", "term": "terms", "change": "changes",
    "question": "questions", "step": "steps",
    "assumption": "assumptions", "factor": "factors", "influence": "influences",
    "briefing": "briefings", "note": "notes",
}  # fmt: skip
OTHERS: dict[str, Any] = {
    "observation": ("figure", "figures"),
    "node": ("place", "places"),
    "segment": ("section", "sections"),
    "evidence": ("item of evidence", "items of evidence"),
    "hypothesis": ("explanation", "explanations"),
    "scale": ("scale word", "scale words"),
    "chartline": ("series of a question", "series of questions"),
    "message": ("message of a chart", "messages of charts"),
    "chartnote": ("note on a chart", "notes on charts"),
    "rivaldate": ("rival date", "rival dates"),
    "preference": ("reason for a figure", "reasons for figures"),
}


def test_every_kind_of_entry_has_a_name_for_one_and_for_many() -> None:
    assert dict(wording.NOUN_WORDS) == {one: (one, many) for one, many in NOUNS.items()} | OTHERS
    assert wording.noun_words("event") == "event"
    assert wording.noun_words(Ref("observation", "x"), many=True) == "figures"
    assert wording.noun_words("web", many=True) == "web"


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("members", "1 member"),
        ("days", "1 day"),
        ("trains per day", "1 train per day"),
        ("train pairs a day", "1 train pair a day"),
        ("exercises", "1 exercise"),
        ("laboratories", "1 laboratory"),
        ("losses", "1 loss"),
        ("branches", "1 branch"),
        ("t", "1 tonne"),
        ("Mt", "1 million tonnes"),
        ("km", "1 km"),
        ("TEU", "1 TEU"),
        ("million persons", "1 million persons"),
        ("USD per TEU-km", "1 USD per TEU-km"),
        ("series", "1 series"),
        ("loss", "1 loss"),
        ("per day", "1 per day"),
        ("", "1"),
    ],
)
def test_one_of_what_is_counted_is_said_in_the_singular(unit: str, said: str) -> None:
    assert wording.number_words(1, unit) == said


def test_more_or_less_than_one_is_said_in_the_plural() -> None:
    assert wording.number_words(0, "members") == "0 members"
    assert wording.number_words(1.5, "members") == "1.5 members"
    assert wording.number_words(1, "members", high=2) == "1 to 2 members"
