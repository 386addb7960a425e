"""Typesetting in a process of its own: the parent can end it at any time, and its memory goes back when it is done.

The parent starts this program again with ``typeset``, writes a folder (the job) and names it on the child's standard
input, and takes the finished PDF from that folder; the child reads the folder and nothing else of the person's. A child
may be started before there is anything to set: its libraries are at hand by then.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, room_anywhere, why, write_whole
from briefing_app.report.finish import NotOurs, finish
from briefing_app.translation import tr

# What the document promises: archivable with attachments, and accessible.
STANDARDS: Final = ("a-3a", "ua-1")
_JOB, _RESULT, _TROUBLE = "job.json", "result.pdf", "trouble.txt"
_BEGIN: Final = b"begin"
_LOOK_S: Final = 0.01
"""Seconds between two looks whether the result is there."""


class Cancelled(Exception):
    """The person ended the export; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to typeset.

    Attributes:
        files: All input by file name: templates, ``content.json``, ``snapshot.json`` and pictures, as UTF-8.
        fonts: Folder with the bundled fonts; no other font is used.
        moment: The moment that the document carries; aware. Same files and same moment give the same bytes.
        scratch: Folder in which the job's own folder is made and removed.
        links: What the places that links lead to are called, in the order in which they are first linked to.
    """

    files: Mapping[str, bytes]
    fonts: Path
    moment: dt.datetime
    scratch: Path
    links: tuple[str, ...] = ()


def templates_in(folder: Path) -> dict[str, bytes]:
    """Returns the template files by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.typ"))}


class Child:
    """A process that sets one document and is ended with it, whatever becomes of the document.

    Args:
        command: How to start this program; ``typeset`` is added.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        # A packaged program marks its children as parts of itself; this one shall find its own libraries, as at any
        # start.
        variables = os.environ | {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the child
        try:
            # The pipe ends when this process does, however that comes about, and the child ends with it.
            self._process = subprocess.Popen(
                [*command, "typeset"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                env=variables,
            )
        except BaseException:
            self._errors.close()
            raise

    @property
    def number(self) -> int:
        """The number that the system knows the process by."""
        return self._process.pid

    @property
    def waits(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def take(self, folder: Path) -> None:
        """Hands a job's folder over while nothing lies in it yet: from now on it goes with this process."""
        self._say(os.fsencode(folder) + b"\n")

    def _say(self, line: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it is gone already; how is told by its status
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def set(self, folder: Path, cancelled: Callable[[], bool] | None, timeout: float) -> tuple[int, str]:
        """Has the job in the folder that was handed over set; returns exit status and what was said on standard error.

        The child is ended as soon as the result lies there: nobody waits until it has tidied its memory.

        Raises:
            Cancelled: ``cancelled`` said so.
            ExpectedError: It took too long.
        """
        last = time.monotonic() + timeout
        self._say(_BEGIN + b"\n")
        result = folder / _RESULT
        while not result.is_file():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=_LOOK_S)
                break
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > last:
                raise ExpectedError(
                    tr("The document took longer than {n:.0f} seconds, so the export was stopped.", n=timeout),
                    hint=tr("Choose fewer sections or a narrower filter."),
                )
        self.end()
        self._errors.seek(0)
        return self._process.returncode, self._errors.read().decode("utf-8", "replace")

    def end(self) -> None:
        """Ends the process if it is still there."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def close(self) -> None:
        """Ends the process and lets go of what it said."""
        self.end()
        self._errors.close()


def typeset(
    job: Job,
    *,
    command: Sequence[str],
    child: Child | None = None,
    cancelled: Callable[[], bool] | None = None,
    timeout: float = 300.0,
) -> bytes:
    """Typesets a document in a child process.

    Args:
        job: What to typeset.
        command: How to start this program; ``typeset`` is added.
        child: One that waits for a document; it is used up. None to start one.
        cancelled: Asked about twenty times a second; True ends the child at once.
        timeout: Seconds after which the child is ended.

    Returns:
        The PDF.

    Raises:
        Cancelled: ``cancelled`` said so.
        ExpectedError: The scratch folder cannot be written, the child took too long, or it was ended from outside.
        RuntimeError: The document could not be typeset; a fault of this program.
    """
    try:
        with contextlib.closing(child or Child(command)) as used, room_anywhere(job.scratch) as folder:
            used.take(folder)
            _write_job(folder, job)
            status, said = used.set(folder, cancelled, timeout)
            return _read_result(folder, status, said)
    except (OSError, NotWritten) as error:
        raise ExpectedError(
            tr(
                "The document could not be prepared: {why}.",
                why=error.why if isinstance(error, NotWritten) else why(error),
            ),
            hint=tr("Free some space or choose another profile folder, then try again."),
            detail=repr(error),
        ) from error


def _write_job(folder: Path, job: Job) -> None:
    facts = {
        "fonts": str(job.fonts),
        "moment": job.moment.isoformat(),
        "links": job.links,
        "files": {name: content.decode() for name, content in job.files.items()},
    }
    write_whole(folder / _JOB, json.dumps(facts).encode(), durable=False)


def _read_result(folder: Path, status: int, said: str) -> bytes:
    result = folder / _RESULT
    if result.is_file():
        return result.read_bytes()
    trouble = folder / _TROUBLE
    if not trouble.is_file() and not said.strip():  # a fault of its own would have been told
        raise ExpectedError(
            tr("The process that prepares the pages was stopped from outside ({how}).", how=_end_words(status)),
            hint=tr("Try again. If it happens again, the computer may be short of memory: choose fewer sections."),
            detail=f"exit status {status}",
        )
    detail = trouble.read_text(encoding="utf-8") if trouble.is_file() else said
    raise RuntimeError(f"the document could not be typeset: {detail.strip() or 'the child process ended silently'}")


def _end_words(status: int) -> str:
    """Returns how a process ended."""
    if status >= 0:
        return tr("exit status {n}", n=status)
    with contextlib.suppress(ValueError):
        return tr("signal {name}", name=signal.Signals(-status).name)
    return tr("signal {name}", name=-status)


def run_job(folder: Path) -> int:
    """Typesets the job in a folder: the child's side.

    Warnings are failures: an unknown font, for instance, is nothing more to the compiler.

    Args:
        folder: The job's folder.

    Returns:
        0 if the PDF lies in the folder now, 1 if the reason why not does.
    """
    try:
        pdf = compile_job(folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must learn of it
        words = " ".join([str(error), *getattr(error, "hints", ()), *getattr(error, "trace", ())])
        write_whole(folder / _TROUBLE, f"{type(error).__name__}: {words}".encode("utf-8", "replace"))
        return 1
    write_whole(folder / _RESULT, pdf, durable=False)
    return 0


def run_child(folder: Path | None = None) -> int:
    """Typesets one job, and ends early when the process that asked for it is gone.

    Args:
        folder: The job's folder; None to be told on standard input.

    Returns:
        The exit status.
    """
    if folder is None:
        import typst  # noqa: F401 - at hand when the job comes

        told = _line_of_input()
        if not told:  # nobody wants anything any more
            return 1
        folder = Path(os.fsdecode(told))
        if _line_of_input() != _BEGIN:  # the one who asked is gone before all of it lay there
            _take_along(folder)
            return 1
    ending = threading.Lock()
    _end_with_parent(folder, ending)
    try:
        return run_job(folder)
    finally:
        ending.acquire()  # while the folder is being taken along, this process must not end by itself


def _line_of_input() -> bytes:
    """Returns the line on standard input, read without taking more than it, or nothing where it ended before."""
    line = b""
    with contextlib.suppress(OSError):
        while sign := os.read(0, 1):
            if sign == b"\n":
                return line
            line += sign
    return b""


def _end_with_parent(folder: Path, ending: threading.Lock) -> None:
    """Ends this process when the one that started it is gone, and takes the folder of the job along."""
    try:
        if not stat.S_ISFIFO(os.fstat(0).st_mode):  # started by hand
            return
    except OSError:  # a program without a terminal that was given no pipe either
        return

    def watch() -> None:
        with contextlib.suppress(OSError):
            os.read(0, 1)
        ending.acquire()
        _take_along(folder)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _take_along(folder: Path) -> None:
    gone = folder
    with contextlib.suppress(OSError):  # moved first, so that nothing more is written into it
        gone = folder.rename(folder.with_name(f"{folder.name}-gone"))
    shutil.rmtree(gone, ignore_errors=True)


def compile_job(folder: Path) -> bytes:
    """Compiles the files of a job.

    Raises:
        RuntimeError: The compiler refused or warned.
    """
    import typst

    facts = json.loads((folder / _JOB).read_text(encoding="utf-8"))
    # The compiler takes names with their bytes; its type stub leaves that out.
    files: Any = {name: text.encode() for name, text in facts["files"].items()}
    # The compiler follows links inside its root: it gets an empty one, and all files from memory.
    root = folder / "root"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    pdf, warnings = typst.compile_with_warnings(
        files,
        format="pdf",
        root=str(root),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[facts["fonts"]]),
        ignore_system_fonts=True,
        pdf_standards=list(STANDARDS),
        timestamp=dt.datetime.fromisoformat(facts["moment"]),
        package_path=str(root),
        package_cache_path=str(root),
    )
    if warnings:
        raise RuntimeError("; ".join(f"{w.message} {' '.join(w.trace)}" for w in warnings))
    if not isinstance(pdf, bytes):
        raise RuntimeError("the compiler gave no document")
    try:
        return finish(pdf, links=facts.get("links", ()))
    except NotOurs:  # larger and with less for those who listen, but the same document, which nobody is to lose
        return pdf


if __name__ == "__main__":
    sys.exit(run_child())
