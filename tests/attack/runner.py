"""Makes the sound inputs, hands cases to worker processes, and gathers what they found."""

from __future__ import annotations

import csv
import io
import json
import os
import selectors
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.model import RECORDS, Record, Ref, record_of
from tests.attack.foreign import FOREIGN

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 25
"""Seconds after which a worker that uses no processor either is taken to hang."""
_ROWS = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """A case that went wrong: its door, its number, and what was seen."""

    door: str
    number: int
    wrong: str

    def __str__(self) -> str:
        return f"{self.door} {self.number}: {self.wrong}"


def prepare(base: Path) -> None:
    """Makes the sound inputs: a small package, files of notes, a briefing, a notes file, preferences, a table."""
    from briefing_app.desk import Desk

    package = base / "package"
    package.mkdir(parents=True)
    _small_package(package)
    profile = base / "made"
    desk = Desk.open(profile=profile, data=package)
    for number, event in enumerate(desk.dataset.events):
        desk.notes.write(event.ref, f"Note {number}, *with* words: Қазақстан.", tags=["tag"], initiator="attack")
    (base / "notes").mkdir()
    for ending in ("jsonld", "csv", "md"):
        desk.notes.export(base / "notes" / f"own.{ending}")
    for name, found in FOREIGN.items():
        (base / "notes" / name).write_text(found if isinstance(found, str) else json.dumps(found), encoding="utf-8")
    made = desk.briefings.plan(desk.briefings.options(sections=("about", "notes")))
    desk.briefings.write(made, base / "pdf")
    desk.prefer(marking="TRIAL", initiator="attack")
    desk.close()
    shutil.copy(profile / "preferences.json", base / "preferences")
    shutil.copy(profile / "notes.sqlite3", base / "store")
    head = "event_id,date,date_end,title,status,category,ambition,significance\n"
    rows = "".join(f"e{n},2023-0{n}-05,,Title {n},occurred,trade,A,{n % 3 + 1}\n" for n in range(1, 9))
    (base / "events").write_text(head + rows)


def _small_package(package: Path) -> None:
    """Writes the first rows of every bundled table, and whatever these point to."""
    dataset = load(paths.bundled_data())
    wanted = [record for kind in RECORDS for record in dataset.tables[kind.TABLE].rows[:_ROWS]]
    wanted += dataset.hypotheses
    kept: dict[Ref, Record] = {}
    while wanted:
        record = wanted.pop()
        if record.ref not in kept:
            kept[record.ref] = record
            targets = (*dataset.links_from(record), *(source.ref for source in dataset.sources_of(record)))
            wanted += [found for found in map(dataset.get, targets) if found is not None]
    kept |= {rating.ref: rating for rating in dataset.ratings if Ref("evidence", rating.evidence_id) in kept}
    descriptor = json.loads((paths.bundled_data() / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if "schema" in r]
    for resource in descriptor["resources"]:
        resource.pop("hash", None)
        resource.pop("bytes", None)
        text = (paths.bundled_data() / resource["path"]).read_text(encoding="utf-8")
        head, *rows = csv.reader(io.StringIO(text, newline=""))
        kind = record_of(resource["name"])
        at = head.index(kind.KEY)
        made = io.StringIO(newline="")
        small = [row for row in rows if Ref(kind.NOUN, row[at]) in kept]
        csv.writer(made, lineterminator="\n").writerows([head, *small])
        (package / resource["path"]).write_text(made.getvalue(), encoding="utf-8")
    (package / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    faults = [problem for problem in load(package).problems if problem.severity == "error"]
    assert faults == [], faults[0]


class _Worker:
    """A worker process, begun anew when it dies."""

    def __init__(self, base: Path, own: Path) -> None:
        self._base, self._own = base, own
        own.mkdir(parents=True, exist_ok=True)
        self.asked: tuple[str, int] | None = None
        self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.attack.worker", str(self._base), str(self._own)],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )

    def ask(self, case: tuple[str, int]) -> None:
        assert self.process.stdin is not None
        self.asked = case
        self.process.stdin.write(f"{case[0]} {case[1]}\n")
        self.process.stdin.flush()

    def answer(self) -> Finding | None:
        """Returns what was found; a worker that has died has found the worst."""
        assert self.process.stdout is not None
        assert self.asked is not None
        line = self.process.stdout.readline()
        if not line:
            return self.dead(f"the process ended ({self.process.wait()})")
        found = json.loads(line)
        return Finding(found["door"], found["number"], found["wrong"]) if found["wrong"] else None

    def dead(self, why: str) -> Finding:
        assert self.asked is not None
        door, number = self.asked
        self.close()
        self._start()
        return Finding(door, number, why)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


def attack(doors: Sequence[str], count: int, *, seed: int, folder: Path, workers: int = 2) -> Iterator[Finding]:
    """Runs cases on all doors in turn and yields what went wrong.

    Args:
        doors: Which doors.
        count: How many cases in all.
        seed: Where the numbers of the cases begin.
        folder: A scratch folder.
        workers: How many processes.
    """
    base = folder / "base"
    prepare(base)
    cases = ((doors[n % len(doors)], seed * 1_000_000 + n // len(doors)) for n in range(count))
    crew = [_Worker(base, folder / f"worker-{n}") for n in range(workers)]
    try:
        yield from _hand_out(cases, crew)
    finally:
        for worker in crew:
            worker.close()


def _hand_out(cases: Iterator[tuple[str, int]], crew: Sequence[_Worker]) -> Iterator[Finding]:
    busy: list[_Worker] = []
    for worker in crew:
        case = next(cases, None)
        if case is not None:
            worker.ask(case)
            busy.append(worker)
    while busy:
        with selectors.DefaultSelector() as selector:
            for worker in busy:
                assert worker.process.stdout is not None
                selector.register(worker.process.stdout, selectors.EVENT_READ, worker)
            ready = [key.data for key, _events in selector.select(PATIENCE)]
        found = [worker.answer() for worker in ready] or [worker.dead("it hangs") for worker in busy]
        yield from (finding for finding in found if finding is not None)
        for worker in ready or list(busy):
            case = next(cases, None)
            if case is None:
                busy.remove(worker)
            else:
                worker.ask(case)
