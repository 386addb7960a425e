"""Actors: the same fields for everybody, a graph that always looks the same, an equal table, their events."""

from __future__ import annotations

from itertools import combinations

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.actors import (
    NAMES,
    actors_table,
    events_table,
    profile,
    relation_graph,
    relations_of,
    relations_table,
    visible,
)
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Actor, Ref
from briefing_app.domain.tables import Dataset
from tests.domain.bundled import DOCUMENT_DAY
from tests.domain.scopes import scope_of

EVERYTHING = Filter()


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def actor(dataset: Dataset, ident: str) -> Actor:
    found = dataset.find("actors", ident)
    assert isinstance(found, Actor)
    return found


def test_every_profile_has_the_same_fields_in_the_same_order(dataset: Dataset) -> None:
    for one in dataset.actors:
        made = profile(dataset, one)
        assert [field.key for field in made.fields] == [
            "role", "status_note", "profile", "stance_on_recognition", "interest_in_a", "interest_in_b", "leverage",
            "constraints",
        ]  # fmt: skip
        assert [name.language for name in made.names] == [language for _field, language, _label in NAMES]


def test_names_come_in_cyrillic_and_arabic_script(dataset: Dataset) -> None:
    names = {name.language: name.text for name in profile(dataset, actor(dataset, "kz")).names}
    assert names == {"ru": "Казахстан", "kk": "Қазақстан", "fa": "قزاقستان"}


def test_a_profile_leads_to_the_actor_it_belongs_to(dataset: Dataset) -> None:
    above = profile(dataset, actor(dataset, "tokayev")).belongs_to
    assert above == (Ref("actor", "kz"), "Kazakhstan")
    assert profile(dataset, actor(dataset, "kz")).belongs_to is None


def test_the_graph_holds_each_relation_of_the_actor_and_its_other_end(dataset: Dataset) -> None:
    kz = actor(dataset, "kz")
    graph = relation_graph(scope_of(dataset), kz)
    own = {r.ref for r in dataset.relations if "kz" in (r.from_actor, r.to_actor)}
    assert {edge.ref for edge in graph.edges} >= own
    known = {node.ref for node in graph.nodes}
    assert all(edge.start in known and edge.end in known for edge in graph.edges)
    assert [node.ref for node in graph.nodes if node.centre] == [kz.ref]


def test_positions_are_always_the_same_and_within_the_picture(dataset: Dataset) -> None:
    for one in dataset.actors:
        first, again = (relation_graph(scope_of(dataset), one) for _ in range(2))
        assert first == again
        assert all(0 <= node.x <= 1 and 0 <= node.y <= 1 for node in first.nodes)


def test_every_neighbour_has_a_line_of_its_own_on_its_side(dataset: Dataset) -> None:
    for one in dataset.actors:
        nodes = [node for node in relation_graph(scope_of(dataset), one).nodes if not node.centre]
        for a, b in combinations(nodes, 2):
            if (a.x < 0.5) == (b.x < 0.5):
                assert abs(a.y - b.y) > 0.9 / len(nodes)


def test_relations_among_neighbours_are_drawn_only_where_there_is_room(dataset: Dataset) -> None:
    def among(ident: str) -> int:
        me = actor(dataset, ident).ref
        return sum(me not in (e.start, e.end) for e in relation_graph(scope_of(dataset), actor(dataset, ident)).edges)

    assert among("kz") == 0
    assert among("tokayev") > 0


def test_the_equal_table_says_who_how_when_and_whether_it_ended(dataset: Dataset) -> None:
    kz = actor(dataset, "kz")
    spec = relations_table(scope_of(dataset), kz)
    assert {row.ref for row in spec.rows} == {r.ref for r in relations_of(scope_of(dataset), kz)}
    listed = next(row for row in spec.rows if row.ref == Ref("relation", "r-002"))
    assert listed.cells[1].text == "listed as terrorist"
    assert listed.cells[3].text.endswith("ended")
    assert listed.cells[4].text == "shown since 15 Mar 2005, until 29 Dec 2023"
    signs = [row.cells[3].sort for row in spec.rows]
    assert signs == sorted(signs, key=lambda s: -int(s or 0))


def test_the_second_clock_hides_relations_known_later(dataset: Dataset) -> None:
    taliban = actor(dataset, "af-taliban")
    then, now = (relations_of(scope_of(dataset, f), taliban) for f in (Filter(as_known_on=DOCUMENT_DAY), EVERYTHING))
    assert 0 < len(then) < len(now)
    assert not any(r.kind == "recognises" for r in then)
    assert any(r.kind == "recognises" for r in now)


def test_an_actor_is_known_as_soon_as_an_event_that_names_it_is_known(dataset: Dataset) -> None:
    then = {a.actor_id for a in visible(scope_of(dataset, Filter(as_known_on=DOCUMENT_DAY)))}
    now = {a.actor_id for a in visible(scope_of(dataset))}
    assert "af-taliban" in then
    assert then < now
    for event in dataset.events:
        if event.reported is not None and event.reported.last() <= DOCUMENT_DAY:
            assert set(event.actors) & now <= then


def test_a_filter_on_actors_shortens_the_list_and_not_their_relations(dataset: Dataset) -> None:
    only = Filter(actors=frozenset({"kz"}))
    assert [a.actor_id for a in visible(scope_of(dataset, only))] == ["kz"]
    kz = actor(dataset, "kz")
    assert relations_of(scope_of(dataset, only), kz) == relations_of(scope_of(dataset), kz)


def test_the_list_can_be_searched_in_other_scripts(dataset: Dataset) -> None:
    rows = {row.ref: row for row in actors_table(scope_of(dataset)).rows}
    assert len(rows) == len(dataset.actors)
    assert "Талибан" in " ".join(cell.text for cell in rows[Ref("actor", "af-taliban")].cells)


def test_events_are_those_of_the_actor_latest_first(dataset: Dataset) -> None:
    spec = events_table(scope_of(dataset), actor(dataset, "tokayev"))
    assert {row.ref for row in spec.rows} == {e.ref for e in dataset.events if "tokayev" in e.actors}
    days = [int(row.cells[0].sort or 0) for row in spec.rows]
    assert days == sorted(days, reverse=True)


def test_an_actor_without_relations_says_so(dataset: Dataset) -> None:
    linked = {i for r in dataset.relations for i in (r.from_actor, r.to_actor)}
    alone = next(a for a in dataset.actors if a.actor_id not in linked)
    graph = relation_graph(scope_of(dataset), alone)
    assert graph.caption.empty
    assert [node.ref for node in graph.nodes] == [alone.ref]
