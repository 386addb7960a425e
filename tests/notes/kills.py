"""Kills real processes at random moments while they write notes, and looks whether anything that was saved is lost.

python -m tests.notes.kills [KILLS]      1,000 if left out; the tests run 200 and more
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from briefing_app.domain.model import Ref
from briefing_app.notes.notebook import Notebook

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of some kills: how many, how many saves were reported, and what was found wrong."""

    kills: int
    reported: int
    wrong: tuple[str, ...]


def write(profile: Path, out: int, seed: int) -> None:
    """Writes notes until it is killed: new ones, typing on, tags, the bin; each save is reported when it is made."""
    chance = random.Random(seed)
    book = Notebook.open(profile)
    mine: list[str] = []
    number = 0
    while True:
        number += 1
        if mine and chance.random() < 0.6:
            note = book.stored.get(chance.choice(mine[-5:]))
            assert note is not None
            body = f"{note.body} {number}"
            book.edit(note.note_id, body=body, continuing=chance.random() < 0.7)
            ident = note.note_id
        else:
            body = f"{seed} {number}" + " words" * chance.choice((1, 1, 1, 900))
            ident = book.add(Ref("event", f"e-{chance.randint(1, 9)}"), body, tags=["t"]).notes[0].note_id
            mine.append(ident)
        os.write(out, f"{ident}\t{body}\n".encode())
        if chance.random() < 0.1:
            book.tag([ident], add=[f"t{number}"])
        if chance.random() < 0.05:
            book.remove([ident])
            book.undo()


def nursery(profile: Path, kills: int, seed: int) -> None:
    """Forks writers, one or two at a time on one profile, and kills each; prints what they reported."""
    chance = random.Random(seed)
    reported: list[tuple[str, str]] = []
    done = 0
    while done < kills:
        children = []
        for _ in range(min(kills - done, 1 + (chance.random() < 0.3))):
            reading, writing = os.pipe()  # one each: two writers on one pipe would cut into each other's long lines
            child = os.fork()
            if child == 0:
                os.close(reading)
                try:
                    write(profile, writing, chance.getrandbits(32) ^ os.getpid())
                except BaseException:  # noqa: BLE001  # what ended it is said
                    os.write(writing, f"\t{traceback.format_exc()!r}\n".encode())
                finally:
                    os._exit(1)
            os.close(writing)
            children.append((child, reading))
        if chance.random() < 0.8:  # the others may be killed while the file is being opened
            select.select([reading for _child, reading in children], [], [], 5)
        for child, reading in children:
            time.sleep(chance.random() * MOST_SECONDS)
            os.kill(child, signal.SIGKILL)
            _pid, status = os.waitpid(child, 0)
            if not os.WIFSIGNALED(status):
                reported.append(("", f"a writer ended by itself: {status}"))
            done += 1
            with os.fdopen(reading, "rb") as pipe:
                lines = pipe.read().decode().split("\n")[:-1]
            reported += [tuple(line.split("\t", 1)) for line in lines]  # type: ignore[misc]  # two fields each
    json.dump(reported, sys.stdout)


def run(profile: Path, kills: int, seed: int) -> Outcome:
    """Runs a nursery in a process of its own and compares what it reported with what is there."""
    command = [sys.executable, "-m", "tests.notes.kills", "nursery", str(profile), str(kills), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    if done.returncode:
        return Outcome(kills=0, reported=0, wrong=(done.stderr[-2000:],))
    reported = json.loads(done.stdout)
    wrong = [body for ident, body in reported if not ident]
    with closing(Notebook.open(profile)) as book:
        if book.opened.read_only:
            wrong.append("the file opens read-only")
        for check, good in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            found = book.store.connection.execute(f"PRAGMA {check}").fetchall()
            if found != good:
                wrong.append(f"{check}: {found[:3]}")
        for ident, body in reported:
            if ident and not any(revision.body.startswith(body) for revision in book.stored.revisions(ident)):
                wrong.append(f"lost: {ident} {body[:60]}")
            if ident and (note := book.stored.get(ident)) is not None and not note.body.startswith(body):
                wrong.append(f"not the latest: {ident} {body[:60]}")
    return Outcome(kills=kills, reported=len(reported), wrong=tuple(wrong))


def many(folder: Path, kills: int, *, at_once: int = 4) -> Outcome:
    """Kills on several profiles at the same time; the names of the folders are not the easiest."""
    names = ("notes", "заметки с пробелом", "ملاحظات", "笔记 é")
    share = [kills // at_once + (i < kills % at_once) for i in range(at_once)]
    with ThreadPoolExecutor(at_once) as pool:
        jobs = [pool.submit(run, folder / f"{names[i % 4]} {i}", n, 17 + i) for i, n in enumerate(share)]
    found = [job.result() for job in jobs]
    return Outcome(
        kills=sum(f.kills for f in found),
        reported=sum(f.reported for f in found),
        wrong=tuple(w for f in found for w in f.wrong),
    )


def main() -> int:
    """Kills as often as asked; returns 1 if anything was lost."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        found = many(Path(folder), kills)
    print(
        f"{found.kills:,} kills, {found.reported:,} saves reported, {len(found.wrong)} wrong,"
        f" {time.perf_counter() - start:.0f} s"
    )
    for sentence in found.wrong[:20]:
        print(sentence)
    return int(bool(found.wrong) or found.kills != kills)


if __name__ == "__main__":
    if sys.argv[1:2] == ["nursery"]:
        nursery(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main())
