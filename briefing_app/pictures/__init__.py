"""Each picture drawn once, against a pen: the same words, marks and legend on screen, on paper and in files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing_app.domain import specs
from briefing_app.late import names_from
from briefing_app.pictures import frame
from briefing_app.pictures.frame import WIDTH
from briefing_app.pictures.pen import Box, Drawn, Pen
from briefing_app.pictures.svg_pen import SvgPen

if TYPE_CHECKING:
    from briefing_app.pictures.kinds import Spec

__all__ = ["WIDTH", "Spec", "compose", "draw", "svg"]

_WHERE = {"kinds": ("Spec",)}
names_from(__name__, _WHERE)


def draw(pen: Pen, spec: Spec, room: Box) -> Drawn:
    """Draws the picture of a spec without words around it.

    Args:
        pen: The pen.
        spec: What to draw.
        room: Where; as tall as the picture needs if its height is nought.
    """
    # What draws the one kind is imported with it alone.
    if isinstance(spec, specs.ChartSpec):
        from briefing_app.pictures import chart

        return chart.draw(pen, spec, room)
    if isinstance(spec, specs.CausalSpec):
        from briefing_app.pictures import causal

        return causal.draw(pen, spec, room)
    if isinstance(spec, specs.MapSpec):
        from briefing_app.pictures import map

        return map.draw(pen, spec, room)
    if isinstance(spec, specs.GraphSpec):
        from briefing_app.pictures import graph

        return graph.draw(pen, spec, room)
    if isinstance(spec, specs.TableSpec):
        from briefing_app.pictures import matrix

        return matrix.draw(pen, spec, room)
    from briefing_app.pictures import timeline

    return timeline.draw(pen, spec, room)


def compose(pen: Pen, spec: Spec, *, alone: bool, width: float = WIDTH, tall: float = 0.0) -> float:
    """Draws a picture as it leaves; returns how tall it is.

    Args:
        pen: The pen.
        spec: What to draw.
        alone: True to add title, subtitle, sources and edition, for a picture without a page around it.
        width: Width in points.
        tall: Height of the picture itself; nought for as tall as it needs.
    """
    room = frame.head(pen, spec.caption, alone=alone, width=width)
    room = Box(room.left, room.top, room.width, tall)
    bottom = draw(pen, spec, room).bottom
    return frame.foot(pen, spec.caption, alone=alone, bottom=bottom, width=width)


def svg(spec: Spec, *, tones: Mapping[str, str], alone: bool = False, width: float = WIDTH, tall: float = 0.0) -> str:
    """Returns a picture as SVG text.

    Args:
        spec: What to draw.
        tones: Colours by name, such as those of a theme of ``domain.colours``.
        alone: True to add title, subtitle, sources and edition, for a picture that leaves without a page around it.
        width: Width in points.
        tall: Height of the picture itself; nought for as tall as it needs.
    """
    pen = SvgPen(tones, alone=alone)
    height = compose(pen, spec, alone=alone, width=width, tall=tall)
    return pen.finish(width, height, title=spec.caption.title, summary=spec.caption.summary)
