"""Whole-process start to the first painted page, and peak memory then, as ratios to a bare Qt window in the same run.

python -m tests.benchmarks.start [ROUNDS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""


KEEP = """
import sys, pathlib
from briefing_app.desk import Desk
Desk.open(profile=pathlib.Path(sys.argv[1])).keep_first_look()
"""


def measure(command: list[str]) -> tuple[float, float, float]:
    """Runs a process once.

    Returns:
        Seconds from start to end, peak memory in MB, and seconds of the processor.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {command}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measures both in turn, so that a busy machine is unfair to neither."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as bytecode:
        # A person's program is compiled once, not at every start, whatever this shell says about bytecode.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = bytecode
        program = [sys.executable, "-m", "briefing_app", "--profile", str(Path(profile)), "--quit-after-first-paint"]
        bare = [sys.executable, "-c", BARE]
        measure([sys.executable, "-c", KEEP, profile])  # as at every start but the first
        measure(program)
        measure(bare)
        pairs = [(measure(bare), measure(program)) for _ in range(rounds)]
    times = [program[0] / bare[0] for bare, program in pairs]
    memory = [program[1] / bare[1] for bare, program in pairs]
    print(
        f"first paint: {statistics.median(times):.2f} x a bare window (limit 1.5), {rounds} rounds,"
        f" {min(times):.2f} to {max(times):.2f}"
    )
    quiet = [min(each[which][0] for each in pairs) for which in (0, 1)]
    print(f"quietest rounds: {quiet[1] / quiet[0]:.2f} x ({1000 * quiet[1]:.0f} ms, bare {1000 * quiet[0]:.0f} ms)")
    work = [program[2] / bare[2] for bare, program in pairs]
    print(f"processor time: {statistics.median(work):.2f} x a bare window")
    used = statistics.median(program[1] for _bare, program in pairs)
    print(f"peak memory: {statistics.median(memory):.2f} x a bare window (limit 1.25), {used:.0f} MB")


if __name__ == "__main__":
    main()
