"""Where the person was in a briefing, filter included: kept with the preferences, found again at the next start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from briefing_app.desk.history import History, Place
from briefing_app.domain.filters import Filter, check_period
from briefing_app.domain.model import Ref
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError

LONGEST = 2_000
"""Letters of a text that preferences hold; longer words of a filter are not kept."""
KEY = "place"
"""Under which key of the views it is kept; no tab is called so."""


def told(filter: Filter, place: Place | None) -> dict[str, Any]:
    """Returns filter and place as preferences can hold them; what is not chosen is left out.

    Args:
        filter: The filter.
        place: The tab with the selected entry; None if there is none yet.
    """
    values = {f.name: _plain(getattr(filter, f.name)) for f in fields(Filter)}
    found: dict[str, Any] = {"filter": {name: value for name, value in values.items() if value}}
    if place is not None:
        found |= {"tab": place.tab, "ref": str(place.ref) if place.ref is not None else ""}
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str) and len(value) > LONGEST:
        return ""
    return sorted(value) if isinstance(value, frozenset) else value


def recalled(view: Mapping[str, Any], dataset: Dataset) -> tuple[Filter, History]:
    """Returns filter and place as they were left; what this edition does not hold any more is left out.

    Args:
        view: What ``told`` returned, or anything else that stood in its place in the file.
        dataset: The data of the briefing.
    """
    stored = view.get("filter")
    filter = _filter(stored if isinstance(stored, Mapping) else {}, dataset)
    tab, name = view.get("tab"), view.get("ref")
    history = History()
    if isinstance(tab, str) and tab:
        history.visit(Place(tab, _entry(name, dataset)))
    return filter, history


def _filter(stored: Mapping[str, Any], dataset: Dataset) -> Filter:
    values = {f.name: value for f in fields(Filter) if (value := _read(f.default, stored.get(f.name))) is not None}
    if values.get("ambition", "") not in dataset.briefing.keys:
        values.pop("ambition", None)
    if "actors" in values:
        values["actors"] = frozenset(i for i in values["actors"] if dataset.find("actors", i) is not None)
    made = Filter(**values)
    try:
        check_period(made)
    except ExpectedError:
        return Filter()
    return made


def _read(usual: Any, value: Any) -> Any:
    """Returns a stored value as one of the kind that the filter holds there; None if it is of another kind."""
    if usual is None:
        try:
            return dt.date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None
    if isinstance(usual, frozenset):
        return frozenset(v for v in value if isinstance(v, str)) if isinstance(value, list | tuple) else None
    return value if type(value) is type(usual) else None


def _entry(name: Any, dataset: Dataset) -> Ref | None:
    try:
        ref = Ref.parse(name) if isinstance(name, str) and name else None
    except (ValueError, ExpectedError):
        return None
    return ref if ref is not None and dataset.get(ref) is not None else None
