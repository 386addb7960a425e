"""The program is opened with a file, and has an icon."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from briefing_app.errors import ExpectedError
from briefing_app.ui import app as apps


def test_the_icon_has_the_sizes_of_desktops(qtbot: QtBot) -> None:
    sizes = {(size.width(), size.height()) for size in apps._icon().availableSizes()}
    assert {(16, 16), (32, 32), (48, 48), (128, 128), (256, 256)} <= sizes


@pytest.mark.slow
def test_a_file_of_notes_that_was_opened_is_shown_before_anything_is_taken_in(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Notes\n\nA thought.\n", encoding="utf-8")
    code = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from briefing_app.cli import main\n"
        "from briefing_app.ui.app import application\n"
        "def look():\n"
        "    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]\n"
        "    found = [w for w in shown if type(w).__name__ == 'ImportDialog']\n"
        "    if found:\n"
        "        print('shown', found[0]._path.name)\n"
        "        found[0].reject()\n"
        "        QApplication.closeAllWindows()\n"
        "timer = QTimer(application())\n"
        "timer.timeout.connect(look)\n"
        "timer.start(100)\n"
        f"sys.exit(main(['open', {str(notes)!r}, '--profile', {str(tmp_path / 'p')!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.splitlines() == ["shown notes.md"], done.stderr
    assert done.returncode == 0


def test_what_keeps_the_window_away_is_shown_where_nobody_reads_a_terminal(qtbot: QtBot) -> None:
    box = apps._told(ExpectedError("There is no <b>data</b> package.", hint="Check the path."))
    qtbot.addWidget(box)
    assert box.isVisible()
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert (box.text(), box.informativeText()) == ("There is no <b>data</b> package.", "Check the path.")
    assert len(box.buttons()) == 1, "there is a way on"
    box.close()
