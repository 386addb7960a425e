"""What the profile keeps of a package is believed only where nobody else can have written it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset import loader, whole_look
from briefing_app.desk.first_data import kept


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "profile"
    folder.mkdir()
    assert whole_look.keep(folder, paths.bundled_data(), loader.load(paths.bundled_data()))
    return folder


def test_what_this_account_has_written_is_taken(profile: Path) -> None:
    assert kept(profile, paths.bundled_data()) is not None


def test_a_file_that_others_may_write_is_not(profile: Path) -> None:
    (profile / whole_look.FILE).chmod(0o660)
    assert kept(profile, paths.bundled_data()) is None


def test_a_profile_that_a_service_copies_is_not_believed(profile: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(profile, tmp_path / "Dropbox" / "profile"))
    assert kept(copied, paths.bundled_data()) is None


def test_a_profile_on_a_stick_is_not_believed(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "is_portable", lambda: True)
    assert kept(profile, paths.bundled_data()) is None
