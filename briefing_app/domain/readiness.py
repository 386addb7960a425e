"""What a data package still lacks before each tab has something to show, in the order of the tabs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.domain.tables import Dataset

EXAMPLE = "example"
"""What stands in the id of a row that is there to be replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that is missing.

    Attributes:
        tab: Title of the tab that waits for it.
        words: What is missing, and in which file.
    """

    tab: str
    words: str


def lacks(dataset: Dataset) -> tuple[Lack, ...]:
    """Returns what is still missing; rows that are examples do not count.

    Args:
        dataset: The package.
    """
    found = (
        (tr("Overview"), _overview(dataset)),
        (tr("Timeline"), _of_tables(dataset, "events")),
        (tr("Trade"), _of_tables(dataset, "series", "observations", "questions", "question_series")),
        (tr("Map"), _map(dataset)),
        (tr("Actors"), _of_tables(dataset, "actors", "relations")),
        (tr("Ambitions"), _ambitions(dataset)),
        (tr("Claims"), _of_tables(dataset, "document", "claims")),
        (tr("Sources"), _of_tables(dataset, "sources")),
    )
    return tuple(Lack(tab=tab, words=words) for tab, told in found for words in told)


def _count(dataset: Dataset, table: str) -> int:
    found = dataset.tables.get(table)
    return sum(EXAMPLE not in record.id for record in found.rows) if found is not None else 0


def _of_tables(dataset: Dataset, *tables: str) -> Iterator[str]:
    for table in tables:
        if not _count(dataset, table):
            yield tr("no row of your own in {table}", table=table)


def _overview(dataset: Dataset) -> Iterator[str]:
    own = [j for j in dataset.judgements if EXAMPLE not in j.id]
    if not any(j.kind == "headline" for j in own):
        yield tr("no headline in judgements (kind headline, rank 1)")
    if not any(j.kind != "headline" for j in own):
        yield tr("no judgement with its likelihood in judgements")
    if not dataset.briefing.question:
        yield tr("no question of the whole briefing in datapackage.json")


def _map(dataset: Dataset) -> Iterator[str]:
    yield from _of_tables(dataset, "nodes", "corridors", "segments")
    if dataset.outlines and not dataset.briefing.outlines_policy:
        yield tr("no word on whose view the borders follow (x-briefing.map.outlines in datapackage.json)")
    if not dataset.outlines:
        yield tr("no outlines of countries: routes stand on open ground (resource map-countries)")


def _ambitions(dataset: Dataset) -> Iterator[str]:
    if not dataset.briefing.ambitions:
        yield tr("no ambitions in datapackage.json")
    yield from _of_tables(dataset, "steps", "evidence", "hypotheses", "ratings", "indicators")
