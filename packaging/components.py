"""Puts every component's licence and the list of components into a packaged folder: ``components.py FOLDER``.

The texts go into ``resources/licences``, a folder a component; ``sbom.cdx.json`` beside them lists the components in
the form of CycloneDX 1.6. It runs in the environment that the package was built in.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LICENCES = "briefing_app/resources/licences"
SBOM = "sbom.cdx.json"
IS_A_TEXT = re.compile(r"(licen[cs]e|copying|notice|copyright|authors)", re.IGNORECASE)
IS_A_MODULE = re.compile(r"\.(cpython-[0-9a-z_-]+|abi3)\.so$")
"""A part of a Python package, which is listed as such, and no library of the system."""
BUILT_WITH = ("pyinstaller",)
"""Not in the lock of the program, yet a part of it goes into the package: what starts it."""
QT = ("pyside6-essentials", "pyside6-pdf", "shiboken6")
QT_LICENCE = "LGPL-3.0-only"


@dataclass(frozen=True, kw_only=True)
class Component:
    """One thing that the package carries.

    Attributes:
        name: As its makers call it.
        version: Its version; empty if it has none.
        licence: An SPDX expression if its makers gave one, else words.
        purl: Where it comes from, in the form of a package URL; empty if it has none.
        kind: What CycloneDX calls it.
        texts: Licence files to copy.
    """

    name: str
    version: str
    licence: str
    purl: str = ""
    kind: str = "library"
    texts: tuple[Path, ...] = field(default=())

    @property
    def folder(self) -> str:
        """The name of its folder of licences."""
        return re.sub(r"[^a-z0-9.+_-]+", "-", self.name.casefold())


def locked() -> list[str]:
    """Returns the names of the packages in the program's lock."""
    text = (ROOT / "packaging/requirements.lock").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9][a-z0-9._-]*)==", text, re.MULTILINE)


def python_packages() -> Iterator[Component]:
    """Yields the Python packages of the lock that are installed here."""
    for name in dict.fromkeys((*locked(), *BUILT_WITH)):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        info = [Path(str(found.locate_file(file))) for file in found.files or () if ".dist-info/" in str(file)]
        texts = tuple(path for path in info if IS_A_TEXT.search(path.name) or "sboms" in path.parts)
        yield Component(
            name=found.metadata["Name"],
            version=found.version,
            licence=QT_LICENCE if name in QT else licence_of(found.metadata),
            purl=f"pkg:pypi/{name}@{found.version}",
            texts=texts,
        )


def licence_of(facts: Any) -> str:
    """Returns what a package says of its licence."""
    if expression := facts.get("License-Expression"):
        return str(expression)
    said = str(facts.get("License") or "").strip()
    if said and "\n" not in said and len(said) < 60:
        return said
    classes = [value.rpartition(" :: ")[2] for value in facts.get_all("Classifier", []) if value.startswith("License")]
    return " and ".join(classes) or "as in the text"


def interpreter() -> Component:
    """Returns Python itself."""
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright"),
        Path(sys.base_prefix) / "LICENSE.txt",
    )
    texts = tuple(path for path in places if path.is_file())[:1]
    version = platform.python_version()
    return Component(
        name="CPython", version=version, licence="PSF-2.0", purl=f"pkg:generic/cpython@{version}", texts=texts
    )


def inside_wheels(inside: Path) -> Iterator[Component]:
    """Yields what Qt's packages carry and name in no list of their own."""
    for library in sorted(inside.rglob("libicudata.so.*"))[:1]:
        version = library.suffix[1:]
        yield Component(
            name="ICU",
            version=version,
            licence="Unicode-3.0",
            purl=f"pkg:generic/icu@{version}",
            texts=(ROOT / "resources/licences/Unicode-3.0.txt",),
        )
    if any(inside.rglob("*Qt6Pdf.*")):
        yield Component(
            name="PDFium",
            version="",
            licence="BSD-3-Clause AND Apache-2.0",
            texts=(ROOT / "resources/licences/PDFium.txt",),
        )


def own_parts() -> Iterator[Component]:
    """Yields what this project brings besides its program."""
    package = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    yield Component(name=package["name"], version=package["version"], licence="CC-BY-4.0", kind="data")
    yield Component(
        name="Noto fonts", version="", licence="OFL-1.1", kind="data", texts=(ROOT / "resources/fonts/OFL.txt",)
    )
    yield Component(name="Natural Earth outlines", version="", licence="public domain", kind="data")


def system_libraries(inside: Path) -> Iterator[Component]:
    """Yields the Debian packages whose libraries were taken along.

    Raises:
        SystemExit: A library is of no known origin.
    """
    if not sys.platform.startswith("linux"):
        return
    packages: dict[str, Component] = {}
    unknown = []
    for library in sorted(inside.glob("*.so*")):
        if library.is_symlink() or library.name.startswith("libpython") or IS_A_MODULE.search(library.name):
            continue
        found = debian_package(library.name)
        if found is None:
            unknown.append(library.name)
        else:
            packages[found.name] = found
    if unknown:
        raise SystemExit(f"No package is known that these libraries come from: {', '.join(unknown)}")
    yield from packages.values()


def debian_package(library: str) -> Component | None:
    """Returns the Debian package of a library, with its version where the package is installed."""
    folders = [*os.environ.get("LD_LIBRARY_PATH", "").split(":"), f"/usr/lib/{sysconfig.get_config_var('MULTIARCH')}"]
    for folder in filter(None, folders):
        path = Path(folder) / library
        if not path.exists():
            continue
        if "/sys/root/" in str(path):
            return unpacked_package(path)
        for known_as in (path.resolve(), Path("/lib") / path.resolve().relative_to("/usr/lib"), path):
            said = subprocess.run(["dpkg", "-S", str(known_as)], capture_output=True, text=True).stdout
            if said:
                package = said.partition(":")[0]
                asked = ["dpkg-query", "-W", "-f", "${Version}", package + said[len(package) :].partition(": ")[0]]
                version = subprocess.run(asked, capture_output=True, text=True).stdout
                return debian(package, version, Path("/usr/share/doc", package, "copyright"))
    return None


def unpacked_package(path: Path) -> Component | None:
    """Returns the Debian package of a library that was unpacked beside the environment: its list says which."""
    root = Path(str(path).partition("/sys/root/")[0]) / "sys/root"
    inside = f"./{path.resolve().relative_to(root.resolve())}"
    for listing in sorted(root.glob("var/lib/packages/*.list")):
        if inside in listing.read_text(encoding="utf-8").splitlines():
            name, _, version = listing.name.removesuffix(".list").partition("_")
            return debian(name, version, root / "usr/share/doc" / name / "copyright")
    return None


def debian(package: str, version: str, text: Path) -> Component:
    """Returns a Debian package as a component."""
    named = []
    if text.is_file():
        content = text.read_text(encoding="utf-8", errors="replace")
        named = list(dict.fromkeys(re.findall(r"^License: *(\S[^\n]{0,40})$", content, re.MULTILINE)))
    return Component(
        name=package,
        version=version,
        licence=", ".join(named) or "as in the text",
        purl=f"pkg:deb/debian/{package}@{version}" if version else f"pkg:deb/debian/{package}",
        texts=(text,) if text.is_file() else (),
    )


def copy_texts(components: Iterable[Component], folder: Path) -> None:
    """Copies the licences, a folder a component; two files of one name both stay."""
    for component in components:
        target = folder / component.folder
        for text in component.texts:
            target.mkdir(parents=True, exist_ok=True)
            place, n = target / text.name, 2
            while place.exists() and place.read_bytes() != text.read_bytes():
                place, n = target / f"{text.stem}-{n}{text.suffix}", n + 1
            shutil.copyfile(text, place)


def sbom(components: Iterable[Component], version: str, moment: datetime) -> dict[str, Any]:
    """Returns the list of components in the form of CycloneDX 1.6; the same components give the same list."""
    listed = [_listed(component) for component in components]
    seed = json.dumps(listed, sort_keys=True) + version
    program = "pkg:generic/briefing-app@" + version
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": program,
                "name": "briefing-app",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
                "purl": program,
            },
        },
        "components": listed,
        "dependencies": [{"ref": program, "dependsOn": [entry["bom-ref"] for entry in listed]}],
    }


def _listed(component: Component) -> dict[str, Any]:
    reference = component.purl or f"briefing-app:{component.folder}"
    entry: dict[str, Any] = {"type": component.kind, "bom-ref": reference, "name": component.name}
    if component.version:
        entry["version"] = component.version
    entry["licenses"] = [{"license": {"name": component.licence}}]
    if component.purl:
        entry["purl"] = component.purl
    if component.texts:
        entry["properties"] = [{"name": "briefing-app:licences", "value": component.folder}]
    return entry


def main(folder: Path) -> int:
    """Writes texts and list into the packaged folder."""
    inside = folder / "_internal"
    found = [interpreter(), *python_packages(), *inside_wheels(inside), *own_parts(), *system_libraries(inside)]
    found.sort(key=lambda component: (component.kind, component.folder))
    licences = inside / LICENCES
    copy_texts(found, licences)
    shutil.copyfile(ROOT / "LICENSE", licences / "Briefing-App.txt")
    without = [c.name for c in found if not c.texts and c.kind != "data" and c.licence != QT_LICENCE]
    if without:
        print(f"No licence text was found for {', '.join(without)}", file=sys.stderr)
        return 1
    version = re.search(r'__version__ = "(.+)"', (ROOT / "briefing_app/__init__.py").read_text(encoding="utf-8"))
    assert version is not None
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    made = json.dumps(sbom(found, version[1], moment), indent=1, ensure_ascii=False) + "\n"
    (licences / SBOM).write_text(made, encoding="utf-8")
    print(f"{len(found)} components with their licences", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
