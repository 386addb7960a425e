"""Notes as other programs write them, small: the shapes from which hostile ones are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PAGE = "https://example.org/page"
_QUOTE = {"type": "TextQuoteSelector", "exact": "the words", "prefix": "before ", "suffix": " behind"}

FOREIGN: Mapping[str, Any] = {
    "hypothesis-api.json": {
        "total": 1,
        "rows": [
            {
                "id": "abc123", "created": "2024-01-02T03:04:05.678901+00:00", "updated": "2024-01-02T03:04:05+00:00",
                "user": "acct:a@hypothes.is", "uri": _PAGE, "text": "A *note*", "tags": ["one", "two"],
                "group": "__world__", "references": ["xyz"], "document": {"title": ["A page"]},
                "target": [{"source": _PAGE, "selector": [_QUOTE]}],
            }
        ],
    },
    "web-annotation.jsonld": {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:uuid:1", "type": "Annotation",
        "motivation": ["commenting", "tagging"], "creator": [{"id": _PAGE, "type": "Person", "name": "A"}],
        "created": "2024-01-02T03:04:05+05:00",
        "body": [{"type": "TextualBody", "value": "<b>x</b>", "format": "text/html", "language": ["en", "kk"]}, _PAGE,
                 {"type": "Choice", "items": [{"type": "TextualBody", "value": "y"}]}],
        "target": {"type": "SpecificResource", "source": _PAGE, "selector": _QUOTE},
    },
    "page.jsonld": {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": _PAGE, "type": "AnnotationPage",
        "partOf": {"id": _PAGE, "total": 9}, "next": _PAGE, "startIndex": 0,
        "items": [{"id": "urn:x", "type": "Annotation", "bodyValue": "z", "target": "event/x"}],
    },
    "open-annotation.json": {
        "@context": "http://www.w3.org/ns/oa.jsonld", "@id": "urn:o", "@type": "oa:Annotation",
        "annotatedAt": "2013-01-01T00:00:00Z", "hasBody": {"@type": "cnt:ContentAsText", "chars": "old"},
        "hasTarget": _PAGE,
    },
    "zotero.json": [
        {"key": "ABCD1234", "version": 3, "data": {"itemType": "annotation", "annotationText": "quoted",
         "annotationComment": "mine", "annotationColor": "#ffd400", "tags": [{"tag": "t"}],
         "dateAdded": "2024-01-02T03:04:05Z", "parentItem": "EFGH5678"}}
    ],
    "readwise.csv": "Highlight,Book Title,Book Author,Note,Color,Tags,Location,Highlighted at\n"
                    "words,A book,An author,mine,yellow,\"a,b\",12,2024-01-02 03:04:05\n",
    "obsidian.md": "---\ntags: [one, two]\ncreated: 2024-01-02\n---\n\n# Page\n\n> the words\n\nA note #tag [[link]]\n",
}  # fmt: skip
