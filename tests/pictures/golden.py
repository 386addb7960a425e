"""The small pictures of the window as they should look; ``python -m tests.pictures.golden`` makes them anew.

They are made from words and numbers of their own, so that new data change none of them. Look at every picture that
changes before it is committed.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from briefing_app import paths
from briefing_app.domain.ambitions import Step, Way
from briefing_app.domain.claims import VerdictCount
from briefing_app.domain.colours import THEMES, ThemeName
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Axis, Caption, ChartSeries, ChartSpec, Mark
from briefing_app.domain.timeline import View
from briefing_app.domain.wording import sign_of
from briefing_app.pictures import chain, chart, timeline, verdicts
from briefing_app.pictures.pen import Blank, Box, Drawn, Pen
from briefing_app.pictures.svg_pen import SvgPen
from briefing_app.ui import theme as themes
from briefing_app.ui.painter_pen import Kept, PainterPen
from tests.pictures.likeness import rendered

FOLDER = Path(__file__).with_name("golden")
WIDTH, SCALE, EDGE = 470.0, 2.0, 4.0
THEMED: tuple[ThemeName, ...] = ("light", "dark")
ROOM = Box(EDGE, EDGE, WIDTH - 2 * EDGE, 0.0)
COUNTS = tuple(
    VerdictCount(verdict=key, sign=sign.sign, word=sign.word, tone=sign.tone, count=count)
    for key, count in (("corroborated", 41), ("partly", 17), ("implausible", 6), ("not-checkable", 1))
    for sign in (sign_of("verdict", key),)
)
STEPS = tuple(
    Step(label=label, lean=sign_of("evidence-direction", lean), counts=counts, refs=(Ref("evidence", label),))
    for label, lean, counts in (
        ("Political intent", "supports", (9, 2, 1)),
        ("Financing", "undercuts", (1, 3, 7)),
        ("Construction through mountains", "mixed", (2, 6, 2)),
        ("Freight", "undercuts", (0, 0, 4)),
    )
)
WAY = Way(
    ambition="A",
    letter="A",
    tone="A",
    title="Transit country",
    statement="",
    statement_ref=None,
    judgements=(),
    steps=STEPS,
    speaks_for=(),
    speaks_against=(),
    mixed=0,
    indicators=(),
)
FULL = View(dt.date(1995, 1, 1).toordinal(), dt.date(2026, 1, 1).toordinal())
SPAN = timeline.Span(
    full=FULL,
    view=View(dt.date(2021, 6, 1).toordinal(), dt.date(2024, 3, 1).toordinal()),
    counts=tuple((i * i * 7) % 23 if i > 20 else i % 3 for i in range(timeline.columns_in(ROOM.width))),
)
CHART = ChartSpec(
    caption=Caption(key="small", title="Turnover"),
    form="dots",
    x=Axis(label="", kind="time", ticks=((2020.0, "2020"), (2022.0, "2022"), (2024.0, "2024")), low=2019, high=2026),
    y=Axis(label="million USD", kind="number", ticks=((0.0, "0"), (500.0, "500"), (1000.0, "1,000")), high=1100),
    series=(
        ChartSeries(
            key="s",
            label="customs",
            joined=True,
            marks=(Mark(x=2020, y=640, label="640"), Mark(x=2022, y=980), Mark(x=2024, y=870, form="part")),
        ),
        ChartSeries(key="r", label="others", marks=(Mark(x=2022, y=760, form="rival"),)),
    ),
)
LOW = Box(EDGE, EDGE, WIDTH - 2 * EDGE, 34.0)
TALL = Box(EDGE, EDGE, 300.0, 118.0)


def _verdicts(pen: Pen) -> Drawn:
    return verdicts.draw(pen, COUNTS, ROOM, at=1)


def _chain(pen: Pen) -> Drawn:
    return chain.draw(pen, WAY, ROOM, hand=chain.Hand(pressed=1, under=2, at=0))


def _span(pen: Pen) -> Drawn:
    timeline.draw_span(pen, SPAN, LOW)
    return Drawn(LOW.bottom, timeline.span_places(SPAN, LOW))


def _chart(pen: Pen) -> Drawn:
    return chart.draw(pen, CHART, TALL)


PICTURES: Mapping[str, Callable[[Pen], Drawn]] = {
    "verdicts": _verdicts,
    "chain": _chain,
    "span": _span,
    "small-chart": _chart,
}


def height_of(name: str) -> float:
    """Returns how tall a picture is in points, its edge included."""
    return math.ceil(PICTURES[name](Blank()).bottom + EDGE)


def painted(name: str, theme: ThemeName) -> QImage:
    """Returns a picture as the window paints it."""
    image = QImage(int(WIDTH * SCALE), int(height_of(name) * SCALE), QImage.Format.Format_RGB32)
    image.fill(QColor(THEMES[theme]["paper"]))
    painter = QPainter(image)
    pen = PainterPen(painter, Kept(theme), unit=SCALE)
    PICTURES[name](pen)
    pen.end()
    painter.end()
    return image


def written(name: str, theme: ThemeName) -> QImage:
    """Returns a picture as a file of it looks in another renderer."""
    pen = SvgPen(THEMES[theme])
    height = height_of(name)
    pen.box(0, 0, WIDTH, height, fill="paper")
    PICTURES[name](pen)
    return rendered(pen.finish(WIDTH, height, title=name, summary=name), str(paths.fonts()))


def path_of(name: str, theme: ThemeName) -> Path:
    """Returns where the golden image of a picture lies."""
    return FOLDER / f"{name}-{theme}.png"


def main() -> int:
    """Paints all of them anew."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv)
    themes.load_first_fonts(paths.fonts())
    themes.load_more_fonts(paths.fonts())
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        for theme in THEMED:
            painted(name, theme).save(str(path_of(name, theme)))
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
