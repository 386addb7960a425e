"""Changes modules a little, one change at a time, and counts how many changes the tests see.

Run by hand, ``python -m tests.mutants filters wording``; without names it takes all. ``--show`` lists what nobody saw,
``--every 5`` tries one change in five.
Needs a system that can fork: each change is tried in a copy of this process, where the tests' libraries are loaded.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from tests.mutants.changes import Mutant, mutants

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TRIED: dict[str, tuple[str, tuple[str, ...]]] = {
    "filters": ("briefing_app.domain.filters", ("tests/domain/test_filters.py",)),
    "wording": ("briefing_app.domain.wording", ("tests/domain/test_wording.py",)),
    "scores": (
        "briefing_app.domain.ambitions.scores",
        ("tests/domain/test_scores.py", "tests/domain/test_ambitions.py"),
    ),
    "integrity": ("briefing_app.dataset.integrity", ("tests/dataset/test_integrity.py", "tests/dataset/test_rules.py")),
    "ledger": (
        "briefing_app.notes.ledger",
        ("tests/notes/test_ledger.py", "tests/notes/test_notebook.py", "tests/notes/test_merge.py"),
    ),
    "stored": (
        "briefing_app.notes.stored",
        ("tests/notes/test_stored.py", "tests/notes/test_notebook.py", "tests/notes/test_briefings.py"),
    ),
}
PATIENCE = 12
"""Seconds of the processor's time after which a change that makes the tests run for ever counts as seen."""


class _Swap(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module other code than its file holds."""

    def __init__(self, name: str, code: str) -> None:
        self._name, self._code = name, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._code, module.__name__, "exec"), module.__dict__)


def _tests(name: str, code: str, paths: tuple[str, ...]) -> int:
    """Runs tests against other code; returns the exit status of pytest."""
    import pytest

    sys.meta_path.insert(0, _Swap(name, code))
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # what the window's tests need takes longer than these tests
    options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-c", str(HERE / "pytest.ini")]
    return int(pytest.main([*options, *(str(ROOT / path) for path in paths)]))


def seen(name: str, code: str, paths: tuple[str, ...]) -> bool:
    """Tells whether the tests see a change: they fail, break, or never end."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException), Path(os.devnull).open("w") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
            signal.alarm(PATIENCE * 50)  # for tests that wait for ever; a busy machine alone makes no test fail
            os._exit(0 if _tests(name, code, paths) == 0 else 1)
        os._exit(1)
    return os.waitpid(child, 0)[1] != 0


def _try(key: str, *, show: bool, every: int) -> tuple[int, int]:
    name, paths = TRIED[key]
    spec = importlib.machinery.PathFinder.find_spec(name.rpartition(".")[2], [str(_folder(name))])
    assert spec is not None and spec.origin is not None
    source = Path(spec.origin).read_text(encoding="utf-8")
    if seen(name, source, paths):
        sys.exit(f"{key}: the tests fail without any change")
    made = list(mutants(source))[::every]
    survived: list[Mutant] = []
    started = time.monotonic()
    for number, mutant in enumerate(made, start=1):
        if not seen(name, mutant.code, paths):
            survived.append(mutant)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{key}: {number} of {len(made)}, {len(survived)} unseen")
    killed = len(made) - len(survived)
    share = 100 * killed / len(made)
    print(
        f"{key}: {killed} of {len(made)} changes seen ({share:.1f} %), {time.monotonic() - started:.0f} s", flush=True
    )
    if show:
        for mutant in survived:
            print(f"  line {mutant.line}: {mutant.words}")
    return killed, len(made)


def _folder(name: str) -> Path:
    return ROOT.joinpath(*name.split(".")[:-1])


def _load() -> None:
    """Loads what every copy of this process needs, and nothing of the program."""
    for name in ("pytest", "_pytest.assertion.rewrite", "hypothesis"):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def main() -> None:
    """Reads the names and tries one module after the other."""
    reader = argparse.ArgumentParser(prog="python -m tests.mutants", description="Do the tests see small changes?")
    reader.add_argument("names", nargs="*", choices=[*TRIED, []], help="modules; none for all")
    reader.add_argument("--show", action="store_true", help="list the changes that no test sees")
    reader.add_argument("--every", type=int, default=1, metavar="N", help="try one change in N, for a quick look")
    chosen = reader.parse_args()
    _load()

    results = [_try(key, show=chosen.show, every=max(1, chosen.every)) for key in chosen.names or TRIED]
    killed, total = (sum(numbers) for numbers in zip(*results, strict=True))
    print(f"together: {killed} of {total} ({100 * killed / total:.1f} %)")


if __name__ == "__main__":
    main()
