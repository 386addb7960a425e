"""Names of the exchange: contexts, motivations and limits, the same for reading and writing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing_app.domain.model import NoteKind

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN = "urn:briefing-app:"
LARGEST = 100_000_000
"""Bytes of a file that is taken in."""
DEEPEST = 60
MOST = 200_000
MOST_ANCESTORS = 400
"""Revisions that a note can name as those it builds on."""
MOTIVATIONS: Mapping[NoteKind, str] = {
    "comment": "commenting",
    "question": "questioning",
    "correction": "editing",
    "follow-up": "bookmarking",
}
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
    ]
)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
