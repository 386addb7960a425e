"""What may be brought in before page one is painted, and what PySide6 must not do to later imports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from briefing_app.desk import Desk

FIRST = """
import json, linecache, sys
from briefing_app.cli import main
main(["--profile", sys.argv[1], "--quit-after-first-paint"])
ours = sorted(name.removeprefix("briefing_app.") for name in sys.modules if name.startswith("briefing_app."))
print(json.dumps({"ours": ours, "all": list(sys.modules), "read": list(linecache.cache),
    "waiting": [name for name, module in sys.modules.items() if type(module).__name__ == "_Later"]}))
"""


def started(profile: Path) -> dict[str, list[str]]:
    """Returns what a start has brought in by the time that page one is painted."""
    done = subprocess.run([sys.executable, "-c", FIRST, str(profile)], capture_output=True, text=True, timeout=120)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_the_first_paint_needs_none_of_the_heavy_packages(tmp_path: Path) -> None:
    heavy = {"numpy", "pandas", "pyqtgraph", "typst", "pypdf", "re2", "jsonschema", "sqlite3", "hashlib", "ctypes.util"}
    assert not heavy & set(started(tmp_path)["all"])


def test_the_first_paint_needs_no_floor_for_notes_papers_or_pictures(tmp_path: Path) -> None:
    ours = started(tmp_path)["ours"]
    assert [name for name in ours if name.split(".")[0] in ("notes", "report", "pictures")] == []
    assert [name for name in ours if name.startswith(("ui.charts", "ui.scenes", "ui.detail", "domain.trade"))] == []
    assert {name.split(".")[2] for name in ours if name.startswith("ui.tabs.")} == {"overview"}


def test_a_start_with_known_data_does_not_bring_in_what_reads_a_package(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    assert desk.keep_first_look()
    desk.close()
    ours = started(tmp_path)["ours"]
    assert [name for name in ours if name.startswith("dataset.")] == [
        "dataset.first_look",
        "dataset.plain_values",
        "dataset.reader",
    ]


def test_no_source_is_read_for_the_hook_of_the_qt_binding(tmp_path: Path) -> None:
    read = {Path(name).name for name in started(tmp_path)["read"] if "briefing_app" in name}
    assert read <= {"import_hook.py", "late_signatures.py", "refcount_guard.py"}, (
        "all that comes before the hook is taken back"
    )


ASKED = """
import json, sys
if sys.argv[1] == "late":
    import briefing_app.ui
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
import PySide6.support.signature
waiting = sorted(name for name, module in sys.modules.items() if type(module).__name__ == "_Later")
said = []
for wrong in (lambda: QPoint("a", 5), lambda: QPoint(1, 2, 3), lambda: QPoint(4, 5).setX("no"), lambda: QPoint(a=3)):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        said.append(str(error))
signature = str(PySide6.support.signature.get_signature(QLabel.resize))
print(json.dumps({"waiting": waiting, "said": said, "doc": QLabel.resize.__doc__, "signature": signature}))
"""


def asked(how: str) -> dict[str, object]:
    """Returns what the binding says of itself in a process of its own."""
    done = subprocess.run([sys.executable, "-c", ASKED, how], capture_output=True, text=True, timeout=60, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_signatures_of_qt_are_read_when_asked_for_and_say_the_same() -> None:
    late, plain = asked("late"), asked("plain")
    assert plain.pop("waiting") == []
    assert "shibokensupport.signature.parser" in str(late.pop("waiting"))
    assert late == plain
    assert "Supported signatures" in str(late["said"])


def test_a_start_reads_no_signature_of_qt(tmp_path: Path) -> None:
    assert "shibokensupport.signature.parser" in started(tmp_path)["waiting"]
