"""Page one is kept from one start to the next, and never shown once the package is another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset import first_look, loader
from briefing_app.dataset.first_look import FILE, keep, recall
from briefing_app.desk.first_data import PAGE_ONE


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of what the first look of the bundled package reads."""
    folder = tmp_path / "package"
    folder.mkdir()
    for name in ("datapackage.json", *(f"{table}.csv" for table in PAGE_ONE)):
        shutil.copy(paths.bundled_data() / name, folder / name)
    return folder


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "profile"
    folder.mkdir()
    return folder


def test_what_was_kept_is_what_reading_gives(package: Path, profile: Path) -> None:
    assert recall(profile, package, PAGE_ONE) is None
    assert keep(profile, package, PAGE_ONE)
    assert recall(profile, package, PAGE_ONE) == loader.load(package, only=PAGE_ONE)


def test_every_table_of_the_bundled_package_can_be_kept(profile: Path) -> None:
    every = frozenset(path.stem for path in paths.bundled_data().glob("*.csv"))
    assert keep(profile, paths.bundled_data(), every)
    assert recall(profile, paths.bundled_data(), every) == loader.load(paths.bundled_data(), only=every)


@pytest.mark.parametrize("name", ["datapackage.json", "judgements.csv", "scales.csv"])
def test_one_changed_letter_and_it_is_read_anew(package: Path, profile: Path, name: str) -> None:
    keep(profile, package, PAGE_ONE)
    content = (package / name).read_bytes()
    at = len(content) // 2
    (package / name).write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert recall(profile, package, PAGE_ONE) is None
    (package / name).write_bytes(content + b"\n")
    assert recall(profile, package, PAGE_ONE) is None
    (package / name).write_bytes(content)
    assert recall(profile, package, PAGE_ONE) is not None
    (package / name).unlink()
    assert recall(profile, package, PAGE_ONE) is None


def test_another_program_other_tables_and_another_package_are_read_anew(
    package: Path, profile: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(profile, package, PAGE_ONE)
    assert recall(profile, package, PAGE_ONE | {"claims"}) is None
    assert recall(profile, tmp_path / "nowhere", PAGE_ONE) is None
    monkeypatch.setattr(first_look, "__version__", "0.0.0")
    assert recall(profile, package, PAGE_ONE) is None


@pytest.mark.parametrize("place", [0, 1, 20, 200, 5_000, -70_000, -1])
def test_a_damaged_memory_is_of_no_use_and_does_no_harm(package: Path, profile: Path, place: int) -> None:
    keep(profile, package, PAGE_ONE)
    kept = bytearray((profile / FILE).read_bytes())
    kept[place] ^= 1
    (profile / FILE).write_bytes(bytes(kept))
    assert recall(profile, package, PAGE_ONE) is None
    (profile / FILE).write_bytes(bytes(kept[: len(kept) // 2]))
    assert recall(profile, package, PAGE_ONE) is None
    (profile / FILE).write_bytes(b'{"of": []}\n')
    assert recall(profile, package, PAGE_ONE) is None


def test_a_package_with_a_gap_is_not_kept(package: Path, profile: Path) -> None:
    (package / "scales.csv").unlink()
    assert not keep(profile, package, PAGE_ONE)
    assert not (profile / FILE).exists()


def test_an_archive_is_read_every_time(package: Path, profile: Path, tmp_path: Path) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "package"), "zip", package))
    assert not keep(profile, archive, PAGE_ONE)
    assert recall(profile, archive, PAGE_ONE) is None


def test_a_profile_that_cannot_be_written_keeps_nothing(package: Path, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file, no folder")
    assert not keep(tmp_path / "profile", package, PAGE_ONE)
