"""Pictures as SVG text, written from the same specs that the screen reads."""

from __future__ import annotations

from collections.abc import Mapping

from briefing_app.domain.specs import ChartSpec, GraphSpec, MapSpec, TimelineSpec
from briefing_app.report.figures import chart, graph, map, timeline

__all__ = ["svg"]


def svg(spec: ChartSpec | MapSpec | GraphSpec | TimelineSpec, *, tones: Mapping[str, str], alone: bool = False) -> str:
    """Returns a picture as SVG text.

    Args:
        spec: What to draw.
        tones: Colours by name, such as those of a theme of ``domain.colours``.
        alone: True to add title, subtitle, sources and edition, for a picture that leaves without a page around it.
    """
    if isinstance(spec, ChartSpec):
        return chart.svg(spec, tones=tones, alone=alone)
    if isinstance(spec, MapSpec):
        return map.svg(spec, tones=tones, alone=alone)
    if isinstance(spec, GraphSpec):
        return graph.svg(spec, tones=tones, alone=alone)
    return timeline.svg(spec, tones=tones, alone=alone)
