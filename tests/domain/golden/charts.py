"""Charts as plain values: title, subtitle, notes, marks, figures and tables, for one file that holds all of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing_app.domain.filters import Filter
from briefing_app.domain.specs import Axis, ChartSeries, ChartSpec, Mark
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import ChartOptions, chart
from tests.domain.scopes import scope_of

FILE = Path(__file__).with_name("charts.json")
ASKED: Mapping[str, tuple[Filter, ChartOptions]] = {
    "plain": (Filter(), ChartOptions()),
    "as known on the day of the document": (Filter(as_known_on=dt.date(2024, 1, 10)), ChartOptions()),
    "2021 to 2023": (Filter(start=dt.date(2021, 1, 1), end=dt.date(2023, 12, 31)), ChartOptions()),
    "index": (Filter(), ChartOptions(index_year=2022)),
    "change": (Filter(), ChartOptions(change=True)),
    "log": (Filter(), ChartOptions(log=True)),
}
"""Ways to ask; each chart is drawn up in each of them."""


def all_charts(dataset: Dataset) -> dict[str, Any]:
    """Returns the chart of every question in every way of asking."""
    return {
        f"{key}: {way}": plain(chart(key, scope_of(dataset, chosen), options=options), full=way == "plain")
        for key in (question.id for question in dataset.questions)
        for way, (chosen, options) in ASKED.items()
    }


def plain(spec: ChartSpec, *, full: bool = True) -> dict[str, Any]:
    """Returns a chart as values of JSON; the edition is left out, for it changes with every edition.

    Args:
        spec: The chart.
        full: False to leave out spoken words and table, which are made of the same figures however one asks.
    """
    caption = spec.caption
    return {
        "title": caption.title,
        "subtitle": caption.subtitle,
        "notes": list(caption.notes),
        "summary": caption.summary,
        "empty": caption.empty,
        "sources": [f"{s.ref}: {s.text} ({s.grade})" for s in caption.sources],
        "form": spec.form,
        "x": _axis(spec.x),
        "y": _axis(spec.y),
        "series": [_series(line, full) for line in spec.series],
        "spans": [list(span) for span in spec.spans],
        "table": [
            " | ".join([str(row.ref), *(cell.text for cell in row.cells)])
            for row in (spec.table.rows if spec.table and full else ())
        ],
        "panels": [plain(panel, full=full) for panel in spec.panels],
    }


def _axis(axis: Axis) -> list[Any]:
    return [axis.label, axis.kind, [words for _place, words in axis.ticks], axis.low, axis.high, axis.log]


def _series(line: ChartSeries, full: bool) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label,
        "tone": line.tone,
        "joined": line.joined,
        "breaks": sorted(line.breaks),
        "ref": str(line.ref or ""),
        "marks": [_mark(mark, full) for mark in line.marks],
    }


def _mark(mark: Mark, full: bool) -> str:
    numbers = (mark.x, mark.x_end, mark.y, mark.y_high, mark.base)
    said = (
        *(f"{n:.6g}" if n is not None else "-" for n in numbers),
        mark.form,
        mark.label,
        str(mark.ref),
        mark.spoken if full else "",
    )
    return " | ".join(said)


def read() -> dict[str, Any]:
    """Returns the file."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def write(charts: Mapping[str, Any]) -> None:
    """Writes the file anew, after every difference has been looked at."""
    FILE.write_text(json.dumps(charts, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
