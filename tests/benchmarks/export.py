"""How long the export of each form takes, as a ratio to a bare typesetting of the same files, and how large it is.

Run by hand: ``python -m tests.benchmarks.export``. Each side is a process of its own, from start to finished file:

* export: the command line with a fresh profile, or with one of 1,000 notes for the full form;
* bare: read the same files from a folder and typeset them, nothing else.

The sides take turns; the best time of each counts, for noise only adds. Modules are compiled once before, as an
installed program's are.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from briefing_app import paths
from briefing_app.desk import Desk
from briefing_app.report.snapshot import job_for

LIMITS = {"one-page": 1.3, "standard": 1.5, "full": 1.3}
"""Ratio of the whole process to the bare typesetting."""
LARGEST = 2_000_000
"""Bytes of the full form, with and without notes."""
NOTES = 1_000
_BARE = """
import datetime as dt, json, sys
from pathlib import Path
import typst
folder = Path(sys.argv[1])
facts = json.loads((folder / "job.json").read_text(encoding="utf-8"))
files = {name: text.encode() for name, text in facts["files"].items()}
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[facts["fonts"]])
pdf = typst.compile(files, format="pdf", root=str(folder / "root"), font_paths=fonts, ignore_system_fonts=True,
                    pdf_standards=["a-3a", "ua-1"], timestamp=dt.datetime.fromisoformat(facts["moment"]))
(folder / "bare.pdf").write_bytes(pdf)
"""


def _profile(folder: Path, notes: int) -> Path:
    """Makes a profile with so many notes on events."""
    desk = Desk.open(profile=folder)
    try:
        targets = [event.ref for event in desk.dataset.events]
        for n in range(notes):
            desk.notes.write(
                targets[n % len(targets)], f"Note {n}: ask the ministry whether this still holds.", initiator="measure"
            )
    finally:
        desk.close()
    return folder


def _prepare(profile: Path, form: str, folder: Path) -> None:
    """Lays the files of the job where the bare side finds them."""
    folder.mkdir()
    (folder / "root").mkdir()
    desk = Desk.open(profile=profile)
    try:
        job = job_for(
            desk.briefings.plan(desk.briefings.options(form=form)),
            fonts=paths.fonts(),
            templates=paths.templates(),
            scratch=folder,
        )
    finally:
        desk.close()
    named = {name: content.decode() for name, content in job.files.items()}
    facts = {"fonts": str(job.fonts), "moment": job.moment.isoformat(), "files": named}
    (folder / "job.json").write_text(json.dumps(facts), encoding="utf-8")


def _seconds(*command: str) -> float:
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, env=compiled)
    return time.perf_counter() - started


def measure(form: str, *, runs: int, notes: int, room: Path) -> dict[str, float | str]:
    """Returns times, ratio and size of one form."""
    profile, folder = _profile(room / f"profile-{notes}-{form}", notes), room / f"job-{notes}-{form}"
    _prepare(profile, form, folder)
    out = folder / "export.pdf"
    command = ("-m", "briefing_app", "export", str(out), "--form", form, "--profile", str(profile), "--force")
    _seconds(*command)
    exports, bares = [], []
    for _ in range(runs):
        bares.append(_seconds("-c", _BARE, str(folder)))
        exports.append(_seconds(*command))
    return {
        "form": form,
        "notes": notes,
        "export_s": min(exports),
        "bare_s": min(bares),
        "ratio": min(exports) / min(bares),
        "limit": LIMITS[form],
        "bytes": out.stat().st_size,
    }


def main() -> int:
    """Measures every form and returns 0 if ratios and size are within their limits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = [
            measure(form, runs=chosen.runs, notes=notes, room=Path(name))
            for form, notes in (("one-page", 0), ("standard", 0), ("full", NOTES), ("full", 0))
        ]
    if chosen.json:
        print(json.dumps(found))
    else:
        for row in found:
            print(
                f"{row['form']}, {row['notes']} notes: export {row['export_s']:.2f} s, bare {row['bare_s']:.2f} s, "
                f"ratio {row['ratio']:.2f} (limit {row['limit']}), {row['bytes']:,} bytes"
            )
    slow = any(float(row["ratio"]) > float(row["limit"]) for row in found)
    large = any(row["form"] == "full" and float(row["bytes"]) > LARGEST for row in found)
    return 1 if slow or large else 0


if __name__ == "__main__":
    sys.exit(main())
