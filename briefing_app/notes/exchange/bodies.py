"""The bodies of an annotation as the words and tags of a note: texts, languages, choices, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing_app.notes.exchange.hypertext import words_of_html
from briefing_app.notes.exchange.signs import clean, line
from briefing_app.notes.exchange.vocabulary import LONGEST, LONGEST_TAG, SETS, listed, types_of
from briefing_app.translation import grouped, tr


@dataclass(frozen=True, slots=True)
class Piece:
    """One body: its words, what for, and whether it is a text or the address of something elsewhere."""

    words: str
    purposes: frozenset[str]
    link: bool = False


def words_and_tags(item: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Returns the words and the tags of an annotation.

    Args:
        item: An annotation that keeps the rules.

    Raises:
        ValueError: They are too long.
    """
    value = item.get("bodyValue")
    bodies = listed(item.get("body")) if value is None else listed(value)
    pieces = list(_pieces(bodies, plain=value is not None))
    motivations = {m for m in listed(item.get("motivation")) if isinstance(m, str)}
    if motivations == {"tagging"} and len(pieces) == 1 and not pieces[0].purposes and not pieces[0].link:
        pieces = [Piece(pieces[0].words, frozenset(("tagging",)))]  # the one body takes the motivation for its purpose
    texts: list[str] = []
    tags: list[str] = []
    for piece in pieces:
        words = clean(piece.words)
        if not words.strip():
            continue
        is_tag = "tagging" in piece.purposes and len(words) <= LONGEST_TAG
        (tags if is_tag else texts).append(words)
    text = "\n\n".join(dict.fromkeys(texts)) or _without_words(item, bool(tags))
    if len(text) > LONGEST:
        raise ValueError(tr("its text is longer than {n} characters", n=grouped(LONGEST)))
    return text, tuple(dict.fromkeys(t for t in (line(tag, LONGEST_TAG) for tag in tags) if t))


def _without_words(item: Mapping[str, Any], tagged: bool) -> str:
    """What stands in place of words where somebody only marked something."""
    targets = [t for t in listed(item.get("target")) if isinstance(t, dict)]
    if any(t.get("selector") for t in targets) or "highlighting" in listed(item.get("motivation")):
        return tr("Highlighted, without words.")
    return tr("Tagged, without words.") if tagged else tr("Marked, without words.")


def _pieces(bodies: Iterable[Any], *, plain: bool = False) -> Iterator[Piece]:
    for body in bodies:
        if isinstance(body, str):
            yield Piece(body, frozenset(), link=not plain)
        elif isinstance(body, dict):
            yield from _piece(body)


def _piece(body: Mapping[str, Any]) -> Iterator[Piece]:
    purposes = frozenset(p for p in listed(body.get("purpose")) if isinstance(p, str))
    if types_of(body) & SETS:
        yield from _pieces(listed(body.get("items")))
    elif "source" in body:
        source = listed(body["source"])[0]
        address = source.get("id", "") if isinstance(source, dict) else source
        yield Piece(_labelled(body, address), purposes, link=True)
    elif "value" in body:
        yield Piece(_text(body), purposes)
    else:
        yield Piece(_labelled(body, listed(body.get("id"))[0]), purposes, link=True)


def _labelled(body: Mapping[str, Any], address: Any) -> str:
    label = body.get("label")
    return f"{line(label, 200)} ({address})" if isinstance(label, str) and label.strip() else str(address)


def _text(body: Mapping[str, Any]) -> str:
    value = body["value"]
    if isinstance(value, dict):
        said = [(language, text) for language, texts in sorted(value.items()) for text in listed(texts)]
        if len(said) == 1:
            return str(said[0][1])
        return "\n\n".join(f"{language}: {text}" for language, text in said)
    formats = [f for f in listed(body.get("format")) if isinstance(f, str)]
    if any(f.split(";")[0].strip().endswith(("/html", "/xhtml+xml")) for f in formats):
        return words_of_html(value) or str(value)
    return str(value)
