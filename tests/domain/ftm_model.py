"""A check against what the FollowTheMoney model says of the schemata that are written, where its package is missing."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

MODEL = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
"""The part of the model that is used, taken from the package followthemoney of the version named in it."""


def faults(entity: dict[str, Any]) -> list[str]:
    """Returns what breaks the model: schema, properties, required ones, dates and addresses."""
    schema = MODEL["schemata"].get(entity["schema"])
    if schema is None:
        return [f"schema {entity['schema']}"]
    found = [f"lacks {name}" for name in schema["required"] if not entity["properties"].get(name)]
    for name, values in entity["properties"].items():
        kind = schema["properties"].get(name)
        if kind is None:
            found.append(f"{entity['schema']} has no {name}")
        found += [f"{name}: {value!r}" for value in values if not isinstance(value, str) or not _fits(kind, value)]
    return found


def _fits(kind: str | None, value: str) -> bool:
    if kind == "date":
        try:
            dt.date.fromisoformat((value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10])
        except ValueError:
            return False
    if kind == "url":
        return bool(re.match(r"https?://\S+$", value))
    return bool(value.strip())
