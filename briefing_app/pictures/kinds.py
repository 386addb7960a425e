"""What can be drawn."""

from __future__ import annotations

from briefing_app.domain.specs import CausalSpec, ChartSpec, GraphSpec, MapSpec, TableSpec, TimelineSpec
from briefing_app.pictures.timeline import TimelineView

Spec = CausalSpec | ChartSpec | MapSpec | GraphSpec | TimelineSpec | TimelineView | TableSpec
"""A table is drawn as the matrix that it is."""
