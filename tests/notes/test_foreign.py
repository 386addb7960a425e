"""Exports of other programs are recognised by their shape, mapped and counted; this program's own tables come back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.domain.model import Note, Passage, Ref, Seen
from briefing_app.errors import ExpectedError
from briefing_app.notes import exchange
from briefing_app.notes.exchange.rules import check
from briefing_app.notes.notebook import Notebook
from tests.notes.test_exchange import NOTES

PAGE = "https://page.example/a"


def read(value: Any, name: str = "") -> exchange.Reading:
    text = value if isinstance(value, str | bytes) else json.dumps(value)
    reading = exchange.read(text if isinstance(text, bytes) else text.encode(), name)
    if not reading.notes:
        return reading
    again = exchange.read(exchange.to_json(reading.notes, label="x"))
    assert again.notes == reading.notes
    assert again.refused == ()
    for note in reading.notes:
        check(exchange.to_annotation(note))
    return reading


def hypothesis(**more: Any) -> dict[str, Any]:
    return {"id": "Xa1", "created": "2022-03-30T10:11:12.697572+00:00", "updated": "2022-03-30T10:12:12.000000+00:00",
            "user": "acct:dana@h.example", "uri": PAGE, "text": "My **words**", "tags": ["trade", "flour"],
            "group": "__world__", "document": {"title": ["Flour trade"]}, "user_info": {"display_name": "Dana K"},
            "target": [{"source": PAGE, "selector": [
                {"type": "RangeSelector", "startContainer": "/p[2]", "startOffset": 3, "endContainer": "/p[2]",
                 "endOffset": 30}, {"type": "TextPositionSelector", "start": 120, "end": 147},
                {"type": "TextQuoteSelector", "exact": "exports rose", "prefix": "that ", "suffix": " in 2022"}]}],
            } | more  # fmt: skip


@pytest.mark.parametrize("layout", ["client", "interface", "list", "alone"])
def test_hypothesis_is_read_in_every_layout_with_words_tags_quotation_author_and_thread(layout: str) -> None:
    first = hypothesis()
    answer = hypothesis(
        id="Xa2", text="An answer", tags=None, user_info=None, references=["Xa0", "Xa1"], target=[{"source": PAGE}]
    )
    mark = hypothesis(id="Xa3", text="", tags=[], user=None, user_info={})
    items = [first, answer, mark]
    value: Any = {
        "client": {"export_date": "x", "client_version": "1", "annotations": items},
        "interface": {"total": 3, "rows": items},
        "list": items,
        "alone": first,
    }[layout]
    notes = read(value).notes
    assert (notes[0].body, notes[0].tags, notes[0].author) == ("My **words**", ("trade", "flour"), "Dana K")
    assert (notes[0].created, notes[0].modified) == ("2022-03-30T10:11:12.697Z", "2022-03-30T10:12:12.000Z")
    assert (notes[0].target, notes[0].seen.title) == (Ref("web", PAGE), "Flour trade")
    assert notes[0].passage is not None
    assert (notes[0].passage.quote, notes[0].passage.start) == ("exports rose", 120)
    if layout != "alone":
        assert (notes[1].reply_to, notes[1].author) == (notes[0].note_id, "dana@h.example")
        assert (notes[2].body, notes[2].author) == ("Highlighted, without words.", "")


def test_annotations_of_annotator_keep_quotation_and_parent() -> None:
    first = {"id": "a1", "uri": PAGE, "text": "Why?", "quote": "flour rose", "ranges": [], "user": {"id": 3}}
    reading = read([first, {**first, "id": "a2", "text": "So.", "parent": "a1"}])
    assert reading.notes[0].passage is not None
    assert reading.notes[0].passage.quote == "flour rose"
    assert reading.notes[1].reply_to == reading.notes[0].note_id


def test_annotations_of_which_only_the_address_is_there_are_counted() -> None:
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [f"urn:a:{n}" for n in range(3)],
    }
    assert read(page).refused == (
        "3 of 3 annotations were left out (1, 2, 3): it is kept elsewhere; only its address is in the file.",
    )


def test_each_line_may_be_an_annotation() -> None:
    lines = "\n".join(json.dumps(hypothesis(id=f"X{n}")) for n in range(3))
    assert len(read(lines).notes) == 3


def test_a_part_of_what_hypothesis_holds_says_so() -> None:
    assert read({"total": 300, "rows": [hypothesis()]}).remarks == ("299 of 300 annotations are not in the file.",)


def test_zotero_is_read_from_its_interface_and_from_its_reader() -> None:
    data = {"key": "AB12CD34", "itemType": "annotation", "parentItem": "PPPP1111", "annotationType": "highlight",
            "annotationText": "a passage", "annotationComment": "my remark", "annotationColor": "#ffd400",
            "annotationPageLabel": "12", "annotationPosition": '{"pageIndex":11}', "tags": [{"tag": "trade"}],
            "dateAdded": "2023-02-03T10:11:12Z", "dateModified": "2023-02-04T10:11:12Z"}  # fmt: skip
    library = {"type": "group", "id": 7}
    wrap = {"key": "AB12CD34", "library": library, "meta": {"createdByUser": {"name": "Dana"}}, "data": data}
    note_item = {"library": library, "data": {"key": "NN11", "itemType": "note", "note": "<p>A <b>note</b></p>",
     "tags": [],
                                              "dateAdded": "2023-02-03T10:11:12Z"}}  # fmt: skip
    book = {"library": library, "data": {"key": "BB11", "itemType": "book", "title": "x"}}
    reading = read([wrap, note_item, book, book])
    marked, written = reading.notes
    assert (marked.body, marked.tags, marked.author, marked.seen.value) == ("my remark", ("trade",), "Dana", "page 12")
    assert marked.target == Ref("web", "http://zotero.org/groups/7/items/PPPP1111")
    assert marked.passage is not None
    assert marked.passage.quote == "a passage"
    assert (written.body, written.target.id) == ("A note", "http://zotero.org/groups/7/items/NN11")
    assert reading.refused == (
        "2 of 4 annotations were left out (3, 4): it is an item of the library (book), not a note.",
    )
    reader = {"key": "CD34", "type": "underline", "text": "b", "comment": "", "color": "#fff", "pageLabel": "iv",
              "sortIndex": "0|1|2", "position": {"pageIndex": 3, "rects": [[1, 2, 3, 4]]}, "authorName": "Ed",
              "tags": [{"name": "t", "color": "#000"}], "dateModified": "2023-02-03T10:11:12Z"}  # fmt: skip
    (note,) = read({"annotations": [reader]}).notes
    assert (note.tags, note.author, note.modified) == (("t",), "Ed", "2023-02-03T10:11:12.000Z")
    kept = exchange.to_annotation(note)
    assert kept["bf:zotero"]["position"] == reader["position"]
    assert {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=4"} in kept[
        "target"
    ]["selector"]


def test_recogito_and_annotorious_name_no_document_and_are_read_all_the_same() -> None:
    recogito = [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"#a4ea53d4-69f3-4392-a3dd-cbb7e9ad50c{n}",
            "type": "Annotation",
            "body": [{"type": "TextualBody", "value": "Person", "purpose": "tagging"}],
            "target": {
                "selector": [
                    {"type": "TextQuoteSelector", "exact": "hero"},
                    {"type": "TextPositionSelector", "start": 42, "end": 46},
                ]
            },
        }
        for n in range(2)
    ]
    for note in read(recogito).notes:
        assert (note.tags, note.target) == (("Person",), Ref("web", "document-not-named"))
        assert note.passage is not None
        assert (note.passage.quote, note.passage.start) == ("hero", 42)
    dated = {**recogito[0], "body": [{"type": "TextualBody", "value": "x", "created": "2020-07-05T13:39:48.123Z",
                                      "creator": {"id": "u:1", "name": "Ed"}}]}  # fmt: skip
    (note,) = read([dated]).notes
    assert (note.created, note.author) == ("2020-07-05T13:39:48.123Z", "Ed")
    ours = {"id": "5c0b0c1e-93f3-4a66-8d5f-1d21c7a6ad10",
            "bodies": [{"id": "b", "annotation": "a", "purpose": "commenting", "value": "look",
             "created": "2024-01-01T00:00:00Z"}],
            "target": {"annotation": "a", "creator": {"id": "u1", "name": "Ed"}, "created": "2024-01-01T00:00:00Z",
                       "selector": {"type": "RECTANGLE", "geometry": {"x": 1, "y": 2.5, "w": 3, "h": 4,
                        "bounds": {}}}}}  # fmt: skip
    (note,) = read([ours]).notes
    assert (note.body, note.author, note.created) == ("look", "Ed", "2024-01-01T00:00:00.000Z")
    assert exchange.to_annotation(note)["target"]["selector"][0]["value"] == "xywh=pixel:1,2.5,3,4"


OLD = {
    "@context": "http://www.w3.org/ns/oa-context-20130208.json", "@id": "https://a.example/old1",
     "@type": "oa:Annotation",
    "motivatedBy": "oa:questioning", "annotatedAt": "2013-01-28T12:00:00Z",
    "annotatedBy": {"@id": "https://u.example/1", "@type": "foaf:Person", "name": "A. Person",
     "mbox": "mailto:a@b.example"},
    "hasBody": [{"@type": ["cnt:ContentAsText", "dctypes:Text"], "chars": "Why so?", "format": "text/plain"},
                {"@type": ["oa:Tag", "cnt:ContentAsText"], "chars": "flour"}],
    "hasTarget": {"@type": "oa:SpecificResource", "hasSource": {"@id": PAGE}, "hasSelector": {
        "@type": "oa:TextQuoteSelector", "exact": "rose", "prefix": "it ", "suffix": "."}},
}  # fmt: skip
OA, RDF, DCT = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/terms/"
EXPANDED = [
    {
        "@id": "https://a.example/old1",
        "@type": [f"{OA}Annotation"],
        f"{OA}motivatedBy": [{"@id": f"{OA}questioning"}],
        f"{DCT}created": [{"@type": "http://www.w3.org/2001/XMLSchema#dateTime", "@value": "2013-01-28T12:00:00Z"}],
        f"{DCT}creator": [{"@id": "https://u.example/1", "http://xmlns.com/foaf/0.1/name": [{"@value": "A. Person"}]}],
        f"{OA}hasBody": [
            {"@type": [f"{OA}TextualBody"], f"{RDF}value": [{"@value": "Why so?"}]},
            {
                "@type": [f"{OA}TextualBody"],
                f"{RDF}value": [{"@value": "flour"}],
                f"{OA}hasPurpose": [{"@id": f"{OA}tagging"}],
            },
        ],
        f"{OA}hasTarget": [
            {
                f"{OA}hasSource": [{"@id": PAGE}],
                f"{OA}hasSelector": [
                    {
                        "@type": [f"{OA}TextQuoteSelector"],
                        f"{OA}exact": [{"@value": "rose"}],
                        f"{OA}prefix": [{"@value": "it "}],
                        f"{OA}suffix": [{"@value": "."}],
                    }
                ],
            }
        ],
    }
]
GRAPH = {"@context": "http://www.w3.org/ns/oa.jsonld", "@graph": [
    {"@id": "_:t", "@type": "oa:SpecificResource", "hasSource": PAGE, "hasSelector": "_:s"},
    {"@id": "_:s", "@type": "oa:TextQuoteSelector", "exact": "rose", "prefix": "it ", "suffix": "."},
    {"@id": "_:b", "@type": ["cnt:ContentAsText"], "chars": "Why so?"},
    {"@id": "_:c", "@type": ["oa:Tag"], "chars": "flour"},
    {"@id": "https://u.example/1", "@type": "foaf:Person", "name": "A. Person"},
    {"@id": "https://a.example/old1", "@type": "oa:Annotation", "hasBody": ["_:b", {"@id": "_:c"}], "hasTarget": "_:t",
     "motivatedBy": "oa:questioning", "annotatedAt": "2013-01-28T12:00:00Z", "annotatedBy": "https://u.example/1"},
]}  # fmt: skip


@pytest.mark.parametrize("value", [OLD, EXPANDED, GRAPH], ids=["before W3C's model", "expanded", "a graph"])
def test_linked_data_in_older_or_other_forms_says_the_same(value: Any) -> None:
    (note,) = read(value).notes
    assert (note.body, note.tags, note.kind, note.author) == ("Why so?", ("flour",), "question", "A. Person")
    assert (note.created, note.target) == ("2013-01-28T12:00:00.000Z", Ref("web", PAGE))
    assert note.passage is not None
    assert (note.passage.quote, note.passage.prefix, note.passage.suffix) == ("rose", "it ", ".")


def test_a_list_of_a_picture_s_annotations_is_read() -> None:
    value = {
        "@context": "http://iiif.io/api/presentation/2/context.json",
        "@id": "https://l.example/1",
        "@type": "sc:AnnotationList",
        "resources": [
            {
                "@type": "oa:Annotation",
                "motivation": "oa:commenting",
                "on": f"{PAGE}#xywh=1,2,3,4",
                "resource": {"@type": "dctypes:Text", "format": "text/html", "chars": "<p>A seal</p>"},
            }
        ],
    }
    (note,) = read(value).notes
    assert (note.body, note.target) == ("A seal", Ref("web", f"{PAGE}#xywh=1,2,3,4"))


def test_a_ring_in_a_graph_ends() -> None:
    nodes = [{"@id": f"_:n{n}", "hasSource": f"_:n{(n + 1) % 5}", "x": f"_:n{(n + 2) % 5}"} for n in range(5)]
    value = {"@graph": [{"@id": "urn:a:1", "@type": "oa:Annotation", "hasTarget": "_:n0", "hasBody": "_:n1"}, *nodes]}
    reading = exchange.read(json.dumps(value).encode())
    assert len(reading.notes) + len(reading.refused) == 1


READWISE = (
    "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
    "Highlighted at,Document tags\r\n"
    '"a passage, long",Title,"K. Author",B00X,my note,yellow,"trade, flour",page,12,2023-02-03 10:11:12+00:00,books\r\n'
    "only marked,Title,K. Author,,,,,page,13,,\r\n"
    ",,,,,,,,,,\r\n"
    "x,Title,,,,,,,,2023-02-30 10:00,\r\n"
)


@pytest.mark.parametrize("change", ["as it is", "semicolons", "tabs", "sep line", "utf-16", "bom"])
def test_readwise_is_read_whatever_parts_its_columns(change: str) -> None:
    import csv
    import io

    text = READWISE
    if change in ("semicolons", "tabs"):
        out = io.StringIO()
        csv.writer(out, delimiter=";" if change == "semicolons" else "\t").writerows(csv.reader(io.StringIO(READWISE)))
        text = out.getvalue()
    content = ("sep=,\r\n" + text if change == "sep line" else text).encode("utf-16" if change == "utf-16" else "utf-8")
    reading = read(b"\xef\xbb\xbf" + content if change == "bom" else content, "readwise.csv")
    first, second = reading.notes
    assert (first.body, first.tags, first.created) == (
        "my note",
        ("trade", "flour", "books"),
        "2023-02-03T10:11:12.000Z",
    )
    assert (first.seen.title, first.seen.value) == ("Title, K. Author", "page 12")
    assert first.passage is not None
    assert first.passage.quote == "a passage, long"
    assert (second.body, second.created) == ("Highlighted, without words.", "")
    assert len(reading.refused) == 1
    assert "2023-02-30 10:00” is a day that does not exist" in reading.refused[0]


def test_a_table_made_by_hand_keeps_the_entry_it_names_and_says_what_it_passes_over() -> None:
    reading = read(
        "Target;Body;Mood\nactor/kz;one;glad\nurn:briefing-app:claim/c-trade-06;two;\n"
        "https://e.org/x;three;\nA paper;four;\n",
        "x.csv",
    )
    assert [(str(note.target), note.body) for note in reading.notes] == [
        ("actor/kz", "one"), ("claim/c-trade-06", "two"), ("web/https://e.org/x", "three"),
        ("web/A%20paper", "four"),
    ]  # fmt: skip
    assert reading.remarks == ("1 column was not imported: “mood”.",)


def test_a_date_in_words_leaves_the_note_undated_and_is_said() -> None:
    reading = read('Highlight,Book Title,Highlighted at\nx,T,"February 3, 2023 10:11 AM"\n')
    assert (reading.notes[0].created, reading.notes[0].seen.date) == ("", "February 3, 2023 10:11 AM")
    assert reading.refused == ()
    assert "1 date is in a form that is not recognised" in reading.remarks[0]
    reading = read("---\ncreated: last Tuesday\n---\nwords", "x.md")
    assert (reading.notes[0].created, len(reading.remarks)) == ("", 1)


def test_a_table_of_hypothesis_is_read() -> None:
    text = (
        "Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags\n"
        f'2024-01-02 10:11:12,dana,Flour trade,{PAGE},Public,Annotation,rose,"Look, here","a,b"\n'
    )
    (note,) = read(text).notes
    assert (note.body, note.author, note.tags) == ("Look, here", "dana", ("a", "b"))
    assert (note.target, note.seen.title) == (Ref("web", PAGE), "Flour trade")


OBSIDIAN = """---
title: "My note"
created: 2023-02-03
tags:
  - trade
  - "#customs"
aliases: [x, y]
source: https://page.example/a
---

Text about [[Kazakhstan]] #flour and C#7
"""
JOPLIN = """---
title: Joplin note
updated: 2023-02-04 10:11:12Z
created: 2023-02-03 10:11:12Z
author: Dana
tags: [a, b c]
---

Some *words*
"""
JOPLIN_RAW = """A title

The words

id: 0123456789abcdef0123456789abcdef
created_time: 2023-02-03T10:11:12.000Z
updated_time: 1675505472000
author: Dana
source_url: https://page.example/a
type_: 1"""


def test_notes_of_obsidian_and_joplin_are_read_with_what_stands_around_them() -> None:
    (note,) = read(OBSIDIAN, "My note.md").notes
    assert note.body == "Text about [[Kazakhstan]] #flour and C#7"
    assert (note.tags, note.created, note.target) == (("trade", "customs", "flour"), "2023-02-03", Ref("web", PAGE))
    (note,) = read(JOPLIN.replace("\n", "\r\n")).notes
    assert (note.body, note.author, note.tags) == ("Some *words*", "Dana", ("a", "b c"))
    assert (note.created, note.modified) == ("2023-02-03T10:11:12.000Z", "2023-02-04T10:11:12.000Z")
    (note,) = read(JOPLIN_RAW).notes
    assert (note.body, note.author, note.target) == ("The words", "Dana", Ref("web", PAGE))
    assert (note.created, note.modified) == ("2023-02-03T10:11:12.000Z", "2023-02-04T10:11:12.000Z")
    (note,) = read("# Plain\n\nwords on [[Flour]]", "Plain thoughts.md").notes
    assert (note.body, note.seen.title, note.created) == ("# Plain\n\nwords on [[Flour]]", "Plain thoughts", "")
    with pytest.raises(ExpectedError, match="neither JSON, nor a table of notes, nor Markdown with notes"):
        exchange.read(b"# A paper\n\nwith a [link](#here).", "README.md")
    reading = read("---\ncreated: 2023-02-30\n---\nwords", "x.md")
    assert reading.notes == ()
    assert "does not exist" in reading.refused[0]


def whole(note: Note) -> tuple[Any, ...]:
    return tuple(getattr(note, name) for name in Note.__slots__ if name != "own")


@settings(max_examples=80, deadline=None)
@given(st.lists(NOTES, min_size=1, max_size=4, unique_by=lambda n: n.note_id), st.sampled_from(["csv", "md"]))
def test_this_program_s_own_tables_and_markdown_bring_the_notes_back_as_they_were(notes: list[Note], form: str) -> None:
    content = exchange.to_csv(notes) if form == "csv" else exchange.to_markdown(notes)
    reading = exchange.read(content, f"n.{form}")
    assert reading.refused == ()
    assert [whole(note) for note in reading.notes] == [whole(note) for note in notes]


AWKWARD = ["=1+1", "'=1+1", "''-x", "a\n\n## b\n\n`event/x` · comment\n\nc", "<!-- briefing-app note {} -->",
           "\\<!-- briefing-app note", "#tag\n#tag", "x\n\n#one #two", "\n\nlead and trail\n\n", "--> -->",
            "; \\; tags",
           "\ttab", "-5", "@x"]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "md", "jsonld"])
def test_words_that_look_like_the_form_itself_come_back_as_they_were(form: str) -> None:
    notes = [
        Note(
            note_id=f"00000000-0000-4000-8000-{n:012}",
            target=Ref("actor", "kz"),
            body=body,
            created="2024-01-01",
            modified="2024-01-02T00:00:00.000Z",
            revision=f"r-{n}",
            tags=("a; b", "c\\d", "#e f"),
            author="Dana; Ed",
            seen=Seen(title="A\tTitle"),
            passage=Passage(field="title", quote=body),
            own=False,
        )
        for n, body in enumerate(AWKWARD)
    ]
    write = {"csv": exchange.to_csv, "md": exchange.to_markdown}.get(form, lambda n: exchange.to_json(n, label="x"))
    reading = exchange.read(write(notes), f"n.{form}")
    assert reading.refused == ()
    assert [(n.body, n.tags, n.author, n.created) for n in reading.notes] == [
        (n.body, n.tags, n.author, n.created) for n in notes
    ]


def test_what_somebody_wrote_on_in_a_table_or_in_markdown_is_a_new_version(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    book.add(Ref("actor", "kz"), "First words", tags=["a"])
    table, text = exchange.to_csv(book.stored.all()), exchange.to_markdown(book.stored.all())
    for content, name, words in ((table, "n.csv", "First and more"), (text, "n.md", "First\n\n## and more")):
        assert book.plan_import(*exchange.read(content, name)).count("same") == 1
        plan = book.plan_import(*exchange.read(content.replace(b"First words", words.encode()), name))
        assert (plan.count("changed"), plan.refused) == (1, ())
        assert plan.incoming[0].note.body == words
        assert plan.incoming[0].note.tags == ("a",)
    book.close()


def test_a_section_that_somebody_added_at_the_end_is_a_note() -> None:
    note = Note(
        note_id="00000000-0000-4000-8000-000000000001",
        target=Ref("actor", "kz"),
        body="x",
        created="",
        modified="",
        revision="r",
        own=False,
    )
    added = exchange.to_markdown([note]) + b"\n## Uzbekistan\n\n`actor/uz` \xc2\xb7 question\n\nAnd they?\n"
    reading = exchange.read(added, "n.md")
    assert [(n.body, n.target.id, n.kind) for n in reading.notes] == [
        ("x", "kz", "comment"),
        ("And they?", "uz", "question"),
    ]


def test_markdown_and_tables_of_earlier_versions_come_in() -> None:
    text = (
        "## Kazakhstan\n\n`actor/kz` · question · Dana · 2024-01-02 10:11 · internal\n\nWhy?\n\nReally?\n\n"
        "#a #b c\n"
        "\n## event/e-1\n\n`event/e-1` · comment · 2024-01-03 10:11\n\nWords\n"
    )
    first, second = read(text, "n.md").notes
    assert (first.body, first.kind, first.author, first.handling) == ("Why?\n\nReally?", "question", "Dana", "internal")
    assert (first.tags, first.modified, first.target) == (("a", "b c"), "2024-01-02T10:11:00.000Z", Ref("actor", "kz"))
    assert (second.body, second.author, second.modified) == ("Words", "", "2024-01-03T10:11:00.000Z")
    rows = (
        "id,target,title,kind,tags,handling,author,created,modified,note\r\n"
        "00000000-0000-4000-8000-000000000001,actor/kz,Kazakhstan,comment,a; b,,Dana,2024-01-02T10:11:12.000Z,"
        "2024-01-02T10:11:12.000Z,'=1+1\r\n,nonsense,,,,,,,,x\r\n"
    )
    reading = read(rows)
    assert (reading.notes[0].body, reading.notes[0].tags) == ("=1+1", ("a", "b"))
    assert len(reading.refused) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "neither"),
        (b'{"a": 1e999}', "not readable JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not readable JSON"),
        (b'{"a": NaN}', "not readable JSON"),
        (b"[1, 2 3]", "line 1, column 7"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"\x81abc", "UTF-8"),
        (b'{"items": ' + b"[" * 900 + b"]" * 900 + b"}", "nested too deeply"),
        (b"Highlight,Note\n", "no rows"),
    ],
)
def test_a_file_that_holds_no_notes_is_refused_with_its_reason(content: bytes, words: str) -> None:
    with pytest.raises(ExpectedError, match="holds no notes that can be read") as caught:
        exchange.read(content, "x")
    assert words in caught.value.words


# What people and programs do beside that


def test_answers_that_hypothesis_lists_apart_are_taken_in_too() -> None:
    answer = hypothesis(id="Xa2", text="An answer", references=["Xa1"], target=[{"source": PAGE}])
    found = read({"total": 1, "rows": [hypothesis()], "replies": [answer]})
    assert [note.body for note in found.notes] == ["My **words**", "An answer"]
    assert found.notes[1].reply_to == found.notes[0].note_id


@pytest.mark.parametrize(
    ("encoding", "words", "said"),
    [
        ("cp1251", "Астана и Кабул торгуют мукой", "Windows-1251"),
        ("cp1252", "Kasachstans Außenhandel wächst", "Windows-1252"),
        ("utf-16", "Астана", ""),
        ("utf-32", "Астана", ""),
        ("utf-16-le", "target words of more than a few letters", ""),
    ],
)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_in_other_letters_is_read_and_said(encoding: str, words: str, said: str, form: str) -> None:
    text = {
        "csv": f"target;note\nactor/kz;{words}\n",
        "json": json.dumps([hypothesis(text=words)], ensure_ascii=False),
    }[form]
    found = read(text.encode(encoding))
    assert [note.body for note in found.notes] == [words]
    told = (f"The text is not written in UTF-8; it was read as {said}.",) if said else ()
    assert found.remarks == told


def test_letters_that_are_no_words_in_any_encoding_are_refused_with_a_next_step() -> None:
    with pytest.raises(ExpectedError) as refused:
        exchange.read(b"target;note\nactor/kz;" + bytes(range(0x80, 0xA0)))
    assert "UTF-8" in refused.value.words
    assert refused.value.hint == "Save it as UTF-8 in the program that wrote it."


def test_words_in_several_columns_are_all_kept() -> None:
    found = read("target,note,comment,text\nactor/kz,first,second,first\n")
    assert [note.body for note in found.notes] == ["first\n\nsecond"]


def test_a_heading_that_stands_twice_loses_nothing_without_a_word() -> None:
    found = read("target,note,tags,tags,note\nactor/kz,first,a,b,second\n")
    assert [(note.body, note.tags) for note in found.notes] == [("first\n\nsecond", ("a", "b"))]
    found = read("target,note,url,url\nactor/kz,first,https://a.example,https://b.example\n")
    assert found.remarks == ("1 column was not imported: “url (2)”.",)


def test_rows_that_are_too_long_are_the_reason_where_no_other_is_left() -> None:
    with pytest.raises(ExpectedError, match="each of its rows has more cells than the heading"):
        exchange.read(b"target,note\nactor/kz,a,b\nactor/af,c,d\n")
    with pytest.raises(ExpectedError, match="the table has no rows"):
        exchange.read(b"target,note\n")


def test_markdown_that_begins_like_json_is_markdown() -> None:
    found = read("[[Astana]] words\n", "a page.md")
    assert [note.body for note in found.notes] == ["[[Astana]] words"]
    with pytest.raises(ExpectedError, match="not JSON"):
        exchange.read(b"[[Astana]] words\n", "a page.json")
