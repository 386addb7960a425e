"""Pictures as they stand on paper: who stands how to whom, and charts where there is little room."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from briefing_app.domain.actors import relation_graph
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Relation
from briefing_app.domain.specs import ChartSpec, Mark
from briefing_app.domain.tables import Table
from briefing_app.report.blocks import Blocks
from briefing_app.report.material import Material


def relations_picture(relations: Sequence[Relation], material: Material) -> Blocks:
    """Returns the actor with most of some relations among its neighbours; nothing if none can be drawn.

    Args:
        relations: The relations that stand in the document: no other is drawn.
        material: What the section draws on.
    """
    data = material.dataset
    counted = Counter(ident for relation in relations for ident in (relation.from_actor, relation.to_actor))
    middle = next((actor for ident, _n in counted.most_common() if (actor := data.find("actors", ident))), None)
    if middle is None:
        return ()
    rows = tuple(relations)
    only = Table(rows=rows, by_id={relation.id: relation for relation in rows})
    drawn = dataclasses.replace(data, tables={**data.tables, "relations": only})
    asked = dataclasses.replace(material.asked, dataset=drawn, filter=Filter())
    return (material.picture(relation_graph(asked, middle)),)


def quieter(spec: ChartSpec) -> ChartSpec:
    """Returns a chart in which only the latest part of a period bears its figure: there is no room for all."""
    parts = [mark for line in spec.series for mark in line.marks if mark.form == "part" and mark.label]
    latest = max((mark.x for mark in parts), default=0.0)

    def quiet(mark: Mark) -> Mark:
        return dataclasses.replace(mark, label="") if mark.form == "part" and mark.x < latest else mark

    lines = (dataclasses.replace(line, marks=tuple(map(quiet, line.marks))) for line in spec.series)
    return dataclasses.replace(spec, series=tuple(lines))
