"""The board of indicators: bundled readings, own readings beside them, what is overdue and what an edition changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from briefing_app.domain.ambitions.indicators import IndicatorLine, indicator_lines, indicators
from briefing_app.domain.ambitions.own.raters import label_of
from briefing_app.domain.ambitions.own.records import OwnReading, OwnWords
from briefing_app.domain.model import PartialDate, Ref
from briefing_app.domain.overview import since_words
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell
from briefing_app.domain.wording import date_words, sign_of
from briefing_app.translation import tr, trn


def board(scope: Scope, own: OwnWords, *, today: dt.date, changed: Collection[Ref] = ()) -> TableSpec:
    """Returns the board: the table of indicators with own readings, overdue looks and fresh changes marked.

    Args:
        scope: What is asked about.
        own: What people recorded.
        today: The day that decides what is overdue.
        changed: Entries that are new or other than in the edition last looked at.
    """
    plain = indicators(scope)
    lines = {line.ref: line for line in indicator_lines(scope)}
    latest = _latest(own, scope)
    late = [ref for ref, line in lines.items() if overdue(line, today)]
    fresh = [ref for ref in lines if ref in changed]
    rows = []
    for row in plain.rows:
        assert row.ref is not None
        line, reading = lines[row.ref], latest.get(row.ref)
        *front, threshold, _next = row.cells
        question = front[0]
        if row.ref in changed:
            question = replace(
                question, text=f"● {question.text}", words=tr("new in this edition: {q}", q=line.question)
            )
        cells = (
            question,
            *front[1:],
            _reading_cell(reading),
            threshold if line.threshold else Cell(text=tr("no threshold stated"), tone="warn"),
            _look_cell(line, today),
        )
        rows.append(Row(cells=cells, ref=row.ref))
    *columns, what_counts, next_look = plain.columns
    own_column = Column(key="own", label=tr("Own reading"), kind="word", weight=3, spare=True)
    caption = plain.caption
    said = [caption.subtitle]
    if late:
        said.append(trn("⚠ {n} look is overdue", "⚠ {n} looks are overdue", len(late)))
    if fresh:
        said.append(trn("● {n} changed with this edition", "● {n} changed with this edition", len(fresh)))
    faults = tuple(fault.words for fault in own.faults if fault.target.noun == "indicator")
    return replace(
        plain,
        caption=replace(
            caption,
            subtitle="; ".join(said),
            summary=" ".join((caption.summary, *said[1:])),
            notes=(*caption.notes, *faults),
        ),
        columns=(*columns, own_column, what_counts, next_look),
        rows=tuple(rows),
    )


def overdue(line: IndicatorLine, today: dt.date) -> bool:
    """Tells whether the day of the next look has passed."""
    return line.next_look.last() < today


def _latest(own: OwnWords, scope: Scope) -> dict[Ref, OwnReading]:
    """Returns the latest own reading of each indicator that was known on the day asked for."""
    day = scope.filter.as_known_on
    found: dict[Ref, OwnReading] = {}
    for reading in own.readings:
        known = found.get(reading.target)
        in_time = day is None or reading.on.last() <= day
        if in_time and (known is None or (known.on, known.said) < (reading.on, reading.said)):
            found[reading.target] = reading
    return found


def _reading_cell(reading: OwnReading | None) -> Cell:
    if reading is None:
        return Cell(text="–", tone="muted")
    sign = sign_of("indicator-status", reading.status)
    who = "" if reading.own else f", {label_of(reading.author or '?')}"
    return Cell(text=f"{sign}, {date_words(reading.on, short=True)}{who}", sort=reading.status)


def _look_cell(line: IndicatorLine, today: dt.date) -> Cell:
    cell = date_cell(line.next_look)
    return (
        replace(cell, text=f"⚠ {cell.text}", tone="bad", words=tr("{day}, overdue", day=cell.text))
        if overdue(line, today)
        else cell
    )


def own_readings_table(scope: Scope, own: OwnWords) -> TableSpec:
    """Returns every reading that people recorded, by indicator, the latest first.

    Args:
        scope: What is asked about.
        own: What people recorded.
    """
    rows = []
    for reading in sorted(own.readings, key=lambda r: (str(r.target), -r.on.last().toordinal(), r.said)):
        indicator = scope.dataset.find("indicators", reading.target.id)
        question = indicator.question if indicator else str(reading.target)
        who = label_of("me" if reading.own else reading.author or "?")
        rows.append(
            Row(
                ref=reading.target,
                cells=(
                    Cell(text=question, sort=question, ref=reading.target),
                    date_cell(reading.on),
                    Cell(text=str(sign_of("indicator-status", reading.status)), sort=reading.status),
                    Cell(text=reading.author or who, sort=who),
                    Cell(text=reading.source, sort=reading.source),
                    Cell(text=reading.text, sort=reading.text),
                ),
            )
        )
    return TableSpec(
        caption=Caption(
            key="own-readings",
            title=trn("{n} reading was recorded by hand", "{n} readings were recorded by hand", len(rows)),
            edition=scope.edition,
            empty="" if rows else tr("Nothing has been read."),
        ),
        columns=(
            Column(key="question", label=tr("Question"), weight=7),
            Column(key="day", label=tr("Date"), kind="date", weight=2),
            Column(key="status", label=tr("Reading"), kind="word", weight=2),
            Column(key="who", label=tr("Who"), weight=2),
            Column(key="source", label=tr("Source"), weight=4),
            Column(key="why", label=tr("Reasons"), weight=5),
        ),
        rows=tuple(rows),
    )


def reading_history(scope: Scope, own: OwnWords, ref: Ref) -> TableSpec:
    """Returns all readings of one indicator, the latest first: those of the data and everybody's own.

    Args:
        scope: What is asked about.
        own: What people recorded.
        ref: The indicator.
    """
    indicator = scope.dataset.find("indicators", ref.id)
    entries: list[tuple[PartialDate | None, str, str, str, str]] = [
        (r.on, r.status, label_of("me" if r.own else r.author or "?"), r.source, r.text)
        for r in own.readings
        if r.target == ref
    ]
    if indicator is not None:
        day = scope.dataset.briefing.document.day
        publishers = dict.fromkeys(s.publisher for s in scope.dataset.sources_of(indicator))
        first = PartialDate(day.year, day.month, day.day) if day else None
        bundled = tr("this edition")
        entries.append((indicator.latest_date, indicator.status_latest, bundled, ", ".join(publishers), indicator.note))
        entries.append((first, indicator.status_then, bundled, "", tr("At the date of the starting document.")))
    entries.sort(key=lambda e: e[0].last() if e[0] else dt.date.min, reverse=True)
    return TableSpec(
        caption=Caption(
            key=f"readings-{ref.id}",
            title=indicator.question if indicator else str(ref),
            subtitle=tr("All readings, latest first; yours are kept beside those of the data")
            if indicator is None
            else tr("What would count: {words}", words=indicator.threshold or tr("no threshold stated")),
            summary=trn(
                "{n} reading since {month}.",
                "{n} readings since {month}.",
                len(entries),
                month=since_words(scope.dataset.briefing),
            ),
            edition=scope.edition,
            empty="" if entries else tr("Nothing has been read."),
        ),
        columns=(
            Column(key="day", label=tr("Date"), kind="date", weight=2),
            Column(key="status", label=tr("Reading"), kind="word", weight=2),
            Column(key="who", label=tr("Who"), weight=2),
            Column(key="source", label=tr("Source"), weight=4),
            Column(key="why", label=tr("Reasons"), weight=7),
        ),
        rows=tuple(
            Row(
                ref=ref,
                cells=(
                    date_cell(on),
                    Cell(text=str(sign_of("indicator-status", status)), sort=status),
                    Cell(text=who, sort=who),
                    Cell(text=source, sort=source),
                    Cell(text=why, sort=why),
                ),
            )
            for on, status, who, source, why in entries
        ),
    )
