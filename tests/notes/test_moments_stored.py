"""Moments in the notes file: in UTC and in one form, those of earlier versions too; the undated come last."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path

from briefing_app.desk import Desk
from briefing_app.desk.briefings import snapshot_words
from briefing_app.domain.control_signs import visible_json, visible_lines
from briefing_app.domain.notes import NotesQuery
from briefing_app.notes import exchange
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.store import FILE
from briefing_app.notes.upgrades import STEPS
from briefing_app.report.blocks import Columns, Paragraph

BEFORE = 3
"""The format of files in which moments stood as they had come."""
OLD = {
    "2026-01-01T02:00:00+05:00": "2025-12-31T21:00:00.000Z",
    "2025-12-31T22:30:00Z": "2025-12-31T22:30:00.000Z",
    "2025-12-31T22:30:00.250Z": "2025-12-31T22:30:00.250Z",
    "2025-12-31T18:30:00.5-04:00": "2025-12-31T22:30:00.500Z",
    "1970-01-01T00:00:00Z": "",
    "2023-02-30T10:00:00Z": "",
    "2023-02-30T10:00:00.000Z": "",
    "2023-02-03T25:61:61Z": "",
    "2023-02-03T10:11:12+99:99": "",
    "": "",
}


def test_an_older_file_gets_its_moments_in_utc_and_what_was_made_up_or_impossible_is_unknown(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE)
    for step in STEPS[:BEFORE]:
        for statement in step:
            connection.execute(statement)
    for moment in OLD:
        connection.execute(
            "INSERT INTO revision (revision, note, seq, target, body, kind, created, modified, own)"
            " VALUES ('r', ?, 0, 'actor/kz', 'words', 'comment', ?, ?, 0)",
            (moment or "none", moment, moment),
        )
        connection.execute("INSERT INTO head (note, revision, target) VALUES (?, 'r', 'actor/kz')", (moment or "none",))
    connection.execute(f"PRAGMA user_version = {BEFORE}")
    connection.commit()
    connection.close()
    book = Notebook.open(tmp_path)
    assert {note.note_id: note.created for note in book.stored.all()} == {m or "none": new for m, new in OLD.items()}
    assert {note.note_id: note.modified for note in book.stored.all()} == {m or "none": new for m, new in OLD.items()}
    assert book.opened.upgraded_from == BEFORE
    book.close()


def annotation(number: int, created: str | None) -> dict[str, object]:
    made = {
        "id": f"urn:note:{number}",
        "type": "Annotation",
        "bodyValue": f"note {number}",
        "target": "urn:briefing-app:actor/kz",
    }
    return made | ({"created": created} if created else {})


def test_notes_are_listed_as_time_goes_and_the_undated_last_both_ways(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path / "p")
    written = ["2026-01-01T02:00:00+05:00", "2025-12-31T22:30:00Z", None, "2025-12-31"]
    file = tmp_path / "in.json"
    file.write_text(json.dumps([annotation(n, moment) for n, moment in enumerate(written)]))
    desk.notes.take_in(desk.notes.plan_import(file), initiator="test")
    words = {note.note_id: note.body for note in desk.notes.all()}
    assert [note.body for note in desk.notes.all()] == ["note 1", "note 0", "note 3", "note 2"]
    (ref,) = {note.target for note in desk.notes.all()}
    assert [note.body for note in desk.notes.on(ref)] == ["note 3", "note 0", "note 1", "note 2"]
    for down, order in (
        (True, ["note 1", "note 0", "note 3", "note 2"]),
        (False, ["note 3", "note 0", "note 1", "note 2"]),
    ):
        for sort in ("modified", "created"):
            found = desk.index.note_ids(NotesQuery(), sort=sort, descending=down)  # type: ignore[arg-type]  # both are
            assert [words[ident] for ident in found] == order
    until = desk.index.note_ids(NotesQuery(until=dt.date(2025, 12, 31)), sort="modified", descending=False)
    assert [words[ident] for ident in until] == ["note 3", "note 0", "note 1"]
    out = desk.notes.export(tmp_path / "out.jsonld").read_text()
    assert [item.get("created") for item in json.loads(out)["first"]["items"]] == [
        "2025-12-31T00:00:00Z",
        "2025-12-31T21:00:00.000Z",
        "2025-12-31T22:30:00.000Z",
        None,
    ]
    assert "1970" not in exchange.to_csv(desk.notes.all()).decode() + exchange.to_markdown(desk.notes.all()).decode()
    desk.close()


def test_a_briefing_says_moments_in_utc_days_as_days_and_undated_notes_last(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path / "p")
    written = [None, "2026-01-01T02:00:00+05:00", "2025-12-31T22:30:00Z", "2025-12-30"]
    file = tmp_path / "in.json"
    file.write_text(json.dumps([annotation(n, moment) for n, moment in enumerate(written)]))
    desk.notes.take_in(desk.notes.plan_import(file), initiator="test")
    planned = desk.briefings.plan(desk.briefings.options(sections=("notes",)))
    (section,) = (one for one in planned.sections if one.key == "notes")
    (notes,) = (block for block in section.blocks if isinstance(block, Columns))
    lines = [" ".join(run.text for run in block.runs) for block in notes.blocks if isinstance(block, Paragraph)]
    words = [line for line in lines if "UTC" in line or "2025-12-30" in line or "undated" in line or "note " in line]
    assert [word for line in words for word in ("2025-12-30", "21:00 UTC", "22:30 UTC", "undated") if word in line] == [
        "2025-12-30",
        "21:00 UTC",
        "22:30 UTC",
        "undated",
    ]
    assert not any("1970" in line or "2025-12-30 00:00" in line for line in lines)
    desk.close()


def test_what_a_briefing_holds_inside_is_shown_with_its_signs_that_command(tmp_path: Path) -> None:
    snapshot = {"title": "A \u202etitle\x1b[31m", "notes": [{"body": "\u2066x"}], "records": {}}
    words = visible_lines(snapshot_words(snapshot))
    assert words.startswith("A [U+202E]title[U+001B][31m\n")
    assert json.loads(visible_json(json.dumps(snapshot, ensure_ascii=False))) == snapshot
