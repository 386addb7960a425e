"""The whole data set in memory: good rows by table, what is wrong with the rest, and the index over references."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from briefing_app.domain.briefing import Briefing
from briefing_app.domain.links import LINKS
from briefing_app.domain.model import NOUN_TO_TABLE, TABLES, Record, Ref
from briefing_app.domain.wording import day_words, title_words
from briefing_app.errors import Problem
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.domain.model import (
        Actor,
        Assumption,
        ChainStep,
        ChartNote,
        Claim,
        Corridor,
        EditionChange,
        Event,
        EventDate,
        Evidence,
        Factor,
        Hypothesis,
        Indicator,
        Influence,
        Judgement,
        Message,
        Node,
        Observation,
        Paragraph,
        Preference,
        Question,
        QuestionSeries,
        Rating,
        Relation,
        ScaleTerm,
        Segment,
        Series,
        Source,
        Term,
    )

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[R]):
    """One table: its good rows in file order, or the reason why there are none.

    Attributes:
        rows: The good rows.
        by_id: The same rows by id.
        missing: Why the table could not be read at all; empty if it could.
    """

    rows: tuple[R, ...] = ()
    by_id: Mapping[str, R] = field(default_factory=dict)
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which data package this is.

    Attributes:
        name: Name in the descriptor.
        title: Title in the descriptor.
        version: Version in the descriptor.
        created: Day of the edition, ISO 8601.
        fingerprint: SHA-256 over the descriptor and all files it names, as hexadecimal text.
        licence: Short name of the licence of texts and compilation.
    """

    name: str = ""
    title: str = ""
    version: str = ""
    created: str = ""
    fingerprint: str = ""
    licence: str = ""

    @property
    def stated_day(self) -> dt.date | None:
        """The day of the edition, or None if the descriptor states none."""
        try:
            return dt.date.fromisoformat(self.created[:10])
        except ValueError:
            return None

    @property
    def day(self) -> dt.date:
        """The day that files made from this edition carry, so that the same data give the same bytes."""
        return self.stated_day or dt.date(1970, 1, 1)

    @property
    def words(self) -> str:
        """The edition in words, such as "1.0.0 of 23 November 2026"."""
        day = self.stated_day
        return tr("{version} of {day}", version=self.version, day=day_words(day)) if day else self.version


class FileRead(NamedTuple):
    """A file of a package that the fingerprint covers.

    Attributes:
        name: Its name in the descriptor.
        size: Bytes.
        layer: Layer of the base map that it holds; empty for any other file.
    """

    name: str
    size: int
    layer: str = ""


_TABLE_TO_NOUN = {table: noun for noun, table in NOUN_TO_TABLE.items()}


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """All tables of one edition with their problems. Reading it never changes it.

    Attributes:
        edition: Which package this is.
        tables: The tables by name; a table that could not be read is there with its reason.
        problems: Everything found wrong while loading.
        briefing: What the package says that it is about.
        headings: For each table what readers call its columns: title by name of the column.
        outlines: GeoJSON texts of the base map by layer ("countries", "lakes", "rivers"), as bytes.
        files: What was read, in the order in which the fingerprint covers it; empty if it does not cover all.
    """

    edition: Edition = field(default_factory=Edition)
    tables: Mapping[str, Table[Any]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    outlines: Mapping[str, bytes] = field(default_factory=dict)
    briefing: Briefing = field(default_factory=Briefing)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: tuple[FileRead, ...] = field(default=(), compare=False)
    _grouped: dict[tuple[str, str], dict[str, list[Any]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _pointing: dict[Ref, list[Ref]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Returns what is computed from these data, made when first asked for.

        Args:
            name: Its name.
            make: Computes it.
        """
        if name not in self._made:
            self._made[name] = make()
        return cast("T", self._made[name])

    def _rows(self, table: str) -> tuple[Any, ...]:
        found = self.tables.get(table)
        return found.rows if found else ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources."""
        return cast("tuple[Source, ...]", self._rows("sources"))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the starting document."""
        return cast("tuple[Paragraph, ...]", self._rows("document"))

    @property
    def events(self) -> tuple[Event, ...]:
        """All events."""
        return cast("tuple[Event, ...]", self._rows("events"))

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors."""
        return cast("tuple[Actor, ...]", self._rows("actors"))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All relations between actors."""
        return cast("tuple[Relation, ...]", self._rows("relations"))

    @property
    def series(self) -> tuple[Series, ...]:
        """All series."""
        return cast("tuple[Series, ...]", self._rows("series"))

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All observations."""
        return cast("tuple[Observation, ...]", self._rows("observations"))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The checked claims of the starting document."""
        return cast("tuple[Claim, ...]", self._rows("claims"))

    @property
    def corridors(self) -> tuple[Corridor, ...]:
        """All corridors."""
        return cast("tuple[Corridor, ...]", self._rows("corridors"))

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes of the map."""
        return cast("tuple[Node, ...]", self._rows("nodes"))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of corridors."""
        return cast("tuple[Segment, ...]", self._rows("segments"))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All items of evidence."""
        return cast("tuple[Evidence, ...]", self._rows("evidence"))

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """The competing explanations."""
        return cast("tuple[Hypothesis, ...]", self._rows("hypotheses"))

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """The cells of the matrix."""
        return cast("tuple[Rating, ...]", self._rows("ratings"))

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators."""
        return cast("tuple[Indicator, ...]", self._rows("indicators"))

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Headlines and key judgements."""
        return cast("tuple[Judgement, ...]", self._rows("judgements"))

    @property
    def scales(self) -> tuple[ScaleTerm, ...]:
        """The closed vocabularies."""
        return cast("tuple[ScaleTerm, ...]", self._rows("scales"))

    @property
    def terms(self) -> tuple[Term, ...]:
        """The glossary."""
        return cast("tuple[Term, ...]", self._rows("glossary"))

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked of the figures."""
        return cast("tuple[Question, ...]", self._rows("questions"))

    @property
    def question_series(self) -> tuple[QuestionSeries, ...]:
        """Which series the charts of the questions draw."""
        return cast("tuple[QuestionSeries, ...]", self._rows("question_series"))

    @property
    def messages(self) -> tuple[Message, ...]:
        """What the charts say in their titles."""
        return cast("tuple[Message, ...]", self._rows("messages"))

    @property
    def chart_notes(self) -> tuple[ChartNote, ...]:
        """What stands under the charts."""
        return cast("tuple[ChartNote, ...]", self._rows("chart_notes"))

    @property
    def steps(self) -> tuple[ChainStep, ...]:
        """The steps that each ambition would have to go through."""
        return cast("tuple[ChainStep, ...]", self._rows("steps"))

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the reasoning takes for granted."""
        return cast("tuple[Assumption, ...]", self._rows("assumptions"))

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What rises or falls between the ambitions."""
        return cast("tuple[Factor, ...]", self._rows("factors"))

    @property
    def influences(self) -> tuple[Influence, ...]:
        """How the factors act on each other."""
        return cast("tuple[Influence, ...]", self._rows("influences"))

    @property
    def event_dates(self) -> tuple[EventDate, ...]:
        """Other dates that sources give for events."""
        return cast("tuple[EventDate, ...]", self._rows("event_dates"))

    @property
    def preferences(self) -> tuple[Preference, ...]:
        """Why versions of figures are preferred."""
        return cast("tuple[Preference, ...]", self._rows("preferences"))

    @property
    def changes(self) -> tuple[EditionChange, ...]:
        """What each edition changed."""
        return cast("tuple[EditionChange, ...]", self._rows("changes"))

    def get(self, ref: Ref) -> Record | None:
        """Returns the record behind a reference, or None if there is none."""
        table = self.tables.get(NOUN_TO_TABLE.get(ref.noun, ""))
        return cast("Record | None", table.by_id.get(ref.id)) if table else None

    def find(self, table: str, ident: str) -> Any:
        """Returns the record with this id in this table, or None."""
        found = self.tables.get(table)
        return found.by_id.get(ident) if found else None

    def heading(self, table: str, field: str) -> str:
        """Returns what readers call a column: its title in the descriptor, else its name in words."""
        found = self.headings.get(table, {}).get(field, "")
        return tr(found) if found else title_words(field.removesuffix("_id"))

    def rows_of(self, table: str, field: str, ident: str) -> tuple[Any, ...]:
        """Returns the rows of a table that belong to an entry, in file order; grouped once.

        Args:
            table: Name of the table.
            field: Its field that names the entry.
            ident: Id of the entry.
        """
        groups = self._grouped.get((table, field))
        if groups is None:
            groups = {}
            for row in self._rows(table):
                groups.setdefault(getattr(row, field), []).append(row)
            self._grouped[table, field] = groups
        return tuple(groups.get(ident, ()))

    def sources_of(self, record: Record) -> tuple[Source, ...]:
        """Returns the sources that a record cites, in its own order; a source cites itself."""
        if record.TABLE == "sources":
            return (cast("Source", record),)
        idents = getattr(record, "source_ids", None) or (getattr(record, "source_id", ""),)
        found = (self.find("sources", ident) for ident in idents)
        return tuple(source for source in found if source is not None)

    def links_from(self, record: Record) -> tuple[Ref, ...]:
        """Returns what a record points to, sources left out, in the order of its fields."""
        fields = [name for name, target in LINKS.get(record.TABLE, ()) if target != "sources"]
        return tuple(dict.fromkeys(ref for name in fields for ref in self.resolve(record, name)))

    def resolve(self, record: Record, field: str) -> tuple[Ref, ...]:
        """Returns the entries that one field of a record points to, those left out that are not there."""
        target = dict(LINKS.get(record.TABLE, ())).get(field)
        value = getattr(record, field, None)
        if target is None or not value:
            return ()
        found = (self._target(ident, target) for ident in (value if isinstance(value, tuple) else (value,)))
        return tuple(ref for ref in found if ref is not None and self.get(ref) is not None)

    def _target(self, ident: str | int, table: str) -> Ref | None:
        """Paragraphs are named by number in other tables and by id in references."""
        if table == "document":
            paragraph = self.paragraph(int(ident))
            return paragraph.ref if paragraph else None
        return Ref.parse(str(ident)) if table == "" else Ref(_TABLE_TO_NOUN[table], str(ident))

    def paragraph(self, number: int) -> Paragraph | None:
        """Returns the paragraph of the starting document with this number, counted from 1."""
        return next((p for p in self.paragraphs if p.paragraph == number), None)

    def links_to(self, ref: Ref) -> tuple[Ref, ...]:
        """Returns the entries that point to this one, in the order of the tables; indexed at first use."""
        if not self._pointing:
            self._pointing.update(self._index())
        return tuple(self._pointing.get(ref, ()))

    def _index(self) -> dict[Ref, list[Ref]]:
        index: dict[Ref, list[Ref]] = {Ref("", ""): []}
        for record in self.records():
            here = record.ref
            for target in self.links_from(record):
                index.setdefault(target, []).append(here)
            for source in self.sources_of(record):
                if source is not record:
                    index.setdefault(source.ref, []).append(here)
        return index

    def records(self) -> Iterator[Record]:
        """Yields every record of every table, in the order of the tables."""
        for table, _noun, _name in TABLES:
            yield from self._rows(table)
