"""The matrix: one row for each item, one cell for each explanation, told by letters and shaded by what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Cell, TableSpec
from briefing_app.pictures import frame
from briefing_app.pictures.pen import Box, Drawn, Pen, Place
from briefing_app.translation import tr

_LINE, _PAD = 9.4, 3.0
_MOST_LINES = 2
_CELL = 30.0
_LEAST_NAMES = 0.4
"""Least share of the width for the names of the rows."""
_MOST_COLUMNS = 16
_MOST_ROWS = 400
_SHADES: Mapping[str, float] = {"good": 0.22, "bad": 0.22, "warn": 0.16}
_BESIDE = frozenset({"date", "grade", "separates"})
"""Columns that stand in the table alone."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its name, the entry behind it, its cells."""

    name: str
    ref: Ref | None
    cells: tuple[Cell, ...]


def draw(pen: Pen, spec: TableSpec, room: Box) -> Drawn:
    """Draws a matrix. One of more columns than fit is turned, so that its rows are the many.

    Args:
        pen: The pen.
        spec: The matrix as a table; one column names the rows, the others are its cells.
        room: Where; always as tall as the rows need.
    """
    heads, lines = _turned(spec)
    if spec.caption.empty or not lines or not heads:
        return frame.empty(pen, spec.caption.empty, room)
    signs = [tr("E{n}", n=n) for n in range(1, len(heads) + 1)]
    wide = min(_CELL, room.width * (1 - _LEAST_NAMES) / len(heads))
    names = max(1.0, room.width - wide * len(heads))
    top = _key(pen, [f"{sign} {head}" for sign, head in zip(signs, heads, strict=True)], room)
    for number, sign in enumerate(signs):
        words = pen.cut(sign, 8, wide, bold=True)
        pen.text((room.left + names + (number + 0.5) * wide, top + 9), words, anchor="middle", bold=True)
    top += 13
    pen.line((room.left, top), (room.right, top), width=0.8)
    places: list[Place] = []
    for line in lines[:_MOST_ROWS]:
        top = _row(pen, line, heads, Box(room.left, top, room.width, 0.0), wide, places)
    if len(lines) > _MOST_ROWS:
        top += 10
        pen.text((room.left, top), tr("and {n} more in the table", n=len(lines) - _MOST_ROWS), tone="muted")
    return Drawn(top + 6, tuple(places))


def _turned(spec: TableSpec) -> tuple[list[str], list[_Line]]:
    """Returns the names of the columns and the rows; rows and columns change places where columns are too many."""
    kept = [i for i, c in enumerate(spec.columns) if i != spec.row_header and c.key not in _BESIDE]
    named = [(row.cells[spec.row_header], row) for row in spec.rows]
    if len(kept) <= _MOST_COLUMNS:
        lines = [_Line(name.text, name.ref or row.ref, tuple(row.cells[i] for i in kept)) for name, row in named]
        return [spec.columns[i].label for i in kept], lines
    heads = [name.text for name, _row_ in named]
    return heads, [_Line(spec.columns[i].label, None, tuple(row.cells[i] for row in spec.rows)) for i in kept]


def _key(pen: Pen, words: Sequence[str], room: Box) -> float:
    """Writes what the columns stand for in rows of words; returns where they end."""
    x, y = room.left, room.top + 8
    for each in words:
        told = pen.cut(each, 8, room.width)
        wide = pen.measure(told)
        if x > room.left and x + wide > room.right:
            x, y = room.left, y + 11
        pen.text((x, y), told, tone="muted")
        x += wide + 14
    return y + 6


def _row(pen: Pen, line: _Line, heads: Sequence[str], at: Box, wide: float, places: list[Place]) -> float:
    """Draws a row; returns its lower end."""
    names = at.width - wide * len(heads)
    words = pen.wrap(line.name, 8, max(1.0, names - 8), most=_MOST_LINES)
    tall = _LINE * max(1, len(words)) + _PAD
    for number, part in enumerate(words):
        pen.text((at.left, at.top + _LINE * (number + 0.8) + _PAD / 2), part)
    places.append(Place(box=Box(at.left, at.top, names, tall), ref=line.ref, spoken=line.name))
    for number, (cell, head) in enumerate(zip(line.cells, heads, strict=True)):
        box = Box(at.left + names + number * wide, at.top, wide, tall)
        _cell(pen, cell, box)
        places.append(Place(box=box, ref=cell.ref, spoken=f"{head}: {cell.text}. {line.name}"))
    pen.line((at.left, at.top + tall), (at.right, at.top + tall), tone="rule", width=0.5)
    return at.top + tall


def _cell(pen: Pen, cell: Cell, box: Box) -> None:
    shade = _SHADES.get(cell.tone, 0.0)
    if shade:
        pen.box(box.left + 1, box.top + 1, box.width - 2, box.height - 2, fill=cell.tone, fade=shade)
    at = (box.left + box.width / 2, box.top + box.height / 2 + 2.8)
    words = pen.cut(cell.text, 8, box.width - 2)
    pen.text(at, words, tone="ink" if shade else "muted", anchor="middle", bold=bool(shade))
