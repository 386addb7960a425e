"""The window shows real records in every tab, the full record of a selection, and keeps what is typed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from briefing_app import paths
from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.ui.tabs import TABS
from briefing_app.ui.tabs.trade import TradeTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow

CLAIM = Ref("claim", "c-trade-06")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = Desk.open(profile=tmp_path / "profile")
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.start()
    yield window
    window.close()
    desk.close()


@pytest.mark.parametrize("key", [entry.key for entry in TABS if entry.key != "notes"])
def test_every_tab_lists_records(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    assert window.current is not None
    assert key == window.current.KEY
    assert window.current.status()[0].isdigit()
    assert not window.current.status().startswith("0 ")


def test_a_link_leads_to_the_entry_in_its_home_tab_and_back(window: MainWindow) -> None:
    window.desk.follow(CLAIM, initiator="test")
    assert window.current is not None
    assert window.current.KEY == "claims"
    window.desk.go(-1)
    assert window.current.KEY == "overview"


def test_what_is_typed_is_saved_and_listed(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.follow(CLAIM, initiator="test")
    field = window.detail.findChild(QPlainTextEdit)
    assert field is not None
    field.setPlainText("Ask the ministry")
    qtbot.waitUntil(lambda: window.desk.notes.count == 1, timeout=3000)
    assert window.desk.notes.on(CLAIM)[0].body == "Ask the ministry"
    field.setPlainText("Ask the ministry again")
    window.detail.flush()
    assert [n.body for n in window.desk.notes.on(CLAIM)] == ["Ask the ministry again"]


def test_all_themes_and_double_text_size_can_be_put_on(window: MainWindow) -> None:
    for name in ("light", "dark", "contrast"):
        window.desk.prefer(initiator="test", theme=name, text_size=200)
        assert (window.theme.name, window.theme.text_size) == (name, 200)


def test_a_newer_edition_says_on_page_one_what_changed_until_the_window_was_closed(
    tmp_path: Path, qtbot: QtBot
) -> None:
    older = Path(shutil.copytree(paths.bundled_data(), tmp_path / "older"))
    claims = older / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace("2023", "2022", 1), encoding="utf-8")
    told = []
    for data in (older, None, None):
        desk = Desk.open(profile=tmp_path / "profile", data=data)
        window = MainWindow(desk, Theme())
        qtbot.addWidget(window)
        window.start()
        window.show()
        window.after_first_paint()
        qtbot.waitUntil(lambda window=window: not window.tasks._waiting, timeout=30_000)
        assert window.current is not None
        shown = "\n".join(w.text() for w in window.current.findChildren(QLabel) if w.isVisible())
        told.append("1 claim changed" in shown and "What has changed in the data" in shown)
        window.close()
        desk.close()
    assert told == [False, True, False]


def test_the_status_line_speaks_of_the_question_that_is_shown(window: MainWindow) -> None:
    window.desk.visit("trade")
    tab = window.current
    assert isinstance(tab, TradeTab)
    told = []
    for row in range(tab._questions.count()):
        tab._questions.setCurrentRow(row)
        assert window.statusbar.counts.whole() == tab.status()
        told.append(tab.status())
    assert len(set(told)) > 3
    assert not [words for words in told if re.search(r"\b1 (figures|periods)\b", words)]
