"""A process of its own: opens the window under the language of the machine, walks all tabs, exports, and says it all.

Run as ``python -m tests.ui.under_locale FOLDER``; one JSON object is printed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import locale
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def said_by(folder: Path) -> dict[str, Any]:
    """Returns the words of every tab and dialog, and the fingerprints of all that is written."""
    from PySide6.QtWidgets import QAbstractButton, QDateEdit, QLabel, QLineEdit, QWidget

    from briefing_app.desk import Desk
    from briefing_app.ui.app import application, make_window
    from briefing_app.ui.briefing.sheet import BriefingSheet
    from briefing_app.ui.filter_popovers import PeriodPopover
    from briefing_app.ui.tables import TableView
    from briefing_app.ui.tabs import TABS

    def words(widget: QWidget) -> list[str]:
        children = widget.findChildren(QWidget)
        told = [w.text() for w in children if isinstance(w, QLabel | QAbstractButton | QDateEdit | QLineEdit)]
        told = [said for said in told if os.sep not in said]  # the folder of this run
        fields = [w for w in children if isinstance(w, QDateEdit)]
        for field in fields:
            calendar = field.calendarWidget()
            told.append(calendar.locale().monthName(calendar.monthShown()))
            told += [b.text() for b in calendar.findChildren(QAbstractButton)]
        return told

    told: dict[str, Any] = {"machine": machine_speaks()}
    app = application()

    def settle(there: Callable[[], bool]) -> None:
        """Lets the window work until it shows what was asked for, and a little longer for what comes after."""
        limit = time.monotonic() + 60
        while not there():
            assert time.monotonic() < limit, "the tab is not shown"
            app.processEvents()
        for _ in range(20):
            app.processEvents()
            time.sleep(0.01)

    desk = Desk.open(profile=folder / "profile")
    window = make_window(desk)
    window.resize(1440, 900)
    window.show()
    tables = {}
    for entry in TABS:
        desk.visit(entry.key)
        settle(lambda key=entry.key: window.current is not None and key == window.current.KEY)
        told[entry.key] = words(window.current) + words(window.header)
        for view in window.current.findChildren(TableView):
            if view.spec is not None and view.spec.rows:
                tables[view.spec.caption.key] = view.spec
    desk.visit("overview")
    settle(lambda: window.current is not None and window.current.KEY == "overview")
    seen = window.grab().toImage()
    told["window"] = hashlib.sha256(bytes(seen.constBits())).hexdigest()
    for dialog in (PeriodPopover, BriefingSheet):
        made = dialog(desk, window.theme, parent=window)
        told[dialog.__name__] = words(made)
        made.deleteLater()
    told["form of numbers"] = made_by_c()
    wanted = desk.briefings.plan(desk.briefings.options())
    told["pdf"] = _print(desk.briefings.write(wanted, folder / "briefing.pdf"))
    for key, spec in sorted(tables.items()):
        for ending in ("xlsx", "csv", "zip"):
            told[f"{key}.{ending}"] = _print(desk.export_table(spec, folder / f"{key}.{ending}"))
    told["svg"] = _pictures(desk)
    window.close()
    desk.close()
    return told


def machine_speaks() -> str:
    """Returns a month as the language of the machine names it, which proves that the language is there."""
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "")
    said = dt.date(2026, 10, 1).strftime("%B")
    locale.setlocale(locale.LC_ALL, before)
    return said


def made_by_c() -> str:
    """Returns a number as the libraries of the process, not Python, write it."""
    import ctypes

    text = ctypes.create_string_buffer(32)
    ctypes.CDLL(None).snprintf(text, 32, b"%.2f", ctypes.c_double(1234.5))
    return text.value.decode()


def _pictures(desk: Any) -> dict[str, str]:
    from briefing_app.domain.colours import THEMES
    from briefing_app.domain.trade import chart
    from briefing_app.pictures import svg
    from tests.domain.bundled import CHART_KEYS

    made = {key: chart(key, desk.scope) for key in CHART_KEYS}
    return {
        key: hashlib.sha256(svg(spec, tones=THEMES["print"], alone=True).encode()).hexdigest()
        for key, spec in made.items()
        if not spec.caption.empty
    }


def _print(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(said_by(Path(sys.argv[1])), ensure_ascii=False, sort_keys=True))
    sys.stdout.flush()
    os._exit(0)
