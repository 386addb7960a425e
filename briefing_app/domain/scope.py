"""What every view asks about, in one frozen record: data, filter, entries with notes, likelihood scale, edition."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from briefing_app.domain import filters
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Record, Ref
from briefing_app.domain.tables import Dataset

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is asked about; its answers are found once and kept as long as it is.

    Attributes:
        dataset: The data.
        filter: The filter.
        noted: The entries with a note, for the filter's last condition.
        scale: Likelihood scale to speak in, "PHIA" or "ICD203".
    """

    dataset: Dataset
    filter: Filter = field(default_factory=Filter)
    noted: frozenset[Ref] = frozenset()
    scale: str = "PHIA"
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def edition(self) -> str:
        """The edition in words."""
        return self.dataset.edition.words

    def visible(self, records: Iterable[R]) -> tuple[R, ...]:
        """Returns the records that pass the filter, in their order; those of a whole table are found once."""
        table = self._table_of(records)
        if not table:
            return filters.apply(records, self.filter, dataset=self.dataset, noted=self.noted)
        return self.once(
            ("visible", table),
            lambda: filters.apply(records, self.filter, dataset=self.dataset, noted=self.noted),
        )

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Returns an answer, made at the first asking and kept.

        Args:
            key: Names the answer among all that the scope gives: what makes it, with all that it is made from besides.
            make: Makes the answer, which must be one that nobody changes.
        """
        try:
            return cast("T", self._kept[key])
        except KeyError:
            return cast("T", self._kept.setdefault(key, make()))

    def asking(self, filter: Filter) -> Scope:
        """Returns what the same data say behind another filter; its answers are kept as well."""
        return self if filter == self.filter else self.once(("asking", filter), lambda: replace(self, filter=filter))

    def without(self, field_name: str) -> Scope:
        """Returns the scope with one condition of the filter left aside, named as in ``filters.parts``."""
        return self.asking(filters.without(self.filter, field_name))

    def keeps(self, record: Record) -> bool:
        """Tells whether a record passes the filter."""
        return filters.keeps(record, self.filter, dataset=self.dataset, noted=self.noted)

    def noting(self, noted: frozenset[Ref]) -> Scope:
        """Returns the scope with notes on other entries; answers in which notes have no part are kept."""
        if noted == self.noted:
            return self
        other = replace(self, noted=noted)
        for key, answer in dict(self._kept).items():
            if isinstance(answer, Scope):
                other._kept[key] = answer.noting(noted)
            elif not self.filter.only_with_notes:
                other._kept[key] = answer
        return other

    def is_of(self, dataset: Dataset, filter: Filter, scale: str) -> bool:
        """Tells whether it still asks about just this; the data count as the same only if they are."""
        return self.dataset is dataset and (self.filter, self.scale) == (filter, scale)

    def _table_of(self, records: Iterable[Record]) -> str:
        """Returns the name of the table whose rows these are, all of them; empty for any other records."""
        if not isinstance(records, tuple) or not records:
            return ""
        name: str = records[0].TABLE
        table = self.dataset.tables.get(name)
        return name if table is not None and table.rows is records else ""
