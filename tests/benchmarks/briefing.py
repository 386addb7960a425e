"""The sheet of a briefing: how soon a change is seen, and the longest pause of the window's thread meanwhile.

Run by hand: ``python -m tests.benchmarks.briefing``. A change is typed as a person types it; what is measured is

* seen: from the change to the painted page that shows it, page one first;
* all: from the change to all pages, counted;
* pause: the longest time in which the window's thread took no event, from the first change until the file is written.

With ``--own`` a pause is the processor's time that this process took meanwhile, on a machine that has much else to do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from briefing_app import paths
from briefing_app.desk import Desk
from briefing_app.ui import app as program
from briefing_app.ui import theme as themes
from briefing_app.ui.briefing.sheet import BriefingSheet

SEEN_S, PAUSE_MS = 1.0, 50.0
ROUNDS = 5
BEAT_MS = 2
PATIENCE_S = 120.0


class Heart(QTimer):
    """Beats in the window's thread; the longest time between two beats is the longest pause.

    Args:
        clock: Tells the time in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self.setInterval(BEAT_MS)
        self._clock = clock
        self._last = clock()
        self.longest = 0.0
        self.timeout.connect(self._beat)
        self.start()

    def _beat(self) -> None:
        now = self._clock()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def begin(self) -> None:
        """Forgets the pauses so far."""
        self._last, self.longest = self._clock(), 0.0


def _until(there: Callable[[], bool]) -> float:
    begun = time.perf_counter()
    while not there():
        if time.perf_counter() - begun > PATIENCE_S:
            raise TimeoutError
        QCoreApplication.processEvents()
        time.sleep(0.0005)
    return time.perf_counter() - begun


def _change(sheet: BriefingSheet, number: int) -> tuple[float, float]:
    """Changes the title and returns the seconds until it is seen and until all pages are there."""
    title = f"Briefing number {number}"
    sheet.choices.title.setText(title)
    seen = _until(lambda: title in sheet.preview.text() and not sheet.preview.is_stale)
    return seen, seen + _until(lambda: sheet.is_ready)


def main() -> int:
    """Measures the forms; returns 1 if a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--own", action="store_true", help="pauses by the processor's time alone")
    own = parser.parse_args().own
    good = True
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(profile=Path(folder) / "profile")
        window = program.make_window(desk)
        themes.load_more_fonts(paths.fonts())
        window.resize(1440, 900)
        window.start()
        window.show()
        heart = Heart(time.process_time if own else time.perf_counter)
        window.verbs.export()
        (sheet,) = window.findChildren(BriefingSheet)
        _until(lambda: sheet.is_ready)
        for form in ("one-page", "standard", "full"):
            sheet.choices.form.setCurrentIndex(sheet.choices.form.findData(form))
            _until(lambda: sheet.is_ready)
            heart.begin()
            taken = [_change(sheet, number) for number in range(2 if form == "full" else ROUNDS)]
            written = Path(folder) / f"{form}.pdf"
            sheet.write_to(written)
            _until(written.exists)
            pause = heart.longest * 1000
            seen, whole = sorted(s for s, _a in taken)[len(taken) // 2], sorted(a for _s, a in taken)[len(taken) // 2]
            good &= seen <= SEEN_S and pause <= PAUSE_MS
            print(
                f"  {form:<9} seen {seen:5.2f} s (limit {SEEN_S:.0f})   all {whole:6.2f} s   "
                f"longest pause {pause:5.1f} ms (limit {PAUSE_MS:.0f})"
            )
        heart.stop()
        sheet.reject()
        QTimer.singleShot(0, window.close)
        _until(lambda: not window.isVisible())
        desk.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
