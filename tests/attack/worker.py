"""One worker process: takes numbers of cases on its input, runs each under guard, and answers with what it saw."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import resource
import sys
import traceback
from pathlib import Path
from typing import Any

from briefing_app.desk import crashes
from tests.attack.doors import DOORS, Seeds, clear

SECONDS = 5
MEMORY = 500_000_000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.remove": (0,), "os.rename": (0, 1), "os.mkdir": (0,), "os.rmdir": (0,), "os.symlink": (1,),
            "os.link": (1,), "os.truncate": (0,), "os.chmod": (0,), "shutil.rmtree": (0,)}  # fmt: skip


class Guard:
    """Sees every file that is opened for writing or changed, and every call to the network."""

    def __init__(self) -> None:
        self.allowed: tuple[str, ...] = ()
        self.seen: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, values: tuple[Any, ...]) -> None:
        if not self.allowed:
            return
        if event == "open" and isinstance(values[2], int) and values[2] & _WRITING:
            self._look(event, values[0])
        elif event in _CHANGES:
            for place in _CHANGES[event]:
                self._look(event, _under(values[place], values[len(_CHANGES[event]) :]))
        elif event == "sqlite3.connect" and not str(values[0]).startswith(("file:", ":memory:")):
            self._look(event, values[0])
        elif event in ("socket.connect", "subprocess.Popen"):
            self.seen.append(f"{event} {str(values)[:200]}")

    def _look(self, event: str, path: Any) -> None:
        if isinstance(path, int) or path == os.devnull:
            return
        real = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - the guard follows no link
        if not real.startswith(self.allowed):
            self.seen.append(f"{event} {real}")


def _under(path: Any, more: tuple[Any, ...]) -> Any:
    """Returns a path as it is, or under the open folder that the call named with it."""
    folders = [value for value in more if isinstance(value, int) and 2 < value < 1000]
    if folders and isinstance(path, str | bytes) and not os.fsdecode(path).startswith("/"):
        with contextlib.suppress(OSError):
            return str(Path(f"/proc/self/fd/{folders[-1]}").readlink() / os.fsdecode(path))
    return path


def run(door: str, number: int, seeds: Seeds, folder: Path, guard: Guard) -> dict[str, Any]:
    """Runs one case and returns what was wrong, or nothing."""
    clear(folder)
    deed = DOORS[door](random.Random(f"{door} {number}"), seeds, folder)
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape")
    used = _seconds()
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + SECONDS + 2, resource.RLIM_INFINITY))
    wrong = ""
    guard.seen.clear()
    guard.allowed = (str(folder / "profile"), str(folder / "out"))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            status = deed()
        wrong = "" if status in (0, 1, 2, 3) else f"status {status}"
    except SystemExit as ended:
        wrong = "" if ended.code in (0, None) else f"exit {ended.code}"
    except BaseException as error:  # noqa: BLE001 - whatever escapes is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        wrong = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {str(error)[:150]}"
    finally:
        guard.allowed = ()
    for note in (folder / "profile" / "log").glob("crash-*.txt"):
        told = note.read_text(encoding="utf-8").partition(crashes.RULE)[2].splitlines()
        wrong = f"traceback: {' '.join(told[:2])[:240]}"
    spent = _seconds() - used
    if not wrong and spent > SECONDS:
        wrong = f"{spent:.1f} seconds"
    if not wrong and guard.seen:
        wrong = f"outside the profile: {guard.seen[0]}"
    return {"door": door, "number": number, "wrong": wrong}


def _seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Answers one line for each line that asks for a case."""
    base, own = Path(sys.argv[1]), Path(sys.argv[2])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    seeds = Seeds(
        folder=base / "package",
        package={p.name: p.read_bytes() for p in sorted((base / "package").iterdir()) if p.is_file()},
        notes={p.name: p.read_bytes() for p in sorted((base / "notes").iterdir())},
        **{name: (base / name).read_bytes() for name in ("pdf", "store", "preferences", "events")},
    )
    os.environ["HOME"] = str(own / "home")
    os.environ["BRIEFING_ATTACK"] = "1"
    import numpy  # noqa: F401 - read before the guard and the limit of memory stand
    import pandas  # noqa: F401
    import pypdf  # noqa: F401

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY + 150_000_000, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    guard = Guard()
    for line in sys.stdin:
        door, number = line.split()
        answers.write(json.dumps(run(door, int(number), seeds, own / "case", guard)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
