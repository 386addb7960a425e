"""What changed: since an older briefing, or, where none is compared with, since the edition before this one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from briefing_app.domain import editions, filters
from briefing_app.domain.editions import Difference
from briefing_app.domain.entries import title_words
from briefing_app.domain.model import Event, Judgement, Note, Observation, Ref
from briefing_app.domain.wording import day_words, event_date_words, noun_words
from briefing_app.report.blocks import Block, Blocks, Bullets, Grid, Head, Heading, Line, Paragraph, Run, Runs, plain
from briefing_app.report.material import Material
from briefing_app.report.standing import Moved, Since, since
from briefing_app.translation import tr, trn

_MOST_FIGURES, _MOST_EVENTS, _MOST_REASONS = 8, 8, 9
_MOST_LINES = 4
_FIELDS = re.compile(r"\s*\((?:[a-z0-9_]+(?:, )?)+\)(?=\.|$)")
_TOLD = frozenset({"judgement", "claim", "indicator", "corridor"})
"""Kinds of entries of which the edition's own words on its changes are printed."""


def since_older(material: Material) -> Since | None:
    """Returns what changed since the older briefing that was chosen; None if none was. It is found once."""
    old = material.options.since
    if old is None:
        return None
    words = filters.words(material.filter, dataset=material.dataset)
    notes = tuple((note.note_id, note.revision) for note in material.notes)
    return since(old, material.within, filter_words=words, notes=notes)


def changes(material: Material) -> Blocks:
    """Returns judgements, figures, events, statuses and notes that differ, each with what stood there before."""
    found = since_older(material)
    return _of_the_edition(material) if found is None else _since(found, material)


# Since an older briefing


def compared_words(found: Since) -> str:
    """Returns which document is compared with, in a sentence."""
    words = tr(
        "Compared with the briefing of {day}, made from data edition {edition}.",
        day=day_said(found.date),
        edition=found.edition,
    )
    if found.other_filter:
        words += " " + tr(
            "It was made with another filter ({filter}), which explains part of the difference.",
            filter=found.other_filter,
        )
    return words


def day_said(text: str) -> str:
    """Returns a day written in ISO 8601 as people write it."""
    try:
        return day_words(dt.date.fromisoformat(text))
    except ValueError:
        return text


def _since(found: Since, material: Material) -> Blocks:
    blocks: list[Block] = [Paragraph(runs=plain(compared_words(found)), style="small")]
    if found.same:
        return (*blocks, Paragraph(runs=plain(tr("Nothing has changed: every entry is as it was."))))
    blocks += _judgements(found, material)
    blocks += _figures(found, material)
    blocks += _events(found, material)
    blocks += _statuses(found, material)
    blocks += _notes(found, material)
    return tuple(blocks)


def _title(ref: Ref, material: Material) -> Runs:
    there = material.dataset.get(ref) is not None
    return (material.link(ref),) if there else plain(ref.id)


def _grid(title: str, first: str, moved: Sequence[Moved], material: Material, *, most: int = 0) -> Blocks:
    listed = moved[:most] if most else moved
    lines = tuple(
        Line(cells=(_title(one.ref, material), plain(one.then or tr("new")), plain(one.now or tr("gone"))))
        for one in listed
    )
    if not lines:
        return ()
    more = len(moved) - len(listed)
    tail = (
        (
            Paragraph(
                runs=plain(trn("{n} more is in the full form.", "{n} more are in the full form.", more)), style="small"
            ),
        )
        if more
        else ()
    )
    columns = (Head(label=first, weight=8), Head(label=tr("Then"), weight=5), Head(label=tr("Now"), weight=5))
    return (Grid(title=title, columns=columns, lines=lines, dense=True), *tail)


def _judgements(found: Since, material: Material) -> Blocks:
    moved = [m for m in found.moved.get("judgements", ()) if m.then != m.now]
    reworded = found.reworded.get("judgements", ())
    said: list[Block] = []
    if moved:
        said += _grid(tr("Judgements that have changed"), tr("Judgement"), moved, material)
    else:
        said.append(Paragraph(runs=plain(tr("No likelihood, confidence or outlook changed."))))
    if reworded:
        titles = "; ".join(title_words(material.dataset, ref) for ref in reworded)
        said.append(Paragraph(runs=plain(tr("Reworded, otherwise unchanged: {titles}.", titles=titles))))
    return (Heading(text=tr("Judgements"), level=2), *said)


def _figures(found: Since, material: Material) -> Blocks:
    moved = found.moved.get("observations", ())
    if not moved:
        return ()
    new = [m for m in moved if not m.then]
    changed = [m for m in moved if m.then and m.now]
    gone = [m for m in moved if not m.now]
    words = tr("{new} new, {changed} corrected, {gone} gone.", new=len(new), changed=len(changed), gone=len(gone))
    preferred = [m for m in new if isinstance(o := material.dataset.get(m.ref), Observation) and o.preferred]
    most = _MOST_FIGURES if material.short else 0
    return (
        Heading(text=tr("Figures"), level=2),
        Paragraph(runs=plain(words)),
        *_grid(tr("Figures that differ"), tr("Figure"), [*changed, *preferred], material, most=most),
    )


def _events(found: Since, material: Material) -> Blocks:
    new = [
        event
        for m in found.moved.get("events", ())
        if not m.then and isinstance(event := material.dataset.get(m.ref), Event)
    ]
    if not new:
        return ()
    new.sort(key=lambda e: (-e.significance, -e.date.last().toordinal(), e.id))
    told = new[:_MOST_EVENTS] if material.short else new
    told.sort(key=lambda e: (e.date.first(), e.id), reverse=True)
    return (
        Heading(text=tr("Events"), level=2),
        Paragraph(
            runs=plain(trn("{n} event is new to this document.", "{n} events are new to this document.", len(new)))
        ),
        Bullets(items=tuple(_event(event, material) for event in told)),
    )


def _event(event: Event, material: Material) -> Runs:
    material.show(event)
    return (
        *plain(f"{event_date_words(event)}: "),
        material.link(event.ref, event.title),
        Run(text=" "),
        *material.cite(event, most=2),
    )


def _statuses(found: Since, material: Material) -> Blocks:
    moved = [
        m
        for table in ("indicators", "corridors", "claims", "events", "evidence")
        for m in found.moved.get(table, ())
        if m.then and m.now
    ]
    if not moved:
        return ()
    most = _MOST_FIGURES if material.short else 0
    return (
        Heading(text=tr("Statuses"), level=2),
        *_grid(tr("Entries that have changed"), tr("Entry"), moved, material, most=most),
    )


def _notes(found: Since, material: Material) -> Blocks:
    new, changed = found.notes
    if not (new or changed or found.notes_gone):
        return ()
    words = tr(
        "{new} new, {changed} changed, {gone} no longer printed.",
        new=len(new),
        changed=len(changed),
        gone=found.notes_gone,
    )
    by_id: dict[str, Note] = {note.note_id: note for note in material.notes}
    points = tuple(_title(by_id[i].target, material) for i in (*new, *changed) if i in by_id)
    return (
        Heading(text=tr("Notes"), level=2),
        Paragraph(runs=plain(words)),
        *((Bullets(items=points[:_MOST_EVENTS] if material.short else points),) if points else ()),
    )


# Since the edition before


def _told_by_edition(material: Material) -> tuple[Difference, ...]:
    """Returns what the edition changed of what passes; as known on a day nothing, for the edition is of later."""
    if material.filter.as_known_on is not None:
        return ()
    told = editions.told_by_edition(material.dataset)
    return tuple(d for d in told if d.kind != "removed" and material.within.passes(d.ref))


def _of_the_edition(material: Material) -> Blocks:
    told = _told_by_edition(material)
    if not told:
        return ()
    why = editions.reasons(material.dataset)
    named = [d for d in editions.by_weight(told) if d.ref.noun in _TOLD and d.ref in why]
    listed = named[:_MOST_REASONS] if material.short else named
    lines = tuple(
        Line(cells=(_title(d.ref, material), plain(noun_words(d.ref)), plain(_without_fields(why[d.ref]))))
        for d in listed
    )
    words = tr(
        "No earlier briefing was chosen to compare with. Data edition {version} says that it changed: {counted}.",
        version=material.dataset.edition.version,
        counted=editions.counted(told, most=6),
    )
    if len(named) > len(listed):
        words += " " + tr("Listed are those that bear most on the judgements.")
    columns = (
        Head(label=tr("Entry"), weight=7),
        Head(label=tr("What it is"), weight=3),
        Head(label=tr("What changed and why"), weight=12),
    )
    return (
        Paragraph(runs=plain(words)),
        *(
            (Grid(title=tr("What the edition says of its changes"), columns=columns, lines=lines, dense=True),)
            if lines
            else ()
        ),
    )


def _without_fields(words: str) -> str:
    """Leaves out the names of fields that an edition lists behind what it says: "(why, source_ids)"."""
    return _FIELDS.sub("", words)


# For page one


def in_brief(material: Material) -> tuple[Runs, ...]:
    """Returns what changed in at most a handful of lines."""
    found = since_older(material)
    if found is None:
        told = _told_by_edition(material)
        if not told:
            return ()
        version = material.dataset.edition.version
        words = tr(
            "Since the edition before {version}: {counted}.", version=version, counted=editions.counted(told, most=3)
        )
        return (plain(words),)
    if found.same:
        return (plain(tr("Nothing changed since {day}.", day=day_said(found.date))),)
    lines: list[Runs] = []
    for moved in found.moved.get("judgements", ()):
        record = material.dataset.get(moved.ref)
        if isinstance(record, Judgement) and record.kind != "headline" and moved.then and moved.now:
            lines.append((material.link(moved.ref), *plain(f": {moved.then} → {moved.now}")))
    figures, events = found.moved.get("observations", ()), found.moved.get("events", ())
    statuses = [m for t in ("indicators", "corridors", "claims") for m in found.moved.get(t, ()) if m.then and m.now]
    lines = lines[:_MOST_LINES]
    if not lines:
        lines.append(plain(tr("No judgement has changed.")))
    counted = [
        trn("{n} figure is new or corrected", "{n} figures are new or corrected", len(figures)) if figures else "",
        trn("{n} event is new", "{n} events are new", sum(not m.then for m in events)) if events else "",
        trn("{n} status changed", "{n} statuses changed", len(statuses)) if statuses else "",
    ]
    said = "; ".join(part for part in counted if part)
    if said:
        lines.append(plain(f"{said}."))
    for moved in statuses[: max(0, _MOST_LINES - len(lines))]:
        lines.append((material.link(moved.ref), *plain(f": {moved.then} → {moved.now}")))
    return tuple(lines)
