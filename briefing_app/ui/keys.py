"""All keys as one table, to be searched."""

from __future__ import annotations

from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.translation import tr, trn
from briefing_app.ui import keymap


def table() -> TableSpec:
    """Returns the table that F1 opens: key, what it does, where."""
    rows = tuple(
        Row(cells=tuple(Cell(text=text, sort=text) for text in (line.names(), line.words, group)))
        for _place, group, lines in keymap.table()
        for line in lines
    )
    return TableSpec(
        caption=Caption(
            key="keys",
            title=tr("Keys"),
            subtitle=tr("Letters and signs act on the picture that has the focus; in fields they are typed."),
            summary=trn("{n} line of keys", "{n} lines of keys", len(rows)),
        ),
        columns=(
            Column(key="key", label=tr("Key"), weight=5),
            Column(key="does", label=tr("What it does"), weight=9),
            Column(key="place", label=tr("Where"), weight=4),
        ),
        rows=rows,
    )
