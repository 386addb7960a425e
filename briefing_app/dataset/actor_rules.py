"""What actors and relations must keep to besides their columns; nothing is left out for a breach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing_app.dataset.rows import Rows
from briefing_app.domain.actors.names import LONGEST, is_legible
from briefing_app.translation import grouped, tr

Finding = tuple[int, str, str]
"""Line, column and message."""


def relations_join_two(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A relation from an actor to itself joins nobody and is not drawn."""
    for line, row in zip(rows.lines, rows.values, strict=True):
        if row.get("to_actor") and row.get("from_actor") == row["to_actor"]:
            yield line, "to_actor", tr("the relation leads from {actor} to itself", actor=repr(row["to_actor"])[:60])


def affiliations_end(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """Whoever belongs to another must not, over however many, belong to itself."""
    above = {row["actor_id"]: row.get("affiliation") for row in rows.values}
    told: set[str] = set()
    for line, row in zip(rows.lines, rows.values, strict=True):
        way: list[str] = []
        at = row["actor_id"]
        while at and at not in way and at not in told:
            way.append(at)
            at = above.get(at)
        if at in way:
            ring = way[way.index(at) :]
            words = " → ".join([*ring[:6], *(["…"] if len(ring) > 6 else []), ring[0]])
            yield line, "affiliation", tr("the affiliations form a circle: {ring}", ring=words)
        told.update(way)


def names_are_legible(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A name needs a letter or a digit, and an end."""
    for line, row in zip(rows.lines, rows.values, strict=True):
        for column in ("name", "name_ru", "name_kk", "name_fa"):
            name = row.get(column)
            if name and not is_legible(name):
                yield line, column, tr("the name has no letter; the id is shown in its place")
            elif name and len(name) > LONGEST:
                yield line, column, tr("the name has {n} letters; {most} are shown", n=grouped(len(name)), most=LONGEST)
