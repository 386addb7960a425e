"""The program opens no socket but local ones, and does all its work where there is no network."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.marks import windowed
from tests.network.watch import alone, foreign_calls, watched, why_not_alone, why_not_watch

SELF_TEST = [sys.executable, "-m", "briefing_app", "self-test"]
watching = pytest.mark.skipif(bool(why_not_watch()), reason=why_not_watch() or "may be watched")
without = pytest.mark.skipif(bool(why_not_alone()), reason=why_not_alone() or "may be alone")


def test_any_socket_but_a_local_one_is_told() -> None:
    lines = [
        "12 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 4",
        '12 connect(4, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = 0',
        "13 socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP) = 5",
        "13 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 6",
        "13 recvmsg(4, {msg_namelen=0}, 0) = -1 EAGAIN",
    ]
    assert foreign_calls(lines) == (lines[2:4], 2)


def test_the_bus_that_the_machine_starts_is_not_the_program_and_all_else_is() -> None:
    audit, asked = "socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT) = 7", "socket(AF_INET, SOCK_STREAM, 0) = 3"
    lines = [
        '10 execve("/usr/bin/briefing-app", ["briefing-app"], 0x7ffe) = 0',
        "10 vfork( <unfinished ...>",
        '11 execve("/usr/bin/dbus-daemon", ["dbus-daemon", "--fork"], 0x7ffe <unfinished ...>',
        "10 <... vfork resumed>) = 11",
        "11 <... execve resumed>) = 0",
        "11 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID) = 12",
        f"12 {audit}",
        f"13 {asked}",  # of the program itself: what makes a process may be told after its first call
        "10 clone3({flags=CLONE_VM}, 88) = 13",
        '14 execve("/usr/bin/curl", ["curl"], 0x7ffe) = 0',
        f"14 {asked}",
        "10 clone(child_stack=NULL) = 14",
        '15 execve("/usr/bin/dbus-daemon", ["dbus-daemon"], 0x7ffe) = -1 ENOENT (No such file or directory)',
        f"15 {audit}",
        "10 fork() = 15",
    ]
    assert foreign_calls(lines) == ([lines[7], lines[10], lines[13]], 0)


@watching
def test_a_program_that_opens_a_socket_is_caught_even_in_a_child() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])"
    seen = watched([sys.executable, "-c", code])
    assert seen.status == 0
    assert "AF_INET" in seen.foreign[0]


@without
def test_alone_means_that_nothing_can_be_reached() -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=2)"
    assert "unreachable" in alone([sys.executable, "-c", code]).stderr


@windowed
@watching
@pytest.mark.slow
@pytest.mark.timeout(500)
def test_start_tabs_note_export_and_workbook_open_no_socket_but_local_ones() -> None:
    seen = watched(SELF_TEST)
    assert (seen.status, seen.foreign) == (0, ()), seen.said


@windowed
@watching
@pytest.mark.slow
@pytest.mark.timeout(500)
@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="xvfb-run is not installed")
def test_a_window_on_a_display_opens_no_socket_but_local_ones(tmp_path: Path) -> None:
    env = {
        name: text for name, text in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")
    }
    window = [sys.executable, "-m", "briefing_app", "--profile", str(tmp_path / "p"), "--quit-after-first-paint"]
    seen = watched(["xvfb-run", "-a", *window], env=env)
    assert (seen.status, seen.foreign) == (0, ()), seen.said
    assert seen.local > 0, "a window speaks to its screen"


@windowed
@without
@pytest.mark.slow
@pytest.mark.timeout(500)
def test_start_tabs_note_export_and_workbook_go_well_without_a_network() -> None:
    done = alone(SELF_TEST)
    assert done.returncode == 0, done.stdout
