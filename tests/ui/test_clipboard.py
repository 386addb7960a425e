"""Ctrl+C gives office programs a table, everything else words with tabs, and nobody the mark of a note."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.ui.tables import MARK, TableView
from briefing_app.ui.theme import Theme

RUDE = "<b>=1+1</b>\tx\ny"
KZ = Ref("actor", "kz")
SPEC = TableSpec(
    caption=Caption(key="t", title="T"),
    columns=(
        Column(key="name", label="Name & rank"),
        Column(key="value", label="Value", kind="number"),
        Column(key="status", label="Status", kind="word"),
        Column(key="date", label="Date", kind="date"),
    ),
    rows=(
        Row(
            cells=(
                Cell(text="Kazakhstan"),
                Cell(text="1,007.1", value=1007.1),
                Cell(text="+ supports"),
                Cell(text="3 Dec 2023", value=dt.date(2023, 12, 3), high=dt.date(2023, 12, 3)),
            ),
            ref=KZ,
        ),
        Row(
            cells=(Cell(text="<b>=1+1</b>\tx\ny"), Cell(text="2 to 3", value=2, high=3), Cell(text="="), Cell(text="–"))
        ),
        Row(cells=(Cell(text="=cmd()"), Cell(text="–"), Cell(text="● occurred"), Cell(text="2024"))),
    ),
)


class Reader(HTMLParser):
    """Reads the cells of the one table, line by line, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self.attributes: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"html", "head", "meta", "body", "table", "thead", "tbody", "tr", "th", "td"}, tag
        if tag == "tr":
            self.lines.append([])
        if tag in ("th", "td"):
            self.lines[-1].append("")
            self.attributes.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        if self.lines and self.lines[-1] and data.strip():
            self.lines[-1][-1] += data


def copied(qtbot: QtBot, *lines: int) -> QMimeData:
    view = TableView(Theme())
    qtbot.addWidget(view)
    view.set_spec(SPEC, noted=frozenset({KZ}))
    view.show()
    assert view.grid.model().index(0, 0).data() == f"{MARK}Kazakhstan"
    view.grid.setSelectionMode(view.grid.SelectionMode.MultiSelection)
    for line in lines:
        view.grid.selectRow(line)
    view.grid.setFocus()
    qtbot.keyClick(view.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    held = QGuiApplication.clipboard().mimeData()
    made = QMimeData()
    made.setHtml(held.html())
    made.setText(held.text())
    return made


def test_rows_arrive_as_a_table_and_as_words_with_tabs(qtbot: QtBot) -> None:
    held = copied(qtbot, 0, 2)
    assert held.hasHtml() and held.hasText()
    assert held.text().split("\n") == [
        "Name & rank\tValue\tStatus\tDate",
        "Kazakhstan\t1,007.1\tsupports\t3 Dec 2023",
        "'=cmd()\t–\toccurred\t2024",
    ]
    read = Reader()
    read.feed(held.html())
    assert read.lines == [
        ["Name & rank", "Value", "Status", "Date"],
        ["Kazakhstan", "1,007.1", "supports", "3 Dec 2023"],
        ["=cmd()", "–", "occurred", "2024"],
    ]


def test_the_mark_of_a_note_stays_on_the_screen(qtbot: QtBot) -> None:
    held = copied(qtbot, 0)
    assert MARK.strip() not in held.text() + held.html()


def test_figures_are_figures_in_any_language_and_words_are_never_computed(qtbot: QtBot) -> None:
    read = Reader()
    read.feed(copied(qtbot, 0, 1).html())
    figure, ranged, name = read.attributes[5], read.attributes[9], read.attributes[8]
    assert (figure["sdval"], figure["x:num"]) == ("1007.1", "1007.1")
    assert "sdval" not in ranged
    assert "mso-number-format:'\\@'" in str(name["style"])


def test_markup_and_breaks_in_words_of_others_stay_words(qtbot: QtBot) -> None:
    held = copied(qtbot, 1)
    assert held.text().split("\n")[1] == "<b>=1+1</b> x y\t2 to 3\t'=\t–"
    read = Reader()
    read.feed(held.html())
    assert read.lines[1] == ["<b>=1+1</b> x y", "2 to 3", "=", "–"]
