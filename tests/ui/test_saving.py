"""Every list and every picture offers its rows as a file: the workbook first, CSV second."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.ui import table_export
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs import TABS
from tests.ui.windows import window_at


def saving_buttons(window_part: QWidget) -> list[QToolButton]:
    """The buttons that save rows; those that save a picture have names of their own."""
    buttons = [button for button in window_part.findChildren(QToolButton) if button.menu() is not None]
    return [button for button in buttons if any(entry.text() == "XLSX" for entry in button.menu().actions())]


def menus(window_part: object) -> list[list[str]]:
    assert isinstance(window_part, QWidget)
    buttons = saving_buttons(window_part)
    return [[entry.text() for entry in button.menu().actions()][:2] for button in buttons]


@pytest.mark.parametrize("key", [entry.key for entry in TABS if entry.key != "notes"])
def test_every_tab_offers_its_rows_as_a_workbook_first(qtbot: QtBot, tmp_path: Path, key: str) -> None:
    with window_at(key, qtbot, tmp_path / "profile") as window:
        tab = window.current
        assert tab is not None
        tab.toggle_table()
        assert all(offered == ["XLSX", "CSV"] for offered in menus(tab))
        for frame in tab.findChildren(PictureFrame):
            told = [entry.text() for entry in frame.export.menu().actions() if entry.text()]
            assert told == ["XLSX", "CSV", "SVG", "PNG", "Copy picture\tCtrl+Shift+C"]
        assert menus(tab)
        assert tab.findChildren(TableView)


@pytest.mark.parametrize(
    ("ending", "typed", "kind", "written"),
    [
        ("xlsx", "out.xlsx", "Workbook (*.xlsx)", "out.xlsx"),
        ("xlsx", "out", "Workbook (*.xlsx)", "out.xlsx"),
        ("zip", "out", "CSV with README (*.zip)", "out.zip"),
        ("zip", "claims.zip", "CSV alone (*.csv)", "claims.csv"),
        ("zip", "out.csv", "CSV with README (*.zip)", "out.csv"),
    ],
)
def test_rows_are_saved_in_the_form_that_was_chosen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, typed: str, kind: str, written: str
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
        asked.extend((name, kinds))
        return str(tmp_path / typed), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with window_at("claims", qtbot, tmp_path / "profile") as window:
        assert window.current is not None
        table = window.current.findChild(TableView)
        assert table is not None and table.spec is not None
        table_export.save_rows(table, table.spec, window.desk.export_table, ending)
        assert f"Saved {tmp_path / written}" in window.strip._text.text()
        assert asked[0] == f"claims.{ending}"
        begins = (tmp_path / written).read_bytes()[:3]
        assert begins == (b"\xef\xbb\xbf" if written.endswith(".csv") else b"PK\x03")
        if written.endswith("xlsx"):
            rows = openpyxl.load_workbook(tmp_path / written)["claims"].max_row
            assert rows == len(table.spec.rows) + 1


def test_a_file_that_nobody_agreed_to_replace_stays(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.xlsx").write_text("mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "out"), ""))
    with window_at("claims", qtbot, tmp_path / "profile") as window:
        assert window.current is not None
        table = window.current.findChild(TableView)
        assert table is not None and table.spec is not None
        table_export.save_rows(table, table.spec, window.desk.export_table, "xlsx")
        assert "already exists" in window.strip._text.text()
    assert (tmp_path / "out.xlsx").read_text() == "mine"


def test_very_many_rows_are_written_beside_the_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter((tmp_path / "out.xlsx", tmp_path / "no folder" / "out.xlsx"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(next(names)), ""))
    with window_at("claims", qtbot, tmp_path / "profile") as window:
        assert window.current is not None
        table = window.current.findChild(TableView)
        assert table is not None and table.spec is not None
        many = replace(table.spec, rows=table.spec.rows * (table_export.MANY // len(table.spec.rows) + 1))
        table_export.save_rows(table, many, window.desk.export_table, "xlsx")
        assert window.strip._text.text().startswith("Saving ")
        qtbot.waitUntil(lambda: window.strip._text.text().startswith("Saved "), timeout=60_000)
        table_export.save_rows(table, many, window.desk.export_table, "xlsx")
        qtbot.waitUntil(lambda: "could not be written" in window.strip._text.text(), timeout=60_000)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)["claims"].max_row == len(many.rows) + 1


def test_the_matrix_is_saved_as_it_is_switched(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing_app.ui.tabs.ambitions import AmbitionsTab

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "m.xlsx"), ""))
    with window_at("ambitions", qtbot, tmp_path / "profile") as window:
        tab = window.current
        assert isinstance(tab, AmbitionsTab)
        tab.show_view("explanations")
        tab.explanations.show_part("explanations")
        (button,) = saving_buttons(tab.explanations)
        button.menu().actions()[0].trigger()
        page = openpyxl.load_workbook(tmp_path / "m.xlsx").worksheets[0]
        assert page["A1"].value == "explanation"
        assert page.max_row == len(window.desk.dataset.hypotheses) + 1
