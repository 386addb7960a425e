"""Units as people say them: "1.5 million tonnes", not "1,500 thousand"; the figures themselves stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing_app.domain.wording import number, unit_words
from briefing_app.translation import tr, trl

_BARE: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "thousand t": (trl("tonnes"), 1e3),
        "thousand t a month": (trl("tonnes a month"), 1e3),
        "t": (trl("tonnes"), 1.0),
        "Mt": (trl("tonnes"), 1e6),
        "Mt a year": (trl("tonnes a year"), 1e6),
        "million USD": (trl("US dollars"), 1e6),
        "billion USD": (trl("US dollars"), 1e9),
        "billion EUR": (trl("euros"), 1e9),
        "billion KZT": (trl("tenge"), 1e9),
        "trillion KZT": (trl("tenge"), 1e12),
        "million TEU": (trl("TEU"), 1e6),
    }
)
"""Units that hold a power of ten: the unit without it, and the power."""
_SIZES = ((1e12, trl("{value} trillion")), (1e9, trl("{value} billion")), (1e6, trl("{value} million")))
_MUCH = 1000.0
"""From here on a unit such as "million USD" asks for its next larger word."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How the figures of one chart are said.

    Attributes:
        label: The unit on the axis.
        words: Says one value of the axis.
    """

    label: str
    words: Callable[[float], str]


def spoken_in(unit: str, values: Iterable[float]) -> Spoken:
    """Returns how figures of a unit are said together.

    As long as all stay below a thousand, the unit stands on the axis with its power ("thousand tonnes"); beyond that
    the unit stands bare and every figure carries its own word ("537,000", "1.5 million").

    Args:
        unit: The unit in the words of the data.
        values: All figures of the chart.
    """
    bare = _BARE.get(unit)
    if bare is None or max(map(abs, values), default=0.0) < _MUCH:
        return Spoken(unit_words(unit), number)
    name, power = bare
    return Spoken(tr(name), lambda value: _size_words(value * power))


def _size_words(value: float) -> str:
    for size, name in _SIZES:
        if abs(value) >= size:
            return tr(name, value=number(round(value / size, 10)))
    return number(round(value, 6))


__all__ = ["Spoken", "spoken_in"]
