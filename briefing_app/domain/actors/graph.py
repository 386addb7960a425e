"""An actor among its near neighbours, at places that are always the same."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from briefing_app.domain.actors.names import shown_name
from briefing_app.domain.actors.relations import edge_of, relations_of, relations_table, telling
from briefing_app.domain.model import Actor, Relation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import GraphNode, GraphSpec

# Up to so many neighbours the relations among them are drawn as well.
_AMONG = 12
# How far left and right of the middle the neighbours stand, as shares of the width, at the ends and in the middle.
_NEAR, _FAR = 0.1, 0.2


def relation_graph(
    scope: Scope,
    actor: Actor,
    *,
    own: Sequence[Relation] | None = None,
    among: Sequence[Relation] | None = None,
) -> GraphSpec:
    """Returns an actor with its near neighbours. The same data and filter always give the same positions.

    The neighbours stand left and right of the actor, evenly spaced from top to bottom, grouped by kind and name, so
    that every name has a line of its own.

    Args:
        scope: What is asked about.
        actor: The actor in the middle.
        own: Its relations that are drawn; None for all that pass the filter.
        among: The relations of which those among neighbours are drawn; None for all that pass the filter.
    """
    dataset = scope.dataset
    own = [r for r in relations_of(scope, actor) if r.from_actor != r.to_actor] if own is None else own
    idents = dict.fromkeys(i for r in own for i in (r.from_actor, r.to_actor) if i != actor.actor_id)
    neighbours = [found for i in idents if (found := dataset.find("actors", i)) is not None]
    neighbours.sort(key=_place_key)
    drawn = [*own, *_among(telling(scope) if among is None else among, neighbours)]
    known = {actor.actor_id, *(n.actor_id for n in neighbours)}
    edges = tuple(edge_of(dataset, r) for r in drawn if r.from_actor in known and r.to_actor in known)
    table = relations_table(scope, actor)
    return GraphSpec(
        caption=table.caption,
        nodes=(node_of(actor, 0.5, 0.5, centre=True), *_placed(neighbours)),
        edges=edges,
        table=table,
    )


def _place_key(actor: Actor) -> tuple[str, str, str]:
    return actor.kind, shown_name(actor).casefold(), actor.actor_id


def _among(relations: Sequence[Relation], neighbours: Sequence[Actor]) -> tuple[Relation, ...]:
    if len(neighbours) > _AMONG:
        return ()
    idents = {n.actor_id for n in neighbours}
    return tuple(r for r in relations if r.from_actor in idents and r.to_actor in idents and r.from_actor != r.to_actor)


def _placed(neighbours: Sequence[Actor]) -> tuple[GraphNode, ...]:
    """The first half stands on the right from top to bottom, the second on the left from bottom to top."""
    right = -(-len(neighbours) // 2)
    found = []
    for number, actor in enumerate(neighbours):
        on_right = number < right
        total = right if on_right else len(neighbours) - right
        place = number if on_right else len(neighbours) - 1 - number
        y = (place + 0.5) / total
        reach = _NEAR + (_FAR - _NEAR) * sqrt(max(0.0, 1 - (2 * y - 1) ** 2))
        found.append(node_of(actor, 0.5 + (reach if on_right else -reach), y))
    return tuple(found)


def node_of(actor: Actor, x: float, y: float, *, centre: bool = False) -> GraphNode:
    """Returns an actor as a mark of a picture, at a place between 0 and 1."""
    return GraphNode(
        ref=actor.ref, label=shown_name(actor), kind=actor.kind, x=round(x, 4), y=round(y, 4), centre=centre
    )
