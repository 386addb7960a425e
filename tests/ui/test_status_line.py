"""The status line counts what is shown now, with the right form of the word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from briefing_app.ui.tabs.claims import ClaimsTab
from briefing_app.ui.tabs.sources import SourcesTab
from briefing_app.ui.tabs.trade import TradeTab
from tests.ui.windows import window_at


def test_the_status_line_follows_the_question(qtbot: QtBot, tmp_path: Path) -> None:
    with window_at("trade", qtbot, tmp_path / "profile") as window:
        tab = window.current
        assert isinstance(tab, TradeTab)
        told = set()
        for row in range(tab._questions.count()):
            if not tab._questions.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                continue  # the name of a group
            tab._questions.setCurrentRow(row)
            assert window.statusbar.counts.text() == tab.status()
            assert tab._spec is not None and tab._spec.table is not None
            assert tab.status().startswith(f"{len(tab._spec.table.rows)} figure")
            told.add(tab.status())
        assert len(told) > 5
        assert not any(words.startswith("1 figures") or "· 1 periods" in words for words in told)


@pytest.mark.parametrize("key", ["claims", "sources"])
def test_the_status_line_follows_a_choice_above_a_table(qtbot: QtBot, tmp_path: Path, key: str) -> None:
    with window_at(key, qtbot, tmp_path / "profile") as window:
        tab = window.current
        assert isinstance(tab, ClaimsTab | SourcesTab)
        before = window.statusbar.counts.text()
        tab._kind.setCurrentIndex(1)
        tab._kind.activated.emit(1)
        assert window.statusbar.counts.text() == tab.status() != before
