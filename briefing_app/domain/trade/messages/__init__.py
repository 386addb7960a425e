"""Kinds of message: each a pure function from figures to the placeholders that a sentence of the data may name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from briefing_app.domain.model import Message
from briefing_app.domain.trade.messages import between, over_time
from briefing_app.domain.trade.messages.figures import Figures, Group, Item, Line

Kind = Callable[[Figures], Mapping[str, str] | None]
"""Returns the placeholders with their words, or None where the figures do not bear such a message out."""

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "rise-then-fall": over_time.rise_then_fall,
        "rise": over_time.rise,
        "fall": over_time.fall,
        "first-to-last": over_time.first_to_last,
        "peak-and-last": over_time.peak_and_last,
        "target-multiple": over_time.target_multiple,
        "range": over_time.range_of_preferred,
        "range-of-statements": over_time.range_of_statements,
        "share-of-sum": over_time.share_of_sum,
        "first-larger": over_time.first_larger,
        "two-values": over_time.two_values,
        "leader": between.leader,
        "leader-and-ratio": between.leader_and_ratio,
        "leader-share": between.leader_share,
        "share-of-whole": between.share_of_whole,
        "far-below": between.far_below,
        "equal-cut-off": between.equal_cut_off,
    }
)


def title(messages: Iterable[Message], figures: Figures, *, fallback: str) -> str:
    """Returns the first message that fits the figures, in words.

    Args:
        messages: The messages of one question.
        figures: What its chart is drawn from.
        fallback: The title where none fits.
    """
    for message in sorted(messages, key=lambda m: m.order):
        kind = KINDS.get(message.kind)
        found = kind(figures) if kind is not None else None
        if found is not None:
            return filled(message.words, found)
    return fallback


def filled(words: str, values: Mapping[str, str]) -> str:
    """Returns words with their placeholders filled; a placeholder that nothing is given for stays as it is written.

    The words are data: nothing but a bare name in braces has a meaning.
    """
    for name, value in values.items():
        words = words.replace("{" + name + "}", value)
    return words


__all__ = ["KINDS", "Figures", "Group", "Item", "Kind", "Line", "filled", "title"]
