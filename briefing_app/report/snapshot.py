"""One exported briefing: what it says (the plan), the PDF that says it, and the data attached to that PDF."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing_app.domain import calendars, filters
from briefing_app.domain.entries.fields import LANGUAGES
from briefing_app.domain.model import Note, PartialDate, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.within import Within
from briefing_app.domain.wording import day_words
from briefing_app.errors import ExpectedError
from briefing_app.files import require_writable, write_whole
from briefing_app.report.attached import FORMAT, snapshot_of
from briefing_app.report.blocks import Blocks, Paragraph, Runs, Section, plain
from briefing_app.report.finish import pages_in
from briefing_app.report.forms import FORM_KINDS, section_keys, tells_little
from briefing_app.report.job import PAPERS, job_for
from briefing_app.report.marking import copy_words, require_scheme
from briefing_app.report.material import Material
from briefing_app.report.noted import with_signs
from briefing_app.report.options import BriefingOptions, require_limits
from briefing_app.report.planned import BriefingPlan
from briefing_app.report.sections import KEYS, LAST, SECTIONS, SectionKind
from briefing_app.report.standing import standing
from briefing_app.report.typeset import Child, typeset
from briefing_app.translation import language, tr

__all__ = [
    "BriefingOptions",
    "BriefingPlan",
    "job_for",
    "pages_of",
    "plan",
    "prints_notes",
    "set_pages",
    "snapshot_of",
    "write",
]

_UNTOLD = frozenset({"notes", "changes", "page-one", "sources"})
"""Sections that are missed by nobody when they are empty, or speak of the others only."""


def plan(
    scope: Scope,
    options: BriefingOptions,
    notes: Sequence[Note] = (),
    *,
    version: str,
) -> BriefingPlan:
    """Plans a briefing.

    Args:
        scope: What is asked about; every section shows what its filter lets through, in the scale of the options.
        options: The person's choices.
        notes: The notes to print; they are attached only if the section of notes is among those chosen.
        version: Version of the program.

    Raises:
        ExpectedError: There is no such section or paper, or title or marking is too long.
    """
    require_limits(options)
    require_scheme(options)
    kinds = _kinds(options)
    kept = tuple(n for n in notes if not n.removed) if options.notes != "none" else ()
    asked = dataclasses.replace(scope, scale=options.scale)
    material = Material(
        scope=asked,
        within=Within(asked),
        options=options,
        notes=kept if any(kind.key == "notes" for kind in kinds) else (),
        version=version,
        short=tells_little(options),
        listed=any(kind.key == "sources" for kind in kinds),
    )
    blocks = _written(kinds, material)
    sections = with_signs(
        (Section(key=k.key, title=k.heading(), blocks=blocks[k.key]) for k in kinds if blocks[k.key]),
        material.citations.notes.values(),
    )
    empty = tuple(kind for kind in kinds if not blocks[kind.key])
    title = " ".join((options.title or scope.dataset.edition.title).split()) or tr("Briefing")
    keys = tuple(section.key for section in sections)
    options = dataclasses.replace(options, form=options.used_form, since=None, view=None)
    return BriefingPlan(
        title=title,
        options=options,
        sections=sections if _tells(sections) or not empty else (_nothing(), *sections),
        lines=_lines(material, empty),
        snapshot=_snapshot(title, material, options, keys, empty),
        edition=scope.edition,
        fingerprint=scope.dataset.edition.fingerprint,
        notes=len(material.citations.notes),
    )


def _written(kinds: Sequence[SectionKind], material: Material) -> dict[str, Blocks]:
    """Returns the blocks of each section; what tells of the others is written after them."""
    last = [next(kind for kind in kinds if kind.key == key) for key in LAST if any(k.key == key for k in kinds)]
    order = [*(kind for kind in kinds if kind.key not in LAST), *last]
    return {kind.key: kind.write(material) for kind in order}


def _tells(sections: tuple[Section, ...]) -> bool:
    """Tells whether there is anything besides what the document says about itself."""
    return any(section.key not in ("sources", "about", "check") for section in sections)


def _nothing() -> Section:
    words = tr("Nothing you asked for passes the filter. Widen the period, the day or the other conditions.")
    return Section(key="nothing", title=tr("Nothing to show"), blocks=(Paragraph(runs=plain(words)),))


def _kinds(options: BriefingOptions) -> tuple[SectionKind, ...]:
    unknown = [key for key in options.sections if key not in KEYS]
    if unknown:
        raise ExpectedError(
            tr("There is no section {key!r}.", key=unknown[0]),
            hint=tr("The sections are {keys}.", keys=", ".join(KEYS)),
        )
    if options.form not in FORM_KINDS:
        raise ExpectedError(
            tr("There is no form {form!r}.", form=options.form), hint=tr("Choose {forms}.", forms=", ".join(FORM_KINDS))
        )
    if options.paper not in PAPERS:
        raise ExpectedError(tr("There is no paper {paper!r}.", paper=options.paper), hint=tr("Choose a4 or letter."))
    if options.used_form == "own" and not options.sections:
        raise ExpectedError(tr("No section is chosen."), hint=tr("Choose at least one."))
    left_out = {"notes"} if options.notes == "none" else set()
    by_key = {kind.key: kind for kind in SECTIONS}
    return tuple(by_key[key] for key in section_keys(options) if key not in left_out)


def prints_notes(options: BriefingOptions) -> bool:
    """Tells whether a briefing with these choices prints notes at all.

    Raises:
        ExpectedError: There is no such section, or no such paper.
    """
    return any(kind.key == "notes" for kind in _kinds(options))


def _lines(material: Material, empty: tuple[SectionKind, ...]) -> tuple[Runs, ...]:
    filter, options = material.filter, material.options
    known = tr("as known on {day}", day=day_words(filter.as_known_on)) if filter.as_known_on else ""
    people = (
        tr("Prepared for {name}", name=options.prepared_for.strip()) if options.prepared_for.strip() else "",
        tr("Prepared by {name}", name=options.prepared_by.strip()) if options.prepared_by.strip() else "",
    )
    first = " · ".join(
        part
        for part in (
            *people,
            calendars.beside_day(day_words(options.date), options.date),
            copy_words(options),
            tr("data edition {edition}", edition=material.scope.edition),
            known,
        )
        if part
    )
    told = [first, tr("Shown: {filter}.", filter=filters.words(filter, dataset=material.dataset))]
    left_out = [kind.heading() for kind in empty if kind.key not in _UNTOLD]
    if left_out:
        told.append(tr("Left out: {sections}; nothing in them passes the filter.", sections=", ".join(left_out)))
    content = material.dataset.briefing.languages
    if language() not in content:
        named = ", ".join(tr(LANGUAGES.get(key, key)) for key in content)
        told.append(tr("The content is in the language of its data package: {languages}.", languages=named))
    if filter.as_known_on:
        told.append(
            tr(
                "What became known later is left out. Verdicts, profiles and descriptions are as worded in this "
                "edition and may mention later events."
            )
        )
    return tuple(plain(words) for words in told)


def _snapshot(
    title: str, material: Material, options: BriefingOptions, keys: tuple[str, ...], empty: tuple[SectionKind, ...]
) -> dict[str, Any]:
    dataset = material.dataset
    records: dict[str, list[dict[str, Any]]] = {}
    for ref in sorted(material.citations.shown):
        record = dataset.get(ref)
        if record is not None:
            records.setdefault(record.TABLE, []).append(_values(record))
    return {
        "format": FORMAT,
        "title": title,
        "date": options.date.isoformat(),
        "marking": options.marking,
        "language": language(),
        "calendar": calendars.calendar(),
        "form": options.form,
        "paper": options.paper,
        "scheme": options.scheme,
        "copy": options.copy,
        "prepared_for": options.prepared_for,
        "prepared_by": options.prepared_by,
        "likelihood_scale": options.scale,
        "sections": list(keys),
        "left_out": [kind.key for kind in empty],
        "program_version": material.version,
        "edition": dataclasses.asdict(dataset.edition),
        "filter": _plain(dataclasses.asdict(material.filter)),
        "filter_words": filters.words(material.filter, dataset=dataset),
        "notes": _printed(material),
        "source_numbers": {str(ref): number for ref, number in material.citations.numbers.items()},
        "records": records,
        "standing": standing(material.within),
    }


def _printed(material: Material) -> list[dict[str, Any]]:
    """Returns the notes that stand in the document, with nothing that the reader does not see of any other.

    What a note brought from another program may hold any text; what it answers may be a note that is not printed.
    """
    notes = material.citations.notes
    listed = sorted(notes.values(), key=lambda n: (n.created, n.note_id))
    return [
        _values(dataclasses.replace(note, extra="", reply_to=note.reply_to if note.reply_to in notes else ""))
        for note in listed
    ]


_OF_THIS_MACHINE = frozenset({"unreadable"})
"""What a note knows of the file it was read from, which is no part of it."""


def _values(record: Any) -> dict[str, Any]:
    """Returns the fields of a record as JSON values; named tuples such as dates and references become text."""
    kept = (field.name for field in dataclasses.fields(record) if field.name not in _OF_THIS_MACHINE)
    return {name: _plain(getattr(record, name)) for name in kept}


def _plain(value: Any) -> Any:
    if isinstance(value, Ref | PartialDate | dt.date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _values(value)
    return value


def set_pages(
    made: BriefingPlan,
    *,
    command: Sequence[str],
    fonts: Path,
    templates: Path,
    scratch: Path,
    child: Child | None = None,
    cancelled: Callable[[], bool] | None = None,
    timeout: float = 300.0,
) -> bytes:
    """Typesets a plan and returns the PDF; nothing is written yet.

    Args:
        made: The plan.
        command: How to start this program as a child.
        fonts: Folder with the bundled fonts.
        templates: Folder with the templates.
        scratch: Folder for temporary files, in the profile.
        child: One that waits for a document; None to start one.
        cancelled: Asked about twenty times a second; True ends the work.
        timeout: Seconds after which it is given up.

    Raises:
        ExpectedError: It took too long, or the folder for temporary files cannot be written.
        Cancelled: The work was cancelled.
    """
    job = job_for(made, fonts=fonts, templates=templates, scratch=scratch)
    return typeset(job, command=command, child=child, cancelled=cancelled, timeout=timeout)


def pages_of(pdf: bytes) -> int:
    """Returns how many pages a PDF has."""
    return pages_in(pdf)


def write(
    made: BriefingPlan,
    out: Path,
    *,
    command: Sequence[str],
    fonts: Path,
    templates: Path,
    scratch: Path,
    replace: bool = True,
    child: Child | None = None,
    told: Callable[[bytes], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
    timeout: float = 300.0,
) -> Path:
    """Typesets a plan and puts the PDF in place, whole or not at all.

    Args:
        made: The plan.
        out: Where the PDF shall lie.
        command: How to start this program as a child.
        fonts: Folder with the bundled fonts.
        templates: Folder with the templates.
        scratch: Folder for temporary files, in the profile.
        replace: False to refuse where a file lies already.
        child: One that waits for a document; None to start one.
        told: Given the finished PDF before it is put in place.
        cancelled: Asked about twenty times a second; True ends the export.
        timeout: Seconds after which the export is given up.

    Returns:
        Where the PDF lies.

    Raises:
        ExpectedError: The PDF cannot be written there.
        Cancelled: The export was cancelled; nothing was written.
    """
    require_writable(out, replace=replace)
    pdf = set_pages(
        made,
        command=command,
        fonts=fonts,
        templates=templates,
        scratch=scratch,
        child=child,
        cancelled=cancelled,
        timeout=timeout,
    )
    if told is not None:
        told(pdf)
    return write_whole(out, pdf, replace=replace)
