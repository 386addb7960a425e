"""What every section draws on: the data behind the filter, the choices, and the numbered sources."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from briefing_app.domain.colours import GREYS, THEMES
from briefing_app.domain.entries import title_words
from briefing_app.domain.filters import Filter
from briefing_app.domain.markdown import safe_link
from briefing_app.domain.model import Judgement, Note, Record, Ref, Source
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Cell, TableSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.within import Within
from briefing_app.domain.wording import published_words
from briefing_app.pictures import WIDTH, svg
from briefing_app.report.blocks import Grid, Head, Line, Picture, Run, Runs, joined, plain, said
from briefing_app.report.columns import weights
from briefing_app.report.options import BriefingOptions

if TYPE_CHECKING:
    from briefing_app.pictures import Spec

R = TypeVar("R", bound=Record)
_SHORT = 48
"""Letters up to which words are a name and no sentence."""


@dataclass(slots=True)
class Citations:
    """What has been printed so far: sources by number in the order of first use, entries, and notes."""

    numbers: dict[Ref, int] = field(default_factory=dict)
    shown: dict[Ref, None] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)

    def number(self, source: Source) -> int:
        """Returns the number of a source, giving it the next one at first use."""
        return self.numbers.setdefault(source.ref, len(self.numbers) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a section may use.

    Attributes:
        scope: What is asked about.
        within: The data behind the filter.
        options: The person's choices.
        notes: The notes to print.
        version: Version of the program.
        short: True if the sections tell what matters most only.
        listed: True if the list of sources is part of the document, so that numbers lead there.
        citations: The sources cited so far.
    """

    scope: Scope
    within: Within
    options: BriefingOptions
    notes: tuple[Note, ...]
    version: str
    short: bool = False
    listed: bool = True
    citations: Citations = field(default_factory=Citations)

    @property
    def dataset(self) -> Dataset:
        """The data, for names, sources and scales; what is shown comes from ``part``."""
        return self.scope.dataset

    @property
    def filter(self) -> Filter:
        """The filter."""
        return self.scope.filter

    @property
    def part(self) -> Dataset:
        """The data that pass the filter: every list, count and picture is made from these and no others."""
        return self.within.dataset

    @property
    def asked(self) -> Scope:
        """What pictures and lists of the part ask about."""
        return self.within.scope

    @property
    def later(self) -> tuple[Judgement, ...]:
        """The judgements that pass but for the day of knowledge: they rest on sources that appeared after it."""
        if self.filter.as_known_on is None:
            return ()
        today = Within(self.scope.without("as_known_on"))
        now = {judgement.ref for judgement in self.part.judgements}
        return tuple(j for j in today.shown(self.dataset.judgements) if j.ref not in now)

    def visible(self, records: tuple[R, ...]) -> tuple[R, ...]:
        """Returns the records that pass the filter."""
        return self.within.shown(records)

    def print_note(self, note: Note) -> None:
        """Notes that a note stands in the document: these and no others are attached to it."""
        self.citations.notes.setdefault(note.note_id, note)

    def show(self, *records: Record) -> None:
        """Notes that records stand in the document, so that the snapshot holds their data."""
        for record in records:
            self.citations.shown.setdefault(record.ref)

    def cite(self, *records: Record, most: int = 0, long: bool = False) -> Runs:
        """Returns the sources behind records as links: numbers, or publisher, date and grade with the number.

        Args:
            records: Whose sources to cite.
            most: How many at most, 0 for all.
            long: True to name publisher, date and grade.
        """
        found = dict.fromkeys(s for record in records for s in self.known_sources(record))
        cited = list(found)[:most] if most else list(found)
        return joined(tuple(self._cited(s, long) for s in cited), by="; " if long or not self.listed else " ")

    def known_sources(self, record: Record) -> tuple[Source, ...]:
        """Returns the sources of a record that had appeared on the day asked for."""
        day = self.filter.as_known_on
        sources = self.dataset.sources_of(record)
        return tuple(s for s in sources if day is None or (s.published is not None and s.published.last() <= day))

    def _cited(self, source: Source, long: bool) -> Runs:
        self.show(source)
        number = self.citations.number(source)
        if not self.listed:
            return (Run(text=self.source_words(source), url=safe_link(source.url)),)
        if long:
            return (*plain(f"{self.source_words(source)} "), Run(text=f"[{number}]", to=str(source.ref)))
        return (Run(text=f"[{number}]", to=str(source.ref)),)

    @staticmethod
    def source_words(source: Source) -> str:
        """Returns publisher, date and grade of a source, such as "Interfax, 22 Oct 2024 (B)"."""
        grade = f" ({source.reliability})" if source.reliability else ""
        return f"{source.publisher}, {published_words(source, short=True)}{grade}"

    def link(self, ref: Ref, words: str = "") -> Run:
        """Returns the title of an entry as a link to where it stands in this document."""
        return Run(text=words or title_words(self.dataset, ref), to=str(ref))

    def grid(self, spec: TableSpec, *, leave: frozenset[str] = frozenset(), title: bool = True) -> Grid:
        """Returns a table of the domain as it stands on paper.

        Args:
            spec: The table.
            leave: Keys of columns to leave out.
            title: False if a heading says it already.
        """
        told = [any(row.cells[i].text for row in spec.rows) for i in range(len(spec.columns))]
        kept = [i for i, column in enumerate(spec.columns) if column.key not in leave and told[i]]
        # The column that names its row comes first, for the eye and for those who listen.
        if spec.row_header in kept:
            kept.remove(spec.row_header)
            kept.insert(0, spec.row_header)
        columns = [spec.columns[i] for i in kept]
        lines = tuple(Line(cells=tuple(self._cell(row.cells[i]) for i in kept)) for row in spec.rows)
        wide = weights(
            [column.label for column in columns],
            [[said(line.cells[n]) for line in lines] for n in range(len(kept))],
            [column.weight for column in columns],
        )
        return Grid(
            title=spec.caption.title if title else "",
            columns=tuple(
                Head(label=column.label, weight=share, figures=column.kind == "number")
                for column, share in zip(columns, wide, strict=True)
            ),
            lines=lines,
        )

    @staticmethod
    def _cell(cell: Cell) -> Runs:
        """A short word leads to its entry itself; behind a sentence its id does, to keep the sentence readable."""
        run = Run(text=cell.text, muted=cell.tone == "muted")
        if cell.ref is None or not cell.text:
            return (run,)
        if len(cell.text) > _SHORT:
            return (run, Run(text=f" {cell.ref.id}", to=str(cell.ref), muted=True))
        return (dataclasses.replace(run, to=str(cell.ref)),)

    def picture(self, spec: Spec, *, width: float = WIDTH, tall: float = 0.0) -> Picture:
        """Returns a picture with its words; its sources stand in the table that goes with it.

        Args:
            spec: What to draw.
            width: Width in points.
            tall: Height in points; nought for as tall as it needs.
        """
        caption = spec.caption
        return Picture(
            name=f"{caption.key}.svg",
            svg=svg(spec, tones=GREYS if self.options.grey else THEMES["print"], width=width, tall=tall),
            alt=f"{caption.title}. {caption.summary}",
            title=caption.title,
            subtitle=caption.subtitle,
            foot=tuple(plain(note) for note in caption.notes),
        )
