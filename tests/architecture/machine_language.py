"""Finds code whose words would follow the language of the machine: names of months and days, forms of dates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_DIRECTIVE = re.compile(r"%[-_0^#]?(?:[EO][A-Za-z]|[aAbBhcxXpP](?![A-Za-z]))")
"""Directives of strftime that name months, days and halves of a day, or leave the order to the machine."""
_QT_WORDS = re.compile(r"M{3,4}|d{3,4}|\bap?\b|\bAP?\b")
"""Patterns of Qt that name months and days."""
_NAMES = {
    "calendar": {"month_name", "month_abbr", "day_name", "day_abbr", "standalone_month_name"},
    "QLocale": {"system"},
    "time": {"ctime", "asctime"},
}
_CALLS = {"ctime", "asctime", "toLocaleString", "systemLocaleDate"}
_QT_DATES = {"ShortFormat", "LongFormat", "NarrowFormat", "TextDate"} | {
    "DefaultLocaleShortDate",
    "DefaultLocaleLongDate",
    "SystemLocaleDate",
    "LocaleDate",
}


def machine_language(code: str) -> list[str]:
    """Returns the lines whose result depends on the language of the machine, with what was found there."""
    tree = ast.parse(code)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = {(node.lineno, words) for node in ast.walk(tree) for words in _said(node, silent)}
    return [f"line {line}: {words}" for line, words in sorted(found)]


def _said(node: ast.AST, silent: set[int]) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
        yield from _DIRECTIVE.findall(node.value)
    elif isinstance(node, ast.Attribute):
        owner = ast.unparse(node.value).rpartition(".")[2]
        if node.attr in _NAMES.get(owner, ()) or node.attr in _QT_DATES:
            yield f"{owner}.{node.attr}"
    elif isinstance(node, ast.Import | ast.ImportFrom):
        names = {a.name for a in node.names} | {getattr(node, "module", None)}
        yield from sorted(name for name in names if name in ("locale", "babel"))
    elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        form = "".join(part.value for part in ast.walk(node.format_spec) if isinstance(part, ast.Constant))
        if form.endswith("n") and "%" not in form:
            yield "a number in the machine's form (:n)"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from _called(node, node.func.attr)


def _called(node: ast.Call, name: str) -> Iterator[str]:
    if name in _CALLS:
        yield name
    if name == "toString":
        words = " ".join(ast.unparse(argument) for argument in node.args)
        if _QT_WORDS.search(words) or "DateFormat" in words:
            yield f"toString({words})"
