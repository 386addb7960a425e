"""Lets each write, sync, cut, rename and removal under the notes fail in turn, and looks what became of the notes.

python -m tests.notes.faults.run [EVERY]      EVERY n-th call; each one if left out
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.notes.check import check
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.store import FILE

ROOT = Path(__file__).parents[3]
SOURCE = Path(__file__).with_name("shim.c")
HOWS = (errno.ENOSPC, errno.EIO)


@dataclass(frozen=True, kw_only=True)
class Failed:
    """One run with a failing disk: at which call, how, and what was found wrong after it."""

    at: int
    how: str
    lasting: bool
    saved: int
    wrong: tuple[str, ...]


def built(folder: Path) -> Path | None:
    """Compiles the shim; None where that cannot be done."""
    compiler = next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    shim = folder / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(shim), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True)
    return shim if done.returncode == 0 else None


def run(shim: Path, profile: Path, verbs: str, *, at: int, how: int = 0, lasting: bool = False) -> list[list[str]]:
    """Runs a writer on a disk that fails; returns what it called done, and the number of calls as the last."""
    seen = profile.parent / f"{profile.name}.seen"
    environment = os.environ | {
        "LD_PRELOAD": str(shim),
        "FAIL_IN": str(profile) + "/",
        "FAIL_AT": str(at),
        "FAIL_HOW": str(how),
        "FAIL_FOR": "0" if lasting else "1",
        "FAIL_SEEN": str(seen),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.notes.faults.writer", str(profile), verbs],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    told = [line.split("\t") for line in done.stdout.splitlines()]
    if done.returncode:
        told.append(["fault", done.stderr[-600:], ""])
    return [*told, ["calls", seen.read_text(encoding="utf-8").strip(), ""]]


def judged(profile: Path, told: list[list[str]]) -> list[str]:
    """Looks whether everything that was called done is there, on a disk that works again."""
    wrong = [words for what, words, _body in told if what == "fault"]
    erasing = {ident for what, ident, _body in told if what == "erasing"}
    saved = {ident: body for what, ident, body in told if what == "saved" and ident not in erasing}
    if not (profile / FILE).exists() and not saved:
        return wrong
    try:
        with closing(Notebook.open(profile)) as book:
            if book.opened.read_only:
                wrong.append(f"opens read-only: {book.opened.trouble}")
            for ident, body in saved.items():
                note = book.stored.get(ident)
                if note is None or note.body != body:
                    wrong.append(f"lost: {ident} {body[:20]}")
            for what, ident, _body in told:
                if what == "erased" and book.stored.get(ident) is not None:
                    wrong.append(f"erased and there: {ident}")
    except ExpectedError as error:
        wrong.append(error.sentence())
    report = check(profile / FILE)
    wrong += report.findings
    return wrong


def every(folder: Path, verbs: str, *, step: int = 1) -> Iterator[Failed]:
    """Lets every so many calls fail, once and from then on, in each way."""
    shim = built(folder)
    assert shim is not None
    calls = int(run(shim, folder / "none", verbs, at=-1)[-1][1])
    for at in range(1, calls + 1, step):
        for how in HOWS:
            for lasting in (False, True):
                profile = folder / f"{at}-{how}-{lasting}"
                told = run(shim, profile, verbs, at=at, how=how, lasting=lasting)
                saved = sum(what == "saved" for what, *_rest in told)
                wrong = tuple(judged(profile, told))
                shutil.rmtree(profile, ignore_errors=True)
                yield Failed(at=at, how=errno.errorcode[how], lasting=lasting, saved=saved, wrong=wrong)


def main() -> int:
    """Runs all of it; returns 1 if anything was lost."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    bad = count = saved = 0
    with tempfile.TemporaryDirectory() as folder:
        for found in every(Path(folder), "bpr", step=step):
            count += 1
            saved += found.saved
            bad += bool(found.wrong)
            if found.wrong:
                print(found)
    print(f"{count:,} failing disks, {saved:,} saves reported, {bad} of them wrong")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
