"""Words of another direction stand where they are said, in cells, lines and mixed sentences."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QTextLayout
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QTableView, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.translation import tr
from briefing_app.ui.cell_layout import CellDelegate
from briefing_app.ui.flow import FlowLayout

PERSIAN = "طالبان"


def _places(text: str) -> QTextLayout:
    layout = QTextLayout(text)
    option = layout.textOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    return layout


def _x(layout: QTextLayout, at: int) -> float:
    found = layout.lineAt(0).cursorToX(at)
    return float(found[0] if isinstance(found, tuple) else found)


def test_figures_behind_a_persian_name_stay_behind_it(qtbot: QtBot) -> None:
    said = tr("{name}, {n} km", name=PERSIAN, n=225)
    kept, bare = _places(said), _places(f"{PERSIAN}, 225 km")
    assert _x(kept, said.index("225")) > _x(kept, 0)
    assert _x(bare, len(PERSIAN) + 2) < _x(kept, said.index("225"))  # without the mark they change sides


def test_a_cell_reads_in_the_direction_of_its_words_and_keeps_its_side(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(1, 2, view)
    model.setItem(0, 0, QStandardItem(f"{PERSIAN} 1402."))
    model.setItem(0, 1, QStandardItem("Taliban 2024."))
    delegate = CellDelegate(view)
    told = []
    for column in (0, 1):
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 300, 40)
        delegate.initStyleOption(option, model.index(0, column))
        told.append((option.direction, bool(option.displayAlignment & Qt.AlignmentFlag.AlignRight)))
    assert told == [(Qt.LayoutDirection.RightToLeft, False), (Qt.LayoutDirection.LeftToRight, False)]


def test_chips_begin_where_the_language_begins(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page)
    first, second = QLabel("one"), QLabel("two")
    flow.addWidget(first)
    flow.addWidget(second)
    page.resize(400, 60)
    page.show()
    assert first.x() < second.x()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(page.rect())
    assert first.x() > second.x()
    assert first.geometry().right() >= page.width() - 2
