"""The pieces of which the readers of other programs' notes build annotations."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from briefing_app.domain.moments import looks_like_moment
from briefing_app.notes.exchange.signs import as_iri, line
from briefing_app.translation import trn


def object_in(value: Any) -> dict[str, Any]:
    """Returns a value if it is an object; an empty one if it is not."""
    return value if isinstance(value, dict) else {}


def text_body(text: Any, *, form: str = "text/plain", purpose: str = "commenting") -> list[dict[str, Any]]:
    """Returns a text as bodies: one, or none if it is empty."""
    if not isinstance(text, str) or not text.strip():
        return []
    return [{"type": "TextualBody", "value": text, "format": form, "purpose": purpose}]


def tag_bodies(tags: Iterable[Any]) -> list[dict[str, Any]]:
    """Returns tags as bodies; what is no text or empty is none."""
    named = dict.fromkeys(tag.strip() for tag in tags if isinstance(tag, str) and tag.strip())
    return [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in named]


def quoted(text: Any, prefix: Any = "", suffix: Any = "") -> list[dict[str, Any]]:
    """Returns the words that were marked as selectors: one, or none if there are none."""
    if not isinstance(text, str) or not text.strip():
        return []
    around = {"prefix": prefix, "suffix": suffix}
    known = {key: value for key, value in around.items() if isinstance(value, str) and value}
    return [{"type": "TextQuoteSelector", "exact": text, **known}]


def at_target(address: Any, selectors: list[dict[str, Any]], *, otherwise: str) -> dict[str, Any] | str:
    """Returns a target: the address, with what is marked there.

    Args:
        address: Where it is, if that is known.
        selectors: What is marked.
        otherwise: The address if none is known.
    """
    usable = isinstance(address, str) and line(address, 2000)
    source = as_iri(line(address, 2000)) if usable else otherwise
    return {"source": source, "selector": selectors} if selectors else source


def person(name: Any, **more: Any) -> dict[str, Any] | None:
    """Returns a creator; None if nothing is known of one."""
    known = {key: value for key, value in more.items() if isinstance(value, str) and value.strip()}
    if isinstance(name, str) and name.strip():
        known["name"] = name.strip()
    return {"type": "Person", **known} if known else None


def motivation(bodies: Iterable[Mapping[str, Any]], *, marked: bool) -> str:
    """Returns what an annotation is for, by what it has: words, tags, or a mark alone."""
    purposes = [body["purpose"] for body in bodies]
    return next((p for p in purposes if p != "tagging"), "highlighting" if marked else (purposes or ["bookmarking"])[0])


def name_for(*parts: Any) -> str:
    """Returns an id for what has none, the same one for the same content every time."""
    told = json.dumps(parts, sort_keys=True, default=str)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, told)}"


def told_moment(text: str) -> str:
    """Returns a moment as a table or a heading tells it; what is written in words leaves the note undated."""
    return text.strip() if looks_like_moment(text) else ""


def undated(count: int) -> tuple[str, ...]:
    """Returns what is said of dates that are written in words, if there are any."""
    said = trn(
        "{n} date is in a form that is not recognised; its note is undated.",
        "{n} dates are in forms that are not recognised; their notes are undated.",
        count,
    )
    return (said,) if count else ()


def without_empty(item: Mapping[str, Any]) -> dict[str, Any]:
    """Returns an annotation without what is not known."""
    return {key: value for key, value in item.items() if value not in (None, "", [], {})}
