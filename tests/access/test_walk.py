"""The whole program from outside, as a screen reader meets it: names, roles, parts of pictures, what a key tells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.access.session import Seen

Node = dict[str, Any]
NAMES = ("Overview", "Timeline", "Trade", "Map", "Actors", "Ambitions", "Claims", "Sources", "Notes")
TABS = dict(enumerate(NAMES, start=1))
ROLELESS = ("filler", "unknown", "invalid", "redundant object")  # what AT-SPI calls a thing without a role
MOST = 12
"""Events that one key press may send."""
WALKS = {
    1: ("Down", "Up"),
    2: (".", ",", "Up", "End"),
    3: ("Right", "Right", "Down"),
    4: ("Page_Down", "Page_Down"),
    5: ("Down", "Up"),
    6: ("Down", "Right"),
    7: ("Down", "Down"),
    8: ("Down", "Down"),
    9: ("Down",),
}
"""Keys that walk in each tab."""


def focusable(tree: list[Node]) -> list[Node]:
    return [node for node in tree if "focusable" in node["states"]]


def nameless(tree: list[Node]) -> list[tuple[str, Any]]:
    return [(node["role"], node["box"]) for node in focusable(tree) if not node["name"].strip()]


def roleless(tree: list[Node]) -> list[tuple[str, str]]:
    return [(node["role"], node["name"]) for node in focusable(tree) if node["role"] in ROLELESS]


def strays(tree: list[Node]) -> list[tuple[str, str]]:
    """Returns the items that stand in no list, table or picture."""
    holders = {"list", "table", "tree table", "tree", "image", "combo box"}
    items = [node for node in tree if node["role"] == "list item"]
    return [
        (node["name"], tree[node["parent"]]["role"]) for node in items if tree[node["parent"]]["role"] not in holders
    ]


def spoken(heard: list[list[Any]]) -> list[str]:
    """Returns what Orca says of what was heard: what is reached, what is told of it, and messages."""
    told = []
    for kind, role, name, number, words, here in heard:
        reached = kind == "object:state-changed:focused" and number
        message = kind == "object:state-changed:showing" and role == "notification" and number
        if reached or message:
            told.append(name)
        elif kind == "object:property-change:accessible-description" and here and words:
            told.append(words)
    return told


def pictures(tree: list[Node]) -> list[tuple[Node, list[Node]]]:
    """Returns the painted pictures that are shown, each with its parts."""
    shown = [n for n, node in enumerate(tree) if node["role"] == "image" and node["children"]]
    return [(tree[n], [node for node in tree if node["parent"] == n]) for n in shown]


@pytest.mark.parametrize("number", TABS)
def test_a_tab_says_its_name_and_count_names_all_that_takes_keys_and_sends_a_handful_a_key(
    seen: Seen, number: int
) -> None:
    (heard,) = seen.keys(f"ctrl+{number}")
    assert len(heard) <= MOST, heard
    at = seen.ask("focused")
    named = [name for role, name in at["above"] if role == "form" and name]
    assert at["name"], at
    assert named[0].startswith(TABS[number]), named
    assert any(letter.isdigit() for letter in named[0]) or number == 9, named
    for key, told in zip(WALKS[number], seen.keys(*WALKS[number]), strict=True):
        assert len(told) <= MOST, (key, told)
        assert len(spoken(told)) <= 2, (key, told)
        assert len(spoken(told)) == len(set(spoken(told))), (key, told)
    for _side in range(2):
        tree = seen.tree()
        assert len(focusable(tree)) > 20
        assert nameless(tree) == []
        assert roleless(tree) == []
        assert strays(tree) == []
        seen.keys("F2")


@pytest.mark.parametrize(("number", "name"), [(1, "Key judgements"), (6, "Ambition A: ")])
def test_lines_under_one_heading_are_a_list_with_the_name_of_the_heading(seen: Seen, number: int, name: str) -> None:
    seen.keys(f"ctrl+{number}")
    tree = seen.tree()
    lists = [n for n, node in enumerate(tree) if node["role"] == "list" and node["name"].startswith(name)]
    assert lists
    for n in lists:
        items = [node for node in tree if node["parent"] == n]
        assert items
        assert {node["role"] for node in items} == {"list item"}
        assert tree[n]["children"] == len(items)


@pytest.mark.parametrize(("number", "columns"), [(2, (1,)), (3, (1,)), (4, (0, 1, 2))])
def test_a_picture_has_a_part_for_each_row_of_its_table_in_the_same_order(
    seen: Seen, number: int, columns: tuple[int, ...]
) -> None:
    seen.keys(f"ctrl+{number}")
    ((picture, parts),) = pictures(seen.tree())
    seen.keys("F2")
    rows = seen.ask("rows")
    seen.keys("F2")
    assert picture["name"]
    assert len(parts) == len(rows)
    assert len(rows) > 10
    for part, row in zip(parts, rows, strict=True):
        assert part["role"] == "list item"
        assert {"selectable", "focusable"} <= set(part["states"])
        # the one that is reached is called by what was said of it
        for column in columns if "selected" not in part["states"] else ():
            assert row[column].partition(": ")[2].split(" – ")[0] in part["name"], (part, row)
    assert any(part["box"][2] > 0 for part in parts)
