"""The arithmetic on figures: growth, required growth, price, share and index, each naming its inputs."""

from __future__ import annotations

from collections.abc import Mapping


def growth(before: float, after: float) -> float:
    """Returns the change in per cent: 100 × (after ÷ before − 1).

    Args:
        before: The base, above nought: from nought or below no change has a number.
        after: The later figure, not below nought: a change of sign is no rise or fall in per cent.

    Raises:
        ValueError: A figure is not of that kind.
    """
    if not comparable(before, after):
        raise ValueError("a change in per cent needs a base above nought and a figure not below it")
    return 100.0 * (after / before - 1.0)


def comparable(before: float, after: float) -> bool:
    """Tells whether the change from one figure to another can be said in per cent."""
    return before > 0 and after >= 0


def required_growth(now: float, goal: float, years: float) -> float:
    """Returns the growth a year, in per cent, that leads from now to a goal: 100 × ((goal ÷ now)^(1 ÷ years) − 1).

    Args:
        now: Last actual figure, above nought.
        goal: The target, above nought.
        years: Years between them, above nought.

    Raises:
        ValueError: A value is not above nought.
    """
    if now <= 0 or goal <= 0 or years <= 0:
        raise ValueError("growth needs values and a time above nought")
    return 100.0 * (float((goal / now) ** (1.0 / years)) - 1.0)


def unit_price(million_usd: float, thousand_tonnes: float) -> float:
    """Returns US dollars per tonne: million ÷ thousand tonnes × 1,000.

    Raises:
        ZeroDivisionError: The quantity is nought.
    """
    return million_usd / thousand_tonnes * 1000.0


def share(part: float, whole: float) -> float:
    """Returns a part in per cent of the whole.

    Raises:
        ZeroDivisionError: The whole is nought.
    """
    return 100.0 * part / whole


def best_year(values: Mapping[int, float]) -> tuple[int, float] | None:
    """Returns the year with the largest growth on the year directly before it, and that growth in per cent.

    Args:
        values: Figures of whole years. Years without a direct predecessor are passed over: gaps stay gaps.
    """
    # A plain way, for paper needs no more; ``tests/domain/test_frames.py`` compares the two.
    steps = [
        ((values[year] / values[year - 1] - 1.0) * 100.0, -year)
        for year in values
        if year - 1 in values and comparable(values[year - 1], values[year])
    ]
    if not steps:
        return None
    best, year = max(steps)
    return -year, best
