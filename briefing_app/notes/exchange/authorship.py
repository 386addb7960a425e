"""Who wrote an annotation and what kind of note it is, as its properties tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from briefing_app.domain.model import NoteKind
from briefing_app.notes.exchange.signs import line
from briefing_app.notes.exchange.vocabulary import MOTIVATIONS, listed


def creators(item: Mapping[str, Any]) -> tuple[str, str]:
    """Returns who wrote an annotation, all of them, and the office."""
    names, offices = [], []
    for agent in listed(item.get("creator")):
        if isinstance(agent, str):
            names.append(line(agent, 120))
        elif isinstance(agent, dict):
            called = (one for key in ("name", "nickname", "id") for one in listed(agent.get(key)) if one)
            names.append(line(next(called, ""), 120))
            offices.append(line(agent.get("bf:office"), 120))
    return ", ".join(n for n in dict.fromkeys(names) if n)[:240].rstrip(), next((o for o in offices if o), "")


def kind_of(item: Mapping[str, Any]) -> NoteKind:
    """Returns the kind of note: as this program wrote it, or by motivation, or by the purposes of the bodies."""
    said = item.get("bf:kind")
    if isinstance(said, str) and said in MOTIVATIONS:
        return cast("NoteKind", said)
    bodies = [body for body in listed(item.get("body")) if isinstance(body, dict)]
    told = [*listed(item.get("motivation")), *(p for body in bodies for p in listed(body.get("purpose")))]
    return next((kind for kind, word in MOTIVATIONS.items() if word in told), "comment")
