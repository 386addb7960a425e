"""Rows and pictures as files: written beside, made durable, then put in place."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from briefing_app.domain.specs import TableSpec
from briefing_app.files import write_whole
from briefing_app.words import tr

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def write_file(path: Path, content: bytes) -> Path:
    """Writes a file whole or not at all.

    Args:
        path: Where it shall lie; an existing file is replaced.
        content: All of it.

    Raises:
        ExpectedError: The folder does not exist, is not writable, or the disk is full.
    """
    return write_whole(path, content)


def safe_cell(text: str) -> str:
    """Returns text that a spreadsheet does not take for a formula.

    Numbers keep their sign; other text that starts like a formula gets an apostrophe in front, which the README
    says. Source: OWASP, CSV injection.
    """
    if not text.startswith(FORMULA_START):
        return text
    try:
        float(text.replace(",", "").replace("%", "").strip())
    except ValueError:
        return "'" + text
    return text


def csv_bytes(spec: TableSpec) -> bytes:
    """Returns the rows of a table as CSV (UTF-8, RFC 4180) with the reference of each row in the last column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.key for column in spec.columns), "reference"])
    for row in spec.rows:
        cells = [safe_cell(cell.text) for cell in row.cells]
        writer.writerow([*cells, str(row.ref) if row.ref else ""])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def readme_text(spec: TableSpec, *, edition: str, fingerprint: str, filter_words: str) -> str:
    """Returns what somebody needs who finds the rows without the program."""
    caption = spec.caption
    lines = [
        caption.title,
        caption.subtitle,
        "",
        caption.summary,
        "",
        tr("Edition of the data: {edition}", edition=edition),
        tr("Fingerprint (SHA-256): {fingerprint}", fingerprint=fingerprint),
        tr("Filter: {filter}", filter=filter_words),
        tr("Rows: {n}", n=len(spec.rows)),
        "",
        tr("Fields"),
        *(f"  {c.key}: {c.label}{f'. {c.meaning}' if c.meaning else ''}" for c in spec.columns),
        "  " + tr("reference: the entry behind the row, for --goto and for notes"),
        "",
        tr("Cells that start like a formula carry an apostrophe in front, so that spreadsheets show them as text."),
        "",
        tr("Sources"),
        *(f"  {line.text}{f' ({line.grade})' if line.grade else ''}" for line in caption.sources),
        "",
        tr("Caveats"),
        *(f"  {note}" for note in caption.notes),
        "",
        tr("Compilation and texts: CC BY 4.0. Titles and addresses belong to their publishers."),
    ]
    return "\n".join(lines) + "\n"


def table_bytes(spec: TableSpec, *, readme: str, day: tuple[int, int, int]) -> bytes:
    """Returns a zip archive with the rows and their README; the same rows give the same bytes.

    Args:
        spec: The table.
        readme: Text of the README.
        day: Year, month and day that the archive's entries carry.
    """
    out = io.BytesIO()
    stem = spec.caption.key or "rows"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((f"{stem}.csv", csv_bytes(spec)), ("README.txt", readme.encode())):
            info = zipfile.ZipInfo(name, date_time=(*day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()
