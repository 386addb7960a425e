"""How anybody can check the document: five steps that need no special knowledge."""

from __future__ import annotations

from briefing_app.report.blocks import Blocks, Bullets, Group, Paragraph, Runs, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr

SHORT = 16
"""Letters of the fingerprint that stand on every page."""


def check(material: Material) -> Blocks:
    """Returns the five steps."""
    edition = material.dataset.edition
    short = edition.fingerprint[:SHORT]
    steps: tuple[Runs, ...] = (
        (
            *plain(tr("Read the foot of any page. "), strong=True),
            *plain(
                tr(
                    "Every page carries the same fingerprint of the data, {short}. A page with another one is not of "
                    "this document.",
                    short=short,
                )
            ),
        ),
        (
            *plain(tr("Count the pages. "), strong=True),
            *plain(tr("Each gives its number and the total. None may be missing.")),
        ),
        (
            *plain(tr("Follow one number in brackets. "), strong=True),
            *plain(
                tr(
                    "It leads to a source with its address. Open the address, or ask a library for the page, and "
                    "check that it says what is said here."
                )
            ),
        ),
        (
            *plain(tr("Look in the file. "), strong=True),
            *plain(
                tr(
                    "Any PDF reader that lists attachments shows snapshot.json: a text file with the choices, the "
                    "records shown and the notes printed. Nothing else is in it."
                )
            ),
        ),
        (
            *plain(tr("Make it again. "), strong=True),
            *plain(
                tr(
                    "With Briefing App {version}, data edition {edition} and the choices in snapshot.json the export "
                    "gives the same file, byte for byte.",
                    version=material.version,
                    edition=material.scope.edition,
                )
            ),
        ),
    )
    whole = tr("Fingerprint of the data (SHA-256): {print}", print=edition.fingerprint)
    return (Group(blocks=(Bullets(items=steps, start=1), Paragraph(runs=plain(whole), style="small"))),)
