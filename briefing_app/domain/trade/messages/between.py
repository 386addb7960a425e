"""Messages on figures that stand together: who leads, what share one has, what lies far below, equal cut-offs."""

from __future__ import annotations

from collections.abc import Mapping

from briefing_app.domain.trade import growth
from briefing_app.domain.trade.messages.figures import Figures, Item
from briefing_app.domain.wording import number, number_words
from briefing_app.translation import tr

Values = Mapping[str, str] | None
FAR = 2.0
"""A quoted price lies far below where the lowest price is more than so many times as high."""


def _largest(items: tuple[Item, ...]) -> Item:
    return max(items, key=lambda item: item.value)


def leader(figures: Figures) -> Values:
    """The largest figure of the last group."""
    group = figures.last
    if not group.items:
        return None
    first = _largest(group.items)
    return {
        "leader": first.name,
        "value": number(first.value),
        "amount": number_words(first.value, first.unit),
        "when": group.when,
        "year": group.year,
    }


def leader_and_ratio(figures: Figures) -> Values:
    """The largest figure of the last group, and how many times the second it is."""
    group = figures.last
    if len(group.items) < 2:
        return None
    first = _largest(group.items)
    second = _largest(tuple(item for item in group.items if item is not first))
    if second.value <= 0:
        return None
    times = number(round(first.value / second.value, 1))
    return {"leader": first.name, "second": second.name, "times": times, "when": group.when, "year": group.year}


def leader_share(figures: Figures) -> Values:
    """The largest figure of the last group in per cent of its sum."""
    group = figures.last
    values = [item.value for item in group.items]
    if sum(values) <= 0:
        return None
    first = _largest(group.items)
    share = number(round(growth.share(max(values), sum(values))))
    return {"leader": first.name, "share": share, "when": group.when, "year": group.year}


def share_of_whole(figures: Figures) -> Values:
    """The figure with the role of a part in per cent of that with the role of the whole, in the last group."""
    group = figures.last
    part = next((item.value for item in group.items if item.role == "part"), None)
    whole = next((item.value for item in group.items if item.role == "whole"), None)
    if part is None or whole is None or not growth.comparable(whole, part):
        return None
    return {"share": number(round(growth.share(part, whole), 1)), "year": group.year}


def far_below(figures: Figures) -> Values:
    """The lowest quoted price lies below half the lowest price."""
    items = [item for group in figures.groups for item in group.items]
    quoted = [item.value for item in items if item.role == "quoted-price"]
    market = [item.value for item in items if item.role == "price"]
    if not quoted or not market or min(quoted) >= min(market) / FAR:
        return None
    low, high = number(round(min(market))), number(round(max(market)))
    return {"value": number(min(quoted)), "low": low, "high": high}


def equal_cut_off(figures: Figures) -> Values:
    """The change of the last pair, with its sign."""
    group = figures.last
    if len(group.items) != 2:
        return None
    before, after = (item.value for item in group.items)
    if not growth.comparable(before, after):
        return None
    change = growth.growth(before, after)
    told = number(round(abs(change)))
    return {
        "change": ("+" if change >= 0 else "−") + told,
        "moved": tr("up {change}", change=told) if change >= 0 else tr("down {change}", change=told),
        "when": group.when,
    }
