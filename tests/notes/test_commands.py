"""Notes from the command line, in real processes: out and in, changed on both sides, back from a backup, repaired."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from briefing_app.notes.store import FILE

ROOT = Path(__file__).parents[2]
FORUM = "event/e-2023-forum-astana"


def run(*arguments: str, status: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "briefing_app", "notes", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_a_note_written_exported_and_imported_twice_is_there_once(tmp_path: Path) -> None:
    one, two = ("--profile", str(tmp_path / "one é")), ("--profile", str(tmp_path / "два ملاحظات"))
    run("add", FORUM, "--text", "Сұрақ: кім айтты?", "--tag", "сұрақ", *one)
    file = str(tmp_path / "notes.jsonld")
    run("export", file, *one)
    assert "1 new, 0 changed, 0 in conflict, 0 the same, 0 deleted" in run("import", file, "--dry-run", *two)
    run("import", file, *two)
    assert "0 new, 0 changed, 0 in conflict, 1 the same, 0 deleted" in run("import", file, *two)
    (note,) = json.loads(run("list", "--json", *two))
    assert note["body"][0]["value"] == "Сұрақ: кім айтты?"


def test_a_sound_file_is_found_sound_and_a_damaged_one_is_repaired_and_kept(tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path))
    for number in range(3):
        run("add", FORUM, "--text", f"note {number}", *profile)
    assert "3 notes with 3 revisions; the file is undamaged." in run("check", *profile)
    content = bytearray((tmp_path / FILE).read_bytes())
    content[:100] = b"\xff" * 100
    (tmp_path / FILE).write_bytes(content)
    assert "damaged" in run("check", *profile, status=1)
    assert "damaged" in run("add", FORUM, "--text", "not now", *profile, status=1)
    assert len(run("list", *profile).splitlines()) == 3
    told = run("repair", *profile)
    assert "3 notes were read, with 3 revisions." in told
    assert "the file is undamaged" in run("check", *profile)
    assert len(run("list", *profile).splitlines()) == 3
    (aside,) = (tmp_path / "damaged").glob("*.sqlite3")
    assert aside.read_bytes() == content
    assert "3 notes were read" in (tmp_path / "log/repairs.txt").read_text(encoding="utf-8")
    run("add", FORUM, "--text", "life goes on", *profile)
