"""Actors and their relations in the form of FollowTheMoney, with the sources of each, for other tools to read.

Form: https://followthemoney.tech, model version 4. A relation is an entity of its own that points to both ends.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from briefing_app.domain.actors.names import names_of, shown_name
from briefing_app.domain.actors.relations import telling
from briefing_app.domain.actors.sheet import profile_words
from briefing_app.domain.model import Actor, Relation, Source
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import sign_of
from briefing_app.translation import in_words_of_data

Entity = dict[str, Any]
_SCHEMAS: Mapping[str, str] = MappingProxyType(
    {
        "state": "PublicBody",
        "person": "Person",
        "company": "Company",
        "organisation": "Organization",
        "international-body": "Organization",
        "armed-group": "Organization",
    }
)
"""The schema of each kind of actor; all others are legal entities, the most that can be said of them."""
_TIES: Mapping[str, tuple[str, str, str]] = MappingProxyType({"member-of": ("Membership", "member", "organization")})
"""Kinds of relation with a schema of their own, and its two ends; all others are links that keep their word."""
_LINK = ("UnknownLink", "subject", "object")
_LANGUAGES: Mapping[str, str] = MappingProxyType({"ru": "rus", "kk": "kaz", "fa": "fas", "en": "eng"})


def _key(*parts: str) -> str:
    """Returns an id that is the same whenever the same package is written."""
    return "ba-" + hashlib.sha1(":".join(parts).encode(), usedforsecurity=False).hexdigest()


def _entity(ident: str, schema: str, properties: Mapping[str, Iterable[str]]) -> Entity:
    kept = {name: [v for v in dict.fromkeys(values) if v] for name, values in properties.items()}
    return {"id": ident, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def entities(scope: Scope, actors: Sequence[Actor]) -> tuple[Entity, ...]:
    """Returns chosen actors, the relations among them and to others, those others, and all sources.

    Args:
        scope: What is asked about: relations that the filter hides are left out.
        actors: The actors chosen.
    """
    data, package = scope.dataset, scope.dataset.edition.name
    chosen = {actor.actor_id for actor in actors}
    ties = [
        r
        for r in telling(scope)
        if (r.from_actor in chosen or r.to_actor in chosen)
        and r.from_actor != r.to_actor
        and data.find("actors", r.from_actor)
        and data.find("actors", r.to_actor)
    ]
    others = sorted({i for r in ties for i in (r.from_actor, r.to_actor)} - chosen)
    above = {a.affiliation for a in actors if a.affiliation} - chosen - set(others)
    beside = [found for i in (*others, *sorted(above)) if (found := data.find("actors", i)) is not None]
    everybody = (*actors, *beside)
    cited = dict.fromkeys(s for record in (*actors, *ties) for s in data.sources_of(record))
    kept = {actor.actor_id for actor in everybody}
    return (
        *(_actor(data, package, actor, whole=actor.actor_id in chosen) for actor in everybody),
        *(_affiliation(package, a) for a in everybody if a.affiliation in kept and a.affiliation != a.actor_id),
        *(_tie(data, package, relation) for relation in ties),
        *(_source(package, source) for source in cited),
    )


def _actor(data: Dataset, package: str, actor: Actor, *, whole: bool) -> Entity:
    told, sources = names_of(actor), data.sources_of(actor) if whole else ()
    person = actor.kind == "person"
    properties: dict[str, list[str]] = {
        "name": [shown_name(actor)],
        "alias": [name for name in told[1:] if name != actor.name],
        "proof": [_key(package, "source", source.id) for source in sources],
    }
    if whole:
        properties |= {
            "summary": [actor.role],
            "description": [actor.profile],
            "status": [] if person else [actor.status_note],
            "keywords": [actor.kind.replace("-", " ")],
            "notes": [*profile_words(data, actor), *([actor.status_note] if person else [])],
        }
    return _entity(_key(package, "actor", actor.actor_id), _SCHEMAS.get(actor.kind, "LegalEntity"), properties)


def _affiliation(package: str, actor: Actor) -> Entity:
    """The data say to whom an actor belongs, and not how."""
    return _entity(
        _key(package, "affiliation", actor.actor_id),
        _LINK[0],
        {
            _LINK[1]: [_key(package, "actor", actor.actor_id)],
            _LINK[2]: [_key(package, "actor", actor.affiliation)],
            "role": ["belongs to"],
        },
    )


def _tie(data: Dataset, package: str, relation: Relation) -> Entity:
    """The first day is that of a source and no beginning: it is a date, never the form's "startDate"."""
    schema, start, end = _TIES.get(relation.kind, _LINK)
    with in_words_of_data():
        sign = sign_of("relation-sign", relation.sign)
    return _entity(
        _key(package, "relation", relation.relation_id),
        schema,
        {
            start: [_key(package, "actor", relation.from_actor)],
            end: [_key(package, "actor", relation.to_actor)],
            "role": [relation.kind.replace("-", " ")],
            "status": [sign.word],
            "date": [str(relation.since)] if relation.since else [],
            "endDate": [str(relation.until)] if relation.until else [],
            "summary": [relation.summary],
            "recordId": [str(relation.ref)],
            "proof": [_key(package, "source", source.id) for source in data.sources_of(relation)],
        },
    )


def _source(package: str, source: Source) -> Entity:
    return _entity(
        _key(package, "source", source.id),
        "Article",
        {
            "title": [source.title],
            "name": [source.title],
            "publisher": [source.publisher],
            "publishedAt": [str(source.published)] if source.published else [],
            "language": [_LANGUAGES.get(source.language, "")],
            "sourceUrl": [source.url] if source.url.startswith(("http://", "https://")) else [],
            "notes": [f"Reliability {source.reliability}"] if source.reliability else [],
        },
    )


def as_json_lines(found: Sequence[Entity]) -> bytes:
    """Returns entities as JSON, one a line, as the tools of the form read them."""
    return b"".join(json.dumps(entity, ensure_ascii=False, sort_keys=True).encode() + b"\n" for entity in found)


def as_csv(found: Sequence[Entity]) -> bytes:
    """Returns entities as CSV, a row for each value: id, schema, property, value."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("id", "schema", "property", "value"))
    writer.writerows(_rows(found))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _rows(found: Sequence[Entity]) -> Iterator[tuple[str, str, str, str]]:
    for entity in found:
        for name, values in sorted(entity["properties"].items()):
            for value in values:
                # What a spreadsheet would take for a formula stays words.
                yield entity["id"], entity["schema"], name, "'" + value if value[:1] in "=+-@\t" else value
