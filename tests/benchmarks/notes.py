"""Notes in large numbers: save to durable, search as one types, and the start of the program.

python -m tests.benchmarks.notes [NOTES]
"""

from __future__ import annotations

import gc
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

from briefing_app.desk import Desk
from briefing_app.domain.model import Note, NoteKind, Ref, Seen
from briefing_app.domain.notes import NotesQuery
from briefing_app.notes.ledger import INSERT
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.rows import to_row
from briefing_app.notes.store import Store

WORDS = """
ministry Kabul Astana corridor transit wheat flour railway Herat Hairatan Termez claim
turnover customs border delegation forum chamber memorandum security ISKP refugees water
Qosh Tepa envoy recognition de facto trade міністр қауіпсіздік дәліз мұнай бидай экспорт
граница поставка договор встреча كابل تجارت مرز گندم وزارت 喀布尔 贸易 ask confirm figure
source check again before the meeting with second office doubtful because quoted twice
""".split()  # noqa: SIM905 - words are read more easily than a list
"""Few words, so that each stands in very many notes: the hardest case for a search."""
MOST_INDEX_S = 10.0
KINDS: tuple[NoteKind, ...] = ("comment", "question", "correction", "follow-up")


def fill(profile: Path, count: int, desk: Desk) -> None:
    """Writes many notes in one go, as the program would have written them one by one."""
    chance = random.Random(5)
    records = list(desk.dataset.records())
    store = Store.open(profile)
    with store.transaction() as connection:
        for number in range(count):
            record = chance.choice(records)
            moment = f"20{chance.randint(24, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T10:00:00.000Z"
            words = chance.choices(WORDS, k=chance.randint(5, 60))
            note = Note(
                note_id=str(uuid.UUID(int=chance.getrandbits(128))),
                target=record.ref,
                body=" ".join(words),
                created=moment,
                modified=moment,
                revision=str(uuid.UUID(int=chance.getrandbits(128))),
                kind=chance.choice(KINDS),
                tags=tuple({f"tag {chance.randint(1, 40)}" for _ in range(2)}),
                handling=chance.choice(("", "", "OFFICIAL")),
                author=chance.choice(("", "Aigerim", "Daniyar", "Олег")),
                seen=Seen(title=" ".join(chance.choices(WORDS, k=8))),
                fingerprint=desk.dataset.edition.fingerprint,
            )
            connection.execute(INSERT, (*to_row(note), note.note_id))
            head = (number + 1, note.note_id, note.revision, str(note.target))
            connection.execute("INSERT INTO head (number, note, revision, target) VALUES (?, ?, ?, ?)", head)
    store.close()


def save_ratio(folder: Path, rounds: int = 400) -> float:
    """Returns the time of a saved note to that of a bare commit of the same row under the same settings."""
    book = Notebook.open(folder)
    bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
        bare.execute(f"PRAGMA {pragma}")
    (table,) = book.store.connection.execute("SELECT sql FROM sqlite_master WHERE name = 'revision'").fetchone()
    bare.execute(table)
    notes, saved, raw = [], [], []
    for number in range(rounds):
        body = f"Note {number}: ask the ministry again before the meeting, the figure is doubtful."
        start = time.perf_counter()
        notes.append(book.add(Ref("event", "e-1"), body, tags=["ask"]).notes[0])
        saved.append(time.perf_counter() - start)
        row = (*to_row(notes[-1]), notes[-1].note_id)
        start = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(INSERT, row)
        bare.execute("COMMIT")
        raw.append(time.perf_counter() - start)
    bare.close()
    book.close()
    print(f"save to durable: {statistics.median(saved) * 1000:.2f} ms, bare {statistics.median(raw) * 1000:.2f} ms")
    return statistics.median(saved) / statistics.median(raw)


def search_times(desk: Desk, rounds: int = 400) -> tuple[list[float], list[float]]:
    """Types queries letter by letter on another thread; returns the seconds of each answer, and of the processor."""
    chance = random.Random(11)
    times: list[float] = []
    work: list[float] = []

    def type_on() -> None:
        while len(times) < rounds:
            query = " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))
            for end in range(1, len(query) + 1):
                start, begun = time.perf_counter(), time.thread_time()
                desk.search.find(query[:end], limit=30)
                times.append(time.perf_counter() - start)
                work.append(time.thread_time() - begun)

    thread = threading.Thread(target=type_on)
    thread.start()
    thread.join()
    return sorted(times), sorted(work)


def start_ratio(small: Path, large: Path, rounds: int) -> float:
    """Returns the time of a whole start with many notes to one without, measured in turn."""

    def seconds(profile: Path) -> float:
        command = [sys.executable, "-m", "briefing_app", "--profile", str(profile), "--quit-after-first-paint"]
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    seconds(small)
    seconds(large)
    pairs = [(seconds(small), seconds(large)) for _ in range(rounds)]
    return statistics.median(many for _few, many in pairs) / statistics.median(few for few, _many in pairs)


def main() -> int:
    """Measures all of it; returns 1 if a limit is not kept."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large", Path(folder) / "small"
        ratio = save_ratio(Path(folder))
        Desk.open(profile=small).close()
        desk = Desk.open(profile=large)
        desk.close()
        fill(large, count, desk)
        desk = Desk.open(profile=large)
        gc.disable()  # as in the program, which looks for garbage in the window's pauses alone
        start = time.perf_counter()
        desk.index.prepare()
        index = time.perf_counter() - start
        gc.enable()
        print(f"first index of {count:,} notes: {index:.1f} s (limit {MOST_INDEX_S:.0f})")
        times, work = search_times(desk)
        p99, busy = (sorted_times[int(len(times) * 0.99)] * 1000 for sorted_times in (times, work))
        for name, query in (
            ("all", NotesQuery()),
            ("a tag", NotesQuery(tags=frozenset({"tag 7"}))),
            ("a word", NotesQuery(text="minis")),
            ("unplaced", NotesQuery(unplaced=True)),
        ):
            start = time.perf_counter()
            found = len(desk.index.note_ids(query))
            print(f"filter by {name}: {found:,} notes in {(time.perf_counter() - start) * 1000:.0f} ms")
        start = time.perf_counter()
        desk.index.note_counts()
        print(f"counts: {(time.perf_counter() - start) * 1000:.0f} ms")
        desk.close()
        begin = start_ratio(small, large, 12)
    print(f"save to durable: {ratio:.2f} x a bare commit (limit 1.5)")
    print(
        f"search as one types: median {statistics.median(times) * 1000:.1f} ms, p99 {p99:.1f} ms (limit 8),"
        f" p99 of the processor's time {busy:.1f} ms"
    )
    print(f"start with {count:,} notes: {begin:.2f} x a start with none (limit 1.10)")
    return int(ratio > 1.5 or p99 > 8 or begin > 1.10 or index > MOST_INDEX_S)


if __name__ == "__main__":
    sys.exit(main())
