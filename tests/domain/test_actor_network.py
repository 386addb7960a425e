"""Relations as a network: steps, chains, days, places that are always the same, and an equal table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.actors import comparison, field_sources, sheet, shown_name, telling
from briefing_app.domain.actors.layout import Stopped, layout
from briefing_app.domain.actors.network import WHOLE, Asked, chain, drawing
from briefing_app.domain.actors.relations import holds_on, spoken
from briefing_app.domain.model import Actor, PartialDate, Ref, Relation
from briefing_app.domain.tables import Dataset, Table
from tests.domain.scopes import scope_of


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def tie(ident: str, one: str, other: str, since: str = "", until: str = "", sign: int = 1) -> Relation:
    return Relation(
        relation_id=ident,
        from_actor=one,
        to_actor=other,
        kind="engages",
        summary="They met.",
        sign=sign,
        ambition="none",
        source_ids=(),
        since=PartialDate.parse(since) if since else None,
        until=PartialDate.parse(until) if until else None,
    )


def test_one_step_holds_all_relations_of_the_actor_and_two_steps_more(dataset: Dataset) -> None:
    scope = scope_of(dataset)
    one, two = (drawing(scope, Asked(middle="kz", steps=n), layout).graph for n in (1, 2))
    own = {r.ref for r in dataset.relations if "kz" in (r.from_actor, r.to_actor)}
    assert {e.ref for e in one.edges} >= own
    assert {n.ref for n in one.nodes} < {n.ref for n in two.nodes}


@pytest.mark.parametrize("steps", [1, 2, WHOLE])
def test_list_matrix_and_picture_are_equal(dataset: Dataset, steps: int) -> None:
    made = drawing(scope_of(dataset), Asked(middle="uz", steps=steps), layout)
    drawn = {edge.ref for edge in made.graph.edges}
    assert {row.ref for row in made.listed.rows} == drawn
    table = made.graph.table
    assert table is not None
    if table.columns[0].key == "from" and table.columns[1].key.startswith("to-"):
        told = sum(len(cell.text.split(", ")) for row in table.rows for cell in row.cells[1:] if cell.text)
        assert told == len(drawn)


def test_places_are_always_the_same_and_lie_within_the_picture(dataset: Dataset) -> None:
    first, again = (drawing(scope_of(dataset), Asked(steps=WHOLE), layout).graph for _ in range(2))
    assert first.nodes == again.nodes
    assert all(0 <= node.x <= 1 and 0 <= node.y <= 1 for node in first.nodes)


def test_places_chosen_by_hand_hold(dataset: Dataset) -> None:
    hands = {"uz": (0.25, 0.75)}
    made = drawing(scope_of(dataset), Asked(middle="kz"), layout, by_hand=hands).graph
    found = next(node for node in made.nodes if node.ref == Ref("actor", "uz"))
    assert (found.x, found.y) == (0.25, 0.75)
    assert made.free


def test_the_shortest_chain_is_found_whatever_the_directions() -> None:
    ties = [tie("r-1", "a", "b"), tie("r-2", "c", "b"), tie("r-3", "c", "d"), tie("r-4", "a", "e")]
    assert chain(ties, "a", "d") == ("a", "b", "c", "d")
    assert chain(ties, "a", "nobody") == ()
    assert chain([tie("r-1", "a", "b"), tie("r-2", "c", "d")], "a", "d") == ()


def test_on_a_day_only_what_sources_show_by_then_and_had_not_ended_is_drawn(dataset: Dataset) -> None:
    assert holds_on(tie("r-1", "a", "b", "2021-09", "2023-12-29"), dt.date(2023, 12, 29))
    assert not holds_on(tie("r-1", "a", "b", "2021-09", "2023-12-29"), dt.date(2023, 12, 30))
    assert not holds_on(tie("r-1", "a", "b", "2021-09"), dt.date(2021, 8, 31))
    assert not holds_on(tie("r-1", "a", "b"), dt.date(2021, 8, 31))
    day = dt.date(2022, 1, 1)
    made = drawing(scope_of(dataset), Asked(middle="kz", day=day), layout)
    by_ref = {r.ref: r for r in telling(scope_of(dataset))}
    assert made.graph.edges
    assert all(holds_on(by_ref[edge.ref], day) for edge in made.graph.edges)


def test_a_relation_is_spoken_with_shown_since_sign_and_sources(dataset: Dataset) -> None:
    said = spoken(dataset, dataset.find("relations", "r-001"))
    assert said.startswith("Kazakhstan engages Taliban authorities (Islamic Emirate), shown since 26 September 2021, ")
    assert ", cooperative, 2 sources. " in said


def test_relations_to_oneself_and_to_nobody_draw_nothing_and_break_nothing(dataset: Dataset) -> None:
    rows = (tie("r-901", "kz", "kz"), tie("r-902", "kz", "nobody-known"), tie("r-903", "kz", "uz", "2025", "2024"))
    broken = replace(dataset, tables={**dataset.tables, "relations": Table(rows=rows, by_id={r.id: r for r in rows})})
    for steps in (1, 2, WHOLE):
        graph = drawing(scope_of(broken), Asked(middle="kz", steps=steps), layout).graph
        known = {node.ref for node in graph.nodes}
        assert all(e.start in known for e in graph.edges if e.start.id != "nobody-known")
        assert Ref("relation", "r-901") not in {edge.ref for edge in graph.edges}


def test_the_layout_can_be_stopped_and_tells_how_far_it_is() -> None:
    told: list[float] = []
    idents = [f"n{n}" for n in range(30)]
    layout(idents, [("n0", "n1")], progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(Stopped):
        layout(idents, [], cancelled=lambda: True)


def test_joined_actors_stand_nearer_than_others() -> None:
    idents = [f"n{n}" for n in range(40)]
    ring = [(f"n{n}", f"n{(n + 1) % 20}") for n in range(20)]
    at = layout(idents, ring)
    joined = sum(abs(at[a][0] - at[b][0]) + abs(at[a][1] - at[b][1]) for a, b in ring) / 20
    apart = (
        sum(abs(at[f"n{n}"][0] - at[f"n{n + 20}"][0]) + abs(at[f"n{n}"][1] - at[f"n{n + 20}"][1]) for n in range(20))
        / 20
    )
    assert joined < apart


# Sheets


def test_the_sheet_has_one_order_and_says_what_each_field_rests_on(dataset: Dataset) -> None:
    scope = scope_of(dataset)
    orders = set()
    for actor in dataset.actors[:20]:
        made = sheet(scope, actor)
        heads = [row.cells[0].text.split(" (")[0].split(":")[0] for row in made.rows if not row.cells[1].text]
        orders.add(tuple(heads))
        assert all(row.cells[2].text for row in made.rows if row.cells[1].text)
    assert len(orders) == 1


def test_the_sources_of_a_field_are_said_to_be_those_of_the_whole_profile(dataset: Dataset) -> None:
    told = field_sources(dataset, Ref("actor", "uz"), "Leverage")
    assert len(told.rows) == len(dataset.find("actors", "uz").source_ids)
    assert "as a whole" in told.caption.subtitle
    relation = field_sources(dataset, Ref("relation", "r-001"))
    assert relation.rows
    assert not relation.caption.subtitle


def test_actors_are_compared_field_by_field_and_differences_stand_out(dataset: Dataset) -> None:
    actors = [dataset.find("actors", ident) for ident in ("uz", "kz")]
    made = comparison(scope_of(dataset), actors)
    assert [column.label for column in made.columns[1:3]] == ["Uzbekistan", "Kazakhstan"]
    by_field = {row.cells[0].text: row for row in made.rows}
    assert by_field["Kind"].cells[-1].text == "same"
    assert by_field["Leverage"].cells[-1].text == "differs"
    assert all(len(row.cells) == len(made.columns) for row in made.rows)
    assert "competes with" in by_field["To each other"].cells[1].text


def test_one_actor_alone_is_not_compared(dataset: Dataset) -> None:
    assert comparison(scope_of(dataset), [dataset.actors[0]]).caption.empty


@pytest.mark.parametrize("name", ["", "\u0301\u0308", "   "])
def test_an_actor_without_a_legible_name_is_called_by_its_id(name: str) -> None:
    made = Actor(actor_id="x-1", name=name, kind="state", role="", profile="", source_ids=())
    assert shown_name(made) == "x-1 (without a name)"


def test_a_name_of_5000_letters_is_shown_short() -> None:
    made = Actor(actor_id="x-1", name="w" * 5000, kind="state", role="", profile="", source_ids=())
    assert len(shown_name(made)) == 200
