"""What every test can rely on: a throwaway home, no screen, and no silent complaints or threads left behind."""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset import loader
from briefing_app.desk import Desk
from briefing_app.domain.tables import Dataset
from briefing_app.notes.index import file as index_file
from briefing_app.translation import ENGLISH, language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("BRIEFING_PROFILE", None)
os.environ["BRIEFING_POLICY"] = os.devnull + "-no-policy"  # whatever this machine's administrator has set

_read = loader.load
_bundled: dict[tuple[object, ...], Dataset] = {}


def load(path: Path, *, progress: Callable[[float], None] | None = None, only: frozenset[str] | None = None) -> Dataset:
    """Reads a data package; the bundled one only once in a process, for reading a ``Dataset`` never changes it."""
    if progress is not None or only is not None or Path(path) != paths.bundled_data():
        return _read(path, progress=progress, only=only)
    state = tuple((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in sorted(Path(path).rglob("*")))
    if state not in _bundled:
        _bundled[state] = _read(path)
    return _bundled[state]


loader.load = load  # before any test module takes it by name

_open_index = index_file._open
_indexed: list[bytes] = []


def open_index(path: Path) -> sqlite3.Connection:
    """Opens the index of a profile; a new one begins with the records of the bundled package, gathered only once."""
    if not path.exists() and language() == ENGLISH:
        with contextlib.suppress(OSError):
            path.write_bytes(_index_of_records())
    return _open_index(path)


def _index_of_records() -> bytes:
    if not _indexed:
        with tempfile.TemporaryDirectory() as folder, contextlib.closing(Desk.open(profile=Path(folder))) as desk:
            index_file._open = _open_index
            try:
                desk.index.prepare()
                desk.index.close()
            finally:
                index_file._open = open_index
            _indexed.append((Path(folder) / index_file.FILE).read_bytes())
    return _indexed[0]


index_file._open = open_index


@pytest.fixture
def index_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of how an index is made: as for a person, it begins with nothing."""
    monkeypatch.setattr(index_file, "_open", _open_index)


HAS_QT = importlib.util.find_spec("PySide6") is not None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds what lets one run leave out what another has passed; keeps the settings of pytest-qt known without it."""
    parser.addoption("--keep-passed", type=Path, metavar="FILE", help="write the names of the tests that passed")
    parser.addoption("--not-again", type=Path, metavar="FILE", help="leave out the tests that are named in the file")
    if not HAS_QT:
        for name in ("qt_api", "qt_default_raising", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "belongs to pytest-qt", type="linelist")


_reports: dict[str, set[str]] = {}
"""Outcomes of the stages of each test, by its name."""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remembers how each stage of a test ended."""
    _reports.setdefault(report.nodeid, set()).add(report.outcome)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes the names of the tests that passed whole; workers of a parallel run leave it to the one who collects."""
    file: Path | None = session.config.getoption("--keep-passed")
    if file is None or hasattr(session.config, "workerinput"):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    passed = (name for name, outcomes in _reports.items() if outcomes == {"passed"})
    file.write_text("".join(f"{name}\n" for name in sorted(passed)), encoding="utf-8")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what another run has passed; lets the long tests start first, so that parallel runs end together."""
    file: Path | None = config.getoption("--not-again")
    if file is not None and file.exists():
        known = set(file.read_text(encoding="utf-8").splitlines())
        again = [item for item in items if item.nodeid in known]
        items[:] = [item for item in items if item.nodeid not in known]
        config.hook.pytest_deselected(items=again)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def throwaway_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives the test, and every process it starts, a home of its own: the person's folders stay untouched."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.delenv("LANGUAGE", raising=False)
    return home


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test that logs a warning, unless it says so: ``@pytest.mark.expects_log("part of the words")``."""
    yield
    marker = request.node.get_closest_marker("expects_log")
    expected = marker.args if marker else ()
    said = [
        r.getMessage() for phase in ("setup", "call") for r in caplog.get_records(phase) if r.levelno >= logging.WARNING
    ]
    unexpected = [message for message in said if not any(words in message for words in expected)]
    assert not unexpected, f"unexpected warnings in the log: {unexpected}"
    unsaid = [words for words in expected if not any(words in message for message in said)]
    assert not unsaid, f"expected in the log but not said: {unsaid}"


def _is_ours(thread: threading.Thread) -> bool:
    """Threads of Qt's pool that Python once heard of are watched by the guards of Qt; they end by themselves."""
    return not thread.name.startswith("pytest") and not isinstance(thread, threading._DummyThread)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fails a test that leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    patience = time.monotonic() + 2
    while left := [t for t in set(threading.enumerate()) - before if t.is_alive() and _is_ours(t)]:
        if time.monotonic() > patience:
            pytest.fail(f"threads left running: {sorted(f'{type(t).__name__} {t.name}' for t in left)}")
        time.sleep(0.01)
