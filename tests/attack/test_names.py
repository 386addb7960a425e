"""A package whose every name is markup and turns letters: no tab runs it, nothing is fetched, no letter is turned."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from briefing_app import paths
from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.tabs import TABS
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow

TURN = "\u202e"
MARKUP = f'<img src="file:///etc/hostname"><a href="file:///etc/passwd">x</a>{TURN}&'


def _poison(data: Path) -> int:
    """Puts the markup in front of every free text of the package; returns how many cells were changed."""
    changed = 0
    for resource in json.loads((data / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        path = data / resource["path"]
        if path.suffix != ".csv":
            continue
        schema = resource["schema"]
        keys = {name for key in schema.get("foreignKeys", ()) for name in [key["fields"]] if isinstance(name, str)}
        free = {
            field["name"]
            for field in schema["fields"]
            if field["type"] == "string"
            and not {"pattern", "enum", "unique"} & set(field.get("constraints", {}))
            and field["name"] not in keys
            and not field["name"].endswith(("_id", "_ids"))
            and "url" not in field["name"]
            and field["name"] not in ("topic", "category", "from_actor", "to_actor")
        }
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for name in free & set(row):
                if row[name]:
                    row[name] = MARKUP + row[name]
                    changed += 1
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return changed


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    data = tmp_path / "data"
    shutil.copytree(paths.bundled_data(), data)
    assert _poison(data) > 1_000
    desk = Desk.open(profile=tmp_path / "profile", data=data)
    desk.notes.write(Ref("actor", "kz"), MARKUP, tags=(f"a{TURN}b",), handling=f"<b>x</b>{TURN}", initiator="test")
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.start()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    desk.close()


def _cells(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    for row in range(min(40, model.rowCount(QModelIndex()))):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
        for column in range(columns):
            index = model.index(row, column)
            yield str(index.data() or ""), str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""), ""


def _said(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Returns pairs of words and tooltip that a widget shows or speaks."""
    yield widget.accessibleName(), widget.toolTip()
    yield widget.accessibleDescription(), ""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text(), ""
    if isinstance(widget, QTextEdit):
        yield widget.toPlainText(), ""
    if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
        yield from _cells(widget.model())


def _check(window: MainWindow) -> int:
    checked = 0
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel) and "<" in widget.text():  # pyqtgraph has labels of its own, with fixed words
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()
        for words, tip in _said(widget):
            assert TURN not in words + tip, (type(widget), words)
            if GuiQt.mightBeRichText(tip):
                assert "<img" not in tip
                assert "<a" not in tip
            checked += bool(words)
    return checked


@pytest.mark.parametrize("key", [entry.key for entry in TABS])
def test_every_tab_shows_markup_and_turning_signs_as_they_are_written(window: MainWindow, key: str) -> None:
    desk = window.desk
    desk.visit(key)
    desk.set_filter(Filter(text=f"<b>{TURN}", actors=frozenset({"kz"}), topics=frozenset({"trade"})), initiator="test")
    assert _check(window) > 20
    desk.set_filter(Filter(actors=frozenset({"kz", "afg"})), initiator="test")
    assert _check(window) > 20
    chip = next(c for c in window.filterbar.findChildren(QAbstractButton) if "img" in c.toolTip())
    assert "&lt;img" in chip.toolTip()
    assert "[U+202E]" in chip.toolTip()
    desk.set_filter(Filter(), initiator="test")
    for ref in (Ref("actor", "kz"), Ref("claim", "c-trade-06"), Ref("event", "e-2023-forum-astana")):
        desk.select(ref, initiator="test")
        assert _check(window) > 20
    window.toggle_table()
    assert _check(window) > 20


def test_a_question_shows_the_address_it_asks_about_as_text(window: MainWindow) -> None:
    from briefing_app.ui.plain_text import question

    box = question(window, title="t", words=MARKUP, more=MARKUP)
    labels = [part for part in box.findChildren(QLabel) if "img" in part.text()]
    assert len(labels) == 2
    assert {part.textFormat() for part in labels} == {Qt.TextFormat.PlainText}
    assert all(TURN not in part.text() for part in labels)
    box.deleteLater()
