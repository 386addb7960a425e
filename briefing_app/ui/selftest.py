"""The packaged program tries itself: window, all tabs, a note written and read, a PDF; exit 0 or 1."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefing_app.domain.model import BRIEFING
from briefing_app.errors import ExpectedError

PATIENCE = 240.0
"""Seconds after which a step counts as failed."""
LATE = ("anyascii", "jsonschema", "markdown_it", "pypdf", "python_calamine", "rapidfuzz", "re2", "typst", "xlsxwriter",
        "cryptography.hazmat.primitives.asymmetric.ed25519", "PySide6.QtPdf")  # fmt: skip
"""Libraries that are imported where they are first needed."""


def run(*, profile: Path | None = None, data: Path | None = None) -> int:
    """Runs the test off screen and says each step.

    Args:
        profile: A profile to use; None for a throwaway one.
        data: A data package; None for the bundled one.

    Returns:
        0 if every step went well, else 1.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="self-test-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        return _steps(profile or folder / "profile", data, folder)


def _say(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


class _Trial:
    """One desk and one window, tried step by step."""

    def __init__(self, profile: Path, data: Path | None, folder: Path) -> None:
        from briefing_app.desk import Desk
        from briefing_app.settings import load_policy
        from briefing_app.ui.app import application, make_window

        self._faults: list[BaseException] = []
        sys.excepthook = lambda _kind, error, _trace: self._faults.append(error)
        self._bundled, self._folder = data is None, folder
        self._app = application()
        policy = load_policy()
        self._findings = policy.findings
        # What is tried lies in a folder of its own, which no organisation can have set.
        enforced = {name: value for name, value in policy.enforced.items() if name != "export_folder"}
        self._desk = Desk.open(profile=profile, data=data, policy=replace(policy, enforced=enforced))
        self._window = make_window(self._desk)
        self._window.show()

    def policy(self) -> None:
        """Every line of the organisation's policy has an effect."""
        for sentence in self._findings:
            _say(f"policy: {sentence}")
        if self._findings:
            raise ExpectedError(f"{len(self._findings)} to correct.")

    def problems(self) -> None:
        """The bundled data have no fault."""
        if self._bundled and self._desk.dataset.problems:
            raise RuntimeError(self._desk.dataset.problems[0].sentence())

    def tab(self, key: str) -> None:
        """A tab opens and paints itself."""
        self._desk.visit(key)
        for _ in range(3):
            self._app.processEvents()
        if self._faults:
            raise self._faults.pop()
        if self._window.current is None or key != self._window.current.KEY or self._window.current.grab().isNull():
            raise RuntimeError(f"the tab {key} is not shown")

    def note(self) -> None:
        """A note is written and read back."""
        events = self._desk.dataset.events
        ref = events[0].ref if events else BRIEFING
        ident = self._desk.notes.write(ref, "self-test", initiator="self-test")
        if ident not in {n.note_id for n in self._desk.notes.on(ref)}:
            raise RuntimeError("the note is not there")
        self._desk.notes.remove([ident], initiator="self-test")

    def briefing(self) -> None:
        """A PDF is written."""
        made = self._desk.briefings.plan(self._desk.briefings.options())
        if not self._desk.briefings.write(made, self._folder / "briefing.pdf").read_bytes().startswith(b"%PDF-"):
            raise RuntimeError("the briefing is no PDF")

    def snapshot(self) -> None:
        """What the PDF was made from is read back out of it."""
        from briefing_app.desk.briefings import show_snapshot

        if not show_snapshot(self._folder / "briefing.pdf").get("edition"):
            raise RuntimeError("the briefing does not hold what it was made from")

    def search(self) -> None:
        """A word is found, and a misspelled one is put right."""
        if not self._bundled:
            return
        self._desk.index.prepare()
        word = max(self._desk.dataset.actors[0].name.split(), key=len)
        wrong = word[: len(word) // 2 + 1] + word[len(word) // 2 + 2 :]
        if not self._desk.search.find(word):
            raise RuntimeError("nothing was found")
        self._desk.search.find(wrong)
        if self._desk.search.did_you_mean(wrong) != word:
            raise RuntimeError("a misspelled word was not put right")

    def workbook(self) -> None:
        """Rows are written as a workbook."""
        from briefing_app.domain import sources

        spec = sources.table(self._desk.scope, self._desk.dataset.sources)
        if not self._desk.export_table(spec, self._folder / "rows.xlsx").read_bytes().startswith(b"PK"):
            raise RuntimeError("the rows are no workbook")

    def close(self) -> None:
        """Ends window and desk."""
        self._window.close()
        self._desk.close()
        self._window.deleteLater()
        self._app.processEvents()


def _libraries() -> None:
    """What is imported late is there: reading a workbook or a package may need it long after the start."""
    for name in LATE:
        importlib.import_module(name)


def _steps(profile: Path, data: Path | None, folder: Path) -> int:
    from briefing_app.ui.tabs import TABS

    started = time.monotonic()
    trial = _Trial(profile, data, folder)
    steps: list[tuple[str, Callable[[], object]]] = [
        ("policy", trial.policy),
        ("data", trial.problems),
        *((f"tab {entry.key}", partial(trial.tab, entry.key)) for entry in TABS),
        ("note", trial.note),
        ("briefing", trial.briefing),
        ("snapshot", trial.snapshot),
        ("search", trial.search),
        ("workbook", trial.workbook),
        ("libraries", _libraries),
    ]
    failed = [name for name, step in steps if not _try(name, step, started)]
    trial.close()
    _say("self-test: " + (f"failed at {', '.join(failed)}" if failed else "all well"))
    return 1 if failed else 0


def _try(name: str, step: Callable[[], object], started: float) -> bool:
    try:
        step()
        if time.monotonic() - started > PATIENCE:
            raise TimeoutError("it took too long")
    except ExpectedError as error:
        _say(f"{name}: {error.sentence()}")
        return False
    except Exception as error:  # noqa: BLE001 - the self-test reports every fault and goes on
        _say(f"{name}: {type(error).__name__}: {error}")
        return False
    _say(f"{name}: well")
    return True
