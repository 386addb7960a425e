"""Which placeholders each kind of message and note gives, for those who write them and those who check them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

MESSAGES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "rise-then-fall": frozenset({"grew", "first", "peak", "last", "times", "change", "fall"}),
        "rise": frozenset({"first", "last", "change"}),
        "fall": frozenset({"first", "last", "change"}),
        "first-to-last": frozenset({"first", "first_value", "first_amount", "last", "last_value", "last_amount"}),
        "peak-and-last": frozenset({"peak", "peak_value", "peak_amount", "last", "last_value", "last_amount"}),
        "target-multiple": frozenset({"times", "year"}),
        "range": frozenset({"low", "high", "range"}),
        "range-of-statements": frozenset({"low", "high", "range"}),
        "share-of-sum": frozenset({"share", "year"}),
        "first-larger": frozenset({"first", "second", "difference"}),
        "two-values": frozenset({"first", "second", "difference"}),
        "leader": frozenset({"leader", "value", "amount", "when", "year"}),
        "leader-and-ratio": frozenset({"leader", "second", "times", "when", "year"}),
        "leader-share": frozenset({"leader", "share", "when", "year"}),
        "share-of-whole": frozenset({"share", "year"}),
        "far-below": frozenset({"value", "low", "high"}),
        "equal-cut-off": frozenset({"change", "moved", "when"}),
    }
)
NOTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "note": frozenset(),
        "caveat": frozenset(),
        "needed-growth": frozenset(
            {"goal", "goal_amount", "end", "need", "value", "value_amount", "base", "best_year", "best"}
        ),
        "goal-without-end": frozenset({"goal", "goal_amount", "times", "value", "value_amount", "year"}),
    }
)
MARKS = frozenset({"label", "year", "when", "who", "season"})
"""Placeholders in the name of a single mark."""
SUBTITLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {"bars": frozenset({"year", "when"}), "multiples": frozenset({"unit"})}
)
"""Placeholders in a subtitle, by form of chart; other forms give none."""
PERIOD_RULES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "line": frozenset({"all", "measured", "open-years"}),
        "dots": frozenset({"all", "measured", "open-years"}),
        "columns": frozenset({"all", "measured", "open-years"}),
        "multiples": frozenset({"all", "open-years"}),
        "bars": frozenset({"latest-year", "every-year", "every-period"}),
        "stacked": frozenset({"common-periods", "common-windows"}),
        "paired": frozenset({"common-periods", "common-windows", "equal-cut-off"}),
        "scatter": frozenset({"same-period"}),
    }
)
"""The rules of periods that each form of chart knows."""
_NAMED = re.compile(r"\{([^{}]*)\}")


def named(words: str) -> tuple[str, ...]:
    """Returns the placeholders that words name, in order."""
    return tuple(_NAMED.findall(words))
