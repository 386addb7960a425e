"""The one filter: each condition keeps what it should, hides what it should, and lets pass what it cannot judge."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from briefing_app.domain import filters
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import (
    Actor,
    Claim,
    Corridor,
    Event,
    Evidence,
    Indicator,
    Judgement,
    Node,
    Observation,
    Paragraph,
    PartialDate,
    Record,
    Ref,
    Relation,
    Series,
    Source,
)
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from tests.domain.records import data, made

D = PartialDate


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def passes(record: Record, dataset: Dataset | None = None, noted: frozenset[Ref] = frozenset(), **chosen: Any) -> bool:
    return filters.keeps(record, Filter(**chosen), dataset=dataset or Dataset(), noted=noted)


def test_the_empty_filter_keeps_everything_in_its_order() -> None:
    records = (made(Event, "b", date=D(2020)), made(Claim, "a"), made(Node, "c"))
    assert Filter().is_empty()
    assert filters.apply(records, Filter(), dataset=Dataset()) == records
    assert filters.apply(iter(records), Filter(ambition="A"), dataset=Dataset()) == records[1:]


@pytest.mark.parametrize(
    "chosen",
    [
        {"start": day("2020-01-01")},
        {"end": day("2020-01-01")},
        {"as_known_on": day("2020-01-01")},
        {"ambition": "A"},
        {"actors": frozenset({"kz"})},
        {"topics": frozenset({"trade"})},
        {"text": "x"},
        {"only_with_notes": True},
    ],
)
def test_one_condition_makes_a_filter(chosen: dict[str, Any]) -> None:
    assert not Filter(**chosen).is_empty()


# The period


@pytest.mark.parametrize(
    ("date", "end", "start", "until", "kept"),
    [
        (D(2024, 3, 5), None, "2024-03-05", None, True),
        (D(2024, 3, 5), None, "2024-03-06", None, False),
        (D(2024, 3, 5), None, None, "2024-03-05", True),
        (D(2024, 3, 5), None, None, "2024-03-04", False),
        (D(2024, 3), None, "2024-03-31", None, True),  # a month counts from its first to its last day
        (D(2024, 3), None, "2024-04-01", None, False),
        (D(2024, 3), None, None, "2024-03-01", True),
        (D(2024, 3), None, None, "2024-02-29", False),
        (D(2024), None, "2024-12-31", None, True),
        (D(2024), None, None, "2023-12-31", False),
        (D(2024, 3, 5), D(2024, 3, 9), "2024-03-09", None, True),
        (D(2024, 3, 5), D(2024, 3, 9), "2024-03-10", None, False),
        (D(2024, 3, 5), D(2024, 3, 1), "2024-03-05", None, True),  # an end before the start is no end
        (D(2024, 3, 5), None, "2024-01-01", "2024-12-31", True),
        (D(2023, 3, 5), None, "2024-01-01", "2024-12-31", False),
        (D(2025, 3, 5), None, "2024-01-01", "2024-12-31", False),
    ],
)
def test_an_event_passes_if_any_of_its_days_lies_in_the_period(
    date: PartialDate, end: PartialDate | None, start: str | None, until: str | None, kept: bool
) -> None:
    event = made(Event, date=date, date_end=end)
    assert passes(event, start=day(start) if start else None, end=day(until) if until else None) is kept


def test_a_figure_passes_by_the_days_of_its_period() -> None:
    figure = made(Observation, period_start=day("2023-01-01"), period_end=day("2023-06-30"))
    assert filters.span_of(figure) == (day("2023-01-01"), day("2023-06-30"))
    assert passes(figure, start=day("2023-06-30"))
    assert not passes(figure, start=day("2023-07-01"))
    assert not passes(figure, end=day("2022-12-31"))


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"period_start": dt.date(2023, 1, 1)},
        {"period_end": dt.date(2023, 1, 1)},
    ],
)
def test_a_figure_without_both_days_is_not_hidden_by_the_period(days: dict[str, dt.date]) -> None:
    figure = made(Observation, **days)
    assert filters.span_of(figure) is None
    assert passes(figure, start=day("2030-01-01"), end=day("2030-01-02"))


def test_a_relation_lasts_until_its_end_or_still() -> None:
    open_end = made(Relation, since=D(2021, 8))
    ended = made(Relation, since=D(2021, 8), until=D(2023))
    assert filters.span_of(open_end) == (day("2021-08-01"), dt.date.max)
    assert filters.span_of(ended) == (day("2021-08-01"), day("2023-12-31"))
    assert passes(open_end, start=day("2026-01-01"))
    assert not passes(ended, start=day("2024-01-01"))
    assert not passes(open_end, end=day("2021-07-31"))
    assert filters.span_of(made(Relation)) is None


def test_what_has_no_date_is_not_hidden_by_the_period() -> None:
    assert passes(made(Claim), start=day("2030-01-01"))
    assert passes(made(Evidence, date=None), start=day("2030-01-01"))
    assert not passes(made(Evidence, date=D(2020)), start=day("2030-01-01"))


@pytest.mark.parametrize(
    ("start", "end"), [(None, None), ("2024-05-01", None), (None, "2024-05-01"), ("2024-05-01", "2024-05-01")]
)
def test_a_period_of_a_day_or_open_at_an_end_can_be_asked_for(start: str | None, end: str | None) -> None:
    filters.check_period(Filter(start=day(start) if start else None, end=day(end) if end else None))


def test_a_period_that_ends_before_it_begins_is_refused_in_words() -> None:
    with pytest.raises(ExpectedError) as refused:
        filters.check_period(Filter(start=day("2024-05-02"), end=day("2024-05-01")))
    assert refused.value.sentence() == "The period ends before it begins. Choose an end on or after the start."


# The second clock


def source(ident: str, published: PartialDate | None) -> Source:
    return made(Source, ident, published=published)


def test_an_event_is_known_from_the_day_it_was_reported_on() -> None:
    event = made(Event, date=D(2020), reported=D(2024, 1, 10))
    assert passes(event, as_known_on=day("2024-01-10"))
    assert not passes(event, as_known_on=day("2024-01-09"))
    assert not passes(made(Event, date=D(2020)), as_known_on=day("2030-01-01"))
    month = made(Event, date=D(2020), reported=D(2024, 1))
    assert not passes(month, as_known_on=day("2024-01-30"))
    assert passes(month, as_known_on=day("2024-01-31"))


def test_a_record_is_known_from_its_earliest_dated_source() -> None:
    dataset = data(source("early", D(2022, 5, 1)), source("late", D(2024, 5, 1)), source("never", None))
    claim = made(Claim, source_ids=("late", "early", "never"))
    assert passes(claim, dataset, as_known_on=day("2022-05-01"))
    assert not passes(claim, dataset, as_known_on=day("2022-04-30"))
    assert not passes(made(Claim, source_ids=("never",)), dataset, as_known_on=day("2030-01-01"))


def test_a_judgement_is_known_when_the_last_of_its_sources_had_appeared() -> None:
    dataset = data(source("early", D(2022, 5, 1)), source("late", D(2024, 5, 1)))
    judgement = made(Judgement, source_ids=("early", "late"))
    assert not passes(judgement, dataset, as_known_on=day("2024-04-30"))
    assert passes(judgement, dataset, as_known_on=day("2024-05-01"))


def test_a_figure_is_known_from_its_one_source() -> None:
    dataset = data(source("s", D(2022, 5)))
    figure = made(Observation, source_id="s")
    assert not passes(figure, dataset, as_known_on=day("2022-05-30"))
    assert passes(figure, dataset, as_known_on=day("2022-05-31"))
    assert not passes(made(Observation, source_id="gone"), dataset, as_known_on=day("2030-01-01"))


def test_what_stands_on_no_source_of_its_own_is_always_known() -> None:
    assert passes(made(Series), as_known_on=day("1900-01-01"))
    assert passes(made(Node), as_known_on=day("1900-01-01"))


def test_an_actor_is_known_as_soon_as_an_event_that_names_it_is() -> None:
    event = made(Event, "e", date=D(2020), reported=D(2021, 2, 3), actors=("kz",))
    undated = made(Event, "u", date=D(2020), actors=("kz",))
    claim = made(Claim, "c", related=("actor/kz",))
    actor = made(Actor, "kz", source_ids=("s",))
    dataset = data(undated, event, claim, actor, source("s", D(2025, 1, 1)))
    assert passes(actor, dataset, as_known_on=day("2021-02-03"))
    assert not passes(actor, dataset, as_known_on=day("2021-02-02"))
    assert passes(actor, dataset, as_known_on=day("2025-01-01"))
    alone = data(actor, source("s", D(2025, 1, 1)))
    assert not passes(actor, alone, as_known_on=day("2024-12-31"))


def test_an_event_that_is_known_by_month_makes_its_actor_known_at_the_end_of_it() -> None:
    event = made(Event, "e", date=D(2020), reported=D(2021, 2), actors=("kz",))
    dataset = data(event, made(Actor, "kz", source_ids=("s",)), source("s", D(2025, 1, 1)))
    actor = dataset.actors[0]
    assert not passes(actor, dataset, as_known_on=day("2021-02-27"))
    assert passes(actor, dataset, as_known_on=day("2021-02-28"))


def test_an_event_makes_nothing_known_but_its_actors() -> None:
    paragraph = made(Paragraph, "p", paragraph=1, source_id="s")
    event = made(Event, "e", date=D(2020), reported=D(2021, 2, 3), paragraphs=("1",))
    dataset = data(event, paragraph, source("s", D(2024, 1, 10)))
    assert dataset.links_to(paragraph.ref) == (event.ref,)
    assert not passes(paragraph, dataset, as_known_on=day("2024-01-09"))
    assert passes(paragraph, dataset, as_known_on=day("2024-01-10"))


def test_an_end_before_its_start_leaves_the_first_day() -> None:
    assert filters.span_of(made(Event, date=D(2024, 3), date_end=D(2024, 1))) == (day("2024-03-01"), day("2024-03-01"))


# Ambition, actors, topics, words, notes


@pytest.mark.parametrize(
    ("ambition", "asked", "kept"),
    [
        ("A", "A", True),
        ("B", "A", False),
        ("both", "A", True),
        ("none", "A", False),
        ("A", "B", False),
        ("A", "", True),
    ],
)
def test_an_ambition_keeps_its_own_and_what_bears_on_both(ambition: str, asked: str, kept: bool) -> None:
    assert passes(made(Event, date=D(2020), ambition=ambition), ambition=asked) is kept


def test_what_has_no_ambition_is_not_hidden_by_one() -> None:
    assert passes(made(Claim), ambition="A")


def test_actors_keep_what_any_of_them_takes_part_in() -> None:
    asked = frozenset({"kz", "uz"})
    assert passes(made(Event, date=D(2020), actors=("ru", "uz")), actors=asked)
    assert not passes(made(Event, date=D(2020), actors=("ru",)), actors=asked)
    assert not passes(made(Event, date=D(2020), actors=()), actors=asked)
    assert passes(made(Corridor, promoters=("kz",)), actors=asked)
    assert not passes(made(Corridor, promoters=("ru",)), actors=asked)
    assert passes(made(Relation, from_actor="kz", to_actor="ru"), actors=asked)
    assert passes(made(Relation, from_actor="ru", to_actor="kz"), actors=asked)
    assert not passes(made(Relation, from_actor="ru", to_actor="cn"), actors=asked)
    assert passes(made(Claim), actors=asked)


def test_topics_keep_categories_and_topics_of_that_name() -> None:
    asked = frozenset({"trade"})
    assert passes(made(Event, date=D(2020), category="trade"), topics=asked)
    assert not passes(made(Event, date=D(2020), category="security"), topics=asked)
    assert passes(made(Claim, topic="trade"), topics=asked)
    assert not passes(made(Claim, topic="security"), topics=asked)
    assert passes(made(Node), topics=asked)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        *((Event, f) for f in ("title", "summary", "place", "note")),
        *((Claim, f) for f in ("claim", "finding", "reasoning")),
        *((Evidence, f) for f in ("statement", "note")),
        *((Indicator, f) for f in ("question", "threshold")),
        *((Corridor, f) for f in ("name", "short_name", "route", "note")),
        (Relation, "summary"),
    ],
)
def test_words_are_looked_for_in_every_field_that_holds_sentences(kind: type[Record], field: str) -> None:
    values: dict[str, Any] = {field: "The Café of Torghundi"}
    if kind is Event:
        values["date"] = D(2020)
    assert passes(made(kind, **values), text="torghundi CAFE")
    assert not passes(made(kind, **values), text="torghundi tea")
    assert not passes(made(kind, **(values | {field: ""})), text="torghundi")


def test_words_hide_no_kind_of_entry_that_is_not_searched_for_them() -> None:
    assert passes(made(Series), text="anything")
    assert passes(made(Claim), text="  ")
    assert not passes(made(Claim, claim="x", kind="anything"), text="anything")


def test_only_with_notes_keeps_what_has_a_note() -> None:
    one, other = made(Claim, "one"), made(Claim, "other")
    noted = frozenset({one.ref})
    assert passes(one, noted=noted, only_with_notes=True)
    assert not passes(other, noted=noted, only_with_notes=True)
    assert passes(other, noted=noted)


def test_all_conditions_must_hold() -> None:
    event = made(Event, date=D(2024), ambition="A", category="trade")
    assert passes(event, ambition="A", topics=frozenset({"trade"}))
    assert not passes(event, ambition="B", topics=frozenset({"trade"}))
    assert not passes(event, ambition="A", topics=frozenset({"x"}))
    assert filters.apply([event], Filter(ambition="B"), dataset=Dataset()) == ()


# In words


def test_the_filter_in_words_names_every_condition_in_the_order_of_the_bar() -> None:
    dataset = data(made(Actor, "kz", name="Kazakhstan"))
    chosen = Filter(
        start=day("2024-01-01"),
        end=day("2024-12-31"),
        since=day("2024-01-10"),
        as_known_on=day("2024-01-10"),
        ambition="B",
        actors=frozenset({"zz", "kz"}),
        topics=frozenset({"trade", "aid"}),
        text=" wheat ",
        only_with_notes=True,
    )
    assert filters.parts(chosen, dataset=dataset) == (
        ("period", "Period", "1 January 2024 – 31 December 2024"),
        ("since", "Changed since", "10 January 2024"),
        ("as_known_on", "As known on", "10 January 2024"),
        ("ambition", "Ambition", "B"),
        ("actors", "Actors", "Kazakhstan, zz"),
        ("topics", "Topics", "aid, trade"),
        ("text", "Words", "wheat"),
        ("only_with_notes", "Notes", "only with my notes"),
    )
    assert {key for key, _name, _words in filters.parts(chosen, dataset=dataset)} == filters.FIELDS
    said = filters.words(chosen, dataset=dataset)
    assert said.startswith("Period 1 January 2024 – 31 December 2024; Changed since 10 January 2024; As known on ")


def test_an_open_period_says_so_and_no_filter_too() -> None:
    assert filters.words(Filter(start=day("2024-01-01")), dataset=Dataset()) == "Period from 1 January 2024"
    assert filters.words(Filter(end=day("2024-01-01")), dataset=Dataset()) == "Period until 1 January 2024"
    assert filters.words(Filter(), dataset=Dataset()) == "no filter, everything is shown"
    assert filters.parts(Filter(text="  "), dataset=Dataset()) == ()


def test_one_condition_is_taken_away_and_the_others_stay() -> None:
    chosen = Filter(start=day("2024-01-01"), end=day("2024-02-01"), ambition="A", text="x", only_with_notes=True)
    assert filters.without(chosen, "period") == Filter(ambition="A", text="x", only_with_notes=True)
    assert filters.without(chosen, "ambition").ambition == ""
    assert filters.without(chosen, "ambition").text == "x"
    assert filters.without(chosen, "only_with_notes").only_with_notes is False
    with pytest.raises(AttributeError):
        filters.without(chosen, "nothing")


@pytest.mark.parametrize(
    ("text", "folded"), [("CAFÉ", "cafe"), ("Straße", "strasse"), ("Қазақстан", "қазақстан"), ("ﬁ", "fi"), ("İ", "i")]
)
def test_words_are_compared_without_case_and_accents(text: str, folded: str) -> None:
    assert filters.fold(text) == folded
