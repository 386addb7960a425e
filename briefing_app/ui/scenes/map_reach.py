"""What of a map lies within reach of a point, and which of it a press there means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import MapLine
from briefing_app.pictures.pen import XY, Place

_MOST_TOLD = 5
"""Lines that a tooltip tells of."""


class WithinReach(NamedTuple):
    """What lies near one point of a map.

    Attributes:
        spot: The nearest place, if any; it comes before lines.
        routes: The lines, the nearest first.
    """

    spot: Place | None
    routes: tuple[MapLine, ...]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All entries that a press there may mean, the first one first."""
        if self.spot is not None:
            return () if self.spot.ref is None else (self.spot.ref,)
        return tuple(ref for line in self.routes for ref in (line.corridor, line.ref))

    @property
    def words(self) -> str:
        """What is told of it, a line each."""
        if self.spot is not None:
            return self.spot.spoken
        return "\n".join(dict.fromkeys(line.spoken for line in self.routes[:_MOST_TOLD]))

    def pressed(self, current: Ref | None) -> Ref | None:
        """Returns the entry that a press selects.

        Where several corridors run, pressing again goes on to the next one; where one runs alone, pressing again
        selects the piece.

        Args:
            current: The corridor that is chosen now.
        """
        if self.spot is not None:
            return self.spot.ref
        corridors = list(dict.fromkeys(line.corridor for line in self.routes))
        if not corridors:
            return None
        if current not in corridors:
            return corridors[0]
        if len(corridors) == 1:
            return self.routes[0].ref
        return corridors[(corridors.index(current) + 1) % len(corridors)]


def find(places: Sequence[Place], lines: Mapping[Ref, MapLine], at: XY, reach: float) -> WithinReach:
    """Finds what lies near a point.

    Args:
        places: All that is drawn.
        lines: The pieces of corridors by entry.
        at: The point, in points of the picture.
        reach: How far away is still near, in points.
    """
    measured = [(place.away(at), n) for n, place in enumerate(places)]
    near = [places[n] for away, n in sorted(measured) if away <= reach]
    spot = next((place for place in near if not place.points), None)
    routes = tuple(lines[place.ref] for place in near if place.points and place.ref is not None)
    return WithinReach(spot, routes)
