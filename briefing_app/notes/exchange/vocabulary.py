"""Names of the exchange: contexts, motivations and limits, the same for reading and writing."""

from __future__ import annotations

from collections.abc import Mapping

from briefing_app.domain.model import NoteKind

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTEXTS = frozenset((CONTEXT, "https://www.w3.org/ns/anno.jsonld", "http://iiif.io/api/presentation/3/context.json"))
"""Contexts under which an annotation is one of W3C's model."""
OWN = "urn:briefing-app:"
UNNAMED = f"{OWN}web/document-not-named"
"""The target of what a program exports without the address of its document."""
LARGEST = 180_000_000
"""Bytes of a file that is taken in."""
MOST_VALUES = 8_000_000
"""How much a file may hold, an object counting four values and a list two, so that its memory is bounded."""
DEEPEST = 60
MOST = 200_000
MOST_ANCESTORS = 400
"""Revisions that a note can name as those it builds on."""
LONGEST = 200_000
"""Characters of one note."""
LONGEST_TAG = 60
MOTIVATIONS: Mapping[NoteKind, str] = {
    "comment": "commenting",
    "question": "questioning",
    "correction": "editing",
    "follow-up": "bookmarking",
}
SETS = frozenset(("Choice", "List", "Composite", "Independents"))
"""Types of bodies and targets that list others."""
AS_READ = "bf:asRead"
"""Under this name the unknown properties of a note hold what an annotation said in another way than this program."""
KNOWN = frozenset(
    [
        "@context",
        "id",
        "type",
        "motivation",
        "created",
        "modified",
        "creator",
        "body",
        "bodyValue",
        "target",
        "bf:revision",
        "bf:parent",
        "bf:fingerprint",
        "bf:seen",
        "bf:handling",
        "bf:replyTo",
        "bf:removed",
        "bf:kind",
        "bf:lineage",
        "bf:package",
        "bf:days",
        AS_READ,
    ]
)


def listed(value: object) -> list[object]:
    """Returns the values of a property, of which there may be none, one or a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def types_of(value: Mapping[str, object]) -> set[str]:
    """Returns the types that an object names."""
    return {kind for kind in listed(value.get("type")) if isinstance(kind, str)}
