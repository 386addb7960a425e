"""An annotation to a note: checked by the rules, with all that a note has no place for kept for the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from briefing_app.domain.model import Note, Passage, Ref, Seen
from briefing_app.domain.moments import UNKNOWN, Moment
from briefing_app.notes.exchange.authorship import creators, kind_of
from briefing_app.notes.exchange.bodies import words_and_tags
from briefing_app.notes.exchange.note_to_annotation import to_annotation
from briefing_app.notes.exchange.round_trip import keep
from briefing_app.notes.exchange.rules import check
from briefing_app.notes.exchange.signs import as_iri, clean, has_scheme, ident_of, line
from briefing_app.notes.exchange.vocabulary import MOST_ANCESTORS, OWN, SETS, listed, types_of
from briefing_app.translation import tr

FURTHEST = 10**9
"""A place in a text that lies behind this is none."""


def from_annotation(item: Any) -> Note:
    """Returns the note that an annotation is.

    Raises:
        ValueError: It breaks a rule, or something in it cannot be; the words say what.
    """
    if not isinstance(item, dict):
        raise ValueError(tr("it is not an object"))
    item = _with_own_addresses(item)
    check(item)
    text, tags = words_and_tags(item)
    target, passage = _target(item)
    created = _moment(item, "created")
    modified = _moment(item, "modified")
    ident = ident_of(listed(item.get("id"))[0])
    author, office = creators(item)
    note = Note(
        note_id=ident,
        target=target,
        body=text,
        created=created.text,
        modified=created.text if modified == UNKNOWN else modified.text,
        revision=ident_of(item.get("bf:revision") or f"{ident}:{item.get('modified') or text}"),
        parent=line(item.get("bf:parent"), 64),
        kind=kind_of(item),
        tags=tags,
        handling=line(item.get("bf:handling"), 80),
        author=author,
        office=office,
        seen=_seen(item),
        passage=passage,
        fingerprint=line(item.get("bf:fingerprint"), 64),
        reply_to=line(item.get("bf:replyTo"), 64),
        own=False,
        removed=item.get("bf:removed") is True,
        lineage=_lineage(item.get("bf:lineage")),
        package=line(item.get("bf:package"), 200),
    )
    return keep(item, note)


def _moment(item: Mapping[str, Any], key: str) -> Moment:
    value = listed(item.get(key))
    found = Moment.parse(str(value[0])) if value else UNKNOWN
    return Moment.parse(found.text[:10]) if key in listed(item.get("bf:days")) else found


def _with_own_addresses(item: dict[str, Any]) -> dict[str, Any]:
    """Earlier versions wrote a page of the web behind this program's own name; it has an address of its own."""
    target = item.get("target")
    if not isinstance(target, dict):
        return item
    source = target.get("source")
    if not isinstance(source, str) or not source.startswith(f"{OWN}web/") or not has_scheme(source[len(OWN) + 4 :]):
        return item
    return item | {"target": {**target, "source": source.removeprefix(f"{OWN}web/")}}


def _lineage(value: Any) -> tuple[str, ...]:
    names = [line(name, 64) for name in value[:MOST_ANCESTORS]] if isinstance(value, list) else []
    return tuple(name for name in names if name and " " not in name)


def _seen(item: Mapping[str, Any]) -> Seen:
    found = item.get("bf:seen")
    return (
        Seen(**{k: line(found.get(k), 500) for k in ("title", "date", "value")}) if isinstance(found, dict) else Seen()
    )


def _target(item: Mapping[str, Any]) -> tuple[Ref, Passage | None]:
    address, described = _main(item)
    return reference(address), _passage(described)


def _main(item: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Returns the first entry of this program among the targets, or else the first target, with what is marked."""
    found = [pair for target in listed(item.get("target")) for pair in _addresses(target)]
    return next((pair for pair in found if pair[0].startswith(OWN)), found[0])


def _addresses(target: Any) -> list[tuple[str, Mapping[str, Any]]]:
    if isinstance(target, str):
        return [(target, {})]
    if types_of(target) & SETS:
        return [pair for one in target["items"] for pair in _addresses(one)]
    source = listed(target.get("source", target.get("id")))[0]
    return [(str(listed(source["id"])[0]) if isinstance(source, dict) else str(source), target)]


def reference(address: str) -> Ref:
    """Returns the entry that an address names; a page of the web is kept as a target that is not in the data.

    Raises:
        ValueError: It names no entry.
    """
    if not address.startswith(OWN):
        return Ref("web", as_iri(address)[:2000])
    named = address.removeprefix(OWN)
    try:
        return Ref.parse(named if named.startswith("web/") else unquote(named))
    except ValueError:
        raise ValueError(tr("its target {address} names no entry", address=f"“{line(address, 60)}”")) from None


def further_targets(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the addresses of all targets of an annotation but the one on which its note stands."""
    targets = listed(item.get("target"))
    if len(targets) == 1 and not (isinstance(targets[0], dict) and "items" in targets[0]):
        return ()
    main, _described = _main(item)
    found = dict.fromkeys(address for target in targets for address, _ in _addresses(target))
    return tuple(address for address in found if address != main)


def _passage(target: Mapping[str, Any]) -> Passage | None:
    selectors = [s for one in listed(target.get("selector")) for s in _refined(one)]
    quote = next((s for s in selectors if "TextQuoteSelector" in types_of(s)), None)
    if quote is None or not quote["exact"]:
        return None
    position = next((s for s in selectors if "TextPositionSelector" in types_of(s)), {})
    start = position.get("start", 0)
    return Passage(
        field=line(target.get("bf:field"), 60),
        quote=clean(quote["exact"][:20_000]),
        prefix=clean(quote.get("prefix", "")[-200:]),
        suffix=clean(quote.get("suffix", "")[:200]),
        start=start if start < FURTHEST else 0,
    )


def _refined(selector: Any) -> list[Mapping[str, Any]]:
    """A selector and what refines it, the outermost first."""
    if not isinstance(selector, dict):
        return []
    return [selector, *(inner for one in listed(selector.get("refinedBy")) for inner in _refined(one))]


def from_values(values: Any) -> Note:
    """Returns a note from the plain values in which a briefing carries it.

    Raises:
        ValueError: Something in it cannot be; the words say what.
    """
    if not isinstance(values, dict):
        raise ValueError(tr("it is not an object"))
    missing = [key for key in ("note_id", "target", "body", "revision") if not isinstance(values.get(key), str)]
    if missing:
        raise ValueError(tr("it has no {key}", key=missing[0]))
    note = Note(
        note_id=values["note_id"],
        target=Ref.parse(values["target"]),
        body=values["body"],
        created=_stored(values, "created"),
        modified=_stored(values, "modified"),
        revision=values["revision"],
        parent=str(values.get("parent", "")),
        kind=kind_of({"bf:kind": values.get("kind")}),
        tags=tuple(str(tag) for tag in listed(values.get("tags"))),
        handling=str(values.get("handling", "")),
        author=str(values.get("author", "")),
        office=str(values.get("office", "")),
        seen=_seen({"bf:seen": values.get("seen")}),
        passage=_stored_passage(values.get("passage")),
        fingerprint=str(values.get("fingerprint", "")),
        reply_to=str(values.get("reply_to", "")),
        extra=_stored_extra(values.get("extra")),
        lineage=tuple(str(name) for name in listed(values.get("lineage"))),
        package=str(values.get("package", "")),
    )
    return from_annotation(to_annotation(note))


def _stored(values: Mapping[str, Any], key: str) -> str:
    """Returns a moment as it is stored.

    Raises:
        ValueError: It is no moment.
    """
    found = values.get(key, "")
    if not isinstance(found, str):
        raise ValueError(tr("{key} is not a date", key=key))
    return Moment.parse(found).text


def _stored_passage(value: Any) -> Passage | None:
    if not isinstance(value, dict) or not isinstance(value.get("quote"), str) or not value["quote"]:
        return None
    start = value.get("start", 0)
    return Passage(
        field=line(value.get("field"), 60),
        quote=value["quote"],
        prefix=str(value.get("prefix", "")),
        suffix=str(value.get("suffix", "")),
        start=start if isinstance(start, int) and 0 <= start < FURTHEST else 0,
    )


def _stored_extra(value: Any) -> str:
    try:
        return value if isinstance(value, str) and isinstance(json.loads(value or "{}"), dict) else ""
    except (ValueError, RecursionError):
        return ""
