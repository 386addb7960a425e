"""One exported briefing: what it says (the plan), the PDF that says it, and the data attached to that PDF."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing_app.domain import filters
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Note, PartialDate, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import day_words
from briefing_app.errors import ExpectedError
from briefing_app.files import require_writable, write_whole
from briefing_app.report.blocks import Runs, Section, plain
from briefing_app.report.clean import cover_of
from briefing_app.report.material import Material
from briefing_app.report.options import BriefingOptions, require_limits
from briefing_app.report.pages import Pages
from briefing_app.report.sections import KEYS, SECTIONS, SectionKind
from briefing_app.report.typeset import Job, templates_in, typeset
from briefing_app.words import tr

__all__ = ["BriefingOptions", "BriefingPlan", "job_for", "plan", "snapshot_of", "write"]

ATTACHMENT = "snapshot.json"
FORMAT = 1
_PAPERS = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPlan:
    """What a briefing will say, complete and frozen.

    Attributes:
        title: Title of the document.
        options: The person's choices, the sections spelt out.
        sections: The sections with their blocks.
        lines: What stands under the title on page one.
        snapshot: What is attached, as plain JSON values.
        edition: Edition in words.
    """

    title: str
    options: BriefingOptions
    sections: tuple[Section, ...]
    lines: tuple[Runs, ...]
    snapshot: Mapping[str, Any]
    edition: str


def plan(
    dataset: Dataset,
    chosen: Filter,
    options: BriefingOptions,
    notes: Sequence[Note] = (),
    *,
    edition_words: str,
    version: str,
) -> BriefingPlan:
    """Plans a briefing.

    Args:
        dataset: The data.
        chosen: The filter; every section shows what it lets through.
        options: The person's choices.
        notes: The person's notes; left out if the options say so.
        edition_words: Edition in words.
        version: Version of the program.

    Raises:
        ExpectedError: There is no such section or paper, or title or marking is too long.
    """
    require_limits(options)
    kinds = _kinds(options)
    options = dataclasses.replace(options, sections=tuple(kind.key for kind in kinds))
    kept = tuple(n for n in notes if not n.removed) if options.with_notes else ()
    material = Material(
        dataset=dataset,
        chosen=chosen,
        options=options,
        notes=kept,
        edition=edition_words,
        version=version,
        listed="sources" in options.sections,
    )
    sections = tuple(Section(key=k.key, title=k.heading(), blocks=k.write(material)) for k in kinds)
    title = " ".join((options.title or dataset.edition.title).split()) or tr("Briefing")
    return BriefingPlan(
        title=title,
        options=options,
        sections=sections,
        lines=_lines(material),
        snapshot=_snapshot(title, material),
        edition=edition_words,
    )


def _kinds(options: BriefingOptions) -> tuple[SectionKind, ...]:
    unknown = [key for key in options.sections if key not in KEYS]
    if unknown:
        raise ExpectedError(
            tr("There is no section {key!r}.", key=unknown[0]),
            hint=tr("The sections are {keys}.", keys=", ".join(KEYS)),
        )
    if options.paper not in _PAPERS:
        raise ExpectedError(tr("There is no paper {paper!r}.", paper=options.paper), hint=tr("Choose a4 or letter."))
    left_out = set() if options.with_notes else {"notes"}
    if options.sections:
        return tuple(kind for kind in SECTIONS if kind.key in options.sections and kind.key not in left_out)
    return tuple(kind for kind in SECTIONS if kind.default and kind.key not in left_out)


def _lines(material: Material) -> tuple[Runs, ...]:
    chosen, options = material.chosen, material.options
    known = tr("as known on {day}", day=day_words(chosen.as_known_on)) if chosen.as_known_on else ""
    first = " · ".join(
        part
        for part in (day_words(options.date), tr("data edition {edition}", edition=material.edition), known)
        if part
    )
    second = tr("Shown: {filter}.", filter=filters.words(chosen, dataset=material.dataset))
    if not chosen.as_known_on:
        return plain(first), plain(second)
    third = tr(
        "What became known later is left out. Verdicts, profiles and descriptions are worded as of the edition and may "
        "mention later things."
    )
    return plain(first), plain(second), plain(third)


def _snapshot(title: str, material: Material) -> dict[str, Any]:
    dataset, options = material.dataset, material.options
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
        "paper": options.paper,
        "likelihood_scale": options.scale,
        "sections": list(options.sections),
        "program_version": material.version,
        "edition": dataclasses.asdict(dataset.edition),
        "filter": _plain(dataclasses.asdict(material.chosen)),
        "filter_words": filters.words(material.chosen, dataset=dataset),
        "notes": [_values(note) for note in sorted(material.notes, key=lambda n: (n.created, n.note_id))],
        "source_numbers": {str(ref): number for ref, number in material.citations.numbers.items()},
        "records": records,
    }


def _values(record: Any) -> dict[str, Any]:
    """Returns the fields of a record as JSON values; named tuples such as dates and references become text."""
    return {field.name: _plain(getattr(record, field.name)) for field in dataclasses.fields(record)}


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


def job_for(made: BriefingPlan, *, fonts: Path, templates: Path, scratch: Path) -> Job:
    """Returns the job that typesets a plan.

    Args:
        made: The plan.
        fonts: Folder with the bundled fonts.
        templates: Folder with the templates.
        scratch: Folder for the job's own folder.
    """
    pages = Pages(made.sections, cover=cover_of(fonts))
    day, marking = made.options.date, made.options.marking.strip()
    content = {
        **pages.title(made.title),
        "author": pages.line(made.options.author or "Briefing App"),
        "description": pages.line(tr("Data edition {edition}", edition=made.edition)),
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "lang": "en",
        "paper": _PAPERS[made.options.paper],
        "marking": pages.line(marking) if marking else "",
        "edition": pages.line(tr("data edition {edition}", edition=made.edition)),
        "contents": len(made.sections) > 1,
        "words": {
            "foot": day_words(day),
            "page": tr("page {n} of {all}", n="{n}", all="{all}"),
            "attachment": tr("The choices behind this document and the records shown in it"),
            "marking": pages.words(tr("Handling: {marking}", marking=marking)),
        },
        "lines": [pages.runs(runs) for runs in made.lines],
        "sections": pages.values(),
    }
    return Job(
        files={
            **templates_in(templates),
            **pages.pictures(),
            "content.json": _json(content),
            ATTACHMENT: _json(made.snapshot),
        },
        fonts=fonts,
        moment=dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC),
        scratch=scratch,
    )


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def write(
    made: BriefingPlan,
    out: Path,
    *,
    command: Sequence[str],
    fonts: Path,
    templates: Path,
    scratch: Path,
    replace: bool = True,
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
        cancelled: Asked about twenty times a second; True ends the export.
        timeout: Seconds after which the export is given up.

    Returns:
        Where the PDF lies.

    Raises:
        ExpectedError: The PDF cannot be written there.
        Cancelled: The export was cancelled; nothing was written.
    """
    require_writable(out, replace=replace)
    job = job_for(made, fonts=fonts, templates=templates, scratch=scratch)
    pdf = typeset(job, command=command, cancelled=cancelled, timeout=timeout)
    return write_whole(out, pdf, replace=replace)


@contextlib.contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keeps a library from logging what is told to the person in words anyway."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def snapshot_of(pdf: Path) -> dict[str, Any]:
    """Returns what is attached to an exported briefing.

    Args:
        pdf: The PDF.

    Raises:
        ExpectedError: It cannot be read, is no PDF, or is no briefing of this program.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    hint = tr("Choose a briefing that this program exported.")
    try:
        with _quiet("pypdf"), PdfReader(pdf) as reader:
            found: Iterable[bytes] = reader.attachments.get(ATTACHMENT, ())
            content = next(iter(found), None)
    except (OSError, PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        why = getattr(error, "strerror", None) or tr("it is no readable PDF")
        raise ExpectedError(
            tr("{path} could not be read: {why}.", path=pdf, why=why), hint=hint, detail=repr(error)
        ) from error
    if content is None:
        raise ExpectedError(tr("{path} holds no snapshot.", path=pdf), hint=hint)
    try:
        value = json.loads(content)
    except ValueError as error:
        raise ExpectedError(
            tr("The snapshot in {path} is damaged.", path=pdf), hint=hint, detail=repr(error)
        ) from error
    if not isinstance(value, dict) or not isinstance(value.get("format"), int):
        raise ExpectedError(tr("The snapshot in {path} is damaged.", path=pdf), hint=hint)
    if value["format"] > FORMAT:
        raise ExpectedError(
            tr("The snapshot in {path} was made by a newer version of this program.", path=pdf),
            hint=tr("Read it with that version or a later one."),
        )
    return value
