"""The guards of the tests themselves can fail: each deliberate breach is caught and named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = """
import logging, threading, time
import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

kept = []

def test_clean(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()

def test_widget(qtbot):
    kept.append(QWidget())

def test_timer(qtbot):
    timer = QTimer()
    timer.start(100_000)
    kept.append(timer)

def test_qt_thread(qtbot):
    class Sleeper(QThread):
        def run(self):
            time.sleep(3)
    sleeper = Sleeper()
    sleeper.start()
    kept.append(sleeper)

def test_thread():
    threading.Thread(target=time.sleep, args=(4,)).start()

def test_log():
    logging.getLogger("program").warning("something odd")

@pytest.mark.expects_log("something odd")
def test_expected_log():
    logging.getLogger("program").warning("something odd")

@pytest.mark.expects_log("never said")
def test_unsaid_log():
    pass

def test_qt_warning(qtbot):
    qWarning("boo")

def test_dialog(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.exec()

def test_question(qtbot):
    QMessageBox.question(None, "a", "b")
"""
CAUGHT = {
    "test_widget": "left behind: ['widget QWidget']",
    "test_timer": "left behind: ['QTimer']",
    "test_qt_thread": "left behind: ['Sleeper']",
    "test_thread": "threads left running",
    "test_log": "unexpected warnings in the log: ['something odd']",
    "test_unsaid_log": "expected in the log but not said: ['never said']",
    "test_qt_warning": "boo",
    "test_dialog": "QDialog.exec would block here",
    "test_question": "QMessageBox.question would block here",
}


@pytest.mark.slow
def test_each_breach_is_caught_and_named(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import *\nfrom tests.qt_guards import no_dialog_blocks, nothing_of_qt_left\n"
    )
    (tmp_path / "test_breaches.py").write_text(BREACHES)
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    variables = dict(os.environ, PYTHONPATH=str(ROOT), COLUMNS="200")
    output = subprocess.run(
        [*command, f"--rootdir={tmp_path}", str(tmp_path)], cwd=tmp_path, env=variables, capture_output=True, text=True
    ).stdout
    summary = output.rpartition("short test summary info")[2]
    bad = {line.split("::")[1].split()[0] for line in summary.splitlines() if line.startswith(("ERROR ", "FAILED "))}
    assert bad == set(CAUGHT), output
    assert [words for words in CAUGHT.values() if words not in output] == []
