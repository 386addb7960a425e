"""What an annotation said in another way than this program: kept as it was read, and written again as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from briefing_app.domain.model import Note
from briefing_app.notes.exchange import note_to_annotation
from briefing_app.notes.exchange.signs import has_scheme, is_uuid
from briefing_app.notes.exchange.vocabulary import AS_READ, CONTEXTS, KNOWN, listed

SAID_OTHERWISE = ("id", "type", "motivation", "creator", "body", "bodyValue", "target")


def keep(item: dict[str, Any], note: Note) -> Note:
    """Returns a note that carries what the annotation holds beyond it.

    Args:
        item: The annotation.
        note: The note that it is, without anything kept.
    """
    left = {key: value for key, value in item.items() if key not in KNOWN}
    own = note_to_annotation.plain_annotation(note)
    kept = {key: item.get(key) for key in SAID_OTHERWISE if item.get(key) != own.get(key)}
    if "id" in kept and not _lasts(kept["id"]):
        del kept["id"]
    contexts = [one for one in listed(item.get("@context")) if not (isinstance(one, str) and one in CONTEXTS)]
    if contexts and contexts != [note_to_annotation.PREFIX]:
        kept["@context"] = item["@context"]
    if kept:
        left[AS_READ] = kept
    return replace(note, extra=json.dumps(left, ensure_ascii=True, sort_keys=True)) if left else note


def _lasts(ident: Any) -> bool:
    """Tells whether an id names the annotation everywhere, unlike a name within its file."""
    return isinstance(ident, str) and not is_uuid(ident) and has_scheme(ident)
