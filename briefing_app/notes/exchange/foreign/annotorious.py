"""Annotations of Recogito and Annotorious: W3C's model without the address of the document, and their own model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing_app.notes.exchange.foreign.shapes import at_target, motivation, quoted, without_empty
from briefing_app.notes.exchange.signs import is_uuid
from briefing_app.notes.exchange.vocabulary import UNNAMED, listed
from briefing_app.translation import tr


def recognises(item: Mapping[str, Any]) -> bool:
    """Tells whether an item is of Annotorious' own model."""
    return isinstance(item.get("bodies"), list) and isinstance(item.get("target"), dict)


def converted(item: dict[str, Any]) -> dict[str, Any]:
    """Returns an annotation of Annotorious' own model as one of W3C's."""
    target = item["target"]
    bodies = [_body(one) for one in item["bodies"] if isinstance(one, dict) and isinstance(one.get("value"), str)]
    selectors = [made for one in listed(target.get("selector")) if isinstance(one, dict) for made in _selector(one)]
    creator = target.get("creator")
    made = at_target(target.get("source"), selectors, otherwise=UNNAMED)
    return without_empty(
        {
            "id": item.get("id"),
            "type": "Annotation",
            "motivation": motivation(bodies, marked=bool(selectors)),
            "creator": {"type": "Person", **creator} if isinstance(creator, dict) else None,
            "created": target.get("created"),
            "modified": target.get("updated"),
            "body": bodies,
            "target": made,
            "bf:seen": _seen(made),
            "bf:annotorious": target.get("selector"),
        }
    )


def _body(one: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: one[key] for key in ("format", "language", "created") if isinstance(one.get(key), str)}
    purpose = one.get("purpose")
    said = purpose if isinstance(purpose, str) and purpose else "commenting"
    return {"type": "TextualBody", "value": one["value"], "purpose": said, **kept}


def _selector(one: Mapping[str, Any]) -> list[dict[str, Any]]:
    start, end = one.get("start"), one.get("end")
    if "quote" in one:
        numbers = isinstance(start, int) and isinstance(end, int) and 0 <= start <= end
        place = [{"type": "TextPositionSelector", "start": start, "end": end}] if numbers else []
        return [*quoted(one["quote"]), *place]
    shape = one.get("geometry")
    if isinstance(shape, dict) and all(isinstance(shape.get(key), int | float) for key in "xywh"):
        words = ",".join(f"{shape[key]:g}" for key in "xywh")
        return [
            {
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": f"xywh=pixel:{words}",
            }
        ]
    return []


def with_source(item: dict[str, Any]) -> dict[str, Any]:
    """Recogito names a place in a document and leaves the document out; it gets an address that says so."""
    target, ident = item.get("target"), item.get("id")
    if not isinstance(target, dict) or "selector" not in target or {"source", "id", "type"} & target.keys():
        return item
    if not isinstance(ident, str) or not (ident.startswith("#") or is_uuid(ident)):
        return item
    made = {"source": UNNAMED, **target}
    said = next((one for one in listed(item.get("body")) if isinstance(one, dict) and "created" in one), {})
    known = {key: said[key] for key in ("created", "creator") if key in said}  # who wrote the words, and when
    return {"bf:seen": _seen(made), **known, **item, "target": made}


def _seen(target: Any) -> dict[str, str] | None:
    source = target.get("source") if isinstance(target, dict) else target
    return {"title": tr("a document that the file does not name")} if source == UNNAMED else None
