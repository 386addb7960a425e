"""What is broken or empty is said in words, in place: which file, which line, what still stands, what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from briefing_app import paths
from briefing_app.desk import Desk
from briefing_app.domain import problems
from briefing_app.domain.filters import Filter
from briefing_app.ui.table_sheet import TableSheet
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at


@pytest.fixture
def broken(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on a package whose claims have lost a column, without corridors and with one broken event."""
    data = tmp_path / "data"
    shutil.copytree(paths.bundled_data(), data)
    (data / "corridors.csv").unlink()
    head, *rows = (data / "claims.csv").read_text().splitlines()
    (data / "claims.csv").write_text("\n".join([head + ",mystery", *rows]))
    lines = (data / "events.csv").read_text().splitlines()
    (data / "events.csv").write_text("\n".join([*lines[:4], lines[4][:20], *lines[5:]]))
    desk = Desk.open(profile=tmp_path / "profile", data=data)
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.start()
    window.show()
    yield window
    window.close()
    desk.close()


def _read(window: MainWindow) -> str:
    assert window.current is not None
    return "\n".join(w.text() for w in window.current.findChildren(QLabel) if w.isVisible())


def test_the_window_says_which_files_are_at_fault_and_lists_every_fault(broken: MainWindow, qtbot: QtBot) -> None:
    broken.later.tell_problems()
    said = broken.strip._text.text()
    assert "claims.csv" in said
    assert "corridors.csv" in said
    dialog = TableSheet(problems.table(broken.desk.scope), Theme())
    qtbot.addWidget(dialog)
    spec = dialog.table.spec
    assert spec is not None
    rows = [tuple(cell.text for cell in row.cells[1:3]) for row in spec.rows]
    assert ("events.csv", "5") in rows
    assert len(rows) == len(broken.desk.dataset.problems)


@pytest.mark.parametrize(
    ("key", "file"), [("claims", "claims.csv"), ("map", "corridors.csv"), ("overview", "claims.csv")]
)
def test_a_view_without_its_file_names_the_file_and_does_not_blame_the_filter(
    broken: MainWindow, key: str, file: str
) -> None:
    broken.desk.visit(key)
    read = _read(broken)
    assert f"Nothing of {file} could be used" in read
    assert "passes the filter" not in read


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("claims", "No claim passes"),
        ("map", "No corridor passes"),
        ("overview", "No indicator passes"),
    ],
)
def test_a_view_that_the_filter_empties_says_so(tmp_path: Path, qtbot: QtBot, key: str, words: str) -> None:
    with window_at(key, qtbot, tmp_path / "profile") as window:
        window.desk.set_filter(Filter(text="no such words anywhere"), initiator="test")
        assert words in _read(window)
        assert window.strip._text.text() == ""


def test_sound_data_raise_no_word_of_trouble(tmp_path: Path, qtbot: QtBot) -> None:
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        window.later.tell_problems()
        assert not window.strip.isVisible()
