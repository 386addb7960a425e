"""All keys on one sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from briefing_app.ui.plain import label
from briefing_app.ui.theme import Theme
from briefing_app.words import tr


def key_table() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Returns groups of keys with what they do."""
    return (
        (
            tr("Everywhere"),
            (
                ("Ctrl+1 … Ctrl+9", tr("open a tab")),
                ("Ctrl+K", tr("search everything, or name a command")),
                ("F6", tr("from the tab to the sources in the detail pane, and back")),
                ("Tab, Shift+Tab", tr("next, previous place")),
                ("Alt+Left, Alt+Right", tr("back, forward")),
                ("Ctrl++, Ctrl+-, Ctrl+0", tr("larger, smaller, normal text")),
                ("F2", tr("picture or equal table")),
                (tr("Ctrl+N, Ctrl+Enter, or just type"), tr("write a note on the selection; Ctrl+Enter ends it")),
                ("Ctrl+Z, Ctrl+Y", tr("undo, redo a change to the notes")),
                ("Ctrl+E", tr("export the briefing as PDF")),
                ("F1", tr("these keys")),
            ),
        ),
        (
            tr("Timeline"),
            (
                (tr("wheel, + and -"), tr("zoom about the pointer, or about the selected event")),
                (tr("drag, Left, Right"), tr("pan; with Shift by half a view")),
                (tr("F, double click"), tr("show all; fit a year, month or event")),
                (tr(", and ."), tr("previous and next event; < and > within the lane")),
                (tr("Up, Down"), tr("lane above or below")),
                (tr("Home, End"), tr("first and last event")),
                ("Enter", tr("list of the events close to the selected one")),
                (tr("J, right click"), tr("go to a claim, figure, actor or corridor of the event")),
                (tr("Space, P, Alt+Up, Alt+Down"), tr("fold, pin and move a lane")),
                ("F2", tr("the equal table")),
            ),
        ),
        (
            tr("Charts and claims"),
            (
                (tr("left, right"), tr("previous figure, next figure")),
                (tr("up, down"), tr("other series")),
                ("P", tr("why this figure is preferred")),
                ("G", tr("from a claim to the chart that decides it")),
                ("Ctrl+Shift+C", tr("copy the picture")),
            ),
        ),
        (
            tr("Map"),
            (
                (tr("arrows"), tr("move the map")),
                ("+, −, F", tr("closer, farther, fit the selection or the whole region")),
                ("Page Down, Page Up", tr("walk the corridors")),
            ),
        ),
        (
            tr("Relations"),
            (
                (tr("Up, Down"), tr("walk the relations")),
                (tr("Left, Right"), tr("walk the actors")),
                ("Enter", tr("put the other actor in the middle")),
            ),
        ),
        (
            tr("Two ways"),
            (
                (tr("arrows"), tr("go to the next line in that direction")),
                ("Enter", tr("go to the entry; on a step, show its evidence alone")),
            ),
        ),
        (
            tr("Notes"),
            (
                (tr("letters"), tr("find in the notes")),
                ("Enter", tr("go to the entry")),
                ("Delete", tr("put the chosen notes into the bin; in the bin, restore them")),
                (tr("Shift and arrows, Ctrl+A"), tr("choose several, choose all")),
                ("Ctrl+C", tr("copy the words of the chosen notes")),
            ),
        ),
        (
            tr("Tables"),
            (
                (tr("letters"), tr("find in the table")),
                ("Ctrl+C", tr("copy the marked rows with their headings")),
                ("Enter", tr("go to the entry")),
            ),
        ),
    )


class KeysDialog(QDialog):
    """The sheet that F1 opens."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(theme.px(24))
        line = 0
        for group, rows in key_table():
            grid.addWidget(label(group, role="heading"), line, 0, 1, 2)
            line += 1
            for keys, what in rows:
                for column, shown in enumerate((label(keys, role="strong", wrap=True), label(what, wrap=True))):
                    shown.setAlignment(Qt.AlignmentFlag.AlignTop)
                    grid.addWidget(shown, line, column)
                line += 1
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Keys"))
        scroll.setWidget(sheet)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(min(theme.px(560), 1100), min(theme.px(620), 820))
