"""Notes in Markdown: this program's own, and the files of Obsidian and Joplin with what stands around them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from briefing_app.domain.moments import Moment
from briefing_app.notes.exchange.file_content import Found
from briefing_app.notes.exchange.foreign.rows import annotation_of, tags_of
from briefing_app.notes.exchange.foreign.shapes import (
    at_target,
    name_for,
    person,
    tag_bodies,
    text_body,
    told_moment,
    undated,
    without_empty,
)
from briefing_app.notes.exchange.signs import as_iri, has_scheme, line
from briefing_app.notes.exchange.tabular import MARK
from briefing_app.notes.exchange.vocabulary import LONGEST, MOTIVATIONS, OWN
from briefing_app.translation import grouped, tr

MARKED = re.compile(rf"^{re.escape(MARK)} (\{{.*\}}) -->$", re.MULTILINE)
SECTION = re.compile(r"^## (?P<title>.+)\n\n`(?P<target>[^`\s/]+/[^`\n]+)` · (?P<facts>.*)\n\n", re.MULTILINE)
"""How a note of this program begins in Markdown."""
INLINE_TAG = re.compile(r"(?<![\w/#&`(\[])#([^\W\d_][\w/-]{0,59})")
WIKI_LINK = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]")
FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
JOPLIN = re.compile(r"\n\n(?P<back>(?:[a-z_]+:[^\n]*\n)*type_: \d+)\s*\Z")
LONGEST_FILE = 2 * LONGEST
"""Characters of a file that is one note, with what stands around it."""
ENDINGS = (".md", ".markdown", ".mdown")
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "uid", "uuid"),
    "title": ("title", "name"),
    "created": ("created", "date", "date created", "created_time", "user_created_time", "created-at"),
    "modified": ("updated", "modified", "last modified", "date modified", "updated_time", "user_updated_time"),
    "tags": ("tags", "tag", "keywords"),
    "author": ("author", "authors"),
    "address": ("source", "url", "link", "source_url"),
}
"""What stands before a note in Obsidian and Joplin, by what it means."""


def found_in(text: str, name: str) -> Found | None:
    """Returns the notes of a Markdown file; None if it is none.

    Args:
        text: The file.
        name: Its name; empty if it is not known.
    """
    text = text.replace("\r\n", "\n")
    marks = list(MARKED.finditer(text))
    if marks:
        starts = [0, *(mark.end() for mark in marks)]
        items = [{"mark": m[1], "text": text[s : m.start()].lstrip("\n")} for m, s in zip(marks, starts, strict=False)]
        return Found(items=[*items, *_sections(text[starts[-1] :])], convert=_own)
    if sections := _sections(text):
        return Found(items=sections, convert=_older)
    of_a_program = FRONT.match(text) or JOPLIN.search(text)
    if of_a_program or (name.casefold().endswith(ENDINGS) and (WIKI_LINK.search(text) or INLINE_TAG.search(text))):
        item = {"text": text, "name": PurePath(name).stem}
        return Found(items=[item], convert=_foreign, remarks=undated(_has_unknown_date(text)))
    return None


def _sections(text: str) -> list[dict[str, Any]]:
    heads = list(SECTION.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [{**head.groupdict(), "text": text[head.end() : end]} for head, end in zip(heads, ends, strict=False)]


def _own(item: dict[str, Any]) -> dict[str, Any]:
    """A note as it was written; where somebody changed its words, what stands there now; one that was added."""
    if "mark" not in item:
        return _older(item)
    told = json.loads(item["mark"])
    if not isinstance(told, dict):
        raise ValueError(tr("its form is not known"))
    names = {key: value for key, value in told.items() if isinstance(value, str)}
    head = SECTION.match(item["text"])
    body = item["text"][head.end() :] if head else item["text"].partition("\n\n")[2].partition("\n\n")[2]
    lines = [
        line[1:] if line.startswith("\\") and line.lstrip("\\").startswith(MARK) else line for line in body.split("\n")
    ]
    count = told.get("lines") if isinstance(told.get("lines"), int) else len(lines)
    rest = "\n".join(lines[count:]).strip("\n")
    if rest == " ".join(f"#{tag}" for tag in tags_of(names.get("tags", ""))):
        return annotation_of(names | {"note": "\n".join(lines[:count])})
    words, tags = _without_tags("\n".join(lines))
    kept = tags_of(names.get("tags", ""))
    same = " ".join(f"#{tag}" for tag in kept) == tags
    written = names.get("tags", "") if same or not tags else "; ".join(part for part in tags[1:].split(" #") if part)
    return annotation_of(names | {"note": words.strip("\n"), "tags": written})


def _without_tags(text: str) -> tuple[str, str]:
    """Returns the words, and the last line if it holds tags."""
    words, _, last = text.rstrip().rpartition("\n")
    return (words.rstrip("\n"), last) if re.match(r"#\S", last) else (text, "")


def _older(item: dict[str, Any]) -> dict[str, Any]:
    """A section as earlier versions wrote it: its facts stand in one line."""
    words, tags = _without_tags(item["text"].strip("\n"))
    facts = item["facts"].split(" · ")
    kind = facts.pop(0) if facts and facts[0] in MOTIVATIONS else "comment"
    dated = next((n for n, fact in enumerate(facts) if fact and _moment(fact)), len(facts))
    told = {
        "target": item["target"],
        "title": item["title"] if item["title"] != item["target"] else "",
        "kind": kind,
        "author": facts[0] if dated else "",
        "modified": _moment(facts[dated]) if dated < len(facts) else "",
        "handling": " · ".join(facts[dated + 1 :]),
        "tags": "; ".join(part.strip() for part in tags[1:].split(" #")) if tags else "",
        "note": words.strip("\n"),
    }
    return annotation_of(told | {"created": told["modified"]})


def _moment(text: str) -> str:
    return Moment.stored(text.strip("\"'")).text


def _foreign(item: dict[str, Any]) -> dict[str, Any]:
    """A note of Obsidian or Joplin, one a file."""
    text, front = item["text"], {}
    if len(text) > LONGEST_FILE:
        raise ValueError(tr("its text is longer than {n} characters", n=grouped(LONGEST)))
    if head := FRONT.match(text):
        front, text = _front(head["front"]), text[head.end() :]
    elif tail := JOPLIN.search(text):
        front, text = _front(tail["back"]), text[: tail.start()]
        title, _, text = text.partition("\n")
        front.setdefault("title", title)
    told = {key: next((front[name] for name in names if front.get(name)), "") for key, names in NAMES.items()}
    if not text.strip():
        raise ValueError(tr("it has no text"))
    title = line(_one(told["title"]) or item["name"], 200)
    address = _one(told["address"])
    tags = [tag.removeprefix("#") for tag in _many(told["tags"])] + INLINE_TAG.findall(text)
    created = _dated(_one(told["created"]))
    return without_empty(
        {
            "id": name_for(_one(told["id"]) or (title, created or text)),
            "type": "Annotation",
            "motivation": "commenting",
            "creator": person(", ".join(_many(told["author"]))),
            "created": created,
            "modified": _dated(_one(told["modified"])),
            "body": [*text_body(text.strip("\n"), form="text/markdown"), *tag_bodies(tags)],
            "target": at_target(
                address if has_scheme(address) else "",
                [],
                otherwise=f"{OWN}web/{as_iri(title or 'document-not-named', also='%/')}",
            ),
            "bf:seen": {"title": title} if title else None,
            "bf:frontMatter": {key: value for key, value in front.items() if value},
        }
    )


def _has_unknown_date(text: str) -> bool:
    head = FRONT.match(text)
    front = _front(head["front"]) if head else {}
    told = _one(next((front[name] for name in NAMES["created"] if front.get(name)), ""))
    return bool(told and not _dated(told))


def _dated(text: str) -> str:
    """Returns a moment for an annotation; Joplin may count milliseconds.

    Raises:
        ValueError: It is no moment.
    """
    if re.fullmatch(r"\d{12,14}", text, re.ASCII):
        return Moment.from_milliseconds(int(text)).stamp
    return told_moment(text)


def _front(text: str) -> dict[str, Any]:
    """Reads the few forms in which such programs write: a word, a list in brackets, a list of lines."""
    found: dict[str, Any] = {}
    key = ""
    for raw in text.split("\n")[:500]:
        item = re.match(r"\s+-\s*(.*)|-\s+(.*)", raw)
        if item and key:
            value = found[key] if isinstance(found[key], list) else []
            found[key] = [*value, _unquoted(item[1] or item[2] or "")]
        elif named := re.match(r"([\w][\w \-]*):(?:\s+(.*)|)$", raw):
            key, value = named[1].strip().casefold(), (named[2] or "").strip()
            inner = re.fullmatch(r"\[(.*)\]", value)
            found[key] = [_unquoted(part) for part in inner[1].split(",")] if inner else _unquoted(value)
    return found


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _one(value: Any) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value or "")


def _many(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else re.split(r"[,\s]+", str(value or ""))
    return [str(part).strip() for part in parts if str(part).strip()]
