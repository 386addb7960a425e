"""Builds a data package as one ``.zip`` with a checksum for every file, and signs it; makes the key for that.

    python packaging/make_package.py new-key KEY.pem            a new pair of keys; says the public one
    python packaging/make_package.py public-key KEY.pem         says the public key of a pair once more
    python packaging/make_package.py build FOLDER OUT.zip [--key KEY.pem] [--force]

The same folder gives the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import getpass
import io
import sys
import zipfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing_app.dataset.descriptor import DESCRIPTOR, parse_package  # noqa: E402 - the checkout is found above
from briefing_app.dataset.loader import load  # noqa: E402
from briefing_app.dataset.reader import FolderFiles  # noqa: E402
from briefing_app.dataset.signed import SIGNATURE, SUMS, signature_text, sums_text  # noqa: E402
from briefing_app.desk.updates.candidate import fingerprint  # noqa: E402
from briefing_app.errors import ExpectedError  # noqa: E402
from briefing_app.files import write_whole  # noqa: E402

EARLIEST = (1980, 1, 1, 0, 0, 0)


def contents_of(folder: Path) -> dict[str, bytes]:
    """Returns the files that the descriptor names, the descriptor itself and its README, by name.

    Raises:
        ExpectedError: One of them is missing, or may not be read.
    """
    files = FolderFiles(folder)
    try:
        found = {DESCRIPTOR: files.read(DESCRIPTOR)}
        package = parse_package(found[DESCRIPTOR], fetch=files.read)
        names = {path for table in package.tables.values() for path in table.paths}
        names |= {path for _name, path, _size, _digest in package.files}
        for name in sorted(names):
            found[name] = files.read(name)
    except FileNotFoundError as error:
        raise ExpectedError(
            f"{error} is missing in {folder}.", hint="Put it there, or correct the descriptor."
        ) from error
    if (folder / "README.md").is_file():
        found["README.md"] = files.read("README.md")
    return found


def packed(contents: dict[str, bytes], key: Ed25519PrivateKey | None) -> bytes:
    """Returns the files as a ``.zip`` with their checksums and, if there is a key, the signature."""
    listed = sums_text(contents).encode()
    whole = {**contents, SUMS: listed}
    if key is not None:
        whole[SIGNATURE] = signature_text(public_of(key), key.sign(listed)).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in (DESCRIPTOR, *sorted(whole.keys() - {DESCRIPTOR})):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, whole[name])
    return made.getvalue()


def public_of(key: Ed25519PrivateKey) -> bytes:
    """Returns the public half of a pair."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def read_key(path: Path) -> Ed25519PrivateKey:
    """Reads a pair; asks for its passphrase if it has one.

    Raises:
        ExpectedError: It is none, or the passphrase is wrong.
    """
    try:
        text = path.read_bytes()
        try:
            key = load_pem_private_key(text, None)
        except TypeError:  # a passphrase is needed
            key = load_pem_private_key(text, getpass.getpass(f"Passphrase of {path}: ").encode())
    except (OSError, ValueError) as error:
        raise ExpectedError(f"{path} cannot be used as a key: {error}.", hint="Make one with new-key.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ExpectedError(f"{path} is no Ed25519 key.", hint="Make one with new-key.")
    return key


def new_key(path: Path, passphrase: bytes) -> Ed25519PrivateKey:
    """Writes a new pair, readable by its owner only; one that lies there stays.

    Raises:
        ExpectedError: It cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    lock: KeySerializationEncryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    write_whole(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock), replace=False)
    return key


def say_public(key: Ed25519PrivateKey) -> None:
    """Says the public key as a policy names it, and its short form for the telephone."""
    print(f"public key:  {base64.b64encode(public_of(key)).decode()}")
    print(f"short form:  {fingerprint(public_of(key))}")


def build(folder: Path, out: Path, *, key: Path | None, force: bool) -> None:
    """Checks a folder, packs it and says what was packed.

    Raises:
        ExpectedError: It has errors, or the file cannot be written.
    """
    dataset = load(folder)
    errors = [problem.sentence() for problem in dataset.problems if problem.severity == "error"]
    if errors:
        raise ExpectedError(f"{len(errors)} errors, the first: {errors[0]}", hint="The command check lists them all.")
    pair = read_key(key) if key is not None else None
    write_whole(out, packed(contents_of(folder), pair), replace=force)
    print(f"Written: {out}, edition {dataset.edition.words}, {'signed' if pair else 'not signed'}")
    if pair is not None:
        say_public(pair)


def main(arguments: list[str] | None = None) -> int:
    """Runs one verb; 1 if it failed."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    fresh = verbs.add_parser("new-key", help="make a pair of keys")
    fresh.add_argument("key", type=Path)
    fresh.add_argument("--passphrase", action="store_true", help="ask for a passphrase that locks it")
    verbs.add_parser("public-key", help="say the public key of a pair").add_argument("key", type=Path)
    packing = verbs.add_parser("build", help="build, and sign, a package")
    packing.add_argument("folder", type=Path)
    packing.add_argument("out", type=Path)
    packing.add_argument("--key", type=Path, help="sign with this pair")
    packing.add_argument("--force", action="store_true", help="replace a file that lies there")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.verb == "new-key":
            say_public(new_key(chosen.key, getpass.getpass("New passphrase: ").encode() if chosen.passphrase else b""))
        elif chosen.verb == "public-key":
            say_public(read_key(chosen.key))
        else:
            build(chosen.folder, chosen.out, key=chosen.key, force=chosen.force)
    except ExpectedError as error:
        print(error.sentence(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
