"""Where the actors of a network stand: springs along relations, a push between all others, always with one outcome.

Source: the forces of T. M. J. Fruchterman and E. M. Reingold (1991); in large networks each actor is pushed by a
sample of the others that is drawn anew in every round, from one seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from briefing_app.domain.actors.network import Places, as_numbers

ROUNDS = 120
ALL_PAIRS = 400
"""Actors up to which each is pushed by every other."""
_SAMPLE = 24
_SEED = 20_240_229
_MARGIN = 0.05
_GRAVITY = 1.5
"""Draws all to the middle, so that actors joined to nobody else stand not far off."""


class Stopped(Exception):
    """Somebody no longer wants the layout."""


def layout(
    idents: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Places:
    """Returns a place between 0 and 1 for each actor; the same network always gets the same ones.

    Args:
        idents: The actors, in a fixed order.
        pairs: Who is joined to whom.
        progress: Told the share that is done.
        cancelled: Asked in every round whether to stop.

    Raises:
        Stopped: It was to stop.
    """
    if not idents:
        return {}
    import numpy as np

    ends, numbers = as_numbers(idents, pairs)
    count, chance = len(idents), np.random.default_rng(_SEED)
    turns = np.arange(count) * 2.399963  # the golden angle spreads any number of points evenly
    at = np.stack([np.cos(turns), np.sin(turns)], axis=1) * np.sqrt((np.arange(count) + 0.5) / count)[:, None]
    ideal = 1.6 / count**0.5
    for number in range(ROUNDS):
        if cancelled is not None and cancelled():
            raise Stopped
        move = _push(at, ideal, chance) - at * _GRAVITY
        if len(ends):
            _pull(at, ends, ideal, move)
        far = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        most = 0.18 * (1 - number / ROUNDS) ** 1.5 + 0.001
        at += move / far[:, None] * np.minimum(far, most)[:, None]
        if progress is not None:
            progress((number + 1) / ROUNDS)
    placed = _spread(at)
    return {ident: (round(float(placed[n, 0]), 4), round(float(placed[n, 1]), 4)) for ident, n in numbers.items()}


def _push(at: Any, ideal: float, chance: Any) -> Any:
    import numpy as np

    count = len(at)
    if count <= ALL_PAIRS:
        apart = at[:, None, :] - at[None, :, :]
        weight = 1.0
    else:
        others = chance.integers(0, count, size=(count, _SAMPLE))
        apart = at[:, None, :] - at[others]
        weight = count / _SAMPLE
    square = np.maximum((apart**2).sum(axis=2), (ideal * 0.1) ** 2)
    near = 1.0 if count <= ALL_PAIRS else np.minimum(1.0, (square / (ideal * ideal)))
    return (
        (apart * (ideal * ideal / square * near)[:, :, None]).sum(axis=1)
        * weight
        * (1.0 if count <= ALL_PAIRS else 0.3)
    )


def _pull(at: Any, ends: Any, ideal: float, move: Any) -> None:
    import numpy as np

    apart = at[ends[:, 0]] - at[ends[:, 1]]
    force = apart * (np.hypot(apart[:, 0], apart[:, 1]) / ideal)[:, None]
    for axis in (0, 1):
        move[:, axis] -= np.bincount(ends[:, 0], force[:, axis], len(at))
        move[:, axis] += np.bincount(ends[:, 1], force[:, axis], len(at))


def _spread(at: Any) -> Any:
    """Fills the picture to its margins, each axis by itself: pictures are wider than tall."""
    import numpy as np

    least, most = at.min(axis=0), at.max(axis=0)
    wide = np.where(most - least > 1e-9, most - least, 1.0)
    shares = np.where(most - least > 1e-9, (at - least) / wide, 0.5)
    return _MARGIN + shares * (1 - 2 * _MARGIN)
