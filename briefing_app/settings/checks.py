"""What each preference may be: the one list of limits, for what a person chooses and for what a policy sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from briefing_app.translation import AS_SYSTEM, LANGUAGES

LARGEST_NUMBER, LONGEST_TEXT, DEEPEST_VIEW = 2**31 - 1, 2_000, 4
"""What a tab may have to find again: nothing that a widget cannot take."""


def _text(limit: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= limit and (not value or value.isprintable())


def _one_of(*values: object) -> Callable[[Any], bool]:
    return lambda value: value in values


def _is_of_views(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(k, str) and isinstance(v, Mapping) for k, v in value.items())


def _views(value: Any) -> bool:
    return _is_of_views(value) and _is_small(value)


def _is_small(value: Any, depth: int = 0) -> bool:
    """Tells whether a value is of the kind that tabs keep: short words, numbers a window can count, little nested."""
    if isinstance(value, Mapping):
        return depth < 6 and all(_is_small(k) and _is_small(v, depth + 1) for k, v in value.items())
    if isinstance(value, list | tuple):
        return depth < 6 and all(_is_small(v, depth + 1) for v in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return -(2**31) < value < 2**31
    return value is None or isinstance(value, bool) or (isinstance(value, str) and len(value) <= 2_000)


def _usable(value: Any, depth: int = 0) -> bool:
    """Tells whether a stored value is one that a tab can have saved."""
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT and all(c.isprintable() or c == "\n" for c in value)
    if isinstance(value, int | float):
        return abs(value) <= LARGEST_NUMBER
    if depth < DEEPEST_VIEW and isinstance(value, Mapping):
        return all(isinstance(k, str) and _usable(v, depth + 1) for k, v in value.items())
    return depth < DEEPEST_VIEW and isinstance(value, list | tuple) and all(_usable(v, depth + 1) for v in value)


def usable_views(value: Any) -> Any:
    """Leaves out what no tab can have saved, such as numbers beyond all widgets; the rest is found again."""
    if not _is_of_views(value):
        return value
    return {key: {k: v for k, v in view.items() if isinstance(k, str) and _usable(v)} for key, view in value.items()}


def _text_size(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 100 <= value <= 200


def _blob(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[A-Za-z0-9+/=]{0,4000}", value))


LIMITS = {"marking": 80, "author": 120, "office": 120}
"""Letters of what the person types."""
CHECKS: dict[str, Callable[[Any], bool]] = {
    "theme": _one_of("system", "light", "dark", "contrast", "contrast-dark"),
    "text_size": _text_size,
    "likelihood_scale": _one_of("PHIA", "ICD203"),
    "marking": _text(LIMITS["marking"]),
    "author": _text(LIMITS["author"]),
    "office": _text(LIMITS["office"]),
    "language": _one_of(AS_SYSTEM, *LANGUAGES),
    "calendar": _one_of("gregorian", "solar-hijri"),
    "paper": _one_of("a4", "letter"),
    "geometry": _blob,
    "views": _views,
    "author_asked": lambda value: isinstance(value, bool),
    "tour_offered": lambda value: isinstance(value, bool),
    "come_back": lambda value: isinstance(value, bool),
}
