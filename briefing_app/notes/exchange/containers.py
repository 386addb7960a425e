"""What holds the annotations of a file: one alone, a list, pages and collections, the exports of other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from briefing_app.notes.exchange import vocabulary
from briefing_app.notes.exchange.file_content import Found
from briefing_app.notes.exchange.foreign import annotorious, hypothesis, linked, zotero
from briefing_app.notes.exchange.foreign.shapes import object_in, tag_bodies
from briefing_app.notes.exchange.note_to_annotation import PREFIX
from briefing_app.notes.exchange.rules import check_context, check_page
from briefing_app.notes.exchange.signs import as_iri, is_iri
from briefing_app.notes.exchange.vocabulary import CONTEXTS, listed, types_of
from briefing_app.translation import grouped, tr, trn

PAGES = frozenset(("AnnotationCollection", "AnnotationPage"))
LISTS = ("annotations", "rows", "items", "resources", "notes", "highlights")
"""Names under which programs list what they export."""
ANSWERS = ("replies",)
"""Names under which they list answers apart from what these answer."""
SIGNS_OF_ONE = ("target", "body", "bodyValue", "itemType", "uri", "bodies")
"""What only an annotation has, be it right or wrong."""


def found_in(value: Any) -> Found:
    """Returns what a JSON file holds.

    Raises:
        ValueError: It breaks a rule as a whole; the words say which.
    """
    if linked.is_linked(value):
        value = linked.plain(value)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) and types_of(value[0]) & PAGES:
        value = value[0]
    alone = isinstance(value, dict) and _is_one(value)
    if alone:
        items: list[Any] = [value]
        if _foreign(value) is None:
            check_context(value, needed=True)
    else:
        items = list(islice(_items(value), vocabulary.MOST + 1))
    context = listed(value.get("@context")) if isinstance(value, dict) else []
    more = [one for one in context if not (isinstance(one, str) and one in CONTEXTS) and one != PREFIX]
    if more and not alone:
        items = [{"@context": value["@context"]} | one if isinstance(one, dict) else one for one in items]
    strict = bool(context)
    return Found(
        items=items,
        convert=lambda item: converted(item, strict=strict),
        absent=_absent(value),
        remarks=() if alone else tuple(_missing(value, len(items))),
    )


def _is_one(value: Mapping[str, Any]) -> bool:
    """Tells whether an object is an annotation, right or wrong, and no list of them."""
    types = types_of(value)
    if types & PAGES:
        return False
    if "Annotation" in types or _foreign(value) is not None:
        return True
    return any(key in value for key in SIGNS_OF_ONE) and not any(isinstance(value.get(key), list) for key in LISTS)


def _items(value: Any) -> Iterator[Any]:
    """The annotations in lists, pages and what else a program puts around them, in their order."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif not isinstance(one, dict) or _is_one(one):
            yield one
        else:
            if types_of(one) & PAGES:
                check_page(one)
            inner = next((one[key] for key in LISTS if isinstance(one.get(key), list)), None)
            pages = [one[key] for key in ("first", "next") if isinstance(one.get(key), dict | list)]
            if inner is None and not pages and one is not value:
                yield one
            apart = [one[key] for key in ANSWERS if isinstance(one.get(key), list)]
            waiting += reversed([inner or [], *apart, *pages])


def _foreign(item: Mapping[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]] | None:
    """Returns what makes an annotation of another program's item; None if it is none."""
    return next((kind.converted for kind in (zotero, annotorious, hypothesis) if kind.recognises(item)), None)


def converted(item: dict[str, Any], *, strict: bool) -> dict[str, Any]:
    """Returns an annotation of W3C's model.

    Args:
        item: An annotation as it stands in the file.
        strict: True if the file says by its context that it keeps the model.

    Raises:
        ValueError: It is no annotation.
    """
    foreign = _foreign(item)
    if foreign is not None:
        return foreign(item)
    item = annotorious.with_source(item)
    return item if strict or "@context" in item else _loose(item)


def _loose(item: dict[str, Any]) -> dict[str, Any]:
    """A list without a context is of a program that does not name the model: words stand where addresses belong."""
    made = dict(item)
    body = item.get("body")
    if isinstance(body, str | list):
        made["body"] = [
            {"type": "TextualBody", "value": one} if isinstance(one, str) and not is_iri(one) else one
            for one in listed(body)
        ]
    tags = item.get("tags")
    if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
        del made["tags"]
        words = made.pop("bodyValue", None) if made.get("body") is None else None
        told = [{"type": "TextualBody", "value": words}] if isinstance(words, str) else listed(words)
        made["body"] = [*listed(made.get("body")), *told, *tag_bodies(tags)]
    target = item.get("target")
    if isinstance(target, str) and target.isprintable() and target.strip():
        made["target"] = as_iri(target.strip())
    return made


def _absent(value: Any) -> str:
    """Why a file holds no annotation although it is one of annotations."""
    if not isinstance(value, dict):
        return ""
    elsewhere = next((one for key in ("first", "items") for one in listed(value.get(key)) if is_iri(one)), None)
    if "AnnotationCollection" not in types_of(value) or elsewhere is None:
        return ""
    total = value.get("total")
    if isinstance(total, int):
        return trn(
            "it names {n} annotation but does not contain it; its page is {page}",
            "it names {n} annotations but contains none of them; their first page is {page}",
            total,
            page=elsewhere,
        )
    return tr("it names pages of annotations but contains none; the first is {page}", page=elsewhere)


def _missing(value: Any, count: int) -> Iterator[str]:
    """Says that the file is a part of a collection."""
    if not isinstance(value, dict):
        return
    page = object_in(value.get("first")) or value
    whole = object_in(value.get("partOf")) or value
    total = next((n for n in listed(whole.get("total")) if isinstance(n, int)), 0)
    if total > count:
        yield trn(
            "{missing} of {n} annotation is not in the file.",
            "{missing} of {n} annotations are not in the file.",
            total,
            missing=grouped(total - count),
        )
    elif is_iri(page.get("next")) or is_iri(page.get("prev")):
        yield tr("The file is one page of a collection; the annotations of its other pages are not in the file.")
