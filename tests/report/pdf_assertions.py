"""What an exported briefing must be: archivable (PDF/A-3a) and accessible (PDF/UA-1), asserted with pikepdf.

No validator is at hand in a test run, so this holds the parts of both standards that a wrong export would break.
Sources: ISO 19005-3, ISO 14289-1, the Matterhorn protocol 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name

_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "EI"])
_PRINTED = 4


def assert_archival(path: Path, *, title: str, lang: str) -> None:
    """Asserts that a PDF is archivable and accessible.

    Args:
        path: The PDF.
        title: Title that it must carry.
        lang: Language that it must state.
    """
    with pikepdf.open(path) as pdf:
        _document(pdf, lang)
        _metadata(pdf, title)
        _colours(pdf)
        _no_actions(pdf)
        _links(pdf)
        _fonts(pdf)
        _structure(pdf)
        _content_is_tagged(pdf)
        _attachments(pdf)


def _document(pdf: pikepdf.Pdf, lang: str) -> None:
    root = pdf.Root
    assert not pdf.is_encrypted, "encrypted"
    assert bool(root.get("/MarkInfo", {}).get("/Marked", False)), "not marked as tagged"
    assert str(root.get("/Lang", "")) == lang, f"language {root.get('/Lang')}"
    assert bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)), "title is not displayed"
    assert "/StructTreeRoot" in root, "no structure tree"
    assert len(pdf.trailer.get("/ID", [])) == 2, "no file identifier"


def _metadata(pdf: pikepdf.Pdf, title: str) -> None:
    meta = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    assert meta.get(f"{{{_PDFA}}}part") == "3", "PDF/A part"
    assert meta.get(f"{{{_PDFA}}}conformance") == "A", "PDF/A conformance"
    assert meta.get(f"{{{_PDFUA}}}part") == "1", "PDF/UA part"
    assert str(pdf.docinfo.get("/Title", "")) == title, f"title {pdf.docinfo.get('/Title')}"
    assert str(meta.get("dc:title")) == title, "title in the metadata differs"
    creator = pdf.docinfo.get("/Creator")
    if creator is not None:
        assert str(creator) == str(meta.get("xmp:CreatorTool")), "creator in the metadata differs"


def _colours(pdf: pikepdf.Pdf) -> None:
    intents = [i for i in pdf.Root.get("/OutputIntents", []) if i.S == Name.GTS_PDFA1]
    assert intents, "no output intent"
    assert len(intents[0].DestOutputProfile.read_bytes()) > 100, "no colour profile"


def _no_actions(pdf: pikepdf.Pdf) -> None:
    for key in ("/OpenAction", "/AA", "/AcroForm"):
        assert key not in pdf.Root, f"{key} in the catalogue"
    assert "/JavaScript" not in pdf.Root.get("/Names", {}), "JavaScript"
    for stream in _streams(pdf):
        assert "/F" not in stream, "a stream refers to an outside file"


def _streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            yield thing


def _links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        annotations = list(page.get("/Annots", []))
        if annotations:
            assert page.get("/Tabs") == Name.S, "tab order does not follow the structure"
        for annotation in annotations:
            assert annotation.Subtype == Name.Link, f"annotation {annotation.Subtype}"
            assert str(annotation.get("/Contents", "")).strip(), "a link without description"
            assert "/StructParent" in annotation, "a link outside the structure"
            assert int(annotation.get("/F", 0)) & _PRINTED, "a link that is not printed"
            action = annotation.get("/A")
            if action is not None:
                assert action.S in (Name.URI, Name.GoTo), f"action {action.S}"
                if action.S == Name.URI:
                    assert str(action.URI).split(":")[0].lower() in ("http", "https", "mailto"), str(action.URI)


def _fonts(pdf: pikepdf.Pdf) -> None:
    found = [t for t in pdf.objects if isinstance(t, pikepdf.Dictionary) and t.get("/Type") == Name.Font]
    assert found, "no font"
    for font in found:
        if font.Subtype == Name.Type0:
            assert "/ToUnicode" in font, f"{font.BaseFont} cannot be read as text"
            continue
        assert str(font.BaseFont)[7:8] == "+", f"{font.BaseFont} is not a subset"
        descriptor = font.FontDescriptor
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3")), f"{font.BaseFont} is not embedded"


def _elements(node: Any, depth: int = 0) -> Iterator[Any]:
    """Yields structure elements in reading order."""
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid, depth + 1)


def _structure(pdf: pikepdf.Pdf) -> None:
    last, tables, headings = 0, 0, 0
    for element in _elements(pdf.Root.StructTreeRoot):
        kind = str(element.S)
        if kind in ("/Figure", "/Formula"):
            assert str(element.get("/Alt", "")).strip(), "a figure without description"
        elif kind == "/Table":
            tables += 1
            _table(element)
        elif kind[:2] == "/H" and kind[2:].isdigit():
            level = int(kind[2:])
            assert level <= last + 1, f"heading level {level} after {last}"
            last = level
            headings += 1
    assert headings, "no headings"


def _table(table: Any) -> None:
    heads = [e for e in _elements(table) if e.S == Name.TH]
    assert heads, "a table without headings"
    for head in heads:
        attributes = head.get("/A")
        listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        assert any(a is not None and "/Scope" in a for a in listed), "a heading cell without scope"


def _content_is_tagged(pdf: pikepdf.Pdf) -> None:
    for number, page in enumerate(pdf.pages, start=1):
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in _PAINTING:
                assert depth > 0, f"page {number}: {name} {operands} outside the structure"
        assert depth == 0, f"page {number}: marked content is not closed"


def _attachments(pdf: pikepdf.Pdf) -> None:
    assert "/AF" in pdf.Root, "no associated file"
    for spec in pdf.Root.AF:
        assert spec.AFRelationship in (Name.Data, Name.Source), str(spec.AFRelationship)
        assert str(spec.get("/Desc", "")).strip(), "an attachment without description"
        assert "/Subtype" in spec.EF.F, "an attachment without type"


def attachment_of(path: Path, name: str) -> bytes:
    """Returns the bytes of an attachment."""
    with pikepdf.open(path) as pdf:
        return pdf.attachments[name].get_file().read_bytes()


def assert_can_be_heard(path: Path) -> None:
    """Asserts what no rule asks for: rows with headings, captions, links in words, an outline that opens by itself."""
    with pikepdf.open(path) as pdf:
        assert pdf.Root.get("/PageMode") == Name.UseOutlines, "the outline does not open"
        assert "/PageLabels" in pdf.Root, "no page labels"
        assert "/Outlines" in pdf.Root, "no bookmarks"
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                assert "page" not in str(annotation.Contents).split(" ")[:2], str(annotation.Contents)
        captions = 0
        for element in _elements(pdf.Root.StructTreeRoot):
            if Name.Caption == element.S:
                captions += 1
            elif element.S == Name.TR:
                first = next(_elements(element), None)
                assert first is not None and first.S == Name.TH, "a row without a heading"
            elif Name.Figure == element.S:
                assert any(sign.isdigit() for sign in str(element.Alt)), f"no figure in {element.Alt}"
        assert captions, "no caption"
