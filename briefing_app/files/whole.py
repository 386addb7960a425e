"""Files written whole or not at all: beside, made durable, then put in place, and only where a file belongs."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

log = logging.getLogger(__name__)
PRIVATE = 0o600
CHUNK = 1 << 20
HELD_TRIES, HELD_WAIT = 10, 0.1
"""How often, and after how many seconds each, a file that somebody holds is tried again."""
_BINARY = getattr(os, "O_BINARY", 0)  # where the system tells text from bytes


class NotWritten(ExpectedError):
    """A file could not be written; what lay there before is as it was.

    Attributes:
        why: The reason, as part of a sentence.
    """

    def __init__(self, words: str, *, why: str, hint: str = "", detail: str = "") -> None:
        super().__init__(words, hint=hint, detail=detail)
        self.why = why


def write_whole(path: Path, content: bytes, *, replace: bool = True, durable: bool = True) -> Path:
    """Writes a file whole or not at all, readable by its owner only.

    A link is followed: the file it leads to is written, the link stays.

    Args:
        path: Where it shall lie.
        content: All of it.
        replace: False to refuse where a file lies already.
        durable: False for a file that nobody misses after a power cut, such as one for another process.

    Returns:
        The path.

    Raises:
        NotWritten: Something other than a file lies there, a file that must stay does, or there is no room or right.
    """
    with _in_words(path):
        _put(_target(path, replace=replace), (content,), replace=replace, durable=durable)
    return path


def copy_whole(source: Path, path: Path) -> Path:
    """Copies a file whole or not at all; the copy is readable by its owner only.

    Args:
        source: The file to copy.
        path: Where the copy shall lie.

    Returns:
        Where the copy lies.

    Raises:
        OSError: The source cannot be read, or the copy cannot be written.
    """
    with source.open("rb") as file:
        _put(path, iter(lambda: file.read(CHUNK), b""), replace=True)
    return path


def require_writable(path: Path, *, replace: bool = True) -> None:
    """Finds out before long work whether its result can be put in place.

    Args:
        path: Where it shall lie.
        replace: False to refuse where a file lies already.

    Raises:
        NotWritten: It cannot.
    """
    with _in_words(path):
        beside = _beside(_target(path, replace=replace))
        try:
            os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
        finally:
            beside.unlink(missing_ok=True)


def put_in_place(made: Path, path: Path) -> None:
    """Puts a finished file, made beside, in the place of another.

    Args:
        made: The finished file, in the same folder.
        path: The place.

    Raises:
        OSError: It cannot be put there.
    """
    make_durable(made)
    _swap(made, path)
    make_durable(path.parent)


def make_private(path: Path, *, new: bool = False) -> None:
    """Makes an empty file readable by its owner only, for a library that fills it.

    Args:
        path: The file.
        new: True to refuse a file that is there already; else it stays as it is.

    Raises:
        OSError: It cannot be made.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | (os.O_EXCL if new else 0), PRIVATE))


def read_small(path: Path, *, most: int) -> str:
    """Returns the text of a file of the profile. A pipe, which would be waited for for ever, is not opened.

    Args:
        path: The file.
        most: Bytes; a larger file is none of ours.

    Raises:
        OSError: There is none, it is no file, or it cannot be read.
        ValueError: It is too large, or no text.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, tr("it is not a file"))
    if found.st_size > most:
        raise ValueError(tr("it is too large"))
    return path.read_text(encoding="utf-8")


def append(path: Path, text: str) -> None:
    """Adds text to a file, which is made if there is none.

    Raises:
        OSError: It cannot be written, or what lies there is no file.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, tr("it is not a file"))
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, PRIVATE), "ab") as file:
        file.write(text.encode("utf-8", "replace"))


def make_durable(path: Path) -> None:
    """Makes sure that a file, or the names in a folder, survive a power cut."""
    try:
        number = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    except OSError as error:  # folders cannot be opened everywhere
        log.debug("%s cannot be opened to be made durable: %s", path.name, error)
        return
    try:
        os.fsync(number)
    except OSError as error:
        if not path.is_dir():  # some file systems of other machines keep the names themselves
            raise
        log.debug("%s cannot be made durable: %s", path.name, error)
    finally:
        os.close(number)


def why(error: OSError | ValueError) -> str:
    """Returns the reason of a fault as part of a sentence, in the interface's words whatever the machine's are."""
    busy, barred = tr("another program is using it"), tr("this account is not allowed to write there")
    words = {
        "ENOSPC": tr("the disk is full"),
        "EDQUOT": tr("this account has used up its disk space"),
        "EFBIG": tr("the disk takes no file of that size"),
        "EROFS": tr("the disk is read only"),
        "EEXIST": tr("something of that name already exists"),
        "EACCES": barred,
        "EPERM": barred,
        "ENOENT": tr("the folder does not exist"),
        "ENOTDIR": tr("a part of the path is a file, not a folder"),
        "EISDIR": tr("it is a folder"),
        "ENAMETOOLONG": tr("the name is too long"),
        "ELOOP": tr("the link leads back to itself"),
        "EIO": tr("the disk reports an error"),
        "EBUSY": busy,
        "ETXTBSY": busy,
    }
    if getattr(error, "winerror", None) in (32, 33):  # somebody else has the file open
        return busy
    if isinstance(error, OSError):
        return words.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or str(error))
    return tr("the name has characters that no file name can have")


def _put(target: Path, chunks: Iterable[bytes], *, replace: bool, durable: bool = True) -> None:
    beside = _beside(target)
    try:
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE)
        with os.fdopen(number, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if replace:
            _swap(beside, target)
        else:
            _put_where_nothing_lies(beside, target)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    if durable:
        make_durable(target.parent)


def _swap(made: Path, target: Path) -> None:
    """Puts a finished file in the place of another.

    Where files are held by who reads them, a viewer or a virus scanner, the system only says that it is not allowed;
    whoever just made a file in that folder has the right, so somebody holds the other one. A scanner lets go soon.

    Raises:
        OSError: It cannot be put there.
    """
    for tries_left in reversed(range(HELD_TRIES)):
        try:
            made.replace(target)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in (5, 32, 33):
                raise
            if not tries_left:
                raise OSError(errno.EBUSY, "Held by another program", str(target)) from error
        time.sleep(HELD_WAIT)


def _put_where_nothing_lies(beside: Path, target: Path) -> None:
    """Gives a finished file its name; one that came into being meanwhile stays.

    Raises:
        FileExistsError: There is one.
    """
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError) as error:  # a disk without second names
        log.debug("no second name for %s: %s", target.name, error)
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "File exists", str(target)) from None
        beside.rename(target)


def _beside(target: Path) -> Path:
    """Returns a name for the file while it is written; it is short, for the target's may be as long as names can be."""
    return target.with_name(f".{os.urandom(6).hex()}.part")


def _target(path: Path, *, replace: bool) -> Path:
    """Returns the file that is meant by a path, links followed.

    Raises:
        NotWritten: What lies there is no file, or must stay.
        OSError: The way there is barred.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path whose name ends in a slash has lost it
    except FileNotFoundError:
        return _nothing_there(path)
    if not stat.S_ISREG(found.st_mode):
        kind = tr("it is a folder") if stat.S_ISDIR(found.st_mode) else tr("it is a device or a pipe, not a file")
        raise _not_written(path, kind)
    if not replace:
        raise _exists(path)
    target = Path(os.path.realpath(path))
    if not target.exists() or not os.path.samestat(found, target.stat()):
        raise _not_written(path, tr("it is a device or a pipe, not a file"))
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise _not_written(path, tr("the file there is read only"))
    return target


def _nothing_there(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    if os.path.lexists(target):  # a link that leads to itself
        raise OSError(errno.ELOOP, "Too many levels of symbolic links", str(path))
    if not target.parent.is_dir():
        raise OSError(errno.ENOTDIR if target.parent.exists() else errno.ENOENT, "No such folder", str(target.parent))
    return target


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise _exists(path) from error
    except (OSError, ValueError) as error:
        raise _not_written(path, why(error), detail=repr(error)) from error


def _exists(path: Path) -> NotWritten:
    return NotWritten(
        tr("{path} already exists.", path=path),
        why=tr("it already exists"),
        hint=tr("Choose another name, or add --force to replace it."),
    )


def _not_written(path: Path, reason: str, *, detail: str = "") -> NotWritten:
    return NotWritten(
        tr("{path} could not be written: {why}.", path=path, why=reason),
        why=reason,
        hint=tr("Choose another folder or file name, or free some space, then try again."),
        detail=detail or reason,
    )
