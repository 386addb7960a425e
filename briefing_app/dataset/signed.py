"""Whether a data package is as its makers packed it: a checksum for every file, and a signature over the checksums.

``SHA256SUMS`` lists every file as ``sha256sum`` writes it; ``SHA256SUMS.sig`` holds an Ed25519 signature over that list
and the public key that it was made with. Whether the key is to be trusted is for others to say.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing_app.dataset.archive import ZipFiles
from briefing_app.dataset.opening import open_files
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
FORMAT = 1
LARGEST_LIST, LARGEST_SIGNATURE = 1_000_000, 10_000
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^\n\r]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a package says of its own soundness, checked.

    Attributes:
        sums: True if every file has a checksum, and all fit.
        key: The public key whose signature over the checksums fits; empty if there is no signature.
    """

    sums: bool = False
    key: bytes = b""


def seal_of(path: Path) -> Seal:
    """Checks the checksums and the signature of a package.

    Args:
        path: A ``.zip``; a folder carries no seal, for its files can change one by one.

    Raises:
        ExpectedError: It cannot be read, a file is not as it was packed, or the signature does not fit.
    """
    with open_files(path) as files:
        if not isinstance(files, ZipFiles):
            return Seal()
        names = set(files.names())
        if SUMS not in names:
            if SIGNATURE in names:
                raise _broken(tr("The package has a signature but no checksums for it to sign."))
            return Seal()
        listed = files.read(SUMS, LARGEST_LIST)
        key = _signer(files.read(SIGNATURE, LARGEST_SIGNATURE), listed) if SIGNATURE in names else b""
        _compare(files, _sums(listed), names - {SUMS, SIGNATURE})
        return Seal(sums=True, key=key)


def fits(key: bytes, signature: bytes, message: bytes) -> bool:
    """Tells whether an Ed25519 signature over a message was made with a key.

    Raises:
        ExpectedError: The library for that is missing.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise ExpectedError(
            tr("This copy of the program cannot check signatures: a part of it is missing."),
            hint=tr("Reinstall the program."),
            detail=repr(error),
        ) from error
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def sums_text(contents: Mapping[str, bytes]) -> str:
    """Returns the list of checksums of some files."""
    import hashlib

    return "".join(f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))


def signature_text(key: bytes, signature: bytes) -> str:
    """Returns the file that holds a signature and the public key it was made with."""
    texts = {"key": base64.b64encode(key).decode(), "signature": base64.b64encode(signature).decode()}
    return json.dumps({"format": FORMAT, "algorithm": "Ed25519", **texts}, indent=1) + "\n"


def _sums(listed: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(listed.decode("utf-8", "replace").splitlines(), start=1):
        parts = _LINE.fullmatch(line)
        if parts is None or parts[2] in found:
            raise _broken(tr("Line {n} of the package's checksums cannot be read.", n=number))
        found[parts[2]] = parts[1]
    return found


def _compare(files: ZipFiles, sums: Mapping[str, str], names: set[str]) -> None:
    import hashlib

    for name in sorted(names - sums.keys()):
        raise _broken(tr("{name} is in the package but has no checksum.", name=_short(name)))
    for name in sorted(sums.keys() - names):
        raise _broken(tr("{name} has a checksum but is not in the package.", name=_short(name)))
    for name in sorted(names):
        if hashlib.sha256(files.read(name)).hexdigest() != sums[name]:
            raise _broken(tr("{name} is not as it was packed: its checksum differs.", name=_short(name)))


def _signer(text: bytes, listed: bytes) -> bytes:
    try:
        stored = json.loads(text)
        key = base64.b64decode(stored["key"], validate=True)
        signature = base64.b64decode(stored["signature"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise _broken(tr("The signature of the package cannot be read.")) from error
    if not fits(key, signature, listed):
        raise _broken(tr("The signature does not fit this package: it was changed, or signed with another key."))
    return key


def _short(name: str) -> str:
    return name if len(name) <= 120 else name[:119] + "…"


def _broken(words: str) -> ExpectedError:
    return ExpectedError(words, hint=tr("Do not use it; ask whoever made it for an undamaged copy."))
