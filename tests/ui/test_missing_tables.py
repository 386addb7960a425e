"""A missing, empty or half broken table breaks neither the window nor an export: one test for every table."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing_app import paths
from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import TABLES
from briefing_app.ui.tabs import TABS
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow

KEPT = 25
WHOLE = ("sources", "actors", "nodes", "scales", "hypotheses")
"""Tables of which a small package keeps every row, so that the others stand."""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first rows of every bundled table, so that a window opens in a moment."""
    folder = tmp_path_factory.mktemp("small") / "package"
    shutil.copytree(paths.bundled_data(), folder)
    for table, _noun, _class in TABLES:
        if table not in WHOLE:
            rows = list(csv.reader(io.StringIO((folder / f"{table}.csv").read_text(encoding="utf-8"), newline="")))
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerows(rows[: KEPT + 1])
            (folder / f"{table}.csv").write_text(text.getvalue(), encoding="utf-8")
    return folder


def absent(path: Path) -> None:
    path.unlink()


def heading_only(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


def half_broken(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    cut = [line if number % 2 == 0 else line[: len(line) // 3] for number, line in enumerate(lines)]
    path.write_text("\n".join(cut) + "\n", encoding="utf-8")


class Trial:
    """A desk and a real window that walk through everything there is."""

    def __init__(self, data: Path, profile: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self._faults: list[BaseException] = []
        monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: self._faults.append(error))
        self.data = data
        self.desk = Desk.open(profile=profile, data=data)
        self.window = MainWindow(self.desk, Theme())
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.start()
        self.window.show()

    def walk(self) -> None:
        """Opens every tab, and plans every section of a briefing."""
        for entry in TABS:
            self.desk.visit(entry.key)
            QApplication.processEvents()
            assert self.window.current is not None
            assert not self.window.current.grab().isNull()
        sections = tuple(key for key, _title, _default in self.desk.briefings.sections())
        self.desk.briefings.plan(self.desk.briefings.options(sections=sections))
        assert self._faults == []

    def read_again(self) -> None:
        """Takes in the data as they are now, as the window does when a package is opened."""
        self.desk.accept_data(self.desk.load_whole(), initiator="test")

    def close(self) -> None:
        self.window.close()
        self.desk.close()


@pytest.mark.parametrize("table", [table for table, _noun, _class in TABLES])
def test_every_tab_opens_and_every_section_is_planned_without_a_table(
    small: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    data = Path(shutil.copytree(small, tmp_path / "data"))
    file = data / f"{table}.csv"
    content = file.read_bytes()
    absent(file)
    trial = Trial(data, tmp_path / "profile", qtbot, monkeypatch)
    try:
        trial.walk()
        for damage in (heading_only, half_broken):
            file.write_bytes(content)
            damage(file)
            trial.read_again()
            trial.walk()
    finally:
        trial.close()


def test_a_package_of_headings_alone_opens_and_is_typeset(
    small: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(small, tmp_path / "data"))
    for table, _noun, _class in TABLES:
        heading_only(data / f"{table}.csv")
    trial = Trial(data, tmp_path / "profile", qtbot, monkeypatch)
    try:
        trial.walk()
        trial.desk.set_filter(Filter(text="no such words anywhere"), initiator="test")
        trial.walk()
        sections = tuple(key for key, _title, _default in trial.desk.briefings.sections())
        made = trial.desk.briefings.plan(trial.desk.briefings.options(sections=sections))
        assert trial.desk.briefings.write(made, tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    finally:
        trial.close()


def test_a_package_without_any_table_opens_and_is_planned(
    small: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(small, tmp_path / "data"))
    for table, _noun, _class in TABLES:
        absent(data / f"{table}.csv")
    shutil.rmtree(data / "map")
    trial = Trial(data, tmp_path / "profile", qtbot, monkeypatch)
    try:
        trial.walk()
    finally:
        trial.close()
