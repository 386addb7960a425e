"""Notes to a file: W3C annotations that keep the recommendation's rules."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from briefing_app.domain.model import Note, Ref
from briefing_app.domain.moments import Moment
from briefing_app.notes.exchange import bodies
from briefing_app.notes.exchange.authorship import creators, kind_of
from briefing_app.notes.exchange.rules import check
from briefing_app.notes.exchange.signs import as_iri, has_scheme, ident_of
from briefing_app.notes.exchange.vocabulary import AS_READ, CONTEXT, MOTIVATIONS, OWN, listed

PREFIX = {"bf": OWN}


def to_collection(notes: Sequence[Note], *, label: str) -> dict[str, Any]:
    """Returns notes as an AnnotationCollection with one page.

    Args:
        notes: The notes, in the order in which they are written.
        label: Name of the collection.
    """
    return {
        "@context": [CONTEXT, PREFIX],
        "id": f"{OWN}collection",
        "type": "AnnotationCollection",
        "label": label,
        "total": len(notes),
        "first": {
            "id": f"{OWN}collection:page-1",
            "type": "AnnotationPage",
            "partOf": f"{OWN}collection",
            "startIndex": 0,
            "items": [to_annotation(note) for note in notes],
        },
    }


def to_annotation(note: Note) -> dict[str, Any]:
    """Returns a note as one annotation: what it came with is written back, what was changed here is as it is now."""
    if not note.extra:
        return plain_annotation(note)
    try:
        extra: dict[str, Any] = dict(json.loads(note.extra))
    except (ValueError, TypeError, RecursionError):
        return plain_annotation(note) | {"bf:more": note.extra}
    kept = extra.pop(AS_READ, {})
    extra.pop("bodyValue", None)
    made = extra | plain_annotation(note)
    try:
        if isinstance(kept, dict):
            _write_back(note, made, kept)
        check(made)
    except (ValueError, TypeError):  # what an earlier version took in may break the rules: it goes along as text
        return plain_annotation(note) | {"bf:more": note.extra}
    return made


def _write_back(note: Note, made: dict[str, Any], kept: Mapping[str, Any]) -> None:
    for key, value in kept.items():
        if key not in ("body", "bodyValue") and _still_true(note, made, key, value):
            _put(made, key, value)
    if "body" in kept or "bodyValue" in kept:
        _put_bodies(note, made, kept)


def plain_annotation(note: Note) -> dict[str, Any]:
    """Returns a note as an annotation in this program's own way, without what it came with."""
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "value": note.body, "format": "text/markdown", "purpose": MOTIVATIONS[note.kind]}
    ]
    body += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    target: dict[str, Any] = {"source": address_of(note.target)}
    if note.passage is not None:
        passage = note.passage
        target["selector"] = [
            {"type": "TextQuoteSelector", "exact": passage.quote, "prefix": passage.prefix, "suffix": passage.suffix},
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.start + len(passage.quote)},
        ]
        target["bf:field"] = passage.field
    made: dict[str, Any] = {
        "id": f"urn:uuid:{as_iri(note.note_id)}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[note.kind],
        "body": body,
        "target": target,
        "bf:kind": note.kind,
        "bf:revision": note.revision,
        "bf:parent": note.parent,
        "bf:fingerprint": note.fingerprint,
        "bf:seen": {"title": note.seen.title, "date": note.seen.date, "value": note.seen.value},
        "bf:handling": note.handling,
        "bf:replyTo": note.reply_to,
        "bf:removed": note.removed,
    }
    moments = {"created": Moment.stored(note.created), "modified": Moment.stored(note.modified)}
    made |= {key: moment.stamp for key, moment in moments.items() if moment.at is not None}
    if days := [key for key, moment in moments.items() if moment.whole_day]:
        made["bf:days"] = days
    if note.package:
        made["bf:package"] = note.package
    if note.lineage:
        made["bf:lineage"] = list(note.lineage)
    if note.author or note.office:
        made["creator"] = {"type": "Person", "name": note.author, "bf:office": note.office}
    return made


def address_of(ref: Ref) -> str:
    """Returns the address of a target: a page of the web by its own, an entry by this program's."""
    if ref.noun != "web":
        return OWN + as_iri(str(ref), also="%")
    address = as_iri(ref.id)
    return address if has_scheme(address) and not address.startswith(OWN) else f"{OWN}web/{address}"


def _still_true(note: Note, made: Mapping[str, Any], key: str, value: Any) -> bool:
    """Tells whether what was read still says what the note says now."""
    if key == "id":
        return ident_of(value) == note.note_id
    if key == "creator":
        return creators({"creator": value}) == (note.author, note.office)
    if key == "motivation":
        return made["bf:kind"] == note.kind and (kind_of({"motivation": value}) in (note.kind, "comment"))
    return True


def _put(made: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        made.pop(key, None)
    else:
        made[key] = value


def _put_bodies(note: Note, made: dict[str, Any], kept: Mapping[str, Any]) -> None:
    """The bodies as they were read, if the note still says the same; else its words, in the language they had."""
    read = {key: kept[key] for key in ("body", "bodyValue") if kept.get(key) is not None}
    about = read | {"target": made["target"], "motivation": kept.get("motivation", made.get("motivation"))}
    try:
        same = bodies.words_and_tags(about) == (note.body, note.tags)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        same = False
    if same:
        made.pop("body", None)
        made.update(read)
        return
    languages = {
        str(one["language"]): one
        for one in listed(kept.get("body"))
        if isinstance(one, dict) and isinstance(one.get("language"), str) and "value" in one
    }
    if len(languages) == 1:
        (language, said) = next(iter(languages.items()))
        made["body"][0] |= {"language": language}
        if isinstance(said.get("textDirection"), str):
            made["body"][0] |= {"textDirection": said["textDirection"]}


def to_json(notes: Sequence[Note], *, label: str) -> bytes:
    """Returns notes as JSON-LD text; the same notes give the same bytes."""
    text = json.dumps(to_collection(notes, label=label), ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate among unknown properties becomes JSON's escape
