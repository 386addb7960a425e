"""The facts about program, system and window that somebody asks for who helps: no notes, no names, no folders."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from briefing_app import __version__, paths
from briefing_app.desk import Desk, crashes
from briefing_app.translation import tr
from briefing_app.ui.theme import Theme

COMPONENTS = ("PySide6_Essentials", "pyside6-pdf", "pyqtgraph", "numpy", "pandas", "typst", "pypdf", "markdown-it-py",
              "XlsxWriter", "python-calamine", "RapidFuzz", "anyascii", "google-re2", "jsonschema", "cryptography",
              "platformdirs")  # fmt: skip
"""What the program brings with it, by the names of the packages."""


def versions() -> tuple[tuple[str, str], ...]:
    """Returns every component with its version; those whose version is not told are left out."""
    found = [("Python", platform.python_version()), ("Qt", qVersion())]
    for name in COMPONENTS:
        try:
            found.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return tuple(found)


def policy_words(desk: Desk) -> str:
    """Returns the keys of the policy in force and what is wrong with it, a line each; never their values."""
    policy = desk.policy
    if policy.path is None:
        return tr("No policy is set on this machine.")
    lines = [tr("enforced: {names}", names=", ".join(sorted(policy.enforced)) or tr("nothing"))]
    lines.append(tr("defaults: {names}", names=", ".join(sorted(policy.defaults)) or tr("nothing")))
    if policy.findings:
        lines.append(tr("lines without effect: {n}", n=len(policy.findings)))
    return "\n".join(lines)


def text(desk: Desk, theme: Theme) -> str:
    """Returns all of it as plain text."""
    edition = desk.dataset.edition
    screens = ", ".join(
        f"{screen.size().width()}×{screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    trouble = desk.notebook.trouble
    lines = [
        f"Briefing App {__version__}{' (packaged)' if paths.frozen() else ''}",
        f"{platform.system()} {platform.release()} {platform.machine()}, platform {QGuiApplication.platformName()}",
        f"screens: {screens}; look {theme.name}, text {theme.text_size} %",
        f"data: {edition.name} {edition.version} of {edition.created[:10]}, fingerprint {edition.fingerprint}",
        f"data from: {_kind_of_source(desk)}; problems: {len(desk.dataset.problems)}",
        f"profile: {_kind_of_profile(desk)}; notes file: {'in trouble' if trouble is not None else 'well'}",
        f"notes about faults: {len(crashes.kept(desk.profile))}",
        "policy: " + policy_words(desk).replace("\n", "; "),
        "components: " + ", ".join(f"{name} {version}" for name, version in versions()),
    ]
    return crashes.without_home("\n".join(lines)) + "\n"


def _kind_of_source(desk: Desk) -> str:
    if desk.source is None or desk.source == paths.bundled_data():
        return "the program"
    return "an installed edition" if desk.profile in desk.source.parents else "another place"


def _kind_of_profile(desk: Desk) -> str:
    if desk.profile == paths.default_profile(portable=False):
        return "with the account"
    return "beside the program" if paths.is_portable() and desk.profile == paths.default_profile() else "another place"
