"""Who is joined to whom: near neighbours of one or two steps, the shortest chain between two, the whole network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefing_app.domain import problems
from briefing_app.domain.actors.graph import node_of, relation_graph
from briefing_app.domain.actors.names import shown_name
from briefing_app.domain.actors.relations import (
    beside_table,
    day_note,
    edge_of,
    list_table,
    matrix_table,
    on_day,
    relations_of,
    telling,
)
from briefing_app.domain.model import Actor, Relation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, GraphSpec, TableSpec
from briefing_app.domain.tables import Dataset
from briefing_app.translation import tr, trn

if TYPE_CHECKING:
    import networkx

Places = Mapping[str, tuple[float, float]]
"""Where actors stand by id, both between 0 and 1."""
Arrange = Callable[[Sequence[str], Sequence[tuple[str, str]]], Places]
MOST_IN_MATRIX = 60
"""Actors up to which the equal table is the matrix; of more it is the list."""
WHOLE = 0
"""Steps that stand for the whole network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which relations are to be drawn.

    Attributes:
        middle: The actor in the middle; empty for none.
        steps: 1 or 2 from the middle, or ``WHOLE``.
        kind: The one kind of relation; empty for all.
        day: Only relations that sources show on this day; None for all.
        to: The actor at the other end of the shortest chain; empty for no chain.
    """

    middle: str = ""
    steps: int = 1
    kind: str = ""
    day: dt.date | None = None
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture of relations with the list beside it and its equal table.

    Attributes:
        graph: The picture; its table is the matrix, or the list where the matrix would be too wide.
        listed: The sorted list of the relations drawn.
        free: True if actors stand where forces put them, and need no line of their own.
    """

    graph: GraphSpec
    listed: TableSpec
    free: bool


def network_of(relations: Iterable[Relation]) -> networkx.MultiDiGraph[str]:
    """Returns relations as a directed graph with the id of each as its key."""
    import networkx

    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    made.add_edges_from((r.from_actor, r.to_actor, r.relation_id) for r in relations)
    return made


def chain(relations: Sequence[Relation], start: str, end: str) -> tuple[str, ...]:
    """Returns the actors of the shortest chain between two, directions aside; empty if nothing joins them.

    Of several as short the one that comes first by id is returned, so that the answer is always the same.
    """
    import networkx

    net = networkx.Graph(network_of(sorted(relations, key=lambda r: (r.from_actor, r.to_actor))))
    if start not in net or end not in net or start == end:
        return ()
    try:
        return min(tuple(path) for path in networkx.all_shortest_paths(net, start, end))
    except networkx.NetworkXNoPath:
        return ()


def around(relations: Sequence[Relation], middle: str, steps: int) -> tuple[str, ...]:
    """Returns the actors within so many steps of one, nearest first, then by id."""
    import networkx

    net = networkx.Graph(network_of(relations))
    if middle not in net:
        return (middle,)
    far = networkx.single_source_shortest_path_length(net, middle, cutoff=steps)
    return tuple(sorted(far, key=lambda ident: (far[ident], ident)))


def chosen_relations(scope: Scope, asked: Asked) -> tuple[Relation, ...]:
    """Returns the relations of the kind and the day that are asked for, those from an actor to itself left out."""
    return tuple(
        r
        for r in on_day(telling(scope), asked.day)
        if r.from_actor != r.to_actor and (not asked.kind or r.kind == asked.kind)
    )


def drawing(scope: Scope, asked: Asked, arrange: Arrange, *, by_hand: Places | None = None) -> Drawing:
    """Returns what is drawn of the relations; the same data, filter and choice give the same picture.

    Args:
        scope: What is asked about.
        asked: Which relations.
        arrange: Puts actors at places where no form of its own does.
        by_hand: Places that a person chose.
    """
    data, hands = scope.dataset, by_hand or {}
    relations = chosen_relations(scope, asked)
    middle = data.find("actors", asked.middle) if asked.middle else None
    if asked.to:
        idents = chain(relations, asked.middle, asked.to)
        pairs = {frozenset(pair) for pair in pairwise(idents)}
        drawn = tuple(r for r in relations if frozenset((r.from_actor, r.to_actor)) in pairs)
    elif asked.steps == WHOLE or middle is None:
        drawn = relations
        idents = tuple(sorted({i for r in drawn for i in (r.from_actor, r.to_actor)}))
    else:
        idents = around(relations, asked.middle, asked.steps)
        within = set(idents)
        drawn = tuple(r for r in relations if r.from_actor in within and r.to_actor in within)
    if asked.steps == 1 and middle is not None and not asked.to:
        return _spokes(scope, middle, drawn, asked, hands)
    actors = [found for ident in idents if (found := data.find("actors", ident)) is not None]
    places = _chain_places(idents) if asked.to else arrange(idents, [(r.from_actor, r.to_actor) for r in drawn])
    nodes = tuple(
        node_of(actor, *hands.get(actor.actor_id, places.get(actor.actor_id, (0.5, 0.5))), centre=actor is middle)
        for actor in actors
    )
    caption = _caption(scope, asked, actors, drawn)
    graph = GraphSpec(
        caption=caption,
        nodes=nodes,
        edges=tuple(edge_of(data, r) for r in drawn),
        table=_equal(data, actors, drawn, caption),
        free=True,
    )
    return Drawing(graph=graph, listed=beside_table(data, drawn, caption), free=True)


def _spokes(scope: Scope, middle: Actor, drawn: tuple[Relation, ...], asked: Asked, hands: Places) -> Drawing:
    own = tuple(r for r in drawn if middle.actor_id in (r.from_actor, r.to_actor))
    graph = relation_graph(scope, middle, own=own, among=drawn)
    idents = {node.ref.id for node in graph.nodes}
    shown = {edge.ref for edge in graph.edges}
    kept = tuple(r for r in drawn if r.ref in shown)
    actors = [a for node in graph.nodes if (a := scope.dataset.find("actors", node.ref.id)) is not None]
    nodes = tuple(
        node_of(a, *hands.get(a.actor_id, (n.x, n.y)), centre=n.centre)
        for n, a in zip(graph.nodes, actors, strict=True)
    )
    caption = _caption(scope, asked, actors, kept)
    made = GraphSpec(
        caption=caption,
        nodes=nodes,
        edges=graph.edges,
        table=_equal(scope.dataset, actors, kept, caption),
        free=bool(set(hands) & idents),
    )
    return Drawing(graph=made, listed=beside_table(scope.dataset, kept, caption), free=made.free)


def _equal(data: Dataset, actors: Sequence[Actor], drawn: Sequence[Relation], caption: Caption) -> TableSpec:
    if len(actors) <= MOST_IN_MATRIX:
        return matrix_table(actors, drawn, caption)
    return list_table(data, drawn, caption)


def _chain_places(idents: Sequence[str]) -> dict[str, tuple[float, float]]:
    """A chain runs from left to right, up and down in turn so that names have room."""
    total = max(1, len(idents) - 1)
    return {ident: (0.12 + 0.76 * n / total, 0.42 if n % 2 else 0.58) for n, ident in enumerate(idents)}


def _caption(scope: Scope, asked: Asked, actors: Sequence[Actor], drawn: Sequence[Relation]) -> Caption:
    data = scope.dataset
    middle = data.find("actors", asked.middle) if asked.middle else None
    name, plus, both, minus = shown_name(middle) if middle else "", *_signs(drawn)
    said = tr(
        "{plus} cooperative, {both} mixed, {minus} adverse; {ended} of them ended.",
        plus=plus,
        both=both,
        minus=minus,
        ended=sum(r.until is not None for r in drawn),
    )
    relations = trn("{n} relation", "{n} relations", len(drawn))
    if asked.to:
        other = data.find("actors", asked.to)
        steps = trn("{n} step", "{n} steps", len(actors) - 1)
        title = tr(
            "{one} to {other}: shortest chain, {steps}",
            one=name,
            other=shown_name(other) if other else asked.to,
            steps=steps,
        )
    elif asked.steps == WHOLE or middle is None:
        title = tr(
            "The whole network: {actors}, {relations}",
            actors=trn("{n} actor", "{n} actors", len(actors)),
            relations=relations,
        )
    elif asked.steps == 1:
        title = tr("{name}: {relations}", name=name, relations=relations)
    else:
        title = tr("{name}, two steps: {relations}", name=name, relations=relations)
    return Caption(
        key=f"relations-{asked.middle or 'all'}",
        title=title,
        subtitle=" ".join(part for part in (said, _among_words(asked, drawn), day_note(asked.day)) if part),
        summary=said,
        notes=tuple(filter(None, [_not_dated(scope, asked)])),
        edition=scope.edition,
        empty="" if drawn else _why_none(scope, asked, name),
    )


def _among_words(asked: Asked, drawn: Sequence[Relation]) -> str:
    """How many relations are those of the actor in the middle, where others are drawn as well."""
    own = sum(asked.middle in (r.from_actor, r.to_actor) for r in drawn)
    if asked.to or asked.steps == WHOLE or own == len(drawn):
        return ""
    return tr("{own} of its own, {others} among the others.", own=own, others=len(drawn) - own)


def _signs(relations: Sequence[Relation]) -> tuple[int, int, int]:
    plus, both, minus = (sum(r.sign == sign for r in relations) for sign in (1, 0, -1))
    return plus, both, minus


def _not_dated(scope: Scope, asked: Asked) -> str:
    """What has no date is shown on no single day, which is said."""
    if asked.day is None:
        return ""
    middle = scope.dataset.find("actors", asked.middle) if asked.steps == 1 and asked.middle else None
    own = relations_of(scope, middle) if middle else telling(scope)
    count = sum(r.since is None for r in own)
    words = trn("{n} relation without a date is left out.", "{n} relations without a date are left out.", count)
    return words if count else ""


def _why_none(scope: Scope, asked: Asked, name: str) -> str:
    if asked.to:
        return tr("No chain of relations connects the two.")
    otherwise = (
        tr("No relation of {name} is in the data or passes the filter.", name=name)
        if name and asked.steps != WHOLE
        else tr("No relation passes the filter.")
    )
    if asked.day is not None or asked.kind:
        otherwise = tr("No relation of this kind is shown on this day.")
    return problems.why_empty(scope.dataset, "relations", otherwise=otherwise)


def as_numbers(idents: Sequence[str], pairs: Sequence[tuple[str, str]]) -> tuple[Any, dict[str, int]]:
    """Returns the pairs as rows of two numbers, and the number of each id."""
    import numpy as np

    numbers = {ident: n for n, ident in enumerate(idents)}
    rows = [(numbers[a], numbers[b]) for a, b in pairs if a in numbers and b in numbers and a != b]
    return np.array(sorted({(min(r), max(r)) for r in rows}) or np.zeros((0, 2)), dtype=np.int64).reshape(
        -1, 2
    ), numbers
