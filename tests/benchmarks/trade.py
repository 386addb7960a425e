"""Measures charts and checks: drawing after a click, panning a million figures, all plausibility checks.

python -m tests.benchmarks.trade
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import math
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import briefing_app.ui  # noqa: F401, I001 - works round the counting of None before Qt is imported
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.domain.bundled import CHART_KEYS
from briefing_app.desk import Desk
from briefing_app.domain import plausibility
from briefing_app.domain.tables import Dataset, Table
from briefing_app.domain.trade import chart
from briefing_app.ui import theme as themes
from briefing_app.ui.charts.plot import ChartView
from briefing_app.ui.tabs.trade import TradeTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import EVERYTHING
from tests.domain.scopes import scope_of

MOST_DRAW_MS, MOST_FRAME_MS, MOST_CHECKS_MS = 50.0, 8.0, 100.0
MILLION = 1_000_000
ROUNDS = 3
"""The quietest round counts: other work on the machine only adds."""
SERIES = "kzaf-turnover-usd"


def drawing(desk: Desk, app: QApplication) -> list[float]:
    """Returns for each question's chart the median time in milliseconds from the click to the painted pixels."""
    tab = TradeTab(desk, Theme())
    tab.resize(1090, 760)
    tab.refresh(EVERYTHING)
    tab.show()
    times: dict[str, list[float]] = {key: [] for key in CHART_KEYS}
    for turn in range(4):
        for key in CHART_KEYS:
            start = time.perf_counter()
            tab._open(key)
            tab._view.grab()
            if turn:  # the first round warms fonts and caches
                times[key].append((time.perf_counter() - start) * 1000)
            app.processEvents()
    tab.close()
    tab.deleteLater()
    return [statistics.median(found) for found in times.values()]


def million(dataset: Dataset) -> Dataset:
    """Returns the data with a million figures in one series: one for each day of 2,700 years, some gaps."""
    pattern = next(o for o in dataset.observations if o.series_id == SERIES and o.preferred)
    first = dt.date(1, 1, 1).toordinal()
    rows = []
    for n in range(MILLION):
        day = dt.date.fromordinal(first + n)
        value = 500 + 300 * math.sin(n / 90) + (n * 7919 % 101)
        rows.append(
            dataclasses.replace(
                pattern,
                observation_id=f"o-{n}",
                period=day.isoformat(),
                period_kind="moment",
                period_start=day,
                period_end=day,
                value=value,
            )
        )
    table = Table(rows=tuple(rows), by_id={})
    return dataclasses.replace(dataset, tables={**dataset.tables, "observations": table})


def panning(dataset: Dataset) -> tuple[list[float], list[float]]:
    """Zooms in and pans over a million figures.

    Returns:
        The time of each frame in milliseconds in the quietest round, and what of the processor a frame took in any.
    """
    view = ChartView(Theme())
    view.resize(1600, 900)
    view.set_spec(chart(SERIES, scope_of(million(dataset))))
    view.show()
    QApplication.processEvents()
    gc.collect()
    gc.freeze()  # as the window does once the data are read
    image = QImage(1600, 900, QImage.Format.Format_ARGB32_Premultiplied)
    box = view._items[0].getViewBox()
    (left, right), _up = box.viewRange()
    rounds, own = [], []
    for _ in range(ROUNDS):
        times = []
        for share in (1.0, 0.5, 0.1, 0.01, 0.001):
            span = (right - left) * share
            for step in range(60):
                start, begun = time.perf_counter(), time.thread_time()
                at = left + (right - left - span) * step / 60
                box.setXRange(at, at + span, padding=0)
                view.render(image)
                times.append((time.perf_counter() - start) * 1000)
                own.append((time.thread_time() - begun) * 1000)
        rounds.append(sorted(times[10:]))
    view.close()
    view.deleteLater()
    return min(rounds, key=lambda times: times[int(len(times) * 0.99)]), sorted(own[10:])


def main() -> int:
    """Prints the figures; returns 1 if one of the goals is missed."""
    app = QApplication([])
    themes.load_first_fonts(Path(__file__).resolve().parents[2] / "resources/fonts")
    themes.apply(app, Theme())
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(profile=Path(folder))
        plausibility.findings(desk.dataset)
        rounds = []
        for _ in range(9):
            start = time.perf_counter()
            found = plausibility.findings(desk.dataset)
            rounds.append((time.perf_counter() - start) * 1000)
        checks = statistics.median(rounds)
        draws = drawing(desk, app)
        frames, own = panning(desk.dataset)
        desk.close()
    p99 = frames[int(len(frames) * 0.99)]
    print(f"{len(found)} findings of all plausibility checks in {checks:.1f} ms (limit {MOST_CHECKS_MS:.0f})")
    print(
        f"{len(draws)} charts drawn after a click: median {statistics.median(draws):.1f} ms (limit "
        f"{MOST_DRAW_MS:.0f}), slowest {max(draws):.1f} ms"
    )
    print(
        f"a million figures, {len(frames)} frames at 1600x900, quietest of {ROUNDS} rounds: "
        f"median {statistics.median(frames):.1f} ms, p99 {p99:.1f} ms (limit {MOST_FRAME_MS}), "
        f"of the processor {statistics.median(own):.1f} and {own[int(len(own) * 0.99)]:.1f} ms"
    )
    return int(checks > MOST_CHECKS_MS or statistics.median(draws) > MOST_DRAW_MS or p99 > MOST_FRAME_MS)


if __name__ == "__main__":
    sys.exit(main())
