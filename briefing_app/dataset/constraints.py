"""The constraints of a column as checks: closed lists, patterns in bounded time, limits of size and length."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefing_app.translation import tr, trl

Check = Callable[[str, Any], None]
"""Looks at the cell as text and at its value. Raises ValueError with what was expected."""

LONGEST_PATTERN = 2_000
_PATTERN_MEMORY = 4 << 20
_KNOWN = frozenset([
    "required", "unique", "enum", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "minLength", "maxLength",
])  # fmt: skip


def parse_constraints(
    limits: Mapping[str, Any], convert: Callable[[str], Any], *, as_items: bool, patterns: bool
) -> list[Check]:
    """Reads the constraints of a field.

    Args:
        limits: The property "constraints" of the field.
        convert: How the field reads a text; closed lists and limits may be given as texts.
        as_items: True for lists, where a closed list is meant for each item and a length counts items.
        patterns: False to pass over patterns, for a first look.

    Raises:
        ValueError: A constraint is not supported or makes no sense; the text names it.
    """
    for name in limits:
        if name not in _KNOWN and not name.startswith("x-"):
            raise ValueError(tr("the constraint {name} is not supported", name=repr(str(name)[:60])))
    found: list[Check] = []
    if "enum" in limits:
        found.append(closed_list(limits["enum"], convert, as_items=as_items))
    if "pattern" in limits and patterns:
        found.append(pattern(limits["pattern"]))
    for name, holds, words in _LIMITS:
        if name in limits:
            found.append(_limit(name, limits[name], convert, holds, words))
    if "minLength" in limits or "maxLength" in limits:
        low, high = _count(limits, "minLength", 0), _count(limits, "maxLength", None)
        found.append(_length(low or 0, high, as_items=as_items))
    return found


def closed_list(values: object, convert: Callable[[str], Any], *, as_items: bool = False) -> Check:
    """Returns the check that a value is one of a list.

    Raises:
        ValueError: The list is none.
    """
    if not isinstance(values, list) or not values or any(isinstance(v, dict | list) for v in values):
        raise ValueError(tr("the constraint 'enum' must be a list of values"))
    texts = [_as_text(value) for value in values]
    allowed = frozenset(texts)
    listed = ", ".join(texts[:30]) + (", …" if len(texts) > 30 else "")
    meant = frozenset() if as_items else _converted(texts, convert)

    def check(cell: str, value: Any) -> None:
        if as_items:
            if not all(str(item) in allowed for item in value):
                raise ValueError(tr("a list of {values}", values=listed))
        elif cell not in allowed and value not in meant:
            raise ValueError(tr("one of {values}", values=listed))

    return check


def _converted(texts: Sequence[str], convert: Callable[[str], Any]) -> frozenset[Any]:
    found = set()
    for text in texts:
        try:
            found.add(convert(text))
        except ValueError:
            continue  # an item that no cell can equal
    return frozenset(found)


def pattern(expression: object) -> Check:
    """Returns the check that a text has a form; matching takes time in proportion to the text, whatever the pattern.

    Raises:
        ValueError: The expression is none, or cannot be matched in bounded time.
    """
    if not isinstance(expression, str) or len(expression) > LONGEST_PATTERN:
        raise ValueError(tr("the constraint 'pattern' must be a short regular expression"))
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _PATTERN_MEMORY
    try:
        compiled = re2.compile(expression, options)
    except re2.error as error:
        why = error.args[0] if error.args else ""
        raise ValueError(
            tr(
                "the pattern {pattern} cannot be checked in bounded time ({why})",
                pattern=repr(expression[:80]),
                why=why.decode("utf-8", "replace") if isinstance(why, bytes) else str(why),
            )
        ) from None
    shown = expression if len(expression) <= 80 else expression[:79] + "…"
    known: dict[str, bool] = {}

    def check(cell: str, _value: Any) -> None:
        fits = known.get(cell)
        if fits is None:
            fits = compiled.fullmatch(cell) is not None
            if len(known) < 10_000:
                known[cell] = fits
        if not fits:
            raise ValueError(tr("text of the form {pattern}", pattern=shown))

    return check


_LIMITS: tuple[tuple[str, Callable[[Any, Any], bool], str], ...] = (
    ("minimum", lambda value, limit: value >= limit, trl("a value of at least {limit}")),
    ("maximum", lambda value, limit: value <= limit, trl("a value of at most {limit}")),
    ("exclusiveMinimum", lambda value, limit: value > limit, trl("a value over {limit}")),
    ("exclusiveMaximum", lambda value, limit: value < limit, trl("a value under {limit}")),
)


def _limit(
    name: str, given: object, convert: Callable[[str], Any], holds: Callable[[Any, Any], bool], words: str
) -> Check:
    limit = _limit_value(given, convert)
    if limit is None:
        raise ValueError(
            tr("the constraint {name} does not fit the column: {value}", name=repr(name), value=repr(given)[:60])
        )

    def check(_cell: str, value: Any) -> None:
        try:
            fits = holds(value, limit)
        except TypeError:
            fits = False
        if not fits:
            raise ValueError(tr(words, limit=given))

    return check


def _limit_value(given: object, convert: Callable[[str], Any]) -> Any:
    """Returns a limit as a value of the column, a fraction as it is; None if it is neither."""
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return None
    try:
        limit = convert(str(given))
        if not isinstance(limit, str | bool | tuple):
            return limit
    except ValueError:
        pass
    try:
        return given if isinstance(given, int | float) and math.isfinite(given) else None
    except OverflowError:
        return None


def _count(limits: Mapping[str, Any], name: str, usual: int | None) -> int | None:
    value = limits.get(name, usual)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise ValueError(tr("the constraint {name} must be a number of characters", name=repr(name)))
    return value


def _length(low: int, high: int | None, *, as_items: bool) -> Check:
    def check(cell: str, value: Any) -> None:
        size = len(value) if as_items else len(cell)
        if size < low:
            raise ValueError(tr("a list of {n} or more", n=low) if as_items else tr("at least {n} characters", n=low))
        if high is not None and size > high:
            raise ValueError(tr("a list of {n} or fewer", n=high) if as_items else tr("at most {n} characters", n=high))

    return check


def _as_text(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
