"""How long the export of the whole briefing takes, as a ratio to a bare typesetting of the same files.

Run by hand: ``python -m tests.benchmarks.export``. Each side is a process of its own, from start to finished file:

* export: read the data, plan every section, draw the pictures, typeset in the child, put the PDF in place;
* bare: read the same files from a folder and typeset them, nothing else.

The sides take turns; the best time of each counts, for noise only adds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.domain.scopes import scope_of

LIMIT = 2.5
_EXPORT = """
import sys
from pathlib import Path
from briefing_app import paths
from briefing_app.report.snapshot import write
from tests.benchmarks.export import whole
write(whole(), Path(sys.argv[1]), command=[sys.executable, "-m", "briefing_app.report.typeset"],
      fonts=paths.fonts(), templates=paths.templates(), scratch=Path(sys.argv[1]).parent / "scratch")
"""
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


def whole():  # type: ignore[no-untyped-def]  # the type would import the report before the clock runs
    """Returns the plan of the full briefing on the bundled data."""
    import datetime as dt

    from briefing_app import paths
    from briefing_app.dataset.loader import load
    from briefing_app.report.options import BriefingOptions
    from briefing_app.report.snapshot import plan

    options = BriefingOptions(date=dt.date(2026, 11, 23), marking="OFFICIAL")
    return plan(scope_of(load(paths.bundled_data())), options, (), version="0")


def _prepare(folder: Path) -> None:
    """Lays the files of the job where the bare side finds them."""
    from briefing_app import paths
    from briefing_app.report.snapshot import job_for

    job = job_for(whole(), fonts=paths.fonts(), templates=paths.templates(), scratch=folder)
    (folder / "root").mkdir()
    named = {name: content.decode() for name, content in job.files.items()}
    facts = {"fonts": str(job.fonts), "moment": job.moment.isoformat(), "files": named}
    (folder / "job.json").write_text(json.dumps(facts), encoding="utf-8")


def _seconds(code: str, argument: Path) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(argument)], check=True)
    return time.perf_counter() - started


def main() -> int:
    """Measures both sides and returns 0 if the ratio is within the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder)
        exports, bares = [], []
        for _ in range(chosen.runs):
            bares.append(_seconds(_BARE, folder))
            exports.append(_seconds(_EXPORT, folder / "export.pdf"))
        same = (folder / "bare.pdf").read_bytes() == (folder / "export.pdf").read_bytes()
    ratio = min(exports) / min(bares)
    found = {"export_s": min(exports), "bare_s": min(bares), "ratio": ratio, "limit": LIMIT, "same_bytes": same}
    if chosen.json:
        print(json.dumps(found))
    else:
        print(f"export {min(exports):.2f} s, bare typesetting {min(bares):.2f} s, ratio {ratio:.2f} (limit {LIMIT})")
        print("the two files are the same" if same else "the two files DIFFER")
    return 0 if ratio <= LIMIT and same else 1


if __name__ == "__main__":
    sys.exit(main())
