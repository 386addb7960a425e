"""Series of very many figures: columns of numbers instead of a record for each mark, which is made when asked for."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from briefing_app.domain.model import Observation, Series
from briefing_app.domain.specs import ChartSeries, ManyMarks, Mark
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade.figures import SPOKEN_OF, mark_of, place_on_time
from briefing_app.translation import grouped, tr, trn

MANY = 5_000
"""Figures of one series from which on they are drawn as a band instead of one by one."""
MOST_ROWS = 20_000
"""Rows of the equal table; a chart of more figures says so."""


def line(dataset: Dataset, series: Series, mine: Sequence[Observation], *, tone: str) -> ChartSeries:
    """Returns a series whose preferred measurements are columns of numbers in the order of time."""
    placed = []
    for o in mine:
        place = place_on_time(o)
        if place is not None and o.preferred and o.status not in SPOKEN_OF:
            x = place[0] if place[1] is None else (place[0] + place[1]) / 2
            placed.append((x, o.value, o))
    placed.sort(key=lambda item: item[0])
    chosen = [o for _x, _y, o in placed]

    def mark(at: int) -> Mark:
        return mark_of(dataset, chosen[at], series, x=placed[at][0])

    many = ManyMarks(xs=array("d", (p[0] for p in placed)), ys=array("d", (p[1] for p in placed)), mark=mark)
    return ChartSeries(
        key=series.id,
        label=series.label,
        marks=(),
        tone=tone,
        joined=True,
        ref=series.ref,
        many=many if placed else None,
    )


def note(figures: int) -> str:
    """Returns what a chart of very many figures says about itself."""
    words = trn(
        "{n} figure: drawn as a band from lowest to highest, rival figures left out.",
        "{n} figures: drawn as a band from lowest to highest, rival figures left out.",
        figures,
    )
    if figures > MOST_ROWS:
        words += " " + tr("The table shows the first {n}; narrow the period to see others.", n=grouped(MOST_ROWS))
    return words
