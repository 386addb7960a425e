"""A newer edition by file is checked, compared and installed beside the one in use, or refused in one sentence."""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from briefing_app import files, paths
from briefing_app.dataset.signed import SIGNATURE, SUMS, seal_of
from briefing_app.desk import Desk
from briefing_app.desk.updates.admission import source_for
from briefing_app.desk.updates.candidate import fingerprint
from briefing_app.desk.updates.installed import FILE, FOLDER
from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten
from briefing_app.settings import Policy

ROOT = Path(__file__).resolve().parents[2]
MAKER = ROOT / "packaging" / "make_package.py"


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_package", MAKER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


maker = _module()


class Press:
    """Makes packages."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.key = Ed25519PrivateKey.generate()

    def edition(self, version: str = "9.0.0", created: str = "2030-01-31", name: str = "", events: int = -1) -> Path:
        """A copy of the bundled package as another edition; the last event is left out."""
        package = Path(shutil.copytree(paths.bundled_data(), self._folder / f"{name or 'package'}-{version}"))
        place = package / "datapackage.json"
        descriptor = json.loads(place.read_text(encoding="utf-8"))
        descriptor |= {"version": version, "created": created} | ({"name": name} if name else {})
        place.write_text(json.dumps(descriptor), encoding="utf-8")
        terms = package / "glossary.csv"
        lines = terms.read_text(encoding="utf-8").splitlines(keepends=True)
        terms.write_text("".join(lines[:-1]), encoding="utf-8")
        return package

    def packed(self, package: Path, *, key: Ed25519PrivateKey | None = None, signed: bool = True) -> Path:
        out = package.with_suffix(".zip") if signed else package.with_name(package.name + "-unsigned.zip")
        out.write_bytes(maker.packed(maker.contents_of(package), (key or self.key) if signed else None))
        return out

    def changed(self, archive: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
        """A copy of an archive in which somebody has changed files."""
        with zipfile.ZipFile(archive) as file:
            contents = {name: file.read(name) for name in file.namelist()}
        change(contents)
        out = archive.with_name("changed.zip")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in contents.items():
                file.writestr(name, content)
        return out

    def policy(self, **enforced: Any) -> Policy:
        """A policy that trusts this press."""
        return Policy(enforced={"trusted_keys": {"Data desk": maker.public_of(self.key)}, **enforced})


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens desks on one profile and closes them."""
    made: list[Desk] = []

    def open_one(policy: Policy | None = None, **values: Any) -> Desk:
        made.append(Desk.open(profile=tmp_path / "profile", policy=policy or Policy(), **values))
        return made[-1]

    yield open_one
    for desk in made:
        desk.close()


Opened = Callable[..., Desk]


def test_a_signed_edition_is_installed_shown_at_the_next_start_and_taken_back(press: Press, opened: Opened) -> None:
    desk = opened(press.policy())
    bundled = desk.dataset.edition.words
    assert desk.updates.before() == ""
    found = desk.updates.look_at(press.packed(press.edition()))
    assert (found.signer, found.relation, found.doubts()) == ("Data desk", "newer", ())
    assert "Signed by Data desk" in found.origin()
    assert [(d.kind, d.ref.noun) for d in found.differences] == [("removed", "term")]
    place = desk.updates.install(found)
    assert place.stat().st_mode & 0o077 == 0
    assert desk.shelf.read(place)[0].edition.version == "9.0.0"
    later = opened(press.policy())
    assert later.dataset.edition.version == "9.0.0" and later.remarks == ()
    assert "came with the program" in later.updates.before()
    later.updates.go_back()
    last = opened(press.policy())
    assert last.dataset.edition.words == bundled
    assert "9.0.0" in last.updates.before()
    last.updates.go_back()
    assert opened(press.policy()).dataset.edition.version == "9.0.0"


def test_only_the_edition_in_use_and_the_one_before_are_kept(press: Press, opened: Opened, tmp_path: Path) -> None:
    for version in ("9.0.0", "9.1.0", "9.2.0"):
        desk = opened()
        desk.updates.install(desk.updates.look_at(press.packed(press.edition(version), signed=False)))
    kept = sorted(path.name.split("-")[-2] for path in (tmp_path / "profile" / FOLDER).glob("*.zip"))
    assert kept == ["9.1.0", "9.2.0"]
    assert "9.1.0" in opened().updates.before()


def test_an_unsigned_one_is_allowed_and_said_unless_the_organisation_forbids_it(press: Press, opened: Opened) -> None:
    package = press.edition()
    archive = press.packed(package, signed=False)
    found = opened().updates.look_at(archive)
    assert any("Not signed" in words for words in found.doubts())
    plain = Path(shutil.make_archive(str(package) + "-plain", "zip", package))
    assert "without checksums" in opened().updates.look_at(plain).origin()
    strict = opened(press.policy(unsigned_packages=False))
    for path in (archive, plain, press.packed(package, key=Ed25519PrivateKey.generate())):
        with pytest.raises(ExpectedError, match="signed by those it trusts"):
            strict.updates.look_at(path)
    assert strict.updates.look_at(press.packed(package)).signer == "Data desk"


def test_a_key_is_accepted_by_hand_once_and_never_where_the_organisation_trusts_its_own_alone(
    press: Press, opened: Opened
) -> None:
    desk = opened()
    first = desk.updates.look_at(press.packed(press.edition()))
    assert first.signer == "" and fingerprint(maker.public_of(press.key)) in first.origin()
    desk.updates.install(first, accept_key=True)
    later = opened()
    second = later.updates.look_at(press.packed(press.edition("9.1.0")))
    assert "a key that you accepted on" in second.signer and not second.doubts()
    other = later.updates.look_at(press.packed(press.edition("9.2.0"), key=Ed25519PrivateKey.generate()))
    assert "The edition in use is signed with a key known here." in other.doubts()
    strict = opened(Policy(enforced={"unsigned_packages": False}))
    assert strict.source == paths.bundled_data()
    assert "is not used" in strict.remarks[0]


def _edit(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda contents: contents.update({name: content})


def _drop(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda contents: contents.pop(name, None) and None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_edit("claims.csv", b"claim_id\n"), "claims.csv is not as it was packed"),
        (_edit("extra.csv", b"x"), "extra.csv is in the package but has no checksum"),
        (_drop("claims.csv"), "claims.csv has a checksum but is not in the package"),
        (_drop(SUMS), "a signature but no checksums"),
        (_edit(SUMS, b"nonsense\n"), "signature does not fit"),
        (_edit(SIGNATURE, b"{}"), "signature of the package cannot be read"),
        (_edit(SIGNATURE, b"[" * 5_000), "signature of the package cannot be read"),
        (_edit("../outside.csv", b"x"), "outside itself"),
        (_edit("claims.csv", b"0" * 90_000_000), "claims.csv is larger"),
    ],
)
def test_a_package_that_was_tampered_with_is_refused_in_one_sentence(
    change: Callable[[dict[str, bytes]], None], words: str, press: Press, opened: Opened, tmp_path: Path
) -> None:
    bad = press.changed(press.packed(press.edition()), change)
    with pytest.raises(ExpectedError, match=words) as caught:
        opened(press.policy()).updates.look_at(bad)
    assert caught.value.hint and "\n" not in caught.value.sentence()
    assert not (tmp_path / "profile" / FOLDER).exists()


def test_a_signature_of_another_package_or_another_key_does_not_fit(press: Press, opened: Opened) -> None:
    one, other = press.packed(press.edition()), press.packed(press.edition("9.1.0"))
    with zipfile.ZipFile(other) as file:
        foreign = file.read(SIGNATURE)
    stolen = json.loads(foreign)
    with zipfile.ZipFile(one) as file:
        mine = json.loads(file.read(SIGNATURE))
    mine["key"] = base64.b64encode(maker.public_of(Ed25519PrivateKey.generate())).decode()
    for signature in (stolen, mine):
        bad = press.changed(one, _edit(SIGNATURE, json.dumps(signature).encode()))
        with pytest.raises(ExpectedError, match="changed, or signed with another key"):
            opened().updates.look_at(bad)


def test_a_package_cut_short_anywhere_is_refused(press: Press, opened: Opened, tmp_path: Path) -> None:
    whole = press.packed(press.edition()).read_bytes()
    desk, short = opened(), tmp_path / "short.zip"
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        short.write_bytes(whole[:length])
        with pytest.raises(ExpectedError):
            desk.updates.look_at(short)


def test_what_is_no_edition_of_this_briefing_is_told_apart(press: Press, opened: Opened, tmp_path: Path) -> None:
    desk = opened()
    with pytest.raises(ExpectedError, match="another briefing"):
        desk.updates.look_at(press.packed(press.edition(name="other-briefing")))
    same = tmp_path / "same.zip"
    same.write_bytes(maker.packed(maker.contents_of(paths.bundled_data()), None))
    with pytest.raises(ExpectedError, match="the edition in use"):
        desk.updates.look_at(same)
    for path in (tmp_path, tmp_path / "none.zip", ROOT / "README.md"):
        with pytest.raises(ExpectedError, match=r"is not a \.zip"):
            desk.updates.look_at(path)


def test_an_older_edition_and_one_of_the_same_number_are_said(press: Press, opened: Opened) -> None:
    desk = opened()
    older = desk.updates.look_at(press.packed(press.edition("0.9.0", "2026-01-01"), signed=False))
    assert older.relation == "older" and "It is older than the edition in use." in older.doubts()
    now = desk.dataset.edition
    same = desk.updates.look_at(press.packed(press.edition(now.version, now.created), signed=False))
    assert same.relation == "same number" and "its contents differ" in same.doubts()[0]
    tenth = desk.updates.look_at(press.packed(press.edition("1.10.0", "2020-01-01"), signed=False))
    assert tenth.relation == "newer", "versions are numbers, not words"


@pytest.mark.parametrize("which", ["copy", "choice"])
def test_a_full_disk_while_installing_leaves_everything_as_it_was(
    which: str, press: Press, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened()
    found = desk.updates.look_at(press.packed(press.edition()))

    def full(*_args: Any, **_values: Any) -> Path:
        raise OSError(28, "No space left on device")

    def full_in_words(*_args: Any, **_values: Any) -> Path:
        raise NotWritten("x", why="the disk is full")

    monkeypatch.setattr(
        files, "copy_whole" if which == "copy" else "write_whole", full if which == "copy" else full_in_words
    )
    with pytest.raises(ExpectedError, match=r"the disk is full.*stay as they are"):
        desk.updates.install(found)
    monkeypatch.undo()
    assert list((tmp_path / "profile" / FOLDER).iterdir()) == []
    assert opened().source == paths.bundled_data()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the administrator may mount")
def test_a_disk_that_is_really_full_leaves_the_edition_in_use(press: Press, opened: Opened, tmp_path: Path) -> None:
    package = press.packed(press.edition())
    disk = tmp_path / "profile"
    disk.mkdir()
    size = package.stat().st_size // 2 + (2 << 20)
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True
    ).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        desk = opened()
        found = desk.updates.look_at(package)
        with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while filler.write(bytes(4096)):
                pass
        room = package.stat().st_size // 2
        os.truncate(disk / "filler", (disk / "filler").stat().st_size - room)  # for the folder and a half of the copy
        with pytest.raises(ExpectedError, match=r"the disk is full.*stay as they are"):
            desk.updates.install(found)
        assert not any((desk.profile / FOLDER).iterdir())
        desk.close()
        (disk / "filler").unlink()
        after = opened()
        assert after.source == paths.bundled_data()
        after.close()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_profile_that_cannot_be_written_is_said(press: Press, opened: Opened, tmp_path: Path) -> None:
    desk = opened()
    found = desk.updates.look_at(press.packed(press.edition()))
    (tmp_path / "profile" / FOLDER).write_text("a file in the way")
    with pytest.raises(ExpectedError, match="could not be installed"):
        desk.updates.install(found)


def test_a_package_that_changes_after_it_was_looked_at_is_not_installed(
    press: Press, opened: Opened, tmp_path: Path
) -> None:
    desk = opened()
    found = desk.updates.look_at(press.packed(press.edition()))
    found.path.write_bytes(found.path.read_bytes() + b" ")
    with pytest.raises(ExpectedError, match="changed while it was being checked"):
        desk.updates.install(found)
    assert list((tmp_path / "profile" / FOLDER).iterdir()) == []


@pytest.mark.parametrize("harm", ["gone", "damaged", "led outside", "no list"])
def test_an_installed_edition_that_cannot_be_used_gives_way_to_the_bundled_one(
    harm: str, press: Press, opened: Opened, tmp_path: Path
) -> None:
    desk = opened()
    place = desk.updates.install(desk.updates.look_at(press.packed(press.edition())))
    listed = tmp_path / "profile" / FOLDER / FILE
    if harm == "gone":
        place.unlink()
    elif harm == "damaged":
        place.write_bytes(place.read_bytes()[:500])
    elif harm == "led outside":
        listed.write_text(listed.read_text(encoding="utf-8").replace(place.name, "../../x.zip"), encoding="utf-8")
    else:
        listed.write_text("{", encoding="utf-8")
    later = opened(page_one=True)
    assert later.source == paths.bundled_data() and later.dataset.judgements
    if harm in ("gone", "damaged"):
        assert "is not used" in later.remarks[0] and "came with the program" in later.remarks[0]


def test_a_program_that_came_with_a_newer_edition_says_so(
    press: Press, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened()
    desk.updates.install(desk.updates.look_at(press.packed(press.edition(), signed=False)))
    later = opened()
    assert later.updates.newer_bundled() == ""
    newer = press.edition("10.0.0", "2031-01-01")
    monkeypatch.setattr(paths, "bundled_data", lambda: newer)
    assert "10.0.0" in later.updates.newer_bundled()
    assert later.updates.use_bundled() == newer
    assert opened().updates.newer_bundled() == ""


def test_data_named_with_a_home_that_nobody_knows_are_told_in_words(tmp_path: Path) -> None:
    policy = Policy(enforced={"data": paths.bundled_data()})
    with pytest.raises(ExpectedError, match="Your organisation decides"):
        source_for(tmp_path, policy, Path("~nobody-of-this-name/data"))


def test_nothing_is_installed_where_the_organisation_has_set_the_data(opened: Opened) -> None:
    assert "Your organisation" in opened(Policy(enforced={"data": paths.bundled_data()})).updates.barred()
    assert opened().updates.barred() == ""
    assert "still being read" in opened(page_one=True).updates.barred()


def test_one_command_builds_and_signs_a_package_the_same_bytes_each_time(press: Press, tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, str(MAKER), *words], capture_output=True, text=True, timeout=120)

    key, out, again = (str(tmp_path / name) for name in ("key.pem", "out.zip", "again.zip"))
    made = run("new-key", key)
    assert made.returncode == 0 and Path(key).stat().st_mode & 0o077 == 0
    package = str(press.edition())
    first = run("build", package, out, "--key", key)
    assert first.returncode == 0 and "signed" in first.stdout, first.stderr
    run("build", package, again, "--key", key)
    assert Path(out).read_bytes() == Path(again).read_bytes()
    public = base64.b64encode(seal_of(Path(out)).key).decode()
    assert public in made.stdout and public in run("public-key", key).stdout
    assert "already exists" in run("build", package, out, "--key", key).stderr
    assert "already exists" in run("new-key", key).stderr
    wrong = run("build", package, str(tmp_path / "b.zip"), "--key", str(ROOT / "README.md"))
    assert wrong.returncode == 1 and "cannot be used as a key" in wrong.stderr
    (Path(package) / "claims.csv").unlink()
    broken = run("build", package, str(tmp_path / "c.zip"))
    assert broken.returncode == 1 and "errors" in broken.stderr and "Traceback" not in broken.stderr
    with contextlib.suppress(FileNotFoundError):
        (tmp_path / "c.zip").unlink()


@pytest.mark.slow
def test_the_checksums_and_the_signature_can_be_checked_without_this_program(press: Press, tmp_path: Path) -> None:
    if not (shutil.which("sha256sum") and shutil.which("openssl")):
        pytest.skip("sha256sum or openssl is not on this machine")
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(press.packed(press.edition())) as file:
        file.extractall(folder)
    assert subprocess.run(["sha256sum", "--check", "--quiet", SUMS], cwd=folder).returncode == 0
    stored = json.loads((folder / SIGNATURE).read_text(encoding="utf-8"))
    head = bytes.fromhex("302a300506032b6570032100")
    (folder / "key.der").write_bytes(head + base64.b64decode(stored["key"]))
    (folder / "sig").write_bytes(base64.b64decode(stored["signature"]))
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key.der", "-rawin", "-in", SUMS,
         "-sigfile", "sig"], cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    assert "Verified Successfully" in done.stdout


def test_a_copy_without_the_library_for_signatures_says_so(
    press: Press, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = press.packed(press.edition())
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    with pytest.raises(ExpectedError, match="cannot check signatures"):
        opened().updates.look_at(archive)


def test_nothing_of_cryptography_is_imported_until_a_package_is_checked(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom briefing_app.desk import Desk\n"
        "desk = Desk.open(profile=Path(sys.argv[1]))\ndesk.updates.before()\ndesk.close()\n"
        "print([m for m in sys.modules if m.startswith('cryptography')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "p")], capture_output=True, text=True, timeout=120
    )
    assert done.stdout == "[]\n", done.stderr
