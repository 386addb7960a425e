"""The filter that the cover names holds in every section; what is left out, or was written later, is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from briefing_app.domain.filters import Filter
from briefing_app.domain.model import RECORDS, Record, Ref
from briefing_app.domain.overview import outlook_words
from briefing_app.domain.tables import Dataset
from briefing_app.domain.within import Within
from briefing_app.report.blocks import Bullets, Grid, Heading, PageOne, Paragraph, Picture, Section, within
from briefing_app.report.forms import FORM_KINDS
from briefing_app.report.options import BriefingOptions
from briefing_app.report.sections import KEYS
from briefing_app.report.snapshot import BriefingPlan, plan
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY

YEAR = Filter(start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
LONG_AGO = Filter(start=dt.date(1900, 1, 1), end=dt.date(1900, 12, 31))
KNOWN = Filter(as_known_on=dt.date(2024, 1, 10))
CONTENT = tuple(key for key in KEYS if key not in ("page-one", "view", "sources", "about", "notes", "check"))
KEYS_OF = {name: (kind.NOUN, kind.KEY) for kind in RECORDS for name in (kind.TABLE,)}
FILTERS = {
    "ambition A": Filter(ambition="A"),
    "ambition B": Filter(ambition="B"),
    "period": YEAR,
    "as known on": KNOWN,
    "topics": Filter(topics=frozenset({"security"})),
    "actors": Filter(actors=frozenset({"uz"})),
    "words": Filter(text="railway"),
    "B in 2024": Filter(ambition="B", start=YEAR.start, end=YEAR.end),
}


def planned(dataset: Dataset, chosen: Filter, *sections: str) -> BriefingPlan:
    """Returns a plan under a filter."""
    options = BriefingOptions(date=DAY, sections=sections)
    return plan(scope_of(dataset, chosen), options, version="9.9.9")


def cover(made: BriefingPlan) -> str:
    """Returns what stands under the title."""
    return "\n".join("".join(run.text for run in line) for line in made.lines)


def texts(section: Section) -> Iterator[str]:
    """Yields every text of a section."""
    for block in within(section.blocks):
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Bullets):
            yield from ("".join(run.text for run in item) for item in block.items)
        elif isinstance(block, Grid):
            yield block.title
            yield from ("".join(run.text for run in cell) for line in block.lines for cell in line.cells)
        elif isinstance(block, Picture):
            yield block.svg
        elif isinstance(block, PageOne):
            yield from _of_page_one(block)


def _of_page_one(block: PageOne) -> Iterator[str]:
    parts = [block.lead, block.more, *block.changes, *block.watch]
    parts += [runs for s in block.standings for runs in (s.heading, s.judged, s.sure)]
    parts += [runs for f in block.figures for runs in (f.message, f.said, f.rivals)]
    yield from ("".join(run.text for run in runs) for runs in parts)


def said(made: BriefingPlan, key: str) -> str:
    """Returns all words of one section; empty if it was left out."""
    return "\n".join(text for section in made.sections if section.key == key for text in texts(section))


@pytest.mark.parametrize("key", CONTENT)
@pytest.mark.parametrize("name", FILTERS)
def test_every_entry_that_a_section_prints_passes_the_filter(dataset: Dataset, name: str, key: str) -> None:
    chosen = FILTERS[name]
    behind = Within(scope_of(dataset, chosen))
    made = planned(dataset, chosen, key)
    printed = {Ref.parse(a) for section in made.sections for a in _anchors(section)}
    assert all(behind.passes(ref) for ref in printed), [ref for ref in printed if not behind.passes(ref)]
    # Nothing that does not pass comes in by another door: every record attached passes, or is what a figure belongs to.
    for table, rows in made.snapshot["records"].items():
        if table in ("sources", "series", "hypotheses"):
            continue
        for row in rows:
            ref = Ref(KEYS_OF[table][0], row[KEYS_OF[table][1]])
            assert behind.passes(ref), ref


def _anchors(section: Section) -> Iterator[str]:
    from briefing_app.report.blocks import anchors

    return (name for name, _words in anchors(section.blocks))


def _statement(record: Record) -> str:
    return str(getattr(record, "statement", "") or getattr(record, "question", "") or getattr(record, "title", ""))


@pytest.mark.parametrize(("asked", "other"), [("A", "B"), ("B", "A")])
def test_a_briefing_on_one_ambition_prints_nothing_of_the_others_chapter(
    dataset: Dataset, asked: str, other: str
) -> None:
    made = planned(dataset, Filter(ambition=asked))
    whole = "\n".join("\n".join(texts(section)) for section in made.sections)
    alone = [
        record
        for rows in (dataset.evidence, dataset.indicators, dataset.judgements, dataset.events)
        for record in rows
        if getattr(record, "ambition", "") == other
    ]
    assert len(alone) > 50
    assert not [record.ref for record in alone if len(_statement(record)) > 30 and _statement(record) in whole]
    assert f"Ambition {other}:" not in whole
    assert f"Interest in {other}:" not in whole
    assert f"Ambition {asked}:" in whole
    if asked == "B":
        assert "Meaning for ambition A" not in whole


def test_a_period_in_which_nothing_happened_gives_a_short_document_that_says_so(dataset: Dataset) -> None:
    made = planned(dataset, LONG_AGO)
    assert [section.key for section in made.sections] == ["nothing", "about", "check"]
    assert "passes the filter" in said(made, "nothing")
    for title in ("Key judgements", "Timeline", "Trade", "Corridors", "Actors", "Ambitions"):
        assert title in cover(made)
    assert "Left out:" in cover(made)
    assert made.snapshot["left_out"] == [k for k in FORM_KINDS["standard"].sections if k not in ("about", "check")]
    assert made.snapshot["sections"] == ["about", "check"]


@pytest.mark.parametrize("key", CONTENT)
def test_a_section_alone_that_has_nothing_is_said_and_not_printed(dataset: Dataset, key: str) -> None:
    made = planned(dataset, LONG_AGO, key)
    assert [section.key for section in made.sections] == ["nothing"]
    assert made.snapshot["sections"] == []


def test_a_section_that_has_something_is_not_called_left_out(dataset: Dataset) -> None:
    assert "Left out" not in cover(planned(dataset, Filter()))


def test_no_section_tells_of_a_year_outside_the_period(dataset: Dataset) -> None:
    made = planned(dataset, YEAR, "timeline", "trade")
    events = [e for e in dataset.events if e.date.year not in (2023, 2024, 2025) and not e.date_end]
    assert not [e.ref for e in events if e.title in said(made, "timeline")]
    spans = [dataset.find("observations", row["observation_id"]) for row in made.snapshot["records"]["observations"]]
    assert all(o.period_start <= YEAR.end and o.period_end >= YEAR.start for o in spans)


def test_readings_taken_after_the_period_are_not_told(dataset: Dataset) -> None:
    late = [i for i in dataset.indicators if i.latest_date.first() > dt.date(2024, 12, 31)]
    assert late
    made = planned(dataset, YEAR, "ambitions")
    grids = [b for s in made.sections for b in within(s.blocks) if isinstance(b, Grid)]
    rows = {line.anchor: line for grid in grids for line in grid.lines if line.anchor.startswith("indicator/")}
    assert rows
    for indicator in late:
        line = rows.get(str(indicator.ref))
        if line is not None:
            latest = "".join(run.text for run in line.cells[3])
            assert "\n" not in latest, latest
            assert latest == "".join(run.text for run in line.cells[2])


# Page one as known on a day


def test_page_one_says_that_the_judgements_were_written_later_and_what_could_be_seen(dataset: Dataset) -> None:
    made = planned(dataset, KNOWN, "overview")
    words = said(made, "overview")
    assert "written later" in words
    assert "10 January 2024" in words
    assert not made.snapshot["records"].get("judgements")
    assert "What could be seen by 10 January 2024" in words
    assert "items of evidence" in words
    events = made.snapshot["records"]["events"]
    assert events
    assert all(row["reported"] <= "2024-01-10" for row in events)


def test_page_one_as_known_on_a_day_keeps_to_the_ambition_asked_for(dataset: Dataset) -> None:
    chosen = Filter(as_known_on=KNOWN.as_known_on, ambition="B")
    words = said(planned(dataset, chosen, "overview"), "overview")
    assert "Ambition B." in words
    assert "Ambition A." not in words


def test_page_one_as_known_before_anything_was_still_says_why_it_is_empty(dataset: Dataset) -> None:
    words = said(planned(dataset, Filter(as_known_on=dt.date(1990, 1, 1)), "overview"), "overview")
    assert "written later" in words
    assert "What could be seen" not in words


def test_page_one_tells_how_many_judgements_came_later_beside_those_it_prints(dataset: Dataset) -> None:
    days = [s.published.last() for j in dataset.judgements for s in dataset.sources_of(j) if s.published]
    day = sorted(days)[-1] - dt.timedelta(days=60)
    chosen = Filter(as_known_on=day)
    kept = len(Within(scope_of(dataset, chosen)).dataset.judgements)
    assert 0 < kept < len(dataset.judgements)
    words = said(planned(dataset, chosen, "overview"), "overview")
    assert f"{len(dataset.judgements) - kept} judgement" in words


# Outlooks


def test_outlooks_stand_in_words_with_date_and_whose_they_are(dataset: Dataset) -> None:
    made = planned(dataset, Filter(), "overview")
    words = said(made, "overview")
    assert not [arrow for arrow in "↑↓→" if arrow in words]
    for judgement in dataset.judgements:
        outlook = outlook_words(dataset.briefing, judgement)
        if outlook:
            assert outlook[1:] in words
    worse = next(j for j in dataset.judgements if j.direction_since_then == "worse" and j.ambition == "B")
    assert outlook_words(dataset.briefing, worse) == "outlook for B since January 2024: worse"
    nobody = next(j for j in dataset.judgements if j.direction_since_then in ("", "n/a"))
    assert outlook_words(dataset.briefing, nobody) == ""


def test_outlooks_have_a_column_of_their_own(dataset: Dataset) -> None:
    made = planned(dataset, Filter(), "overview")
    grid = next(b for s in made.sections for b in within(s.blocks) if isinstance(b, Grid))
    assert grid.columns[-1].label == "Outlook since January 2024"
    listed = ["".join(run.text for run in line.cells[-1]) for line in grid.lines]
    key = sorted((j for j in dataset.judgements if j.kind != "headline"), key=lambda j: j.rank)
    assert listed == [{"": "–", "n/a": "–"}.get(j.direction_since_then, j.direction_since_then) for j in key]


def test_relations_are_shown_since_a_day(dataset: Dataset) -> None:
    made = planned(dataset, Filter(), "actors")
    labels = [c.label for s in made.sections for b in within(s.blocks) if isinstance(b, Grid) for c in b.columns]
    assert "Shown since" in labels
    assert "Since" not in labels
