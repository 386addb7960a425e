"""What tests ask about, in few words: data, and a filter where one is needed."""

from __future__ import annotations

from collections.abc import Iterable

from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset

_EVERYTHING = Filter()


def scope_of(
    dataset: Dataset, chosen: Filter = _EVERYTHING, *, noted: Iterable[Ref] = (), scale: str = "PHIA"
) -> Scope:
    """Returns a scope of its own, without answers kept from before."""
    return Scope(dataset=dataset, filter=chosen, noted=frozenset(noted), scale=scale)
