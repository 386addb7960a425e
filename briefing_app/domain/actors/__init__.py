"""Actors: found in every script, profiled in fixed fields, compared, and drawn as they stand to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.domain.actors.events import events_of, events_table
    from briefing_app.domain.actors.graph import relation_graph
    from briefing_app.domain.actors.listing import (
        EVERYBODY,
        ActorChoice,
        actors_table,
        kinds,
        relation_kinds,
        visible,
    )
    from briefing_app.domain.actors.names import NAMES, name_of, names_of, shown_name
    from briefing_app.domain.actors.profile import OtherName, Profile, ProfileField, interests, profile
    from briefing_app.domain.actors.relations import days_of, relations_of, relations_table, telling
    from briefing_app.domain.actors.search import NameIndex, find_actors, name_index
    from briefing_app.domain.actors.sheet import (
        MOST_COMPARED,
        bearers,
        comparison,
        comparison_sources,
        field_groups,
        field_sources,
        sheet,
    )

_WHERE = {
    "events": (
        "events_of",
        "events_table",
    ),
    "graph": ("relation_graph",),
    "listing": (
        "EVERYBODY",
        "ActorChoice",
        "actors_table",
        "kinds",
        "relation_kinds",
        "visible",
    ),
    "names": (
        "NAMES",
        "name_of",
        "names_of",
        "shown_name",
    ),
    "profile": (
        "OtherName",
        "Profile",
        "ProfileField",
        "interests",
        "profile",
    ),
    "relations": (
        "days_of",
        "relations_of",
        "relations_table",
        "telling",
    ),
    "search": (
        "NameIndex",
        "find_actors",
        "name_index",
    ),
    "sheet": (
        "MOST_COMPARED",
        "bearers",
        "comparison",
        "comparison_sources",
        "field_groups",
        "field_sources",
        "sheet",
    ),
}
names_from(__name__, _WHERE)

__all__ = [
    "EVERYBODY",
    "MOST_COMPARED",
    "NAMES",
    "ActorChoice",
    "NameIndex",
    "OtherName",
    "Profile",
    "ProfileField",
    "actors_table",
    "bearers",
    "comparison",
    "comparison_sources",
    "days_of",
    "events_of",
    "events_table",
    "field_groups",
    "field_sources",
    "find_actors",
    "interests",
    "kinds",
    "name_index",
    "name_of",
    "names_of",
    "profile",
    "relation_graph",
    "relation_kinds",
    "relations_of",
    "relations_table",
    "sheet",
    "shown_name",
    "telling",
    "visible",
]
