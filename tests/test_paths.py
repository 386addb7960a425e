"""The profile folder: private, and no right of a folder is changed that the program did not make."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.cli import crash_note
from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of folders are told in another way there")


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o7777


@pytest.mark.parametrize("mode", [0o755, 0o775, 0o777, 0o1777, 0o750, 0o701])
def test_a_folder_that_others_may_enter_keeps_its_rights_and_gets_a_private_one_inside(
    tmp_path: Path, mode: int
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(mode)
    profile = paths.prepare_profile(shared)
    assert rights(shared) == mode
    assert profile == shared / "briefing-app"
    assert rights(profile) == 0o700
    assert {path.name for path in shared.iterdir()} == {"briefing-app"}
    assert paths.prepare_profile(shared) == profile, "the next start finds it"


def test_a_private_folder_is_taken_as_it_is_and_a_missing_one_is_made_private(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    assert paths.prepare_profile(private) == private
    made = paths.prepare_profile(tmp_path / "a" / "b")
    assert (rights(made), made) == (0o700, tmp_path / "a" / "b")


def test_a_profile_whose_rights_somebody_changed_stays_where_it_is_with_them(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with_notes = Desk.open(profile=profile)
    with_notes.prefer(initiator="test", marking="OFFICIAL")
    with_notes.close()
    profile.chmod(0o755)
    desk = Desk.open(profile=profile)
    assert (desk.profile, desk.preferences.marking, rights(profile)) == (profile, "OFFICIAL", 0o755)
    desk.close()


def test_a_file_in_the_way_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for where in ("file", "file/inside"):
        with pytest.raises(ExpectedError, match="cannot be used") as caught:
            paths.prepare_profile(tmp_path / where)
        assert "--profile" in caught.value.hint


def test_everything_that_is_written_in_a_profile_is_private_whatever_the_umask(tmp_path: Path) -> None:
    code = (
        "import os, sys, logging\nos.umask(0)\nfrom pathlib import Path\nfrom briefing_app.desk import Desk\n"
        "from briefing_app.cli import crash_note\nfrom briefing_app.domain.model import BRIEFING\n"
        "desk = Desk.open(profile=Path(sys.argv[1]))\ndesk.notes.write(BRIEFING, 'words', initiator='test')\n"
        "desk.backups.make()\ndesk.prefer(initiator='test', marking='OFFICIAL')\ndesk.search.as_typed('words')\n"
        "desk.notebook.repair()\ndesk.notes.export(Path(sys.argv[1]) / 'out.jsonld')\n"
        "crash_note(ValueError('x'), profile=Path(sys.argv[1]))\n"
        "bad = [str(p) for p in Path(sys.argv[1]).rglob('*') if p.stat().st_mode & 0o077]\nprint(bad)\ndesk.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "profile")], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_a_crash_note_lies_in_the_profile_that_is_meant(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    note = crash_note(ValueError("fault"), profile=shared)
    assert note is not None and note.parent == shared / "briefing-app" / "log"
    assert rights(shared) == 0o755 and rights(note) == 0o600


def offered(tmp_path: Path, home: Path | None, config: str = "") -> Path:
    """Returns the folder that a process with this home offers for the person's files."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("XDG_") and key != "HOME"}
    if home is not None:
        (home / ".config").mkdir(parents=True, exist_ok=True)
        (home / ".config/user-dirs.dirs").write_text(config, encoding="utf-8")
        variables["HOME"] = str(home)
    asked = "from briefing_app import paths; print(paths.documents())"
    environment = variables | {"PYTHONPATH": str(Path(paths.__file__).parents[1])}
    said = subprocess.run([sys.executable, "-c", asked], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    return Path(said.stdout.strip())


def test_files_are_offered_to_lie_with_the_persons_documents_whatever_they_are_called(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "Құжаттар").mkdir(parents=True)
    assert offered(tmp_path, home, 'XDG_DOCUMENTS_DIR="$HOME/Құжаттар"\n') == home / "Құжаттар"


def test_without_documents_files_are_offered_to_lie_in_the_home(tmp_path: Path) -> None:
    assert offered(tmp_path, tmp_path / "home") == tmp_path / "home"


def test_where_nobody_knows_a_home_files_are_offered_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless(*_: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("platformdirs.user_documents_dir", lambda: str(tmp_path / "none"))
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.chdir(tmp_path)
    assert paths.documents() == tmp_path


def test_a_person_without_a_home_is_told_what_to_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654)  # known to no list of people
    with pytest.raises(ExpectedError, match="no home folder") as told:
        paths.default_profile()
    assert "--profile" in told.value.hint
    assert crash_note(ValueError("x"), profile=None) is None
