"""The bus of assistive technology: none at all, one that dies, and a screen reader that is started later."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.session import Bus, Program, Screen, Seen


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    made = Screen()
    yield made
    made.end()


def _settled(program: Program, *, seconds: float = 4.0) -> bool:
    """Returns whether the program runs on and noted no fault of its own."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and program.lives:
        time.sleep(0.1)
    return program.lives and "unexpected fault" not in program.log()


def test_without_a_session_bus_the_program_works(screen: Screen, tmp_path: Path) -> None:
    bus = Bus(tmp_path, screen.name, reader=False)
    bus.end()
    bus.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={tmp_path}/nobody"
    program = Program(bus, tmp_path / "profile")
    assert _settled(program)
    program.end()


def test_a_screen_reader_that_is_started_later_finds_the_program_and_a_bus_that_dies_takes_it_not_along(
    screen: Screen, tmp_path: Path
) -> None:
    bus = Bus(tmp_path, screen.name, reader=False)
    program = Program(bus, tmp_path / "profile")
    assert _settled(program)
    bus.begin_reading()
    seen = Seen(bus, program)
    assert seen.ask("find", 30)
    seen.ask("listen")
    (heard,) = seen.keys("ctrl+2")
    at = seen.ask("focused")
    assert at is not None, heard
    assert any(name.startswith("Timeline") for _role, name in at["above"])
    assert at["children"] > 100
    seen.end()
    bus.die()
    assert _settled(program)
    os.kill(program.process.pid, 0)
    program.end()
