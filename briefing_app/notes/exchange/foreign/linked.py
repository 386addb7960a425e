"""Linked data to plain annotations: expanded JSON-LD, graphs, and the Open Annotation models before W3C's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing_app.notes.exchange.foreign.shapes import name_for
from briefing_app.notes.exchange.vocabulary import CONTEXT, listed, types_of

OA = "http://www.w3.org/ns/oa#"
VOCABULARIES = (
    (OA, "oa:"), ("http://purl.org/dc/terms/", "dcterms:"), ("http://purl.org/dc/elements/1.1/", "dc:"),
    ("http://xmlns.com/foaf/0.1/", "foaf:"), ("https://www.w3.org/ns/activitystreams#", "as:"),
    ("http://www.w3.org/ns/activitystreams#", "as:"), ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
    ("http://www.w3.org/2000/01/rdf-schema#", "rdfs:"), ("http://www.w3.org/2011/content#", "cnt:"),
    ("http://purl.org/dc/dcmitype/", "dctypes:"), ("http://schema.org/", "schema:"), ("http://iiif.io/api/", "sc:"),
    ("http://www.w3.org/ns/prov#", "prov:"), ("http://www.w3.org/2004/02/skos/core#", "skos:"),
)  # fmt: skip
NAMES: Mapping[str, str] = {
    "@id": "id", "@type": "type", "hasBody": "body", "hasTarget": "target", "hasSource": "source",
    "hasSelector": "selector", "hasState": "state", "hasScope": "scope", "hasPurpose": "purpose",
    "motivatedBy": "motivation", "annotatedAt": "created", "annotatedBy": "creator", "serializedAt": "generated",
    "serializedBy": "generator", "issued": "generated", "nick": "nickname", "mbox": "email",
    "mbox_sha1sum": "email_sha1", "chars": "value", "resource": "body", "on": "target", "full": "source",
    "hasStartSelector": "startSelector", "hasEndSelector": "endSelector", "styledBy": "stylesheet",
    "cachedSource": "cached", "totalItems": "total", "orderedItems": "items", "item": "items", "resources": "items",
}  # fmt: skip
"""Names before W3C's model, and names in linked data, by what they are called now."""
TYPES: Mapping[str, str] = {
    "ContentAsText": "TextualBody", "OrderedCollection": "AnnotationCollection",
    "OrderedCollectionPage": "AnnotationPage", "AnnotationList": "AnnotationPage", "Application": "Software",
}  # fmt: skip
WORDS = frozenset(("motivation", "purpose", "type"))
"""Properties whose addresses are words of the model."""
MOST_NODES = 500_000


def is_linked(value: Any) -> bool:
    """Tells whether a file is linked data in a form that must be made plain first."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, dict):
        return False
    if any(key in first for key in ("@graph", "@type", "hasTarget", "hasBody", "oa:hasTarget", "oa:hasBody")):
        return True
    return any(isinstance(key, str) and key.startswith(OA) for key in first)


def plain(value: Any) -> Any:
    """Returns linked data as annotations of W3C's model, in the forms of that model's own context."""
    listed_nodes = value.get("@graph", value) if isinstance(value, dict) else value
    made = _compact(listed_nodes)
    if isinstance(made, list):
        nodes = {one["id"]: one for one in made if isinstance(one, dict) and isinstance(one.get("id"), str)}
        budget = iter(range(MOST_NODES))
        found = [one for one in made if isinstance(one, dict) and "Annotation" in types_of(one)]
        made = [_embedded(one, nodes, budget, (one.get("id"),)) for one in found] if found else made
    return _finished(_without_blank(made))


def _without_blank(value: Any) -> Any:
    """Names that hold within one graph alone are no addresses outside it."""
    if isinstance(value, list):
        return [_without_blank(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_blank(inner)
        for key, inner in value.items()
        if not (key == "id" and isinstance(inner, str) and inner.startswith("_:"))
    }


def _finished(made: Any) -> Any:
    for one in made if isinstance(made, list) else [made]:
        _finish(one)
    return made


def _finish(one: Any) -> None:
    """The old models need no id and name their context by another address."""
    if not isinstance(one, dict):
        return
    for key in ("items", "first"):
        for inner in listed(one.get(key)):
            _finish(inner)
    if "Annotation" in types_of(one) and not one.get("id"):
        one["id"] = name_for(one)
    one["@context"] = CONTEXT


def _local(name: str) -> str:
    for address, prefix in VOCABULARIES:
        for start in (address, prefix):
            if name.startswith(start) and len(name) > len(start):
                return name[len(start) :]
    return name


def _compact(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        made = [_compact(one, key) for one in value]
        if len(made) == 1 and isinstance(made[0], list):
            return made[0]
        return made[0] if len(made) == 1 and key and key != "items" else made
    if isinstance(value, str):
        local = _local(value) if key in WORDS else value
        return TYPES.get(local, local) if key == "type" else local
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    if "@list" in value:
        return [_compact(one, key) for one in listed(value["@list"])]
    told_now: dict[str, Any] = {}
    for name, inner in value.items():
        if name in ("@context", "@graph"):
            continue
        told = NAMES.get(_local(name), _local(name))
        told_now[told] = _compact(inner, told)
    if told_now.keys() == {"id"} and key:
        return _local(str(told_now["id"])) if key in WORDS else told_now["id"]
    return _as_now(told_now)


def _as_now(made: dict[str, Any]) -> dict[str, Any]:
    """What the models before W3C's said in another way."""
    kinds = types_of(made)
    if kinds & {"Tag", "SemanticTag"}:
        made["purpose"] = "tagging"
        if "SemanticTag" in kinds and "id" in made and "value" not in made:
            return {"type": "SpecificResource", "source": made["id"], "purpose": "tagging"}
    names_a_place = any(kind.endswith(("Selector", "State", "Stylesheet")) for kind in kinds)
    if isinstance(made.get("value"), str) and "source" not in made and not names_a_place:
        made["type"] = "TextualBody"
    if "Choice" in kinds and "default" in made:
        made["items"] = [made.pop("default"), *listed(made.get("items"))]
    for key in ("name", "nickname"):
        if isinstance(made.get(key), list) and made[key]:
            made[key] = [one for one in made[key] if isinstance(one, str)]
    return made


def _embedded(one: Any, nodes: Mapping[str, Any], budget: Iterator[int], above: tuple[Any, ...]) -> Any:
    """Puts the nodes of a graph where they are named."""
    if next(budget, None) is None or len(above) > 20:
        return one
    if isinstance(one, list):
        return [_embedded(inner, nodes, budget, above) for inner in one]
    if not isinstance(one, dict):
        return one
    made = {}
    for key, value in one.items():
        parts = []
        for inner in listed(value):
            node = nodes.get(inner) if isinstance(inner, str) and key not in ("id", "type", *WORDS) else None
            if node is not None and inner not in above and "Annotation" not in types_of(node):
                parts.append(_embedded(node, nodes, budget, (*above, inner)))
            else:
                parts.append(_embedded(inner, nodes, budget, above))
        made[key] = parts if isinstance(value, list) else parts[0] if parts else value
    return made
