"""Indicators of the ambitions: what was seen at the starting document, what is seen now, and when to look again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from briefing_app.domain import problems
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import Indicator, PartialDate, Ref
from briefing_app.domain.overview import begun_words
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell
from briefing_app.domain.wording import Sign, sign_of
from briefing_app.translation import tr, trn

_LATER = Sign("", "not yet read", "muted")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator as it stands in a list.

    Attributes:
        letters: The letters of the ambitions that it bears on.
        tone: The colour of the letters.
        counter: True if its being observed speaks against the ambition.
        before: Reading at the date of the starting document.
        now: Latest reading that was known on the day asked for.
        read: Date of that reading, or None if only the first was known.
        trend: Direction of the measured thing itself, neither good nor bad.
        next_look: When to look again.
        changed: True if the two readings differ.
    """

    ref: Ref
    ambition: str
    letters: str
    tone: str
    question: str
    threshold: str
    counter: bool
    before: Sign
    now: Sign
    read: PartialDate | None
    trend: Sign
    next_look: PartialDate
    cadence: str
    changed: bool


def reading_on(indicator: Indicator, day: dt.date | None, *, first: dt.date | None) -> tuple[str, PartialDate | None]:
    """Returns the status that was known on a day with the date of its reading.

    The data hold two readings. Before the latest one that of the starting document stands, before that none.

    Args:
        indicator: The indicator.
        day: The day asked for; None for today.
        first: The day of the starting document.
    """
    if day is None or indicator.latest_date.last() <= day:
        return indicator.status_latest, indicator.latest_date
    if first is not None and day >= first:
        return indicator.status_then, None
    return "", None


def indicator_lines(scope: Scope) -> tuple[IndicatorLine, ...]:
    """Returns the indicators that pass the filter, in file order."""
    shown, day = scope.visible(scope.dataset.indicators), scope.filter.as_known_on
    return scope.once("lines of indicators", lambda: tuple(_line(i, day, scope.dataset.briefing) for i in shown))


def _line(indicator: Indicator, day: dt.date | None, briefing: Briefing) -> IndicatorLine:
    status, read = reading_on(indicator, day, first=briefing.document.day)
    return IndicatorLine(
        ref=indicator.ref,
        ambition=indicator.ambition,
        letters=briefing.letters(indicator.ambition),
        tone=briefing.tone(indicator.ambition, none="muted"),
        question=indicator.question,
        threshold=indicator.threshold,
        counter=indicator.counter,
        before=_sign(indicator.status_then),
        now=_sign(status),
        read=read,
        trend=sign_of("trend", indicator.trend) if read else Sign("", "–", "muted"),
        next_look=indicator.next_look,
        cadence=indicator.cadence,
        changed=bool(status) and status != indicator.status_then,
    )


def _sign(status: str) -> Sign:
    """A reading carries no tone of good or bad: what it means depends on the question."""
    if not status:
        return _LATER
    found = sign_of("indicator-status", status)
    return Sign(found.sign, found.word, "muted" if status in ("not-yet", "unknown") else "ink")


def due(lines: Iterable[IndicatorLine], day: dt.date) -> tuple[IndicatorLine, ...]:
    """Returns the indicators whose next look falls on or before a day, the longest due first."""
    return tuple(sorted((i for i in lines if i.next_look.first() <= day), key=lambda i: i.next_look.first()))


def indicators(scope: Scope) -> TableSpec:
    """Returns the indicators as a table, in the order of the ambitions."""
    briefing = scope.dataset.briefing
    month = begun_words(briefing)
    lines = sorted(indicator_lines(scope), key=lambda i: briefing.place(i.ambition))
    moved = sum(line.changed for line in lines)
    return TableSpec(
        caption=Caption(
            key="indicators",
            title=trn(
                "{moved} of {n} indicator reads differently than in {month}",
                "{moved} of {n} indicators read differently than in {month}",
                len(lines),
                moved=moved,
                month=month,
            ),
            subtitle=tr(
                "Reading at the date of the starting document and latest reading; ¬ marks a question whose "
                "yes speaks against the ambition"
            ),
            summary=_summary(lines, briefing),
            notes=(tr("Rising and falling describe what is measured and are neither good nor bad in themselves."),),
            edition=scope.edition,
            empty=""
            if lines
            else problems.why_empty(scope.dataset, "indicators", otherwise=tr("No indicator passes the filter.")),
        ),
        columns=(
            Column(key="question", label=tr("Question"), weight=8),
            Column(key="ambition", label=tr("Ambition"), kind="word", weight=1),
            Column(key="then", label=month[:1].upper() + month[1:], kind="word", weight=3),
            Column(key="latest", label=tr("Latest"), kind="word", weight=3),
            Column(key="read", label=tr("Read"), kind="date", weight=3),
            Column(key="trend", label=tr("Trend"), kind="word", weight=2, spare=True),
            Column(key="threshold", label=tr("What would count"), weight=7, spare=True),
            Column(key="next-look", label=tr("Next look"), kind="date", weight=3, spare=True),
        ),
        rows=tuple(Row(cells=_cells(line), ref=line.ref) for line in lines),
    )


def _cells(line: IndicatorLine) -> tuple[Cell, ...]:
    return (
        Cell(text=("¬ " if line.counter else "") + line.question, sort=line.question, ref=line.ref),
        Cell(text=line.letters or "–", sort=line.ambition, tone=line.tone),
        Cell(text=str(line.before), sort=line.before.word, tone=line.before.tone),
        Cell(text=str(line.now), sort=line.now.word, tone=line.now.tone),
        date_cell(line.read, text=None if line.read else "–"),
        Cell(text=str(line.trend), sort=line.trend.word),
        Cell(text=line.threshold, sort=line.threshold),
        date_cell(line.next_look),
    )


def _summary(lines: Iterable[IndicatorLine], briefing: Briefing) -> str:
    said = []
    for ambition in briefing.ambitions:
        mine = [line for line in lines if line.ambition == ambition.key]
        counts = {word: sum(line.now.word == word for line in mine) for word in dict.fromkeys(i.now.word for i in mine)}
        if mine:
            parts = ", ".join(f"{n} {word}" for word, n in counts.items())
            said.append(tr("Ambition {letter}: {parts}.", letter=ambition.letter, parts=parts))
    return " ".join(said)
