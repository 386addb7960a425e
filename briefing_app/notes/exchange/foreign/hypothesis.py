"""Annotations of Hypothesis, from its programming interface or its client, and of Annotator before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing_app.notes.exchange.foreign.shapes import (
    at_target,
    motivation,
    object_in,
    person,
    quoted,
    tag_bodies,
    text_body,
    without_empty,
)
from briefing_app.notes.exchange.selectors import check_selectors
from briefing_app.notes.exchange.signs import ident_of
from briefing_app.notes.exchange.vocabulary import UNNAMED, listed

TAKEN = frozenset(
    ("id", "created", "updated", "user", "user_info", "uri", "text", "tags", "references", "parent", "target", "quote")
)


def recognises(item: Mapping[str, Any]) -> bool:
    """Tells whether an item is of Hypothesis."""
    signs = ("user", "text", "group", "permissions", "tags", "user_info")
    return "type" not in item and isinstance(item.get("uri"), str) and any(key in item for key in signs)


def converted(item: dict[str, Any]) -> dict[str, Any]:
    """Returns an annotation of Hypothesis as one of W3C's model."""
    named = listed(item.get("references")) or listed(item.get("parent"))
    above = [one for one in named if isinstance(one, str) and one]
    bodies = text_body(item.get("text"), form="text/markdown", purpose="replying" if above else "commenting")
    bodies += tag_bodies(listed(item.get("tags")))
    targets = [_target(one, item["uri"]) for one in listed(item.get("target")) if isinstance(one, dict)]
    if not targets and (words := quoted(item.get("quote"))):
        targets = [at_target(item["uri"], words, otherwise=UNNAMED)]
    marked = any(isinstance(one, dict) for one in targets)
    user = item.get("user") if isinstance(item.get("user"), str) else ""
    name = object_in(item.get("user_info")).get("display_name") or str(user).removeprefix("acct:")
    titles = [one for one in listed(object_in(item.get("document")).get("title")) if isinstance(one, str)]
    return without_empty(
        {
            "id": item.get("id"),
            "type": "Annotation",
            "motivation": motivation(bodies, marked=marked),
            "creator": person(name, nickname=user),
            "created": item.get("created"),
            "modified": item.get("updated"),
            "body": bodies,
            "target": targets or at_target(item["uri"], [], otherwise=UNNAMED),
            "bf:replyTo": ident_of(above[-1]) if above else "",
            "bf:seen": {"title": titles[0]} if titles else None,
            "bf:hypothesis": {key: value for key, value in item.items() if key not in TAKEN},
        }
    )


def _target(target: Mapping[str, Any], uri: str) -> dict[str, Any] | str:
    selectors, lost = [], []
    for one in listed(target.get("selector")):
        made = _selector(one)
        try:
            check_selectors(made)
        except ValueError:  # a way to the words that leads nowhere is kept as it stands
            lost.append(one)
        else:
            selectors.append(made)
    found = at_target(target.get("source") or uri, selectors, otherwise=UNNAMED)
    if not lost:
        return found
    return (found if isinstance(found, dict) else {"source": found}) | {"bf:selector": lost}


def _selector(one: Any) -> Any:
    """Its ranges name elements and letters in a way of their own."""
    if not isinstance(one, dict) or one.get("type") != "RangeSelector" or "startContainer" not in one:
        return one
    ends = {}
    for key in ("start", "end"):
        offset = one.get(f"{key}Offset")
        place = {"type": "TextPositionSelector", "start": offset, "end": offset}
        ends[f"{key}Selector"] = {"type": "XPathSelector", "value": one.get(f"{key}Container"), "refinedBy": place}
    return {"type": "RangeSelector", **ends}
