"""A file is written whole or not at all, for its owner only, and nothing but a plain file is ever replaced."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app import files
from briefing_app.files import NotWritten, whole

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and rights of this kind are those of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path, **how: bool) -> NotWritten:
    with pytest.raises(NotWritten) as caught:
        files.write_whole(path, b"new", **how)
    assert caught.value.words.startswith(str(path))
    assert caught.value.words.endswith(".")
    assert caught.value.hint
    with pytest.raises(NotWritten) as before:
        files.require_writable(path, **how)
    assert before.value.words == caught.value.words
    return caught.value


def test_a_new_file_holds_all_of_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    content = bytes(range(256)) * 10_000
    assert files.write_whole(tmp_path / "new", content) == tmp_path / "new"
    assert (tmp_path / "new").read_bytes() == content
    assert names(tmp_path) == ["new"]


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old and longer")
    files.require_writable(path)
    assert path.read_bytes() == b"old and longer"
    files.write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["there"]


@posix
@pytest.mark.parametrize("before", [None, 0o644, 0o666])
def test_only_the_owner_can_read_it(tmp_path: Path, before: int | None) -> None:
    path = tmp_path / "private"
    if before is not None:
        path.touch()
        path.chmod(before)
    old = os.umask(0)
    try:
        files.write_whole(path, b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_file_stays_where_it_must_not_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old")
    error = refused(path, replace=False)
    assert error.words == f"{path} already exists."
    assert "--force" in error.hint
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["there"]


def test_a_new_file_is_written_where_nothing_must_be_replaced(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "new", b"x", replace=False)
    assert (tmp_path / "new").read_bytes() == b"x"
    assert names(tmp_path) == ["new"]


def test_a_file_that_comes_into_being_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, sync = tmp_path / "raced", os.fsync

    def somebody_else_is_quicker(number: int) -> None:
        path.write_bytes(b"theirs")
        sync(number)

    monkeypatch.setattr(os, "fsync", somebody_else_is_quicker)
    with pytest.raises(NotWritten, match="already exists"):
        files.write_whole(path, b"ours", replace=False)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["raced"]


def test_a_disk_without_second_names_takes_new_files_and_keeps_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    files.write_whole(tmp_path / "new", b"x", replace=False)
    with pytest.raises(NotWritten, match="already exists"):
        files.write_whole(tmp_path / "new", b"y", replace=False)
    assert (tmp_path / "new").read_bytes() == b"x"
    assert names(tmp_path) == ["new"]


@posix
@pytest.mark.parametrize("far", [False, True])
def test_a_link_is_followed_and_stays(tmp_path: Path, far: bool) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    target = (elsewhere if far else home) / "target"
    target.write_bytes(b"old")
    (home / "link").symlink_to(os.path.relpath(target, home))
    assert files.write_whole(home / "link", b"new") == home / "link"
    assert (home / "link").is_symlink()
    assert target.read_bytes() == b"new"
    assert not target.is_symlink()
    assert names(home) == (["link"] if far else ["link", "target"])


@posix
def test_a_link_to_nothing_yet_makes_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    files.write_whole(tmp_path / "link", b"x", replace=False)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"x"


@posix
def test_a_link_to_an_existing_file_counts_as_existing(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    assert "already exists" in refused(tmp_path / "link", replace=False).words
    assert (tmp_path / "target").read_bytes() == b"old"


@posix
def test_a_link_in_a_circle_and_a_link_into_no_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "far").symlink_to("no/such")
    assert "back to itself" in refused(tmp_path / "a").words
    assert "folder does not exist" in refused(tmp_path / "far").words
    assert names(tmp_path) == ["a", "b", "far"]


@posix
def test_a_pipe_a_socket_and_a_device_are_refused_and_stay(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        (tmp_path / "link").symlink_to("pipe")
        for path in (tmp_path / "pipe", tmp_path / "socket", tmp_path / "link", Path("/dev/null"), Path("/dev/full")):
            before = path.stat().st_mode
            assert "a device or a pipe, not a file" in refused(path).words
            assert path.stat().st_mode == before
            # What lies there is no file that could be replaced: the hint must not lead to --force.
            assert "--force" not in refused(path, replace=False).hint
    assert names(tmp_path) == ["link", "pipe", "socket"]


def test_a_folder_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "it is a folder" in refused(tmp_path / "folder").words
    assert "it is a folder" in refused(tmp_path / "folder", replace=False).words
    assert names(tmp_path) == ["folder"]


@posix
def test_the_output_of_a_command_that_goes_into_a_pipe_is_refused(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\nfrom briefing_app import files\n"
        "try:\n    files.write_whole(Path('/dev/stdout'), b'x')\n"
        "except files.NotWritten as error:\n    print(error.words)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "/dev/stdout could not be written: it is a device or a pipe, not a file.\n"


def test_no_folder_a_file_in_the_way_and_a_name_too_long_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "the folder does not exist" in refused(tmp_path / "no" / "x").words
    assert "a part of the path is a file" in refused(tmp_path / "file" / "x").words
    assert "the name is too long" in refused(tmp_path / ("x" * 300)).words
    assert names(tmp_path) == ["file"]


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    files.write_whole(path, b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have_is_refused_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotWritten, match="characters that no file name can have"):
        files.write_whole(tmp_path / name, b"x")
    assert names(tmp_path) == []


def test_a_file_that_is_read_only_stays(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    path.chmod(0o400)
    assert "the file there is read only" in refused(path).words
    assert path.read_bytes() == b"old"
    path.chmod(0o600)


LIMITED = """
import errno, resource, signal, sys
from pathlib import Path
from briefing_app import files
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    files.write_whole(Path(sys.argv[1]), b"x" * 1_000_000)
except files.NotWritten as error:
    print(error.words)
"""


@posix
def test_a_write_that_breaks_off_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == f"{path} could not be written: the disk takes no file of that size.\n"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["kept"]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "Auf dem Gerät ist kein Speicherplatz mehr verfügbar")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="the disk is full") as caught:
        files.write_whole(tmp_path / "new", b"x")
    assert caught.value.why == "the disk is full"
    assert names(tmp_path) == []


def test_a_file_that_another_program_holds_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        raise OSError(13, "Permission denied") if os.name == "nt" else OSError(16, "Device or resource busy")

    (tmp_path / "kept").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(NotWritten) as caught:
        files.write_whole(tmp_path / "kept", b"x")
    assert "another program is using it" in caught.value.words or os.name == "nt"
    assert names(tmp_path) == ["kept"]


def refused_by_windows() -> PermissionError:
    error = PermissionError(13, "Permission denied")
    error.winerror = 5  # as Windows sets it where a viewer holds the file
    return error


def test_a_file_that_a_viewer_holds_is_tried_again_and_then_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        raise refused_by_windows()

    (tmp_path / "kept").write_bytes(b"old")
    monkeypatch.setattr(whole, "HELD_WAIT", 0)
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(NotWritten, match="another program is using it"):
        files.write_whole(tmp_path / "kept", b"new")
    assert (tmp_path / "kept").read_bytes() == b"old"
    assert names(tmp_path) == ["kept"]


def test_a_file_that_a_virus_scanner_lets_go_of_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, refusals = Path.replace, [refused_by_windows(), refused_by_windows()]

    def held_for_a_while(made: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(made, target)

    monkeypatch.setattr(whole, "HELD_WAIT", 0)
    monkeypatch.setattr(Path, "replace", held_for_a_while)
    files.write_whole(tmp_path / "kept", b"new")
    assert (tmp_path / "kept").read_bytes() == b"new"


def test_a_right_that_is_missing_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def barred(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", barred)
    with pytest.raises(NotWritten, match="this account is not allowed to write there"):
        files.write_whole(tmp_path / "a", b"x")


def test_a_copy_is_whole_and_private(tmp_path: Path) -> None:
    content = b"0123456789" * 300_000
    (tmp_path / "source").write_bytes(content)
    files.copy_whole(tmp_path / "source", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == content
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600


def test_text_is_added_at_the_end_of_a_private_file(tmp_path: Path) -> None:
    files.append(tmp_path / "log", "one\n")
    files.append(tmp_path / "log", "two\n")
    assert (tmp_path / "log").read_bytes() == b"one\ntwo\n"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600


def test_a_private_file_for_a_library_is_made_or_left_as_it_is(tmp_path: Path) -> None:
    files.make_private(tmp_path / "a", new=True)
    with pytest.raises(FileExistsError):
        files.make_private(tmp_path / "a", new=True)
    (tmp_path / "a").write_bytes(b"kept")
    files.make_private(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"kept"


def test_a_folder_that_keeps_its_names_itself_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def only_files(number: int) -> None:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(22, "Invalid argument")
        sync(number)

    monkeypatch.setattr(os, "fsync", only_files)
    assert files.write_whole(tmp_path / "a", b"x").read_bytes() == b"x"


def test_a_folder_that_cannot_be_opened_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def no_folders(path: os.PathLike[str], flags: int, *rest: int) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", no_folders)
    assert files.write_whole(tmp_path / "a", b"x").read_bytes() == b"x"


def test_a_file_that_another_program_of_windows_holds_is_said_so() -> None:
    error = OSError(13, "Permission denied")
    error.winerror = 32  # type: ignore[attr-defined]  # as Windows sets it
    assert files.why(error) == "another program is using it"
    assert files.why(OSError(99_999, "Something of its own")) == "Something of its own"
    assert files.why(ValueError("embedded null byte")) == "the name has characters that no file name can have"
