"""What was saved is there: after kills, on a full disk, in a folder that cannot be written, and in a damaged file."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.domain.model import Note, Ref
from briefing_app.domain.notes import NotesQuery
from briefing_app.errors import ExpectedError
from briefing_app.notes import backups, repair, store
from briefing_app.notes.check import CheckReport, check
from briefing_app.notes.notebook import Notebook, utc_now
from briefing_app.notes.store import FILE
from tests.notes import kills

EVENT = Ref("event", "e-2023-forum-astana")
NOBODY = 65534
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with twenty notes, closed."""
    return filled(tmp_path / "profile", 20)


def filled(folder: Path, count: int, *, words: int = 20) -> Path:
    with contextlib.closing(Notebook.open(folder)) as book:
        for number in range(count):
            note = book.add(EVENT, f"note {number:04}" + " words" * words, tags=["a"]).notes[0]
            if number % 5 == 0:
                book.edit(note.note_id, body=f"note {number:04} again" + " words" * words)
    return folder


def in_a_child(step: Callable[[], object]) -> object:
    """Runs a step in a forked process and returns what it returned, as JSON carries it."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads of the tests hold nothing the child needs
        child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.write(writing, json.dumps(step()).encode())
        except BaseException as error:  # noqa: BLE001 - a child has nobody else to tell
            os.write(writing, json.dumps(f"failed: {error!r}").encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return json.loads(told)


# Kills


@forks
@pytest.mark.slow
@pytest.mark.kills
def test_after_240_kills_at_random_moments_every_note_reported_saved_is_there(tmp_path: Path) -> None:
    found = kills.many(tmp_path, 240)
    assert found.wrong == ()
    assert found.kills == 240
    assert found.reported > 240
    one = next(path for path in tmp_path.iterdir() if path.name.startswith("ملاحظات"))
    listed = subprocess.run(
        [sys.executable, "-m", "briefing_app", "notes", "list", "--json", "--profile", str(one)],
        cwd=kills.ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert listed.returncode == 0, listed.stderr
    assert len(json.loads(listed.stdout)) > 10


@pytest.mark.slow
@pytest.mark.kills
def test_a_process_killed_as_the_system_kills_it_loses_nothing(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom tests.notes import kills\n"
        "kills.write(Path(sys.argv[1]), sys.stdout.fileno(), int(sys.argv[2]))"
    )
    chance = random.Random(3)
    for number in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), str(number)], stdout=subprocess.PIPE, cwd=kills.ROOT
        )
        assert writer.stdout is not None
        told = [writer.stdout.readline() for _ in range(chance.randint(1, 20))]
        writer.kill()
        told += [line for line in writer.stdout if line.endswith(b"\n")]
        writer.wait()
        writer.stdout.close()
        with contextlib.closing(Notebook.open(tmp_path)) as book:
            assert not book.opened.read_only
            for line in told:
                ident, body = line.decode().rstrip("\n").split("\t", 1)
                assert book.stored.get(ident).body.startswith(body)  # type: ignore[union-attr]  # that is the test


# No room, no right, no turn


def test_a_full_disk_is_said_in_words_and_what_was_saved_stays(profile: Path) -> None:
    book = Notebook.open(profile)
    pages = book.store.connection.execute("PRAGMA page_count").fetchone()[0]
    book.store.connection.execute(f"PRAGMA max_page_count = {pages}")
    before = book.stored.count()
    with pytest.raises(ExpectedError, match="disk is full"):
        book.add(EVENT, "x" * 100_000)
    assert book.stored.count() == before
    book.store.connection.execute("PRAGMA max_page_count = 1000000")
    book.add(EVENT, "x" * 100_000)
    assert book.stored.count() == before + 1
    book.close()


@forks
def test_wherever_a_write_fails_the_notes_reported_saved_are_there_and_the_file_is_sound(tmp_path: Path) -> None:
    import resource
    import signal

    def write_until_it_fails(folder: Path, limit: int) -> list[str]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        saved = []
        with contextlib.suppress(ExpectedError):
            book = Notebook.open(folder)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            for number in range(500):
                note = book.add(EVENT, f"{number} " + "words " * 100).notes[0]
                saved.append(note.note_id)
        return saved

    failed = 0
    for limit in range(0, 260_000, 3_500):
        folder = filled(tmp_path / str(limit), 3)
        saved = in_a_child(lambda folder=folder, limit=limit: write_until_it_fails(folder, limit))
        assert isinstance(saved, list), saved
        failed += len(saved) < 500
        with contextlib.closing(Notebook.open(folder)) as book:
            assert not book.opened.read_only
            assert {n.note_id for n in book.stored.all()} >= set(saved)
            assert book.stored.count() == 3 + len(saved)
            assert book.store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            book.add(EVENT, "there is room again")
        shutil.rmtree(folder)
    assert failed > 20


@forks
def test_a_small_disk_that_fills_up_takes_no_note_back(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = shutil.which("mount")
    done = (
        subprocess.run([mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", small], capture_output=True)
        if mount
        else None
    )
    if done is None or done.returncode:
        pytest.skip("no small disk can be mounted here; the test above limits the size of files instead")
    try:
        saved = set()
        book = Notebook.open(small)
        with pytest.raises(ExpectedError) as caught:
            for number in range(10_000):
                saved.add(book.add(EVENT, f"{number} " + "words " * 200).notes[0].note_id)
        assert caught.value.hint
        book.close()
        book = Notebook.open(small)
        assert {n.note_id for n in book.stored.all()} == saved
        book.close()
    finally:
        subprocess.run(["umount", small], check=True)


@forks
@pytest.mark.parametrize("whole", [True, False], ids=["closed well", "killed with a log beside it"])
def test_notes_in_a_folder_that_cannot_be_written_are_read_and_the_reason_is_said(whole: bool) -> None:
    folder = Path(
        tempfile.mkdtemp(prefix="read only é ")
    )  # not in the tests' own folder, which only its owner may enter
    try:
        filled(folder, 20)
        if not whole:
            in_a_child(lambda: Notebook.open(folder).add(EVENT, "in the log").notes[0].note_id)
        for path in (*folder.iterdir(), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)

        def look() -> list[object]:
            if os.geteuid() == 0:  # the administrator may write everywhere
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            book = Notebook.open(folder)
            try:
                book.add(EVENT, "one more")
            except ExpectedError as error:
                return [book.opened.read_only, book.stored.count(), error.sentence()]
            return [False, 0, "it was written"]

        read_only, count, sentence = in_a_child(look)  # type: ignore[misc]  # three values
        assert read_only is True
        assert count == (20 if whole else 21)
        assert "cannot be written" in sentence
    finally:
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_a_file_held_by_another_process_is_said_in_words_and_the_next_try_saves(profile: Path) -> None:
    book = Notebook.open(profile)
    book.store.connection.execute("PRAGMA busy_timeout = 50")
    code = (
        "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\nsys.stdin.readline()\nc.execute('ROLLBACK')"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(profile / FILE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(ExpectedError, match="Another program is using"):
        book.add(EVENT, "patience")
    holder.communicate(b"\n")
    book.add(EVENT, "patience")
    assert book.stored.count() == 21
    book.close()


def test_a_file_held_at_the_start_is_opened_for_reading(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAIT_MS", 50)
    holder = sqlite3.connect(profile / FILE, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    book = Notebook.open(profile)
    assert book.opened.read_only
    assert book.stored.count() == 20
    holder.execute("ROLLBACK")
    holder.close()
    book.close()


def test_a_window_that_opens_while_another_is_just_making_the_file_waits_and_can_save(tmp_path: Path) -> None:
    # changing the kind of log is the one step at which SQLite gives up at once instead of waiting
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ended = threading.Timer(0.4, lambda: (other.execute("ROLLBACK"), other.close()))
    ended.start()
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        assert not book.opened.read_only, book.opened.trouble
        book.add(EVENT, "the first of two windows")
    ended.join()


def test_two_windows_on_one_profile_see_each_others_notes_and_edits_of_one_note_are_both_kept(profile: Path) -> None:
    one, two = Notebook.open(profile), Notebook.open(profile)
    note = one.add(EVENT, "start").notes[0]
    one.edit(note.note_id, body="start, from one", continuing=True)
    two.edit(note.note_id, body="start, from two", continuing=True)
    one.edit(note.note_id, body="start, from one again", continuing=True)
    assert {r.body for r in two.stored.revisions(note.note_id)} >= {
        "start, from one",
        "start, from two",
        "start, from one again",
    }
    one.close()
    two.add(EVENT, "after the other window closed")
    two.close()
    with contextlib.closing(Notebook.open(profile)) as book:
        assert book.stored.count() == 22


def test_a_clock_set_back_loses_neither_the_order_of_revisions_nor_a_backup(tmp_path: Path) -> None:
    moments: Iterator[dt.datetime] = iter(
        [dt.datetime(2026, 5, 1, tzinfo=dt.UTC)] * 3 + [dt.datetime(2020, 1, 1, tzinfo=dt.UTC)] * 99
    )
    book = Notebook.open(tmp_path, clock=lambda: next(moments))
    note = book.add(EVENT, "one").notes[0]
    newer = backups.make(tmp_path, now=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    book.edit(note.note_id, body="two")
    book.edit(note.note_id, body="three")
    revisions = book.stored.revisions(note.note_id)
    assert [r.body for r in revisions] == ["one", "two", "three"]
    assert sorted(r.modified for r in revisions) == [r.modified for r in revisions]
    assert backups.needed(tmp_path)
    older = backups.make(tmp_path, now=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert not backups.needed(tmp_path)
    assert {b.path for b in backups.listed(tmp_path)} == {newer.path, older.path}
    book.close()


def test_backups_are_kept_by_hour_day_week_and_month_and_the_one_just_made_always(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    now = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
    folder = tmp_path / backups.FOLDER
    folder.mkdir()
    for minutes in range(0, 60 * 24 * 400, 30):
        stamp = (now - dt.timedelta(minutes=minutes)).strftime(backups.STAMP)
        if minutes < 60 * 48 or minutes % (60 * 24) == 0:
            (folder / f"notes-{stamp}.sqlite3").write_bytes(b"x")
    (folder / "notes-my own name.sqlite3").write_bytes(b"x")
    made = backups.make(tmp_path, now=now - dt.timedelta(days=399))
    kept = backups.listed(tmp_path)
    assert made.path in {b.path for b in kept}
    assert made.notes == -1
    ages = [(now - b.made) for b in kept]
    assert sum(age < dt.timedelta(hours=24) for age in ages) >= 24
    assert len({b.made.date() for b in kept if now - b.made < dt.timedelta(days=14)}) == 14
    assert len({b.made.strftime("%Y%m") for b in kept}) >= 13
    assert len(kept) < 75
    assert (folder / "notes-my own name.sqlite3").exists()


# Damage


def readable(content: bytes, bodies: set[str]) -> set[str]:
    """The bodies that stand whole in what is left of a file; a note lies on one page."""
    return {body for body in bodies if body.encode() in content}


@pytest.mark.parametrize("notes", range(30, 50))
def test_a_file_that_ends_within_its_last_page_is_read_alone(tmp_path: Path, notes: int) -> None:
    """What the last page holds differs: some are looked at when the file is opened, some are not."""
    content = (filled(tmp_path / "whole", notes) / FILE).read_bytes()
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / FILE).write_bytes(content[: len(content) - 3996])
    with contextlib.closing(Notebook.open(tmp_path / "cut")) as book:
        assert book.opened.read_only and book.opened.trouble is not None


def test_a_file_cut_at_every_tenth_page_is_read_as_far_as_it_goes_and_repaired_without_deleting(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole", 300)
    content = (whole / FILE).read_bytes()
    with contextlib.closing(Notebook.open(whole)) as book:
        bodies = {revision.body for note in book.stored.all() for revision in book.stored.revisions(note.note_id)}
    pages = len(content) // 4096
    assert pages > 30
    for page in range(0, pages, 10):
        cut = tmp_path / f"cut {page}"
        cut.mkdir()
        (cut / FILE).write_bytes(content[: page * 4096 + 100])
        left = readable(content[: page * 4096], bodies)
        if left:
            with contextlib.closing(Notebook.open(cut)) as book:
                assert book.opened.read_only
                assert "damaged" in str(book.opened.trouble)
                assert {r.body for n in book.stored.all() for r in book.stored.revisions(n.note_id)} == left
        else:
            with pytest.raises(ExpectedError, match="damaged"):
                Notebook.open(cut)
        assert (cut / FILE).read_bytes() == content[: page * 4096 + 100]
        report = repair.repair(cut, now=utc_now())
        assert report.kept_aside.read_bytes() == content[: page * 4096 + 100]
        assert report.revisions == len(left)
        with contextlib.closing(Notebook.open(cut)) as book:
            assert not book.opened.read_only
            assert {r.body for n in book.stored.all() for r in book.stored.revisions(n.note_id)} == left
            book.add(EVENT, "life goes on")


@pytest.mark.parametrize("seed", range(6))
def test_noise_on_some_pages_costs_no_note_on_the_others(tmp_path: Path, seed: int) -> None:
    filled(tmp_path, 200)
    content = bytearray((tmp_path / FILE).read_bytes())
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        bodies = {revision.body for note in book.stored.all() for revision in book.stored.revisions(note.note_id)}
    chance = random.Random(seed)
    for page in chance.sample(range(len(content) // 4096), 3):
        content[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
    (tmp_path / FILE).write_bytes(content)
    report = repair.repair(tmp_path, now=utc_now())
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        found = {r.body for n in book.stored.all() for r in book.stored.revisions(n.note_id)}
    assert readable(bytes(content), bodies) == found
    assert str(len(found)) in " ".join(report.told)
    assert report.log.read_text(encoding="utf-8").count("\n") == len(report.told)


def test_what_stands_in_the_log_beside_a_damaged_file_is_salvaged_too(tmp_path: Path) -> None:
    filled(tmp_path, 30)
    book = Notebook.open(tmp_path)
    late = book.add(EVENT, "only in the log, " + "long " * 3000).notes[0]
    damaged = tmp_path / "damaged profile"
    damaged.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(tmp_path / (FILE + ending), damaged / (FILE + ending))
    book.close()
    content = bytearray((damaged / FILE).read_bytes())
    content[:100] = bytes(100)
    (damaged / FILE).write_bytes(content)
    repair.repair(damaged, now=utc_now())
    with contextlib.closing(Notebook.open(damaged)) as book:
        assert book.stored.get(late.note_id).body == late.body  # type: ignore[union-attr]  # that is the test
        assert book.stored.count() == 31


def test_a_repair_of_a_sound_file_changes_no_note_and_keeps_the_steps_to_undo(profile: Path) -> None:
    with contextlib.closing(Notebook.open(profile)) as book:
        book.remove([book.stored.all()[0].note_id])
        before = (book.stored.all(), book.stored.all(removed=True))
    repair.repair(profile, now=utc_now())
    with contextlib.closing(Notebook.open(profile)) as book:
        assert (book.stored.all(), book.stored.all(removed=True)) == before
        book.undo()
        assert book.stored.count() == 20
        assert check(profile / FILE).sound


def test_a_repair_waits_until_no_other_window_holds_the_notes(profile: Path) -> None:
    with contextlib.closing(Notebook.open(profile)) as other, pytest.raises(ExpectedError, match="Another window"):
        other.stored.count()
        repair.repair(profile, now=utc_now())
    assert check(profile / FILE).notes == 20


def test_a_check_tells_what_is_wrong_and_changes_nothing(profile: Path) -> None:
    assert check(profile / FILE) == CheckReport(sound=True, notes=20, revisions=24)
    connection = sqlite3.connect(profile / FILE)
    connection.execute("DELETE FROM head WHERE number = (SELECT max(number) FROM head)")
    connection.execute("UPDATE revision SET tags = 'no json' WHERE rowid = 2")
    connection.commit()
    connection.close()
    before = (profile / FILE).read_bytes()
    report = check(profile / FILE)
    assert not report.sound
    assert len(report.findings) == 2
    assert (profile / FILE).read_bytes() == before


def test_a_backup_of_a_damaged_file_is_refused_so_that_no_good_one_makes_way_for_it(profile: Path) -> None:
    good = backups.make(profile, now=utc_now())
    content = bytearray((profile / FILE).read_bytes())
    page = content.index(b"note 0010") // 4096
    content[page * 4096 : (page + 1) * 4096] = b"\xaa" * 4096
    (profile / FILE).write_bytes(content)
    with pytest.raises(ExpectedError, match="no backup was made"):
        backups.make(profile, now=utc_now() + dt.timedelta(hours=2))
    assert [b.path for b in backups.listed(profile)] == [good.path]
    assert not list((profile / backups.FOLDER).glob("*.part"))


def test_a_damaged_profile_opens_for_reading_offers_good_backups_and_takes_one(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    ref = desk.dataset.events[0].ref
    ident = desk.notes.write(ref, "Tuesday's words", initiator="test")
    tuesday = desk.backups.make()
    assert tuesday is not None
    assert desk.backups.make(only_if_needed=True) is None
    desk.notes.write(ref, "Wednesday's words", initiator="test")
    wednesday = desk.backups.make(only_if_needed=True)
    assert wednesday is not None
    desk.close()
    wednesday.path.write_bytes(b"noise" * 5000)
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes()[:4096])
    desk = Desk.open(profile=tmp_path)
    assert desk.notebook.trouble is not None
    with pytest.raises(ExpectedError, match="damaged"):
        desk.notes.write(ref, "not now", initiator="test")
    assert desk.search.as_typed("astana")
    (good,) = desk.backups.good()
    assert (good.path, good.notes) == (tuesday.path, 1)
    aside = desk.backups.open_instead(good, initiator="test")
    assert aside.exists()
    assert desk.notebook.trouble is None
    assert desk.notes.get(ident).body == "Tuesday's words"  # type: ignore[union-attr]  # that is the test
    assert desk.search.as_typed("tuesday words")[0].note_id == ident
    desk.notes.write(ref, "and on", initiator="test")
    desk.close()


def test_what_can_be_read_of_a_damaged_file_is_listed_and_found(tmp_path: Path) -> None:
    filled(tmp_path, 30)
    content = bytearray((tmp_path / FILE).read_bytes())
    content[:100] = bytes(100)
    (tmp_path / FILE).write_bytes(content)
    desk = Desk.open(profile=tmp_path)
    assert len(desk.notes.on(EVENT)) == 30
    assert len(desk.index.notes(desk.index.note_ids(NotesQuery(tags=frozenset({"a"}))))) == 30
    assert any(hit.kind == "note" for hit in desk.search.as_typed("0007"))
    assert (tmp_path / FILE).read_bytes() == content
    assert desk.notebook.repair(initiator="test").notes == 30
    assert len(desk.index.notes(desk.index.note_ids(NotesQuery()))) == 30
    desk.close()


def test_typing_in_one_window_amends_nothing_that_another_window_built_on(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = Notebook.open(profile), Notebook.open(profile)
    note = one.add(EVENT, "start").notes[0]
    own = one._own

    def meanwhile(note_id: str) -> Note:
        found = own(note_id)
        two.edit(note_id, body="start, from two")
        return found

    monkeypatch.setattr(one, "_own", meanwhile)
    one.edit(note.note_id, body="start, from one", continuing=True)
    assert [r.body for r in two.stored.revisions(note.note_id)] == ["start", "start, from two", "start, from one"]
    one.close()
    two.close()


def test_a_notes_file_that_vanished_is_begun_anew_and_the_backups_are_pointed_out(profile: Path) -> None:
    backups.make(profile, now=utc_now())
    (profile / FILE).unlink()
    with contextlib.closing(Notebook.open(profile)) as book:
        assert "there are backups" in str(book.opened.trouble)
        assert not book.opened.read_only
    with contextlib.closing(Notebook.open(profile)) as book:
        assert book.opened.trouble is None


@forks
def test_a_window_that_was_killed_is_noticed_although_another_one_ended_well(profile: Path) -> None:
    def die() -> None:
        Notebook.open(profile).add(EVENT, "then the power went")
        os.kill(os.getpid(), signal.SIGKILL)

    other = Notebook.open(profile)
    child = os.fork()
    if child == 0:
        die()
    os.waitpid(child, 0)
    other.close()
    connection = sqlite3.connect(profile / FILE)
    left = connection.execute("SELECT count(*) FROM state WHERE key LIKE 'open:%'").fetchone()
    connection.close()
    assert left == (1,)
    Notebook.open(profile).close()  # looks the file over and tidies the mark away
    connection = sqlite3.connect(profile / FILE)
    assert connection.execute("SELECT count(*) FROM state WHERE key LIKE 'open:%'").fetchone() == (0,)
    connection.close()
