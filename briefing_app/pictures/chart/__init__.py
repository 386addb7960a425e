"""Charts: the same marks, bars, lines and words on the screen, on paper and in every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.pictures.chart.direct import told_at_marks
    from briefing_app.pictures.chart.draw import draw, explain, legend
    from briefing_app.pictures.chart.marks import draw_marks
    from briefing_app.pictures.chart.plot import Plot, Scale

_WHERE = {
    "direct": ("told_at_marks",),
    "draw": (
        "draw",
        "explain",
        "legend",
    ),
    "marks": ("draw_marks",),
    "plot": (
        "Plot",
        "Scale",
    ),
}
names_from(__name__, _WHERE)

__all__ = ["Plot", "Scale", "draw", "draw_marks", "explain", "legend", "told_at_marks"]
