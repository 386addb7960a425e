"""Somebody's briefing, opened: what it holds, which edition it was made from, and how these data stand to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_app.desk.briefings import show_snapshot
from briefing_app.domain.filters import from_plain
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.wording import day_words
from briefing_app.translation import tr, trn

if TYPE_CHECKING:
    from briefing_app.domain.scope import Scope
    from briefing_app.report.standing import Since


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBriefing:
    """What a briefing of this program holds.

    Attributes:
        path: Where it lies.
        title: Its title.
        facts: What it says about itself, each a name and words.
        edition_words: How its data stand to those on the desk, in a sentence.
        of_these_data: True if it was made from the data package that is on the desk, in whatever edition.
        notes: How many notes travel in it.
        differences: What stands differently in the data on the desk, behind the filter of that briefing.
        snapshot: What is attached to it.
    """

    path: Path
    title: str
    facts: tuple[tuple[str, str], ...]
    edition_words: str
    of_these_data: bool
    notes: int
    differences: TableSpec
    snapshot: Mapping[str, Any]


def open_briefing(path: Path, scope: Scope) -> OpenedBriefing:
    """Returns what a briefing holds; it touches no state and may run on another thread.

    Args:
        path: The PDF.
        scope: What is on the desk.

    Raises:
        ExpectedError: It is no briefing of this program, or it is damaged.
    """
    found = show_snapshot(path)
    edition, mine = found["edition"], scope.dataset.edition
    name = edition.get("name", "")
    same_data = not name or name == mine.name
    notes = found.get("notes", ())
    return OpenedBriefing(
        path=path,
        title=str(found.get("title", "")) or path.name,
        facts=tuple((label, words) for label, words in _facts(found) if words),
        edition_words=_edition_words(edition, scope)
        if same_data
        else tr("It was made from different data from those open here: {title}.", title=edition.get("title", name)),
        of_these_data=same_data,
        notes=len(notes),
        differences=_differences(found, scope)
        if same_data
        else _table((), scope, empty=tr("There is nothing to compare it with: it was made from other data.")),
        snapshot=found,
    )


def _facts(attached: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    from briefing_app.report.forms import FORM_KINDS
    from briefing_app.report.sections import SECTIONS

    titles = {kind.key: kind.heading() for kind in SECTIONS}
    form = FORM_KINDS.get(attached.get("form", ""))
    edition = attached["edition"]
    records = sum(len(rows) for rows in attached.get("records", {}).values())
    notes = len(attached.get("notes", ()))
    return (
        (tr("Day"), _day(attached.get("date", ""))),
        (tr("Form"), form.heading() if form is not None else ""),
        (tr("Marking"), str(attached.get("marking") or tr("none"))),
        (tr("Copy"), str(attached.get("copy", ""))),
        (tr("Prepared for"), str(attached.get("prepared_for", ""))),
        (tr("Prepared by"), str(attached.get("prepared_by", ""))),
        (tr("Data edition"), str(edition.get("version", ""))),
        (tr("Fingerprint"), str(edition.get("fingerprint", ""))),
        (tr("Shown"), str(attached.get("filter_words", ""))),
        (tr("Sections"), ", ".join(titles.get(key, key) for key in attached.get("sections", ()))),
        (tr("Holds"), ", ".join((trn("{n} entry", "{n} entries", records), trn("{n} note", "{n} notes", notes)))),
        (tr("Program"), str(attached.get("program_version", ""))),
    )


def _day(text: str) -> str:
    try:
        return day_words(dt.date.fromisoformat(text))
    except ValueError:
        return text


def _edition_words(edition: Mapping[str, Any], scope: Scope) -> str:
    mine = scope.dataset.edition
    if edition.get("fingerprint") == mine.fingerprint:
        return tr("It was made from the same data as are open here, edition {edition}.", edition=mine.words)
    return tr(
        "It was made from edition {theirs}; open here is edition {mine}.",
        theirs=edition.get("version", ""),
        mine=mine.words,
    )


def _differences(attached: Mapping[str, Any], scope: Scope) -> TableSpec:
    from briefing_app.domain.within import Within
    from briefing_app.report.standing import since

    words = str(attached.get("filter_words", ""))
    behind = Within(scope.asking(from_plain(attached.get("filter", {}))))
    return _table(_rows(since(attached, behind, filter_words=words, notes=()), scope), scope, filter_words=words)


def _rows(differing: Since, scope: Scope) -> tuple[Row, ...]:
    from briefing_app.domain.entries import title_words
    from briefing_app.domain.wording import noun_words

    rows = [
        (one.ref, one.then or tr("not there"), one.now or tr("not there"))
        for moved in differing.moved.values()
        for one in moved
    ]
    for refs in differing.reworded.values():
        rows += [(ref, tr("other words"), tr("reworded")) for ref in refs]
    return tuple(
        Row(
            ref=ref,
            cells=(
                Cell(text=noun_words(ref.noun), sort=ref.noun),
                Cell(text=title_words(scope.dataset, ref), sort=title_words(scope.dataset, ref), ref=ref),
                Cell(text=then, sort=then),
                Cell(text=now, sort=now),
            ),
        )
        for ref, then, now in rows
    )


def _table(rows: tuple[Row, ...], scope: Scope, *, filter_words: str = "", empty: str = "") -> TableSpec:
    if not rows and not empty:
        empty = tr("Nothing has changed in the data open here.")
    counted = trn("{n} entry has changed", "{n} entries have changed", len(rows))
    return TableSpec(
        caption=Caption(
            key="differences-from-briefing",
            title=tr("What has changed in the data open here"),
            subtitle=tr(
                "{counted}; compared behind the filter of that briefing: {filter}.",
                counted=counted,
                filter=filter_words,
            )
            if rows
            else "",
            summary=counted if rows else empty,
            edition=scope.edition,
            empty=empty,
        ),
        columns=(
            Column(key="kind", label=tr("Kind"), kind="word", weight=1),
            Column(key="entry", label=tr("Entry"), weight=5),
            Column(key="then", label=tr("In that briefing"), weight=3),
            Column(key="now", label=tr("Here"), weight=3),
        ),
        rows=rows,
        row_header=1,
    )
