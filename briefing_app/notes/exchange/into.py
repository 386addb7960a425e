"""A file to notes: annotations of this program, of Hypothesis, or any valid W3C annotation; nothing is fetched."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, cast

from briefing_app.domain.model import Note, NoteKind, Passage, Ref, Seen
from briefing_app.errors import ExpectedError
from briefing_app.notes.exchange.out import to_annotation
from briefing_app.notes.exchange.vocabulary import (
    DEEPEST,
    KNOWN,
    LARGEST,
    MOMENT,
    MOST,
    MOST_ANCESTORS,
    MOTIVATIONS,
    OWN,
)
from briefing_app.words import tr


def read(content: bytes) -> tuple[tuple[Note, ...], tuple[str, ...]]:
    """Reads annotations of this program, of Hypothesis, or any valid W3C annotation.

    Args:
        content: The file.

    Returns:
        The notes, and one sentence for each annotation that could not be read.

    Raises:
        ExpectedError: The file as a whole cannot be read.
    """
    found = _parse(content)
    _limit_depth(found)
    items = list(_items(found))
    if not items:
        raise _unreadable(tr("it holds no annotation"))
    if len(items) > MOST:
        raise _unreadable(tr("it holds more than {n} annotations", n=f"{MOST:,}"))
    notes: dict[str, Note] = {}
    refused: list[str] = []
    for number, item in enumerate(items, start=1):
        try:
            note = from_annotation(item)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            refused.append(tr("Annotation {n} was left out: {why}.", n=number, why=error))
            continue
        if note.note_id in notes and notes[note.note_id] != note:
            refused.append(tr("Annotation {n} was left out: its id stands in the file already.", n=number))
            continue
        notes[note.note_id] = note
    return tuple(notes.values()), tuple(refused)


def _unreadable(why: str) -> ExpectedError:
    return ExpectedError(
        tr("The file holds no notes that can be read: {why}.", why=why),
        hint=tr("Choose a JSON-LD file of web annotations or a briefing exported by this program."),
    )


def _parse(content: bytes) -> Any:
    if len(content) > LARGEST:
        raise _unreadable(tr("it is larger than {n} MB", n=LARGEST // 1_000_000))
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _unreadable(tr("it is no JSON")) from error


def _limit_depth(value: Any) -> None:
    layer = [value]
    for _ in range(DEEPEST):
        layer = [c for v in layer for c in (v.values() if isinstance(v, dict) else v if isinstance(v, list) else ())]
        if not layer:
            return
    raise _unreadable(tr("it is nested too deeply"))


def _items(value: Any) -> Iterable[Any]:
    if isinstance(value, list):
        for part in value:
            yield from _items(part)
    elif isinstance(value, dict):
        kinds = value.get("type") or value.get("@type") or ""
        if "Annotation" in (kinds if isinstance(kinds, list) else [kinds]) or ("target" in value and "uri" in value):
            yield value
            return
        for key in ("first", "items", "rows", "notes"):
            if key in value:
                yield from _items(value[key])
                return


def from_annotation(item: Any) -> Note:
    """Returns the note that an annotation is.

    Raises:
        ValueError: Something in it cannot be; the words say what.
    """
    if not isinstance(item, dict):
        raise ValueError(tr("it is no object"))
    text, tags = _bodies(item)
    target, passage = _target(item)
    created = _moment(item.get("created")) or "1970-01-01T00:00:00Z"
    ident = _uuid(item.get("id"))
    creator = item.get("creator") or item.get("user") or {}
    author = creator if isinstance(creator, str) else str(creator.get("name", ""))
    seen = item.get("bf:seen")
    return Note(
        note_id=ident,
        target=target,
        body=text,
        created=created,
        modified=_moment(item.get("modified") or item.get("updated")) or created,
        revision=_uuid(item.get("bf:revision") or f"{ident}:{item.get('modified') or item.get('updated') or text}"),
        parent=_line(item.get("bf:parent"), 64),
        kind=_kind(item),
        tags=tags,
        handling=_line(item.get("bf:handling"), 80),
        author=_line(author, 120),
        office=_line(creator.get("bf:office") if isinstance(creator, dict) else "", 120),
        seen=Seen(**{k: _line(seen.get(k), 500) for k in ("title", "date", "value")})
        if isinstance(seen, dict)
        else Seen(),
        passage=passage,
        fingerprint=_line(item.get("bf:fingerprint"), 64),
        reply_to=_line(item.get("bf:replyTo"), 64),
        own=False,
        removed=item.get("bf:removed") is True,
        extra=_extra(item),
        lineage=_lineage(item.get("bf:lineage")),
    )


def _lineage(value: Any) -> tuple[str, ...]:
    names = [_line(name, 64) for name in value[:MOST_ANCESTORS]] if isinstance(value, list) else []
    return tuple(name for name in names if name and " " not in name)


def _bodies(item: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    raw = item.get("body", item.get("bodyValue", item.get("text", "")))
    texts: list[str] = []
    tags = [str(t) for t in item.get("tags", ()) if isinstance(t, str)]
    for body in raw if isinstance(raw, list) else [raw]:
        value = body if isinstance(body, str) else body.get("value", "") if isinstance(body, dict) else ""
        if not isinstance(value, str):
            raise ValueError(tr("its text is no text"))
        purpose = body.get("purpose") if isinstance(body, dict) else ""
        (tags if purpose == "tagging" else texts).append(value)
    text = _clean("\n\n".join(t for t in texts if t))
    if not text.strip():
        raise ValueError(tr("it has no text"))
    if len(text) > 200_000:
        raise ValueError(tr("its text is too long"))
    return text, tuple(dict.fromkeys(_line(t, 60) for t in tags if t.strip()))


def _target(item: Mapping[str, Any]) -> tuple[Ref, Passage | None]:
    raw = item.get("target", item.get("uri", ""))
    first = raw[0] if isinstance(raw, list) and raw else raw
    source = (
        first if isinstance(first, str) else first.get("source", first.get("id", "")) if isinstance(first, dict) else ""
    )
    if not isinstance(source, str) or not source:
        raise ValueError(tr("it has no target"))
    if source.startswith(OWN):
        ref = Ref.parse(source.removeprefix(OWN))
    else:  # a page of the web: kept and listed as a target that is not in the data
        ref = Ref("web", "".join(c for c in source if c.isprintable())[:2000])
    return ref, _passage(first) if isinstance(first, dict) else None


def _passage(target: Mapping[str, Any]) -> Passage | None:
    raw = target.get("selector", [])
    selectors = [s for s in (raw if isinstance(raw, list) else [raw]) if isinstance(s, dict)]
    quote = next((s for s in selectors if s.get("type") == "TextQuoteSelector"), None)
    if quote is None or not isinstance(quote.get("exact"), str) or not quote["exact"]:
        return None
    position = next((s for s in selectors if s.get("type") == "TextPositionSelector"), {})
    start = position.get("start", 0)
    return Passage(
        field=_line(target.get("bf:field"), 60),
        quote=_clean(quote["exact"][:20_000]),
        prefix=_clean(str(quote.get("prefix") or "")[:200]),
        suffix=_clean(str(quote.get("suffix") or "")[:200]),
        start=start if isinstance(start, int) and 0 <= start < 10**9 else 0,
    )


def _kind(item: Mapping[str, Any]) -> NoteKind:
    said = item.get("bf:kind")
    if said in MOTIVATIONS:
        return cast("NoteKind", said)
    motivation = item.get("motivation")
    return next((kind for kind, word in MOTIVATIONS.items() if motivation == word), "comment")


def _moment(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or not MOMENT.fullmatch(value) or value.startswith("0000"):
        raise ValueError(tr("{value} is no date", value=repr(value)[:40]))
    return value


def _uuid(value: Any) -> str:
    """Keeps a UUID; any other id gets one that is the same every time, so that nothing comes in twice."""
    text = str(value or "").removeprefix("urn:uuid:")
    if not text:
        raise ValueError(tr("it has no id"))
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, text.encode("utf-8", "replace").decode()))


def _clean(text: str) -> str:
    """Returns a text without what no file can hold: halves of characters and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")


def _line(value: Any, limit: int) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(c if c.isprintable() else " " for c in text).strip()[:limit]


def _extra(item: Mapping[str, Any]) -> str:
    left = {k: v for k, v in item.items() if k not in KNOWN}
    return json.dumps(left, ensure_ascii=True, sort_keys=True) if left else ""


def from_values(values: Any) -> Note:
    """Returns a note from the plain values in which a briefing carries it.

    Raises:
        ValueError: Something in it cannot be; the words say what.
    """
    if not isinstance(values, dict):
        raise ValueError(tr("it is no object"))
    seen, passage = values.get("seen"), values.get("passage")
    note = Note(
        note_id=str(values["note_id"]),
        target=Ref.parse(str(values["target"])),
        body=str(values["body"]),
        created=str(values["created"]),
        modified=str(values["modified"]),
        revision=str(values["revision"]),
        parent=str(values.get("parent", "")),
        kind=cast("NoteKind", values.get("kind", "comment")),
        tags=tuple(str(tag) for tag in values.get("tags", ())),
        handling=str(values.get("handling", "")),
        author=str(values.get("author", "")),
        office=str(values.get("office", "")),
        seen=Seen(**seen) if isinstance(seen, dict) else Seen(),
        passage=Passage(**passage) if isinstance(passage, dict) else None,
        fingerprint=str(values.get("fingerprint", "")),
        reply_to=str(values.get("reply_to", "")),
        extra=str(values.get("extra", "")),
        lineage=tuple(str(name) for name in values.get("lineage", ())),
    )
    return from_annotation(to_annotation(note))
