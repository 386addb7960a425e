"""The card of an entry: title, words that stand out, values, who says so, where sources differ, what belongs to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import entries
from briefing_app.domain.entries import EntryCard, card
from briefing_app.domain.entries.citations import with_source
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import (
    BRIEFING,
    RECORDS,
    TABLES,
    Actor,
    Claim,
    Corridor,
    EditionChange,
    Event,
    EventDate,
    Evidence,
    Hypothesis,
    Indicator,
    Judgement,
    Node,
    Observation,
    Paragraph,
    PartialDate,
    Preference,
    Rating,
    Record,
    Ref,
    Relation,
    ScaleTerm,
    Segment,
    Series,
    Source,
    Term,
)
from briefing_app.domain.tables import Dataset, Edition
from tests.domain.bundled import DOCUMENT_DAY
from tests.domain.records import data, made
from tests.domain.scopes import scope_of

D = PartialDate


@pytest.fixture(scope="module")
def bundled() -> Dataset:
    return load(paths.bundled_data())


def facts(found: EntryCard) -> dict[str, str]:
    return {fact.label: fact.value for fact in found.facts}


def groups(found: EntryCard) -> dict[str, list[str]]:
    return {group.heading: [str(link.ref) for link in group.links] for group in found.related}


def of(record: Record, *others: Record, as_known_on: dt.date | None = None) -> EntryCard:
    return card(scope_of(data(record, *others), Filter(as_known_on=as_known_on)), record.ref)


# Every entry of the data


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.TABLE)
def test_every_entry_has_a_card_with_title_reference_and_who_says_so_or_why_nobody(
    bundled: Dataset, kind: type[Record]
) -> None:
    for record in bundled.tables[kind.TABLE].rows:
        for day in (None, DOCUMENT_DAY):
            found = card(scope_of(bundled, Filter(as_known_on=day)), record.ref)
            assert found.title.strip() and found.kicker
            assert facts(found)["Reference"] == str(record.ref)
            assert bool(found.sources) != bool(found.no_source)
            assert all(bundled.get(link.ref) is not None for group in found.related for link in group.links)
            assert all(fact.value and "None" not in fact.value for fact in found.facts)
            assert found.ref == record.ref


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.TABLE)
def test_no_word_of_an_entry_is_left_off_its_card(bundled: Dataset, kind: type[Record]) -> None:
    for record in bundled.tables[kind.TABLE].rows[:20]:
        found = card(scope_of(bundled), record.ref)
        said = " ".join(
            [
                found.title,
                found.lead,
                *(b.text for b in found.texts),
                *(f.value for f in found.facts),
                *(d.reason for d in found.differences),
                *(v.words for d in found.differences for v in d.versions),
            ]
        )
        for field in dataclasses.fields(record):  # type: ignore[arg-type]  # every Record is a dataclass
            value = getattr(record, field.name)
            if isinstance(value, str) and len(value) > 60:
                assert value in said, (record.ref, field.name)


def test_under_the_second_clock_later_entries_are_left_out_and_counted(bundled: Dataset) -> None:
    now = card(scope_of(bundled), Ref("actor", "kz"))
    then = card(scope_of(bundled, Filter(as_known_on=DOCUMENT_DAY)), Ref("actor", "kz"))
    assert now.hidden == 0
    assert then.hidden > 0
    shown = [sum(len(group.links) for group in found.related) + len(found.sources) for found in (now, then)]
    assert shown[1] < shown[0]


# The briefing and what is not there


def test_the_card_of_the_whole_briefing_counts_what_it_holds(bundled: Dataset) -> None:
    found = card(scope_of(bundled), BRIEFING)
    assert found.title == bundled.edition.title
    assert facts(found)["Number of events"] == f"{len(bundled.events):,}"
    assert facts(found)["Fingerprint"] == bundled.edition.fingerprint
    assert list(groups(found)) == ["Headlines and judgements", "Changes"]
    first = bundled.get(found.related[0].links[0].ref)
    assert isinstance(first, Judgement) and first.kind == "headline"


def test_a_briefing_without_anything_says_no_more_than_it_knows() -> None:
    found = card(scope_of(Dataset(edition=Edition(created="some day"))), BRIEFING)
    assert found.title == "The whole briefing"
    assert facts(found)["Date of the edition"] == "some day"
    assert found.related == ()


def test_an_entry_that_is_not_there_says_so_and_keeps_its_reference() -> None:
    found = card(scope_of(Dataset(edition=Edition(version="1.2"))), Ref("observation", "o-9"))
    assert (found.kicker, found.title) == ("Figure", "o-9")
    assert found.caution == "This entry is not in edition 1.2 of the data."
    assert facts(found) == {"Reference": "observation/o-9"}
    assert entries.title_words(Dataset(), Ref("observation", "o-9")) == "observation/o-9"
    assert entries.title_words(Dataset(), BRIEFING) == "The whole briefing"
    assert entries.entry_words(Dataset(), Ref("observation", "o-9")) == "figure: observation/o-9"


# Titles, kinds and details

KINDS: list[tuple[Record, str, str, str]] = [
    (made(Observation, "o", series_id="s", period="2023", value=5.0, status="reported"),
     "s, 2023", "Figure · reported", "5"),
    (made(Relation, "r", from_actor="kz", to_actor="af", kind="trade-with", since=D(2021, 8)),
     "kz – trade with – af", "Relation", "since August 2021"),
    (made(Relation, "r", from_actor="kz", to_actor="af", kind="trade-with"), "kz – trade with – af", "Relation", ""),
    (made(Rating, "ra", evidence_id="e", hypothesis_id="h", rating="CC"), "“e” under “h”", "Rating", "very consistent"),
    (made(Segment, "sg", corridor_id="c", from_node="a", to_node="b", mode="rail"), "a – b", "Section · c · rail", ""),
    (made(Paragraph, "p", paragraph=4, section="Trade"), "Paragraph 4: Trade", "Paragraph", ""),
    (made(ScaleTerm, "sc", term="likely", scale="likelihood-phia"), "“likely”",
     "Scale word · PHIA probability yardstick (United Kingdom)", ""),
    (made(Event, "e", date=D(2024, 1, 10), title="Forum", category="trade", place="Astana", status="signed"),
     "Forum", "Event · trade · Astana", "10 January 2024, signed"),
    (made(Claim, "c", paragraph=8, claim="Doubled.", verdict="partly"),
     "Doubled.", "Claim · paragraph 8 of the starting document", "partly"),
    (made(Evidence, "ev", statement="It was seen.", ambition="A", source_reliability="B", information_credibility="2"),
     "It was seen.", "Item of evidence · ambition A", "B 2"),
    (made(Indicator, "i", question="Does it?", ambition="both", status_latest="emerging"),
     "Does it?", "Indicator", "emerging"),
    (made(Judgement, "j", kind="judgement", rank=3, heading="Head"), "Head", "Judgement · number 3", ""),
    (made(Judgement, "j", kind="headline", heading="Head"), "Head", "Judgement · headline", ""),
    (made(Node, "n", name="Aktau", kind="sea-port", country="KZ"), "Aktau", "Place · sea port · KZ", ""),
    (made(Source, "so", title="Page", publisher="Interfax", kind="news-agency", published=D(2024, 10, 22)),
     "Page", "Source · news agency", "Interfax, 22 Oct 2024"),
    (made(Actor, "a", name="Kazakhstan", kind="state"), "Kazakhstan", "Actor · state", ""),
    (made(Series, "s", label="Turnover", topic="trade", measure="value"), "Turnover", "Series · trade · value", ""),
    (made(Term, "t", term="TITR"), "TITR", "Term", ""),
]  # fmt: skip


@pytest.mark.parametrize(("record", "title", "kicker", "detail"), KINDS, ids=lambda value: getattr(value, "NOUN", ""))
def test_an_entry_is_called_by_its_own_words_even_where_what_it_points_to_is_not_there(
    record: Record, title: str, kicker: str, detail: str
) -> None:
    dataset = data(record)
    assert entries.record_title(dataset, record) == title
    assert card(scope_of(dataset), record.ref).kicker == kicker
    assert entries.detail_words(dataset, record) == detail


def test_an_entry_is_called_by_the_names_of_what_it_points_to() -> None:
    rating = made(Rating, evidence_id="e", hypothesis_id="h")
    segment = made(Segment, corridor_id="c", from_node="n1", to_node="n2", mode="rail")
    others = (
        made(Evidence, "e", statement="It was seen."),
        made(Hypothesis, "h", label="Corridor"),
        made(Node, "n1", name="Aktau"),
        made(Node, "n2", name="Baku"),
        made(Corridor, "c", short_name="TITR"),
    )
    dataset = data(rating, segment, *others)
    assert entries.record_title(dataset, rating) == "“It was seen.” under “Corridor”"
    assert entries.record_title(dataset, segment) == "Aktau – Baku"
    assert card(scope_of(dataset), segment.ref).kicker == "Section · TITR · rail"


@pytest.mark.parametrize(
    ("record", "date", "value"),
    [
        (made(Event, date=D(2024, 1)), "2024-01", ""),
        (made(Source, published=D(2024)), "2024", ""),
        (made(Observation, period="2023", value=5.0), "2023", "5"),
        (made(Claim, verdict="partly"), "", "partly"),
        (made(Indicator, status_latest="emerging", latest_date=D(2026, 5)), "2026-05", "emerging"),
        (made(Actor), "", ""),
    ],
    ids=lambda value: getattr(value, "NOUN", ""),
)
def test_a_note_keeps_a_short_copy_of_what_was_seen(record: Record, date: str, value: str) -> None:
    found = entries.seen(data(record), record.ref)
    assert (found.date, found.value) == (date, value)
    assert entries.seen(Dataset(), Ref("actor", "x")).title == "actor/x"


# The lead


def test_a_figure_a_series_and_a_rating_are_told_in_a_sentence() -> None:
    series = made(Series, "s", label="Turnover", unit="million USD")
    figures = [
        made(
            Observation,
            f"o{year}",
            series_id="s",
            period=str(year),
            period_kind="year",
            value=float(year),
            preferred=year != 2025,
            period_end=dt.date(year, 12, 31),
        )
        for year in (2023, 2024, 2025)
    ]
    dataset = data(series, *figures)
    assert card(scope_of(dataset), figures[0].ref).lead == "USD 2.023 billion in 2023."
    assert card(scope_of(dataset), series.ref).lead == "Latest preferred figure: USD 2.024 billion, 2024."
    assert of(series).lead == ""
    assert of(made(Rating, rating="II")).lead == "Rated very inconsistent."
    assert of(made(EditionChange, summary="", date=dt.date(2026, 1, 1))).lead == ""


# Badges and values


def test_words_that_stand_out_carry_their_sign_and_what_they_mean() -> None:
    means = [
        made(ScaleTerm, "1", scale="reliability", term="B", definition="Usually reliable."),
        made(ScaleTerm, "2", scale="credibility", term="2", definition="Probably true."),
    ]
    evidence = made(Evidence, ambition="both", direction="mixed", source_reliability="B", information_credibility="2")
    found = of(evidence, *means).badges
    assert [(b.sign, b.word) for b in found if b.tone in ("A", "B")] == [
        ("A", "trade corridor control"),
        ("B", "security monitoring"),
    ]
    assert (found[-1].sign, found[-1].meaning) == ("B 2", "Usually reliable. Probably true.")
    source = of(made(Source, reliability="B"), *means)
    assert [(b.sign, b.word, b.meaning) for b in source.badges] == [("B", "reliability", "Usually reliable.")]
    assert of(made(Source)).badges == ()
    figure = made(Observation, preferred=True)
    assert of(figure).badges[-1].word == "preferred version"
    assert of(dataclasses.replace(figure, preferred=False)).badges[-1].word == "not the preferred version"


def test_values_are_told_in_words_with_their_units() -> None:
    corridor = made(
        Corridor, length_km=4250.0, gauge_mm=1520, capacity_mt_per_year=10.0, cost_usd=8.2e9, actor_id="", kind="rail"
    )
    told = facts(of(corridor)).values()
    assert {"4,250 km", "1,520 mm", "10 million tonnes a year", "USD 8.2 billion"} <= set(told)
    assert "USD 25 million" in facts(of(made(Corridor, cost_usd=25e6))).values()
    node = facts(of(made(Node, lat=43.65, lon=51.15))).values()
    assert "43.650° N, 51.150° E" in node


@pytest.mark.parametrize(
    ("precision", "reported", "happened", "known"),
    [
        ("day", D(2024, 1, 12), "10 January 2024 (to the day)", "12 January 2024"),
        ("month", D(2023, 12), "10 January 2024 (to the month)", "December 2023, before the day itself"),
        ("year", None, "10 January 2024 (to the year)", "no source is dated"),
        ("by hearsay", None, "10 January 2024 (by hearsay)", "no source is dated"),
    ],
)
def test_an_event_tells_both_clocks(precision: str, reported: Any, happened: str, known: str) -> None:
    found = facts(of(made(Event, date=D(2024, 1, 10), date_precision=precision, reported=reported)))
    assert (found["Happened"], found["Known since"]) == (happened, known)


def test_what_has_no_clock_of_its_own_is_known_since_its_earliest_dated_source() -> None:
    sources = [made(Source, "s1", published=D(2024)), made(Source, "s2", published=D(2023, 5)), made(Source, "s3")]
    found = facts(of(made(Evidence, date=D(2022), source_ids=("s1", "s2", "s3")), *sources))
    assert found["Known since"] == "May 2023"
    assert found["Date"] == "2022, day not known"
    assert facts(of(made(EditionChange, date=dt.date(2026, 1, 2))))["Date"] == "2 January 2026"


def test_a_fact_leads_to_the_entry_behind_it() -> None:
    actor = made(Actor, "af", name="Ministry", affiliation="kz")
    found = of(actor, made(Actor, "kz", name="Kazakhstan"))
    (fact,) = [fact for fact in found.facts if fact.field == "affiliation"]
    assert (fact.value, fact.ref) == ("Kazakhstan", Ref("actor", "kz"))
    (alone,) = [fact for fact in of(actor).facts if fact.field == "affiliation"]
    assert (alone.value, alone.ref) == ("kz", None)
    figure = made(Observation, document_paragraph=4, source_id="s")
    (paragraph,) = [f for f in of(figure, made(Paragraph, "p-4", paragraph=4)).facts if f.field == "document_paragraph"]
    assert (paragraph.value, paragraph.ref) == ("paragraph 4", Ref("paragraph", "p-4"))


def test_a_period_is_told_with_its_days_where_they_say_more() -> None:
    days = {"period_start": dt.date(2023, 3, 21), "period_end": dt.date(2024, 3, 19)}
    solar = facts(of(made(Observation, period="2023-03-21/2024-03-19", period_kind="solar-year", **days)))
    assert solar["Period"] == ("solar year 21 March 2023 to 19 March 2024, that is 21 March 2023 to 19 March 2024")
    year = facts(of(made(Observation, period="2023", period_kind="year")))
    assert year["Period"] == "2023"


def test_a_grade_is_told_with_its_meaning() -> None:
    scale = made(ScaleTerm, scale="reliability", term="B", definition="Usually reliable.")
    source = made(Source, "s", reliability="B")
    claim = made(Claim, source_ids=("s",))
    assert [(s.grade, s.grade_meaning) for s in of(claim, source, scale).sources] == [("B", "Usually reliable.")]
    ungraded = made(Source, "s")
    assert [(s.grade, s.grade_meaning) for s in of(claim, ungraded).sources] == [("–", "Nobody graded this source.")]


# The second clock


def test_what_was_not_known_on_the_day_is_said_before_anything_else() -> None:
    day = dt.date(2024, 1, 10)
    event = made(Event, date=D(2024, 1, 9), reported=D(2024, 1, 11))
    assert of(event, as_known_on=day).caution == (
        "Not known on 10 January 2024: the earliest source is of 11 January 2024."
    )
    claim = made(Claim, source_ids=("s",))
    undated = of(claim, made(Source, "s"), as_known_on=day)
    assert undated.caution == "It is not known whether this was known on 10 January 2024: no source is dated."
    assert undated.no_source == "Every source of this entry appeared later than the day chosen, or is undated."
    assert undated.hidden == 1
    assert of(claim, made(Source, "s", published=D(2023)), as_known_on=day).caution == ""


# Who says so


def test_a_claim_names_who_makes_it_and_who_was_used_for_the_check() -> None:
    claim = made(Claim, paragraph=4, source_ids=("check",))
    others = (made(Paragraph, "p", paragraph=4, source_id="doc"), made(Source, "doc"), made(Source, "check"))
    assert [(s.ref.id, s.role) for s in of(claim, *others).sources] == [
        ("doc", "makes the statement, paragraph 4"),
        ("check", "used for the check"),
    ]
    assert [s.ref.id for s in of(claim, *others[:1], *others[2:]).sources] == ["check"]


def test_a_series_names_each_source_with_what_it_says() -> None:
    series = made(Series, "s", unit="t")
    figures = [
        made(Observation, f"o{n}", series_id="s", source_id="one", period=f"202{n}", value=float(n)) for n in range(5)
    ]
    found = of(series, made(Source, "one"), *figures, made(Observation, "x", series_id="s", source_id="gone"))
    assert [(s.ref.id, s.says) for s in found.sources] == [
        ("one", "0 tonnes, 2020; 1 tonne, 2021; 2 tonnes, 2022 … (+2)")
    ]


def test_a_rating_and_a_section_borrow_the_sources_of_what_they_are_about() -> None:
    source = made(Source, "s", title_kind="translated", language="fa", kind="news-agency")
    rating = made(Rating, evidence_id="e")
    evidence = made(Evidence, "e", source_ids=("s",), source_reliability="B", information_credibility="2")
    (said,) = of(rating, evidence, source).sources
    assert (said.grade, said.title_note, said.language) == ("B 2", "title in translation", "Persian")
    assert of(rating, source).sources == ()
    segment = made(Segment, corridor_id="c")
    corridor = made(Corridor, "c", source_ids=("s",))
    assert [s.role for s in of(segment, corridor, source).sources] == ["for the corridor"]
    assert of(segment, source).no_source == "This entry names no source."


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (made(Source), "a source itself"),
        (made(Hypothesis), "proposed by the analysis"),
        (made(Node), "drawn from their coordinates"),
        (made(Claim), "names no source"),
    ],
    ids=lambda value: getattr(value, "NOUN", ""),
)
def test_an_entry_without_sources_says_why(record: Record, words: str) -> None:
    assert words in of(record).no_source


# Where sources differ


def figure(ident: str, value: float, **more: Any) -> Observation:
    usual = {
        "series_id": "s",
        "period": "2023",
        "period_kind": "year",
        "source_id": f"of-{ident}",
        "status": "reported",
    }
    return made(Observation, ident, value=value, **usual | more)


SERIES = made(Series, "s", unit="t")
SOURCE = made(Source, "of-a", publisher="Interfax", published=D(2024, 10, 22), reliability="B")


def test_the_versions_of_a_figure_stand_side_by_side_the_preferred_one_first() -> None:
    one, other = figure("a", 5.0, note="Rounded."), figure("b", 6.0, preferred=True)
    (found, caveat) = of(one, other, figure("c", 7.0, period="2024"), SERIES, SOURCE).differences
    assert found.heading == "2023"
    assert [(v.words, v.who, v.when, v.basis, v.grade, v.preferred, v.here) for v in found.versions] == [
        ("6 tonnes", "of-b", "", "reported", "–", True, False),
        ("5 tonnes", "Interfax", "22 Oct 2024", "reported", "B", False, True),
    ]
    assert found.reason.startswith("Preferred by the usual order: ")
    assert (caveat.heading, caveat.reason) == ("Caveats and rival versions", "Rounded.")


def test_a_figure_alone_says_that_it_is_the_only_version() -> None:
    (found,) = of(figure("a", 5.0), SERIES).differences
    assert found.heading == "One version only"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("target", "None is preferred: these are statements of aim, each with its own date."),
        ("reported", "None of them is preferred."),
    ],
)
def test_where_none_is_preferred_it_is_said(status: str, words: str) -> None:
    (found,) = of(figure("a", 5.0, status=status), figure("b", 6.0, status=status), SERIES).differences
    assert found.reason == words


@pytest.mark.parametrize(("other", "high", "told"), [(100.5, None, False), (100.6, None, True), (100.0, 101.0, True)])
def test_figures_of_a_period_differ_when_they_lie_more_than_half_a_per_cent_apart(
    other: float, high: float | None, told: bool
) -> None:
    why = made(Preference, "p", series_id="s", period="2023", source_id="of-a", why="The ministry's own")
    found = of(SERIES, figure("a", 100.0, preferred=True), figure("b", other, value_high=high), why).differences
    assert [d.heading for d in found] == [*(["2023"] if told else []), "Which version is drawn, and why"]
    assert all(d.reason == "" for d in found if d.heading == "2023")


def test_other_dates_of_an_event_stand_beside_its_own() -> None:
    event = made(Event, date=D(2024, 1, 10), title="Signing", source_ids=("of-a",))
    given = made(EventDate, event_id="one", date=D(2024, 1, 12), source_id="of-a", words="Interfax dates it so")
    found = [d for d in of(event, SOURCE, given).differences if d.heading == "When it happened"]
    assert [(v.words, v.who, v.grade) for d in found for v in d.versions] == [
        ("10 January 2024", "The date in the data", ""),
        ("12 January 2024", "Interfax", "B"),
    ]
    nobody = of(event, dataclasses.replace(given, source_id="")).differences[0].versions[1]
    assert (nobody.who, nobody.ref) == ("Source not named", None)
    assert of(made(Event, date=D(2024)), SOURCE).differences == ()


def test_a_claim_stands_beside_its_check() -> None:
    claim = made(Claim, paragraph=4, claim="Doubled.", finding="It grew.", verdict="partly", source_ids=("x", "y"))
    (found,) = of(claim).differences
    assert [(v.words, v.who) for v in found.versions] == [
        ("Doubled.", "The starting document, paragraph 4"),
        ("It grew.", "Independent sources, 2 of them"),
    ]


# What belongs to it


def test_related_entries_stand_under_words_that_say_how_they_belong_together() -> None:
    one = made(Event, "one", date=D(2023), actors=("kz",), follows=("zero",), source_ids=("s",))
    others = (
        made(Event, "zero", date=D(2022)), made(Event, "two", date=D(2024), follows=("one",)),
        made(Actor, "kz"), made(Source, "s"), made(Observation, "o", source_id="s"),
        made(Corridor, "part", actor_id="kz"), made(Corridor, "told", source_ids=("s",)), made(Corridor, "other"),
    )  # fmt: skip
    assert groups(of(one, *others)) == {
        "Figures from the same sources": ["observation/o"],
        "Followed by": ["event/two"],
        "Fulfils, renews, answers or breaks": ["event/zero"],
        "Corridors that take part": ["corridor/part"],
        "Corridors in the same sources": ["corridor/told"],
        "Actors": ["actor/kz"],
    }


def test_an_actor_shows_who_belongs_to_it_and_what_it_promotes() -> None:
    kz = made(Actor, "kz", name="Kazakhstan")
    ministry = made(Actor, "mfa", affiliation="kz")
    corridor = made(Corridor, "c", promoters=("kz",), competes_with=("d",))
    rival = made(Corridor, "d")
    relation = made(Relation, "r", from_actor="kz", to_actor="mfa", summary="Pays it.")
    found = of(kz, ministry, corridor, rival, relation)
    assert groups(found) == {
        "Promotes": ["corridor/c"],
        "Those who belong to it": ["actor/mfa"],
        "Relations": ["relation/r"],
    }
    assert [link.title for group in found.related for link in group.links if link.ref.noun == "relation"] == [
        "Pays it."
    ]
    assert groups(of(corridor, kz, rival)) == {"Competes with": ["corridor/d"], "Promoted by": ["actor/kz"]}
    assert groups(of(rival, corridor)) == {"Competes with": ["corridor/c"]}


def test_places_figures_and_ratings_show_what_people_expect_beside_them() -> None:
    node, segment, corridor = made(Node, "n"), made(Segment, from_node="n", corridor_id="c"), made(Corridor, "c")
    assert groups(of(node, segment, corridor))["Corridors through it"] == ["corridor/c"]
    assert "Corridors through it" not in groups(of(node, segment))
    claim = made(Claim, "cl", related=("series/s",))
    assert groups(of(figure("a", 1.0), claim))["Claims about this series"] == ["claim/cl"]
    one, other = (made(Rating, name, evidence_id="e", hypothesis_id=f"h-{name}") for name in ("one", "other"))
    hypothesis = made(Hypothesis, "h-other", label="Trade")
    found = of(one, other, hypothesis)
    assert groups(found)["The same evidence under other explanations"] == ["rating/other"]
    assert [link.title for group in found.related for link in group.links] == ["Trade"]
    seen_from = of(hypothesis, other, made(Evidence, "e", statement="It was seen."))
    assert [link.title for group in seen_from.related for link in group.links] == ["It was seen."]


def test_links_carry_the_sign_of_what_they_lead_to() -> None:
    actor = made(Actor, "kz")
    found = of(
        actor,
        made(Event, "e", date=D(2024), actors=("kz",), status="missed"),
        made(Evidence, "ev", actors=("kz",), direction="supports"),
        made(Claim, "c", related=("actor/kz",), verdict="disputed"),
        made(Indicator, "i", related=("actor/kz",), status_latest="observed"),
    )
    assert {link.ref.noun: link.sign for group in found.related for link in group.links} == {
        "event": "✕", "evidence": "+", "claim": "≠", "indicator": "●",
    }  # fmt: skip


def test_events_are_sorted_by_date_and_figures_by_period() -> None:
    source = made(Source, "s")
    events = [made(Event, str(year), date=D(year), source_ids=("s",)) for year in (2024, 2022, 2023)]
    figures = [made(Observation, str(year), period=str(year), source_id="s") for year in (2021, 2019)]
    found = groups(of(source, *events, *figures))
    assert found["Events"] == ["event/2022", "event/2023", "event/2024"]
    assert found["Figures"] == ["observation/2019", "observation/2021"]


# What fields are called


def test_fields_are_called_by_the_titles_of_their_columns(bundled: Dataset) -> None:
    own = {"date", "reported", ""}
    for table, _noun, _name in TABLES:
        for record in bundled.tables[table].rows[:20]:
            found = card(scope_of(bundled), record.ref)
            named = [(fact.field, fact.label) for fact in found.facts if fact.field not in own | {record.KEY}]
            named += [(text.field, text.heading) for text in found.texts]
            assert named == [(field, bundled.headings[table][field]) for field, _label in named]


def test_a_column_without_a_title_is_called_by_its_name() -> None:
    found = of(made(Node, "n", name="Port", country="Somewhere", kind="port", lat=1.0, lon=2.0))
    assert [fact.label for fact in found.facts if fact.field == "country"] == ["Country"]


def test_a_title_of_another_package_is_shown_as_it_is_written(bundled: Dataset) -> None:
    headings = {**bundled.headings, "nodes": {**bundled.headings["nodes"], "country": "Whose {port} <b>it</b> is"}}
    node = bundled.nodes[0]
    found = card(scope_of(dataclasses.replace(bundled, headings=headings)), node.ref)
    assert [fact.label for fact in found.facts if fact.field == "country"] == ["Whose {port} <b>it</b> is"]


def test_a_copied_claim_says_who_gives_another_figure_and_nothing_twice() -> None:
    dataset = load(paths.bundled_data())
    found = card(scope_of(dataset), Ref("claim", "c-trade-01"))
    lines = with_source(found).splitlines()
    assert len(lines) == len(set(lines))
    assert [line for line in lines if found.title in line] == lines[:1]
    otherwise = [line for line in lines if line.startswith("Otherwise: ")]
    assert otherwise[0].startswith("Otherwise: USD 987.9 million (Kazinform, 2 Aug 2023;")
    assert not any("USD 1 billion" in line for line in otherwise)
    assert sum(line.startswith("Likewise: ") for line in lines) == 1
