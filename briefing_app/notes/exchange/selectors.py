"""Rules for the parts of a resource: selectors, their refinements, and states (sections 4.2 and 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefing_app.domain.moments import Moment
from briefing_app.notes.exchange.signs import BrokenRule, is_iri, shown
from briefing_app.notes.exchange.vocabulary import listed, types_of
from briefing_app.translation import tr

ONE_TEXT: Mapping[str, tuple[str, str]] = {
    "FragmentSelector": ("value", "4.2.1 FragmentSelector"),
    "CssSelector": ("value", "4.2.2 CssSelector"),
    "XPathSelector": ("value", "4.2.3 XPathSelector"),
    "TextQuoteSelector": ("exact", "4.2.4 TextQuoteSelector"),
    "HttpRequestState": ("value", "4.3.2 HttpRequestState"),
}
"""The text that a selector or state must have, exactly once."""
POSITIONS = {"TextPositionSelector": "4.2.5", "DataPositionSelector": "4.2.6"}


def check_selectors(value: Any) -> None:
    """Checks the selectors of a resource.

    Raises:
        BrokenRule: One breaks a rule; the words name it.
    """
    _check_each(value, tr("a selector is neither an address nor an object"), "4.2 selector")


def check_states(value: Any) -> None:
    """Checks the states of a resource.

    Raises:
        BrokenRule: One breaks a rule; the words name it.
    """
    _check_each(value, tr("a state is neither an address nor an object"), "4.3 state")


def _check_each(value: Any, words: str, rule: str) -> None:
    for one in listed(value):
        if is_iri(one):
            continue
        if not isinstance(one, dict):
            raise BrokenRule(words, rule)
        _check_one(one)


def _check_one(one: Mapping[str, Any]) -> None:
    types = types_of(one)
    if not types and not is_iri(one.get("id")):
        raise BrokenRule(tr("a selector or state has no type"), "4.2 selector")
    for kind in sorted(types & ONE_TEXT.keys()):
        key, rule = ONE_TEXT[kind]
        if not isinstance(one.get(key), str):
            raise BrokenRule(tr("its {kind} must have exactly one {key}", kind=kind, key=key), rule)
    for kind in sorted(types & POSITIONS.keys()):
        _check_positions(one, kind)
    for kind, check in CHECKS.items():
        if kind in types:
            check(one)
    for refined in listed(one.get("refinedBy")):
        if isinstance(refined, dict):
            _check_one(refined)
        elif not is_iri(refined):
            raise BrokenRule(tr("a refinement is neither an address nor an object"), "4.2.9 refinedBy")


def _check_range(one: Mapping[str, Any]) -> None:
    for key in ("startSelector", "endSelector"):
        if not isinstance(one.get(key), dict):
            raise BrokenRule(tr("its RangeSelector has no {key}", key=key), "4.2.8 RangeSelector")
        _check_one(one[key])


def _check_around(one: Mapping[str, Any]) -> None:
    for key in ("prefix", "suffix"):
        if not isinstance(one.get(key, ""), str):
            raise BrokenRule(tr("the {key} of its TextQuoteSelector is not text", key=key), "4.2.4 TextQuoteSelector")


def _check_positions(one: Mapping[str, Any], kind: str) -> None:
    for key in ("start", "end"):
        number = one.get(key)
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise BrokenRule(
                tr("its {kind} must have exactly one {key}", kind=kind, key=key), f"{POSITIONS[kind]} {kind}"
            )


def _check_time(one: Mapping[str, Any]) -> None:
    rule = "4.3.1 TimeState"
    span = ("sourceDateStart" in one, "sourceDateEnd" in one)
    if "sourceDate" in one and any(span):
        raise BrokenRule(tr("its TimeState has a date and a span"), rule)
    if any(span) and not all(span):
        raise BrokenRule(tr("its TimeState has half a span"), rule)
    for key in ("sourceDate", "sourceDateStart", "sourceDateEnd"):
        for date in listed(one.get(key)):
            try:
                Moment.parse(date if isinstance(date, str) and date.strip() else "?")
            except ValueError:
                raise BrokenRule(tr("{value} is not a date", value=shown(date)), rule) from None
    _check_addresses(one, "cached", rule)


def _check_addresses(one: Mapping[str, Any], key: str, rule: str) -> None:
    for address in listed(one.get(key)):
        if not is_iri(address):
            raise BrokenRule(tr("{key} {value} is not an address", key=key, value=shown(address)), rule)


def _check_svg(one: Mapping[str, Any]) -> None:
    if not isinstance(one.get("value"), str) ^ is_iri(one.get("id")):
        raise BrokenRule(tr("its SvgSelector must have either value or id"), "4.2.7 SvgSelector")


def _check_fragment(one: Mapping[str, Any]) -> None:
    _check_addresses(one, "conformsTo", "4.2.1 FragmentSelector")


CHECKS: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
    "SvgSelector": _check_svg,
    "RangeSelector": _check_range,
    "TextQuoteSelector": _check_around,
    "FragmentSelector": _check_fragment,
    "TimeState": _check_time,
}
"""What each kind must be beyond its one text and its positions."""
