"""What is attached to an exported briefing, read back: nothing is taken from a PDF that its schema does not allow."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from briefing_app.errors import ExpectedError
from briefing_app.report.schema import SCHEMA
from briefing_app.translation import tr

ATTACHMENT = "snapshot.json"
FORMAT = 1
LARGEST = 200_000_000
"""Bytes of a PDF, and of what is attached to it; no briefing comes near."""
_LATEST_FORMAT = 1_000
"""A larger number is no version of anything."""


def snapshot_of(pdf: Path) -> dict[str, Any]:
    """Returns what is attached to an exported briefing.

    Args:
        pdf: The PDF.

    Raises:
        ExpectedError: It cannot be read, is no PDF, is no briefing of this program, or what it holds is damaged.
    """
    return read(_attachment(pdf), pdf=pdf)


def read(content: bytes, *, pdf: Path) -> dict[str, Any]:
    """Returns the values of a snapshot.

    Args:
        content: What is attached.
        pdf: The PDF it comes from, for the words.

    Raises:
        ExpectedError: It is damaged, or of a newer version of this program.
    """
    try:
        value = json.loads(content.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_once)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a pair of surrogates is no text
    except (ValueError, RecursionError) as error:
        raise _damaged(pdf, repr(error)) from error
    number = value.get("format") if isinstance(value, dict) else None
    if type(number) is int and FORMAT < number <= _LATEST_FORMAT:
        raise ExpectedError(
            tr("The snapshot in {path} was made by a newer version of this program.", path=pdf),
            hint=tr("Read it with that version or a later one."),
        )
    trouble = _breach(value)
    if trouble:
        raise _damaged(pdf, trouble)
    found: dict[str, Any] = value
    return found


def _damaged(pdf: Path, detail: str) -> ExpectedError:
    return ExpectedError(
        tr("The snapshot is damaged. {path} cannot be used.", path=pdf),
        hint=tr("Ask for the briefing again, or export it again."),
        detail=detail,
    )


def _breach(value: Any) -> str:
    """Returns where a snapshot breaks its schema; empty if nowhere."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    try:
        error = best_match(Draft202012Validator(dict(SCHEMA)).iter_errors(value))
    except (RecursionError, OverflowError) as failure:
        return repr(failure)
    return f"{error.json_path}: {error.message[:200]}" if error is not None else ""


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _attachment(pdf: Path) -> bytes:
    """Returns the one attachment that every briefing has."""
    hint = tr("Choose a briefing that this program exported.")
    found = _attachments(pdf, hint)
    if not found:
        raise ExpectedError(tr("{path} contains no snapshot.", path=pdf), hint=hint)
    if len(found) > 1 or len(found[0]) > LARGEST:
        raise _damaged(pdf, f"{len(found)} attachments of that name, the first of {len(found[0])} bytes")
    return found[0]


def _attachments(pdf: Path, hint: str) -> list[bytes]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        if not pdf.is_file():
            pdf.stat()  # says why if there is nothing at all
            raise ExpectedError(tr("{path} is not a file.", path=pdf), hint=hint)
        if pdf.stat().st_size > LARGEST:
            raise ExpectedError(tr("{path} is too large to be a briefing.", path=pdf), hint=hint)
        with _quiet("pypdf"), PdfReader(pdf) as reader:
            if reader.is_encrypted:
                raise FileNotDecryptedError
            listed: list[bytes] = list(reader.attachments.get(ATTACHMENT, ()))
            return listed
    except ExpectedError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:  # the reader needs more only for what is locked
        raise ExpectedError(tr("{path} is locked with a password.", path=pdf), hint=hint) from error
    except OSError as error:
        why = error.strerror or tr("it is not a PDF that can be read")
        raise ExpectedError(
            tr("{path} could not be read: {why}.", path=pdf, why=why), hint=hint, detail=repr(error)
        ) from error
    except Exception as error:  # a reader of foreign files fails in more ways than it names
        raise ExpectedError(
            tr("{path} could not be read: it is not a PDF that can be read.", path=pdf), hint=hint, detail=repr(error)
        ) from error


@contextlib.contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keeps a library from logging what is told to the person in words anyway."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
