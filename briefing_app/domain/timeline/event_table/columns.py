"""Very large sets of events as columns of numbers, looked up without a record for each."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing_app.domain.briefing import Briefing, found_in
from briefing_app.domain.control_signs import visible
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, Cell, Column, Lane, Row, TableSpec, TimelineItem, TimelineSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.timeline.index import LONG, LaneIndex
from briefing_app.domain.timeline.items import one_line
from briefing_app.domain.timeline.kept_items import KeptItems
from briefing_app.domain.timeline.lanes import NOWHERE, OTHER, colours_of
from briefing_app.domain.timeline.view import View
from briefing_app.domain.wording import day_words, plain_word, sign_of
from briefing_app.translation import grouped, tr, trn

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

MOST_ROWS = 1_000
"""Rows of the equal table of a very large set: those in view, at most so many."""
MOST_LANES = 40
"""Lanes that can be told apart; the topics with the fewest events share one beyond that."""


def only_first(caption: Caption, rows: int) -> Caption:
    """Returns the words of a table that may hold only the first of the events in view."""
    if rows <= MOST_ROWS:
        return caption
    words = tr("The table shows the first {n} events in view; zoom in for the others.", n=grouped(MOST_ROWS))
    return replace(caption, notes=(*caption.notes, words))


class ColumnLane:
    """The items of one lane as sorted columns; answers by bisection, a whole picture at a time."""

    def __init__(self, starts: Numbers, ends: Numbers, numbers: Numbers) -> None:
        import numpy as np

        self._numbers = numbers
        self._starts = starts[numbers]
        self._ends = ends[numbers]
        self._long = np.flatnonzero(self._ends - self._starts > LONG)

    def __len__(self) -> int:
        return len(self._numbers)

    def _before(self, day: float) -> int:
        """Returns how many items start before a day; asked with a whole number, for the starts are whole too.

        A number with a fraction would make numpy turn the whole column into fractions for every question.
        """
        return int(self._starts.searchsorted(math.ceil(day)))

    def counts(self, view: View, columns: int) -> Sequence[int]:
        """Returns how many items start in each of so many equal stretches of the view."""
        import numpy as np

        edges = np.ceil(np.linspace(view.start - 0.5, view.end - 0.5, columns + 1)).astype(np.int64)
        found: list[int] = np.diff(self._starts.searchsorted(edges)).tolist()
        return found

    def how_many(self, view: View) -> int:
        """Returns how many items start in the view."""
        return self._before(view.end) - self._before(view.start)

    def within(self, view: View, most: int) -> list[int]:
        """Returns numbers of the items that touch the view, in order of their start, at most so many."""
        first, last = self._before(view.start - LONG - 1), self._before(view.end)
        early = self._long[: int(self._long.searchsorted(first))]
        early = early[self._ends[early] + 1 > view.start]
        near = first + (self._ends[first:last] + 1 > view.start).nonzero()[0]
        found: list[int] = [*self._numbers[early[:most]].tolist(), *self._numbers[near[:most]].tolist()]
        return found[:most]

    def position(self, number: int) -> int:
        """Returns the place of an item in the lane, counted from 0, or -1."""
        at = int(self._numbers.searchsorted(number))  # numbers follow the order of the starts
        return at if at < len(self._numbers) and self._numbers[at] == number else -1

    def at(self, position: int) -> int:
        """Returns the number of the item at a place in the lane."""
        return int(self._numbers[position])


class ColumnSet(KeptItems):
    """A very large set, in order of the starts; an item becomes a record only when it is drawn or chosen.

    Attributes:
        notes: Which rows are not drawn for which reason, and what was recognised in the file.
        left_out: How many rows of the file are not drawn.
    """

    def __init__(
        self, table: pd.DataFrame, *, briefing: Briefing, notes: tuple[str, ...] = (), left_out: int = 0
    ) -> None:
        import numpy as np

        super().__init__()
        self.notes = notes
        self.left_out = left_out
        order = np.argsort(table["start"].to_numpy(), kind="stable")
        self._starts: Numbers = table["start"].to_numpy()[order]
        self._ends: Numbers = table["end"].to_numpy()[order]
        self._order = order
        self._ids, self._titles = table["event_id"].array, table["title"].array
        self._exact, self._weights = table["exact"].to_numpy(), table["significance"].to_numpy()
        self._status, self._ambition = _words(table["status"]), _words(table["ambition"])
        self._briefing = briefing if briefing.ambitions else Briefing(ambitions=found_in(self._ambition[1]))
        self._numbers: dict[str, int] | None = None
        keys, lane_of = _lanes(table["category"])
        codes = lane_of[table["category"].cat.codes.to_numpy()[order]]
        self.lanes: tuple[Lane, ...] = ()
        indexes = []
        for code, key in enumerate(keys):
            numbers = np.flatnonzero(codes == code)
            self.lanes += (Lane(key=key, label=_label(key), count=len(numbers)),)
            indexes.append(ColumnLane(self._starts, self._ends, numbers))
        self._codes = codes
        self.indexes: tuple[LaneIndex, ...] = tuple(indexes)
        self.whole: LaneIndex = ColumnLane(self._starts, self._ends, np.arange(len(table)))

    def __len__(self) -> int:
        return len(self._order)

    def number(self, ref: Ref | None) -> int:
        """Returns the number of an entry, or -1; the first question makes an index."""
        if ref is None or ref.noun != "event":
            return -1
        if self._numbers is None:
            import numpy as np

            places = np.empty(len(self._order), dtype=np.int64)
            places[self._order] = np.arange(len(self._order))
            self._numbers = dict(zip((str(i) for i in self._ids), places.tolist(), strict=True))
        return self._numbers.get(ref.id, -1)

    def table(self, view: View, caption: Caption) -> TableSpec:
        """Returns the events in view as a table, the first ``MOST_ROWS`` of them, and says if there are more."""
        numbers = self.whole.within(view, MOST_ROWS + 1)
        columns = (
            Column(key="date", label=tr("Date"), kind="date", weight=4),
            Column(key="title", label=tr("Event"), weight=9),
            Column(key="status", label=tr("Status"), kind="word", weight=3),
            Column(key="topic", label=tr("Topic"), kind="word", weight=3),
            Column(key="ambition", label=tr("Ambition"), weight=2),
            Column(key="weight", label=tr("Weight"), kind="number", weight=1),
        )
        rows = tuple(self._row(self.item(number)) for number in numbers[:MOST_ROWS])
        return TableSpec(caption=only_first(caption, len(numbers)), columns=columns, rows=rows, row_header=1)

    def _row(self, item: TimelineItem) -> Row:
        status, ambition = sign_of("event-status", item.status), self._briefing.sign(item.ambition)
        return Row(
            ref=item.ref,
            cells=(
                Cell(
                    text=item.when,
                    sort=item.start,
                    value=dt.date.fromordinal(item.start),
                    high=dt.date.fromordinal(item.end),
                ),
                Cell(text=item.title, sort=item.title),
                Cell(text=str(status), sort=status.word),
                Cell(text=", ".join(self.lanes[lane].label for lane in item.lanes)),
                Cell(text=ambition.sign or "–", sort=ambition.sign or "~", tone=ambition.tone),
                number_cell(item.weight),
            ),
        )

    def _make(self, number: int) -> TimelineItem:
        row = int(self._order[number])
        start, end = int(self._starts[number]), int(self._ends[number])
        when = day_words(dt.date.fromordinal(start))
        if end > start:
            when = tr("{first} to {last}", first=when, last=day_words(dt.date.fromordinal(end)))
        (status_codes, statuses), (ambition_codes, ambitions) = self._status, self._ambition
        title = one_line(visible(str(self._titles[row]))) or tr("(no title)")
        status = statuses[status_codes[row]]
        word = ambitions[ambition_codes[row]]
        ambition = self._briefing.sign(word)
        return TimelineItem(
            ref=Ref("event", str(self._ids[row])),
            start=start,
            end=end,
            exact=bool(self._exact[row]),
            lanes=(int(self._codes[number]),),
            title=title,
            when=when,
            status=status,
            weight=min(max(int(self._weights[row]), 1), 3),
            ambition=word,
            tone=ambition.tone,
            letters=ambition.sign,
            spoken=f"{when}, {title}, {sign_of('event-status', status).word}",
        )

    def spec(self, *, name: str = "") -> TimelineSpec:
        """Returns words and span for the picture; the items stay in the columns.

        Args:
            name: Name of the file, for the words.
        """
        first, last = int(self._starts[0]), int(self._ends.max())
        words = trn("{n} event", "{n} events", len(self))
        return TimelineSpec(
            caption=Caption(
                key="timeline-large",
                title=tr("{events} of {file}", events=words, file=name) if name else words,
                subtitle=tr("Where there are too many to draw, columns count them; zoom in or click to see them"),
                summary=" ".join(
                    (
                        tr(
                            "{events} from {first} to {last}.",
                            events=words,
                            first=day_words(dt.date.fromordinal(first)),
                            last=day_words(dt.date.fromordinal(last)),
                        ),
                        *self.notes,
                    )
                ),
                notes=self.notes,
            ),
            lanes=self.lanes,
            items=(),
            colours=colours_of(self._briefing, self._ambition[1]),
            span=(first, last),
            busy=(first, last),
        )


def _words(column: pd.Series[str]) -> tuple[Numbers, tuple[str, ...]]:
    """Returns a column of a closed vocabulary as numbers and words; what is missing is the last word."""
    return column.cat.codes.to_numpy().astype("int64"), (*(str(word) for word in column.cat.categories), "")


def _lanes(topics: pd.Series[str]) -> tuple[list[str], Numbers]:
    """Returns the keys of the lanes and, for each different topic, the number of its lane.

    Events without a topic stand in a lane of their own, the last one.
    """
    import numpy as np

    codes = topics.cat.codes.to_numpy()
    sizes = np.bincount(codes, minlength=len(topics.cat.categories))
    names = [str(topic).strip() or NOWHERE for topic in topics.cat.categories]
    counts: dict[str, int] = {}
    for name, size in zip(names, sizes.tolist(), strict=True):
        counts[name] = counts.get(name, 0) + size
    kept = [name for name in sorted(counts, key=lambda key: -counts[key]) if counts[name] and name != NOWHERE]
    keys = sorted(kept if len(kept) <= MOST_LANES else kept[: MOST_LANES - 1])
    keys += [OTHER] if len(kept) > MOST_LANES else []
    keys += [NOWHERE] if counts.get(NOWHERE) else []
    number = {key: at for at, key in enumerate(keys)}
    return keys, np.array([number.get(name, number.get(OTHER, 0)) for name in names], dtype=np.int64)


def _label(key: str) -> str:
    if key == NOWHERE:
        return tr("No topic")
    if key == OTHER:
        return tr("Other topics")
    label = plain_word(key)
    return label[:1].upper() + label[1:]
