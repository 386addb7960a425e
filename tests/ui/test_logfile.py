"""What the program logs lies in the profile, readable by its owner only."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from briefing_app.ui import logfile


def test_a_fault_is_found_in_the_log_of_the_profile(tmp_path: Path) -> None:
    handler = logfile.begin(tmp_path)
    logging.getLogger("briefing_app.test").info("the notes were repaired")
    logfile.end(handler)
    logging.getLogger("briefing_app.test").info("after the end")
    path = tmp_path / "log" / logfile.NAME
    assert "INFO briefing_app.test: the notes were repaired" in path.read_text(encoding="utf-8")
    assert "after the end" not in path.read_text(encoding="utf-8")
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_written_there_is_no_log_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    assert logfile.begin(tmp_path) is None
    logfile.end(None)


def test_a_log_that_is_turned_over_stays_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        handler = logfile.begin(tmp_path)
        for _ in range(3 * logfile.LARGEST // 1000):
            logging.getLogger("briefing_app.test").info("x" * 1000)
        logfile.end(handler)
    finally:
        os.umask(before)
    files = list((tmp_path / "log").iterdir())
    assert len(files) > 1
    assert [path.name for path in files if path.stat().st_mode & 0o077] == []
