"""The program opens no socket but local ones, and does all its work where there is no network."""

from __future__ import annotations

import sys

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
@without
@pytest.mark.slow
@pytest.mark.timeout(500)
def test_start_tabs_note_export_and_workbook_go_well_without_a_network() -> None:
    done = alone(SELF_TEST)
    assert done.returncode == 0, done.stdout
