"""Typesetting runs in a child that can be ended at any time, uses the bundled fonts alone, and takes no warning."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.errors import ExpectedError
from briefing_app.report.typeset import Cancelled, Child, Job, run_job, typeset
from tests.report.conftest import COMMAND

MOMENT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
PLAIN = """
#set document(title: "T", author: "A", date: datetime(year: 2026, month: 11, day: 23))
#set text(font: "Noto Sans", lang: "en")
#pdf.attach("snapshot.json", relationship: "data", mime-type: "application/json", description: "d")
= Heading
{words}
"""
SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")


def job(words: str = "Words.", *, scratch: Path) -> Job:
    """Returns a small document."""
    files = {"main.typ": PLAIN.replace("{words}", words).encode(), "snapshot.json": b"{}"}
    return Job(files=files, fonts=paths.fonts(), moment=MOMENT, scratch=scratch)


def test_a_child_makes_the_document_and_leaves_nothing(tmp_path: Path) -> None:
    assert typeset(job(scratch=tmp_path), command=COMMAND).startswith(b"%PDF-1.7")
    assert list(tmp_path.iterdir()) == []


def test_a_child_that_waited_for_its_document_makes_the_same_one(tmp_path: Path) -> None:
    waiting = Child(COMMAND)
    time.sleep(0.5)
    assert typeset(job(scratch=tmp_path), command=COMMAND, child=waiting) == typeset(
        job(scratch=tmp_path), command=COMMAND
    )


def test_a_child_that_is_wanted_no_more_is_gone_at_once() -> None:
    waiting = Child(COMMAND)
    started = time.monotonic()
    waiting.close()
    assert time.monotonic() - started < 1


def test_a_child_killed_while_it_waited_is_said_as_what_it_was(tmp_path: Path) -> None:
    waiting = Child(COMMAND)
    os.kill(waiting.number, signal.SIGTERM)
    with pytest.raises(ExpectedError, match="stopped from outside"):
        typeset(job(scratch=tmp_path), command=COMMAND, child=waiting)


def test_cancelling_ends_the_child_within_a_second_and_leaves_nothing(tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(Cancelled):
        typeset(job(scratch=tmp_path), command=SLEEPER, cancelled=lambda: time.monotonic() - started > 0.2)
    assert time.monotonic() - started < 5
    assert list(tmp_path.iterdir()) == []


def test_a_child_that_takes_too_long_is_ended_and_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match="took longer"):
        typeset(job(scratch=tmp_path), command=SLEEPER, timeout=0.2)


def test_a_child_that_dies_is_a_fault_with_its_last_words(tmp_path: Path) -> None:
    dying = (sys.executable, "-c", "import sys; sys.exit('the reason')")
    with pytest.raises(RuntimeError, match="the reason"):
        typeset(job(scratch=tmp_path), command=dying)


def test_a_program_that_cannot_be_started_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match="could not be prepared"):
        typeset(job(scratch=tmp_path), command=(str(tmp_path / "none"),))


def test_a_scratch_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match="could not be prepared: the folder does not exist"):
        typeset(job(scratch=tmp_path / "none" / "scratch"), command=COMMAND)


@pytest.mark.parametrize(
    "words",
    [
        '#set text(font: "No Such Font")\nWords.',  # nothing more than a warning to the compiler
        "\U00010900",  # no glyph
        "#rect()#figure(rect())",  # a figure without description
        "=== Skipped level",
        '#read("/etc/passwd")',
        '#read("../job.json")',
        '#import "@preview/example:0.1.0": *',
    ],
)
def test_what_would_break_the_promise_is_refused(words: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="could not be typeset"):
        typeset(job(words, scratch=tmp_path), command=COMMAND)


def test_the_child_tells_by_its_status_and_a_file(tmp_path: Path) -> None:
    def hand_over(words: str) -> None:
        files = {"main.typ": PLAIN.replace("{words}", words), "snapshot.json": "{}"}
        facts = {"fonts": str(paths.fonts()), "moment": MOMENT.isoformat(), "files": files}
        (tmp_path / "job.json").write_text(json.dumps(facts), encoding="utf-8")

    hand_over("#nonsense()")
    assert run_job(tmp_path) == 1
    assert "nonsense" in (tmp_path / "trouble.txt").read_text(encoding="utf-8")
    hand_over("Fine.")
    assert run_job(tmp_path) == 0
    assert (tmp_path / "result.pdf").read_bytes().startswith(b"%PDF-")
