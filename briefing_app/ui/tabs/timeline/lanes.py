"""What a person did to the lanes: folded, moved, pinned; remembered by their keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class LaneStates:
    """Order, folds and pins for one way of making lanes. Lanes that are not there now are remembered all the same."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.folded: set[str] = set()
        self.pinned: set[str] = set()
        self.moved = False

    def fit(self, keys: Sequence[str]) -> None:
        """Takes in new lanes at the end. Until a person moves a lane, the order is that of the spec."""
        known = set(self.order)
        if self.moved:
            self.order += [key for key in keys if key not in known]
        else:
            self.order = list(keys)

    def numbers(self, keys: Sequence[str]) -> tuple[list[int], set[int], set[int]]:
        """Returns order, folded and pinned lanes as indexes into the keys."""
        number = {key: i for i, key in enumerate(keys)}
        order = [number[key] for key in self.order if key in number]
        return (
            order,
            {number[key] for key in self.folded if key in number},
            {number[key] for key in self.pinned if key in number},
        )

    def put(self, key: str, other: str) -> None:
        """Moves a lane to the place of another one; the other moves aside."""
        if key in self.order and other in self.order:
            at = self.order.index(other)
            self.order.remove(key)
            self.order.insert(at, key)
            self.moved = True
            if (key in self.pinned) != (other in self.pinned):
                self.pin(key)

    def fold(self, key: str) -> None:
        """Folds or unfolds a lane."""
        self.folded ^= {key}

    def pin(self, key: str) -> None:
        """Pins a lane or lets it go."""
        self.pinned ^= {key}

    def reset(self, keys: Sequence[str]) -> None:
        """Forgets what was done to the lanes."""
        self.folded, self.pinned, self.moved, self.order = set(), set(), False, list(keys)

    def save(self) -> dict[str, Any]:
        """Returns JSON types."""
        return {"order": self.order if self.moved else [], "folded": sorted(self.folded), "pinned": sorted(self.pinned)}

    @classmethod
    def restore(cls, saved: object) -> LaneStates:
        """Takes back what ``save`` returned; anything else is an untouched state."""
        made = cls()
        if isinstance(saved, dict):
            made.order = _words(saved.get("order"))
            made.moved = bool(made.order)
            made.folded = set(_words(saved.get("folded")))
            made.pinned = set(_words(saved.get("pinned")))
        return made


def _words(value: object) -> list[str]:
    return list(dict.fromkeys(v for v in value if isinstance(v, str))) if isinstance(value, list) else []
