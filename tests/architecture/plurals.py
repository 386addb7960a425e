"""Finds counted words that know only one form: "1 periods" comes from a sentence that was never asked for its singular."""

from __future__ import annotations

import ast
import re

COUNTED = [
    "actors",
    "annotations",
    "articles",
    "backups",
    "cells",
    "changes",
    "chapters",
    "characters",
    "claims",
    "corridors",
    "differences",
    "entries",
    "events",
    "explanations",
    "faults",
    "figures",
    "files",
    "forms",
    "groups",
    "indicators",
    "items",
    "judgements",
    "lanes",
    "lines",
    "moments",
    "notes",
    "pages",
    "paragraphs",
    "pieces",
    "places",
    "problems",
    "questions",
    "ratings",
    "references",
    "relations",
    "revisions",
    "rows",
    "seconds",
    "sections",
    "segments",
    "signs",
    "sources",
    "statements",
    "steps",
    "tables",
    "tags",
    "terms",
    "texts",
    "times",
    "versions",
    "words",
    "years",
    "days",
    "hours",
    "minutes",
    "months",
    "periods",
]
_SAID = re.compile(r"\{\w+\} (?:(?:more|other|new|old|checkable|of|rival|own) )*(" + "|".join(COUNTED) + r")\b")


def one_form_only(code: str) -> list[str]:
    """Returns the sentences that count with one form of the word, with their lines."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr" and node.args:
            text = _text(node.args[0])
        elif isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "{n}" for part in node.values)
        else:
            continue
        if match := _SAID.search(text):
            found.append(f"line {node.lineno}: {match[0]}")
    return found


def _text(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""
