"""What a painted picture is made of for assistive technology: parts, their words and places, what one may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRect, QRectF

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Row, TableSpec
from briefing_app.pictures.pen import Box, Place


class Parts(Protocol):
    """The parts of one picture, counted from 0."""

    @property
    def as_buttons(self) -> bool:
        """True for parts that are pressed, False for marks that stand for entries."""

    def count(self) -> int:
        """Returns how many there are."""

    def words(self, number: int) -> str:
        """Returns what a part is called."""

    def value(self, number: int) -> float | None:
        """Returns the figure of a part, if it is one."""

    def box(self, number: int) -> QRect | None:
        """Returns where a part stands on the widget; None for one that is not drawn now."""

    def current(self) -> int:
        """Returns the part at which the keyboard stands; -1 for none."""

    def is_pressed(self, number: int) -> bool:
        """Tells whether a part is held down."""

    def go(self, number: int) -> None:
        """Puts the keyboard on a part, and selects the entry it stands for."""

    def press(self, number: int) -> None:
        """Presses a part, or follows the entry it stands for."""


def pixels(box: Box, unit: float) -> QRect:
    """Returns a box of the picture in pixels of the widget."""
    return QRectF(box.left * unit, box.top * unit, box.width * unit, box.height * unit).toAlignedRect()


@dataclass(slots=True)
class RowParts:
    """The marks of a picture, one for each row of its equal table and in the same order.

    Attributes:
        table: Returns the equal table.
        place: Returns where an entry is drawn on the widget, None if it is not, and its spoken words, if it has any.
        reached: Returns the entry at which the keyboard stands.
        choose: Selects an entry as keys and mouse do.
        follow: Opens an entry.
    """

    table: Callable[[], TableSpec | None]
    place: Callable[[Ref], tuple[QRect | None, str]]
    reached: Callable[[], Ref | None]
    choose: Callable[[Ref], object]
    follow: Callable[[Ref], object]
    as_buttons: bool = False
    _numbers: tuple[TableSpec, dict[Ref, int]] | None = None

    def _rows(self) -> Sequence[Row]:
        table = self.table()
        return table.rows if table is not None else ()

    def count(self) -> int:
        """Returns how many rows the table has."""
        return len(self._rows())

    def number(self, ref: Ref | None) -> int:
        """Returns the part that stands for an entry; -1 for none."""
        table = self.table()
        if table is None or ref is None:
            return -1
        if self._numbers is None or self._numbers[0] is not table:
            found: dict[Ref, int] = {}
            for number, row in enumerate(table.rows):
                for each in (row.ref, *(cell.ref for cell in row.cells)):
                    if each is not None:
                        found.setdefault(each, number)
            self._numbers = table, found | {row.ref: n for n, row in enumerate(table.rows) if row.ref is not None}
        return self._numbers[1].get(ref, -1)

    def words(self, number: int) -> str:
        """Returns the spoken words of the mark; where it has none, the row as the table says it."""
        row, table = self._rows()[number], self.table()
        spoken = self.place(row.ref)[1] if row.ref is not None else ""
        return spoken or (in_words(table, row) if table is not None else "")

    def value(self, number: int) -> float | None:
        """Returns the first figure of the row."""
        table, row = self.table(), self._rows()[number]
        pairs = zip(table.columns, row.cells, strict=True) if table is not None else ()
        return next((c.value for col, c in pairs if col.kind == "number" and isinstance(c.value, int | float)), None)

    def box(self, number: int) -> QRect | None:
        """Returns where the entry of the row is drawn."""
        ref = self._rows()[number].ref
        return self.place(ref)[0] if ref is not None else None

    def current(self) -> int:
        """Returns the row of the entry at which the keyboard stands."""
        return self.number(self.reached())

    def is_pressed(self, number: int) -> bool:
        """No mark is held down."""
        del number
        return False

    def go(self, number: int) -> None:
        """Selects the entry of the row."""
        ref = self._rows()[number].ref
        if ref is not None:
            self.choose(ref)

    def press(self, number: int) -> None:
        """Opens the entry of the row."""
        ref = self._rows()[number].ref
        if ref is not None:
            self.follow(ref)


@dataclass(slots=True)
class ButtonParts:
    """The painted buttons of a strip.

    Attributes:
        places: Returns the buttons in their order, with their places in points.
        unit: Returns how many pixels make one point.
        at: Returns the button at which the keyboard stands.
        held: Returns the button that is held down; -1 for none.
        step: Puts the keyboard on a button.
        push: Presses a button.
    """

    places: Callable[[], Sequence[Place]]
    unit: Callable[[], float]
    at: Callable[[], int]
    held: Callable[[], int]
    step: Callable[[int], object]
    push: Callable[[int], object]
    as_buttons: bool = True

    def count(self) -> int:
        """Returns how many buttons there are."""
        return len(self.places())

    def words(self, number: int) -> str:
        """Returns what a button says."""
        return self.places()[number].spoken

    def value(self, number: int) -> float | None:
        """Returns nothing: a button is no figure."""
        del number
        return None

    def box(self, number: int) -> QRect | None:
        """Returns where a button stands."""
        return pixels(self.places()[number].box, self.unit())

    def current(self) -> int:
        """Returns the button at which the keyboard stands."""
        return self.at()

    def is_pressed(self, number: int) -> bool:
        """Tells whether a button is held down."""
        return number == self.held()

    def go(self, number: int) -> None:
        """Puts the keyboard on a button."""
        self.step(number)

    def press(self, number: int) -> None:
        """Presses a button."""
        self.push(number)


def in_words(table: TableSpec, row: Row) -> str:
    """Returns a row of a table as one sentence: what names it, then each column that holds something."""
    named = row.cells[table.row_header]
    told = [named.words or named.text]
    for number, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if number != table.row_header and (cell.words or cell.text) not in ("", "–"):
            told.append(f"{column.label}: {cell.words or cell.text}")
    return ", ".join(part for part in told if part)
