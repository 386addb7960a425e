"""Annotations and notes of Zotero, from its programming interface or its reader."""

from __future__ import annotations

import json
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
from briefing_app.notes.exchange.signs import line
from briefing_app.notes.exchange.vocabulary import UNNAMED, listed
from briefing_app.translation import tr

MARKS = frozenset(("highlight", "underline", "note", "image", "ink", "text"))
PAGES = "http://tools.ietf.org/rfc/rfc3778"
"""How a page of a PDF is named."""


def recognises(item: Mapping[str, Any]) -> bool:
    """Tells whether an item is of Zotero, be it a note or not."""
    data = item.get("data")
    if isinstance(data, dict) and "itemType" in data:
        return True
    if "itemType" in item:
        return True
    kind = item.get("type")
    return (
        isinstance(kind, str) and kind in MARKS and any(key in item for key in ("sortIndex", "pageLabel", "position"))
    )


def converted(item: dict[str, Any]) -> dict[str, Any]:
    """Returns an annotation or a note of Zotero as an annotation of W3C's model.

    Raises:
        ValueError: It is an item of another kind.
    """
    data = item["data"] if isinstance(item.get("data"), dict) else item
    kind = data.get("itemType")
    if kind == "note":
        return _note(item, data)
    if kind not in (None, "annotation"):
        raise ValueError(tr("it is an item of the library ({kind}), not a note", kind=line(kind, 40)))
    named = {key: data.get(name, data.get(other)) for key, name, other in (
        ("text", "annotationText", "text"), ("comment", "annotationComment", "comment"),
        ("page", "annotationPageLabel", "pageLabel"), ("position", "annotationPosition", "position"),
        ("color", "annotationColor", "color"), ("kind", "annotationType", "type"),
        ("author", "annotationAuthorName", "authorName"), ("order", "annotationSortIndex", "sortIndex"),
    )}  # fmt: skip
    bodies = [*text_body(named["comment"]), *tag_bodies(_tags(data))]
    selectors = [*quoted(named["text"]), *_page(named["position"])]
    return _common(item, data) | without_empty(
        {
            "motivation": motivation(bodies, marked=True),
            "body": bodies,
            "target": at_target(_parent(item, data), selectors, otherwise=UNNAMED),
            "bf:seen": {"value": tr("page {page}", page=line(named["page"], 40))} if line(named["page"], 40) else None,
            "bf:zotero": without_empty({key: named[key] for key in ("kind", "color", "page", "position", "order")}),
        }
    )


def _note(item: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    bodies = [*text_body(data.get("note"), form="text/html"), *tag_bodies(_tags(data))]
    address = _parent(item, data) or _address(item, data.get("key"))
    return _common(item, data) | without_empty(
        {
            "motivation": motivation(bodies, marked=False),
            "body": bodies,
            "target": at_target(address, [], otherwise=UNNAMED),
        }
    )


def _common(item: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    key = data.get("key") or item.get("key") or data.get("id")
    user = object_in(object_in(item.get("meta")).get("createdByUser"))
    author = data.get("annotationAuthorName") or data.get("authorName") or user.get("name") or user.get("username")
    return without_empty(
        {
            "id": _address(item, key) or (f"urn:zotero:{key}" if isinstance(key, str | int) else None),
            "type": "Annotation",
            "creator": person(author),
            "created": data.get("dateAdded") or data.get("dateCreated"),
            "modified": data.get("dateModified"),
        }
    )


def _address(item: Mapping[str, Any], key: Any) -> str:
    """Returns the address under which Zotero knows an item; empty if its library is not told."""
    library = item.get("library")
    if not isinstance(library, dict) or not isinstance(key, str) or not key.isalnum():
        return ""
    return (
        f"http://zotero.org/{'groups' if library.get('type') == 'group' else 'users'}/{library.get('id')}/items/{key}"
    )


def _parent(item: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    parent = data.get("parentItem") or data.get("parentKey")
    if not isinstance(parent, str) or not parent.isalnum():
        return ""
    return _address(item, parent) or f"urn:zotero:{parent}"


def _tags(data: Mapping[str, Any]) -> list[Any]:
    return [tag.get("tag", tag.get("name")) if isinstance(tag, dict) else tag for tag in listed(data.get("tags"))]


def _page(position: Any) -> list[dict[str, Any]]:
    """Returns the page of a position; the interface gives it as JSON in a text."""
    if isinstance(position, str):
        try:
            position = json.loads(position)
        except (ValueError, RecursionError):
            return []
    page = position.get("pageIndex") if isinstance(position, dict) else None
    if not isinstance(page, int) or isinstance(page, bool) or not 0 <= page < 10**6:
        return []
    return [{"type": "FragmentSelector", "conformsTo": PAGES, "value": f"page={page + 1}"}]
