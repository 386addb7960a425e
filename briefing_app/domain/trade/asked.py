"""One question with the rows that belong to it, and the names that its figures carry."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

from briefing_app.domain.model import ChartNote, Message, Observation, Question, QuestionSeries, Series
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import SourceLine
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade.figures import figures, preferred_years
from briefing_app.domain.trade.messages import Figures, Group, Item, Line, filled, title
from briefing_app.domain.trade.messages.notes import COMPUTED
from briefing_app.domain.wording import period_words, published_words
from briefing_app.translation import in_words_of_data

_PLAIN = frozenset({"note", "caveat"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as its chart needs it.

    Attributes:
        question: Its row.
        rows: Its series in order, those that are not in the data left out.
        messages: Its messages.
        notes: Its notes in order.
        scope: What is asked about.
    """

    question: Question
    rows: tuple[QuestionSeries, ...]
    messages: tuple[Message, ...]
    notes: tuple[ChartNote, ...]
    scope: Scope

    @property
    def dataset(self) -> Dataset:
        """The data."""
        return self.scope.dataset

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the series in order."""
        return tuple(row.series_id for row in self.rows)

    @property
    def known(self) -> tuple[Observation, ...]:
        """The figures that pass the filter."""
        return self.scope.visible(self.dataset.observations)

    def of(self, role: str) -> tuple[QuestionSeries, ...]:
        """Returns the series with a role."""
        return tuple(row for row in self.rows if row.role == role)

    def series(self, row: QuestionSeries) -> Series | None:
        """Returns the series of a row."""
        found: Series | None = self.dataset.find("series", row.series_id)
        return found

    def name(self, row: QuestionSeries) -> str:
        """Returns what a series is called in the chart."""
        series = self.series(row)
        return row.label or (series.label if series is not None else row.series_id)

    def mark_name(self, row: QuestionSeries, observation: Observation, usual: str) -> str:
        """Returns what a single figure is called.

        Args:
            row: The series in the question.
            observation: The figure.
            usual: The pattern where the row names none.
        """
        source = self.dataset.find("sources", observation.source_id)
        start = observation.period_start
        with in_words_of_data() if row.mark_label else contextlib.nullcontext():
            when = period_words(observation, short=True)
        values = {
            "label": self.name(row),
            "year": observation.period,
            "when": when,
            "who": source.publisher if source is not None else observation.source_id,
            "season": f"{start.year}/{str(start.year + 1)[2:]}" if start is not None else observation.period,
        }
        return filled(row.mark_label or usual, values)

    def item(self, row: QuestionSeries, observation: Observation) -> Item:
        """Returns a figure for the messages."""
        return Item(name=self.name(row), value=observation.value, role=row.role, unit=self.unit(row))

    def unit(self, row: QuestionSeries) -> str:
        """Returns the unit of a series in the words of the data."""
        series = self.series(row)
        return series.unit if series is not None else ""

    def over_time(self) -> Figures:
        """Returns the figures of every series by year, for the messages."""
        return Figures(lines=tuple(self._line(row) for row in self.rows))

    def _line(self, row: QuestionSeries) -> Line:
        mine = figures(self.known, row.series_id)
        return Line(
            name=self.name(row),
            role=row.role,
            years={year: o.value for year, o in preferred_years(mine, row.series_id).items()},
            preferred=tuple(o.value for o in mine if o.preferred),
            every=tuple(v for o in mine for v in (o.value, o.value_high) if v is not None),
            unit=self.unit(row),
        )

    def title(self, found: Figures) -> str:
        """Returns the message for the figures."""
        with in_words_of_data():
            return title(self.messages, found, fallback=self.question.fallback)

    def subtitle(self, values: Mapping[str, str]) -> str:
        """Returns what is plotted, with the placeholders filled."""
        return filled(self.question.subtitle, values)

    def said_notes(self) -> tuple[str, ...]:
        """Returns the notes in order; computed ones once for each target."""
        said: list[str] = []
        for note in self.notes:
            if note.kind in _PLAIN:
                said.append(note.words)
            elif note.kind in COMPUTED:
                with in_words_of_data():
                    said += [filled(note.words, values) for values in COMPUTED[note.kind](*self._targets())]
        return tuple(said)

    def _targets(self) -> tuple[dict[int, Observation], list[Observation], str]:
        """Returns the figures that targets are set for by year, the preferred targets, and their unit."""
        row = next((row for row in self.rows if row.role == "figure"), None)
        actual = row.series_id if row is not None else ""
        goals = [o for row in self.of("target") for o in figures(self.known, row.series_id) if o.preferred]
        return preferred_years(self.known, actual), goals, self.unit(row) if row is not None else ""

    def sources(self) -> tuple[SourceLine, ...]:
        """Returns the sources that question and notes name themselves."""
        idents = [*self.question.source_ids, *(ident for note in self.notes for ident in note.source_ids)]
        found = [s for s in (self.dataset.find("sources", ident) for ident in dict.fromkeys(idents)) if s is not None]
        return tuple(
            SourceLine(ref=s.ref, text=f"{s.publisher}, {published_words(s, short=True)}", grade=s.reliability)
            for s in found
        )


def group_of(asked: Asked, found: Mapping[str, Observation]) -> Group:
    """Returns figures that stand together for the messages."""
    rows = {row.series_id: row for row in asked.rows}
    first = next(iter(found.values()), None)
    with in_words_of_data():
        when = period_words(first, short=True) if first is not None else ""
    return Group(
        when=when,
        year=first.period if first is not None else "",
        items=tuple(asked.item(rows[ident], o) for ident, o in found.items()),
    )
