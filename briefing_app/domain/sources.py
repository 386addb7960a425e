"""All sources as a table: who published what and when, how reliable, and how often it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing_app.domain import calendars, problems
from briefing_app.domain.entries.fields import LANGUAGES
from briefing_app.domain.filters import fold
from briefing_app.domain.model import Source
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell, number_cell
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import plain_word, published_words
from briefing_app.translation import tr, trn


def table(scope: Scope, sources: Iterable[Source]) -> TableSpec:
    """Returns the sources as rows.

    Args:
        scope: What is asked about; what cites a source is counted over all its data.
        sources: What to list; publishers follow the alphabet, of each the newest page first.
    """
    listed = sorted(sources, key=lambda source: (fold(source.publisher), -_day(source)))
    meanings = {term.term: term.definition for term in scope.dataset.scales if term.scale == "reliability"}
    rows = tuple(_row(scope.dataset, source, meanings) for source in listed)
    graded = sum(bool(source.reliability) for source in listed)
    counted = trn("{n} source", "{n} sources", len(listed))
    undated = sum(source.published is None for source in listed)
    caption = Caption(
        key="sources",
        title=tr("Every page cited"),
        subtitle=tr("{sources}; {graded} graded, {undated} undated", sources=counted, graded=graded, undated=undated),
        summary=tr("{sources}, {graded} of them graded.", sources=counted, graded=graded),
        edition=scope.edition,
        empty=""
        if rows
        else problems.why_empty(scope.dataset, "sources", otherwise=tr("No source passes the filter.")),
    )
    columns = (
        Column(key="publisher", label=tr("Publisher"), weight=4),
        Column(key="title", label=tr("Title"), weight=8),
        Column(key="published", label=tr("Published"), kind="date", weight=3),
        Column(key="grade", label=tr("Grade"), weight=1),
        Column(key="kind", label=tr("Kind"), kind="word", weight=2),
        Column(key="language", label=tr("Language"), kind="word", weight=2, spare=True),
        Column(key="cited", label=tr("Cited"), kind="number", weight=1, spare=True),
    )
    return TableSpec(caption=caption, columns=columns, rows=rows, row_header=0)


def _published(source: Source) -> str:
    words = published_words(source, short=True)
    return calendars.beside(words, source.published) if source.published else words


def _row(dataset: Dataset, source: Source, meanings: Mapping[str, str]) -> Row:
    meaning = meanings.get(source.reliability, "")
    cited = len(dataset.links_to(source.ref))
    language = tr(LANGUAGES.get(source.language, source.language))
    return Row(
        ref=source.ref,
        cells=(
            Cell(text=source.publisher, sort=source.publisher),
            Cell(text=source.title, sort=source.title),
            date_cell(source.published, text=_published(source)),
            Cell(
                text=source.reliability or "–",
                sort=source.reliability or None,
                meaning=f"{source.reliability}: {meaning}" if meaning else tr("Nobody graded this source."),
            ),
            Cell(text=plain_word(source.kind), sort=source.kind),
            Cell(text=language, sort=language),
            number_cell(cited),
        ),
    )


def _day(source: Source) -> int:
    return source.published.first().toordinal() if source.published else 0
