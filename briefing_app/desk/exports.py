"""Rows as the bytes of files that leave the program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

from briefing_app.domain import sheets
from briefing_app.domain.specs import TableSpec
from briefing_app.domain.tables import Edition
from briefing_app.translation import tr

EARLIEST = dt.date(1980, 1, 1)
"""Before it no archive can be dated."""


def file_bytes(spec: TableSpec, ending: str, *, edition: Edition, filter_words: str) -> bytes:
    """Returns the rows of a table as a file of the kind that its name asks for.

    Args:
        spec: The table.
        ending: ``.xlsx`` for a workbook of rows and README, ``.csv`` for the rows alone, any other for an archive.
        edition: Edition of the data; its day is that of the file.
        filter_words: The filter in words.
    """
    ending = ending.casefold()
    if ending == ".csv":
        return csv_bytes(spec)
    readme = readme_text(spec, edition=edition.words, fingerprint=edition.fingerprint, filter_words=filter_words)
    day = max(edition.day, EARLIEST)
    if ending == ".xlsx":
        return workbook_bytes(spec, readme=readme, day=day)
    return table_bytes(spec, readme=readme, day=(day.year, day.month, day.day))


def csv_bytes(spec: TableSpec) -> bytes:
    """Returns the rows of a table as CSV (UTF-8, RFC 4180): plain numbers, days in ISO 8601, words beside them."""
    sheet = sheets.sheet_of(spec)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.key for field in sheet.fields])
    writer.writerows([sheets.written(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def workbook_bytes(spec: TableSpec, *, readme: str, day: dt.date) -> bytes:
    """Returns the rows of a table and their README as ``.xlsx``; the same rows give the same bytes.

    Args:
        spec: The table.
        readme: Text of the README.
        day: The day that the file says it was made on.
    """
    from briefing_app.domain.workbook import workbook_bytes

    return workbook_bytes(
        sheets.sheet_of(spec),
        name=spec.caption.key or "rows",
        readme=readme.rstrip("\n").split("\n"),
        title=spec.caption.title,
        made=day,
    )


def readme_text(
    spec: TableSpec, *, edition: str, fingerprint: str, filter_words: str, rights: str | None = None
) -> str:
    """Returns what somebody needs who finds the rows without the program.

    Args:
        spec: The table.
        edition: Edition of the data in words.
        fingerprint: Fingerprint of the data.
        filter_words: The filter in words.
        rights: Who may use the rows; None for the licence of the bundled texts.
    """
    caption = spec.caption
    kinds = {"text": tr("words"), "number": tr("number"), "date": tr("day"), "moment": tr("time, UTC")}
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
        *(f"  {f.key} ({kinds[f.kind]}): {f.meaning}" for f in sheets.sheet_of(spec).fields),
        "",
        tr("Numbers have a point and no grouping, days are YYYY-MM-DD; the unit stands in the words beside a figure."),
        tr("A date known only by month or year is given as its first and last day, and in words as it is known."),
        tr(
            "In CSV, text that starts like a formula (= + - @ or a tab) is given a leading apostrophe so that it "
            "stays text."
        ),
        tr("Some regional settings read 7.1 in a CSV as a day when it is opened; the workbook (.xlsx) is safe there."),
        "",
        tr("Sources"),
        *(f"  {line.text}{f' ({line.grade})' if line.grade else ''}" for line in caption.sources),
        "",
        tr("Caveats"),
        *(f"  {note}" for note in caption.notes),
        "",
        rights or tr("Compilation and texts: CC BY 4.0. Titles and addresses belong to their publishers."),
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
