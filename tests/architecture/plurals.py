"""Finds sentences that count with one form of the word only, such as "1 periods"."""

from __future__ import annotations

import ast
import re

COUNTED = (
    "actors annotations backups cells changes chapters claims corridors differences entries events explanations "
    "faults figures files groups indicators items judgements lanes lines moments notes pages paragraphs periods "
    "pieces places problems questions ratings references relations revisions rows seconds sections segments signs "
    "sources statements steps tables tags terms texts versions words years"
)
_ONE_FORM = re.compile(r"\{\w+\} (?:(?:more|other|new|checkable|rival) )*(" + COUNTED.replace(" ", "|") + r")\b")
LIMIT = re.compile(r"at most|more than|longer than|the first \{n\}", re.IGNORECASE)
"""Sentences that name a limit of the program: it is a constant and never one."""


def one_form_only(code: str) -> list[str]:
    """Returns the sentences that count with one form of the word, with their lines."""
    found = []
    for node in ast.walk(ast.parse(code)):
        text = _text(node)
        if (match := _ONE_FORM.search(text)) and not LIMIT.search(text):
            found.append(f"line {node.lineno}: {match[0]}")  # type: ignore[attr-defined]  # nodes with a text have a line
    return found


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr" and node.args:
        if any(k.arg == "n" and ast.unparse(k.value) == "'{n}'" for k in node.keywords):
            return ""  # the sentence for many, whose number is filled in later; one fault has a sentence of its own
        first = node.args[0]
        return str(first.value) if isinstance(first, ast.Constant) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{n}" for part in node.values)
    return ""
