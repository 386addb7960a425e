"""The JSON schema (draft 2020-12) of what is attached to an exported briefing, beside the function that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing_app.translation import LANGUAGES

_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MAYBE_DAY = {"anyOf": [_DAY, {"type": "null"}]}
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_YES_OR_NO = {"type": "boolean"}
# Larger ones are no figures of anything, and not every reader of JSON can hold them.
_NUMBER = {"type": "number", "minimum": -1e18, "maximum": 1e18}
_SCALAR: list[dict[str, Any]] = [{"type": ["string", "boolean", "null"]}, _NUMBER]
_VALUE = {"anyOf": [*_SCALAR, {"type": "array", "items": {"anyOf": _SCALAR}}]}


def _object(properties: Mapping[str, Any], *, required: Sequence[str] = (), more: bool = True) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": more,
    }


_NOTE = _object(
    {
        "note_id": {"type": "string", "minLength": 1},
        "target": {"type": "string", "pattern": "^[^/]+/."},
        "body": _TEXT,
        "created": _TEXT,
        "modified": _TEXT,
        "revision": _TEXT,
        "parent": _TEXT,
        "kind": {"enum": ["comment", "question", "correction", "follow-up"]},
        "tags": _TEXTS,
        "handling": _TEXT,
        "author": _TEXT,
        "office": _TEXT,
        "seen": _object({"title": _TEXT, "date": _TEXT, "value": _TEXT}, more=False),
        "passage": {
            "anyOf": [
                {"type": "null"},
                _object(
                    {
                        "field": _TEXT,
                        "quote": _TEXT,
                        "prefix": _TEXT,
                        "suffix": _TEXT,
                        "start": {"type": "integer", "minimum": 0, "maximum": 1_000_000_000},
                    },
                    required=("field", "quote"),
                    more=False,
                ),
            ]
        },
        "fingerprint": _TEXT,
        "package": _TEXT,
        "reply_to": _TEXT,
        "own": _YES_OR_NO,
        "removed": {"const": False},
        "extra": _TEXT,
        "lineage": _TEXTS,
    },
    required=("note_id", "target", "body", "created", "modified", "revision"),
)
_FILTER = _object(
    {
        "start": _MAYBE_DAY,
        "end": _MAYBE_DAY,
        "since": _MAYBE_DAY,
        "as_known_on": _MAYBE_DAY,
        "ambition": _TEXT,
        "actors": _TEXTS,
        "topics": _TEXTS,
        "text": _TEXT,
        "only_with_notes": _YES_OR_NO,
    },
    required=("start", "end", "as_known_on", "ambition"),
)
_EDITION = _object(
    dict.fromkeys(("name", "title", "version", "created", "fingerprint", "licence"), _TEXT),
    required=("version", "fingerprint"),
)
_CHOICES: dict[str, Any] = {
    "format": {"const": 1},
    "title": _TEXT,
    "date": _DAY,
    "marking": _TEXT,
    "paper": {"enum": ["a4", "letter"]},
    "likelihood_scale": {"enum": ["PHIA", "ICD203"]},
    "sections": _TEXTS,
    "program_version": _TEXT,
    "edition": _EDITION,
    "filter": _FILTER,
    "filter_words": _TEXT,
    "notes": {"type": "array", "items": _NOTE},
    "source_numbers": {
        "type": "object",
        "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
    },
    "records": {
        "type": "object",
        "additionalProperties": {
            "type": "array",
            "items": {"type": "object", "minProperties": 1, "additionalProperties": _VALUE},
        },
    },
}
# Briefings of earlier versions of the program have none of these.
_LATER: dict[str, Any] = {
    "language": {"enum": [*LANGUAGES]},
    "calendar": {"enum": ["gregorian", "solar-hijri"]},
    "left_out": _TEXTS,
    "form": {"enum": ["one-page", "standard", "full", "view", "own"]},
    "scheme": {"enum": ["free", "uk", "us", "eu", "kz"]},
    **dict.fromkeys(("copy", "prepared_for", "prepared_by"), _TEXT),
    # Mark and standing of every entry behind the filter, by its reference.
    "standing": {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z-]+/."},
        "additionalProperties": {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2},
    },
}
SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What is attached to an exported briefing",
    "description": "The choices behind the document, the records shown in it and the notes printed in it, no others.",
    **_object(_CHOICES | _LATER, required=tuple(_CHOICES)),
}
