"""A scroll bar has a handle only where something scrolls."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from briefing_app.ui import keys
from briefing_app.ui.scroll_bars import hide_idle_handle
from briefing_app.ui.table_sheet import TableSheet
from briefing_app.ui.theme import Theme


def test_the_handle_follows_the_range(qtbot: QtBot) -> None:
    area = QPlainTextEdit()
    qtbot.addWidget(area)
    hide_idle_handle(area)
    bar = area.verticalScrollBar()
    bar.setRange(0, 0)
    assert not bar.isEnabled()
    bar.setRange(0, 10)
    assert bar.isEnabled()


def test_a_bar_that_is_taken_down_while_its_rows_change_says_nothing(qtbot: QtBot) -> None:
    sheet = TableSheet(keys.table(), Theme())
    sheet.show()
    sheet.table.begin_search()
    field = sheet.focusWidget()
    assert isinstance(field, QLineEdit)
    field.insert("larger")
    with qtbot.captureExceptions() as exceptions:
        shiboken6.delete(sheet)
    assert exceptions == []
