"""Back and forward, as in a browser: the places the person has been to."""

from __future__ import annotations

from typing import NamedTuple

from briefing_app.domain.model import Ref

LIMIT = 200


class Place(NamedTuple):
    """A tab and the entry that was selected in it."""

    tab: str
    ref: Ref | None


class History:
    """A list of places with a cursor. Walking along rows changes the place; following a link opens a new one."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place where the person is."""
        return self._places[self._at] if self._places else None

    def amend(self, place: Place) -> None:
        """Changes the current place without a step."""
        if self._places:
            self._places[self._at] = place
        else:
            self.visit(place)

    def visit(self, place: Place) -> None:
        """Opens a new place; what lay ahead is forgotten. Visiting the same place twice is one visit."""
        if place == self.current:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[:-LIMIT]
        self._at = len(self._places) - 1

    def can(self, step: int) -> bool:
        """Tells whether one can go back (-1) or forward (1)."""
        return 0 <= self._at + step < len(self._places)

    def go(self, step: int) -> Place | None:
        """Moves the cursor and returns the place, or None at the end of the list."""
        if not self.can(step):
            return None
        self._at += step
        return self._places[self._at]
