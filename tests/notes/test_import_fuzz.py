"""Whatever is done to a file of notes, it is read or refused in words, quickly, and what is read can be kept and sent.

More rounds by hand: ``IMPORT_ROUNDS=20000 python -m pytest tests/notes/test_import_fuzz.py``.
"""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from typing import Any

from briefing_app.desk.notes import targets_of
from briefing_app.errors import ExpectedError
from briefing_app.notes import exchange
from briefing_app.notes.exchange.rules import check
from briefing_app.notes.notebook import Notebook
from tests.notes import test_foreign as foreign
from tests.notes.test_web_annotations import VALID, one

ROUNDS = int(os.environ.get("IMPORT_ROUNDS", "600"))
LONGEST = 5.0
"""Seconds for one file on a busy machine."""
PAGE = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "id": "urn:p:1", "total": 9}
TREES: list[Any] = [
    *(one(**more) for more, _words in VALID.values()),
    {**PAGE, "items": [one(id="urn:a:1"), one(id="urn:a:2", target="urn:a:1", motivation="replying")]},
    {"total": 3, "rows": [foreign.hypothesis(), foreign.hypothesis(id="b", references=["Xa1"])]},
    [
        {
            "library": {"type": "user", "id": 1},
            "data": {
                "key": "A1",
                "itemType": "annotation",
                "annotationText": "a",
                "annotationPosition": '{"pageIndex": 1}',
                "tags": [{"tag": "t"}],
                "dateAdded": "2023-02-03T10:11:12Z",
            },
        }
    ],
    [{"id": "#a", "type": "Annotation", "target": {"selector": [{"type": "TextQuoteSelector", "exact": "q"}]}}],
    [{"id": "x", "bodies": [{"value": "v"}], "target": {"selector": {"geometry": {"x": 1, "y": 2, "w": 3, "h": 4}}}}],
    foreign.OLD,
    foreign.EXPANDED,
    foreign.GRAPH,
]
TEXTS = [
    foreign.READWISE,
    foreign.OBSIDIAN,
    foreign.JOPLIN_RAW,
    foreign.JOPLIN,
    "## K\n\n`actor/kz` · question · Dana · 2024-01-02 10:11\n\nWhy?\n\n#a #b\n",
]
ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1e308,
    10**30,
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202e",
    "x" * 5000,
    [],
    {},
    [[]],
    [{}],
    {"id": 3},
    "urn:briefing-app:",
    "urn:briefing-app:a/b",
    "9999-12-31T23:59:59-14:00",
    "=1",
    "<b>",
    {"@value": []},
    {"@list": [1]},
    ["Annotation"],
    "Annotation",
    {"type": "Choice", "items": [{}]},
]
KEYS = ("id", "type", "target", "body", "bodyValue", "items", "first", "source", "selector", "value", "@context", "@id",
        "@type", "bf:seen", "bf:days", "bf:asRead", "bf:more", "bf:kind", "bf:lineage", "bf:replyTo", "refinedBy",
        "created", "creator", "uri", "tags", "data", "bodies", "total", "next", "references", "document")  # fmt: skip


def bent(value: Any, chance: random.Random) -> Any:
    """Returns a tree in which a few things are others."""
    roll = chance.random()
    if roll < 0.02:
        return chance.choice(ODD)
    if roll < 0.03:
        return [value, value]
    if isinstance(value, list):
        return [bent(one, chance) for one in value]
    if isinstance(value, dict):
        made = {chance.choice(KEYS) if chance.random() < 0.02 else k: bent(v, chance) for k, v in value.items()}
        return made | ({chance.choice(KEYS): chance.choice(ODD)} if chance.random() < 0.05 else {})
    return value


def broken(content: bytes, chance: random.Random) -> bytes:
    """Returns a file in which some bytes are others, are gone or come twice."""
    made = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(made) + 1)
        piece = chance.choice(
            [bytes([chance.randrange(256)]), b"{", b"[", b'"', b"\n", b",", b"\xff\xfe", b"---\n", b""]
        )
        end = at + chance.choice([0, 1, 1, 8, 200])
        made[at:end] = piece * chance.choice([1, 1, 1, 300])
    return bytes(made)


def files(chance: random.Random) -> tuple[bytes, str]:
    own = exchange.read(json.dumps(chance.choice(TREES[:20])).encode()).notes
    write = chance.choice([exchange.to_csv, exchange.to_markdown])
    name = chance.choice(["", "n.csv", "n.md", "n.json", "n.txt"])
    roll = chance.random()
    if roll < 0.6:
        return json.dumps(bent(chance.choice(TREES), chance)).encode(), name
    if roll < 0.75:
        return broken(json.dumps(chance.choice(TREES)).encode(), chance), name
    return broken(chance.choice([chance.choice(TEXTS).encode(), write(own)]), chance), name


def test_a_bent_or_broken_file_is_read_or_refused_in_words_quickly_and_what_is_read_lasts(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    read = refused = 0
    for seed in range(ROUNDS):
        chance = random.Random(seed)
        content, name = files(chance)
        began = time.monotonic()
        try:
            reading = exchange.read(content, name)
        except ExpectedError as error:
            assert error.hint, seed
            refused += 1
            continue
        finally:
            assert time.monotonic() - began < LONGEST, seed
        assert reading.notes or reading.refused, seed
        for sentence in (*reading.refused, *reading.remarks):
            assert not any(sign in sentence for sign in ("object has no", "Error", "NoneType", "unexpected")), seed
        for note in reading.notes:
            check(exchange.to_annotation(note))
            targets_of(note)
        if reading.notes:
            read += 1
            again = exchange.read(exchange.to_json(reading.notes, label="x"))
            assert again.refused == (), seed
            assert again.notes == reading.notes, seed
        book.take_in(book.plan_import(*reading))
        assert all(book.stored.get(note.note_id) is not None for note in reading.notes), seed
    assert read > ROUNDS / 20
    assert refused > ROUNDS / 20
    book.close()
