"""A long session does not use up None, True and False, which the Qt binding counts down on Python 3.11."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import briefing_app.ui
from PySide6.QtWidgets import QApplication, QTableView
from PySide6.QtCore import QStringListModel
app = QApplication([])
table, model = QTableView(), QStringListModel(["x"])
table.setModel(model)
for _ in range(50_000):
    table.setColumnWidth(0, 50)
    model.layoutChanged.emit()
print("alive")
"""


def test_fifty_thousand_calls_without_a_result_leave_the_program_alive() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr[-300:]
