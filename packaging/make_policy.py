"""Writes POLICY.md, the paper for administrators, from the list of keys in the program; a test holds them together."""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from briefing_app.settings.schema import keys  # noqa: E402 - the checkout is found above

EXAMPLE = {
    "format": 1,
    "organisation": "Ministry of Examples",
    "defaults": {"paper": "a4", "text_size": 125},
    "enforced": {
        "marking": "OFFICIAL",
        "markings": ["OFFICIAL", "OFFICIAL-SENSITIVE"],
        "author_from_system": True,
        "export_folder": "~/Documents/Briefings",
        "portable": False,
        "unsigned_packages": False,
        "trusted_keys": {"Data desk": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="},
    },
}
TEXT = """# The administrator's policy

One file for the whole machine, read at each start and never written by the program:

| System | Where it lies |
| --- | --- |
| Linux | `/etc/briefing-app/policy.json` |
| Windows | `Briefing App\\policy.json` in the folder of all users, usually `C:\\ProgramData` |
| macOS | `/Library/Application Support/Briefing App/policy.json` |

Give the folder and the file to an administrator, readable by all and writable by nobody else; on Windows make the
folder before the program is first used, for there any user may make new folders in `C:\\ProgramData`. Where there is no
file, nothing is set.

## What it holds

JSON in UTF-8, at most 1 MB. `defaults` hold until a person chooses otherwise; `enforced` hold whatever they chose, are
shown in the preferences as set by your organisation and cannot be changed there or on the command line. `organisation`
is a name that is shown beside them. All parts may be left out.

| Key | Where | Value | What it does |
| --- | --- | --- | --- |
{rows}

## An example

```json
{example}
```

## Trying it

`briefing-app self-test` reads the policy first, names every line that has no effect and ends with status 1 if there is
one; the log in the profile names them too. A file that cannot be used at all (a folder, larger than 1 MB, unreadable,
no JSON, not UTF-8) is told in one sentence, and the program works as if there were none: look at the self-test after
each change. About shows the keys in force.

## What it is not

The policy guides the program. It does not keep a person from reading their own notes with another program, or from
running another copy of this one; that is for the rights on files and the list of allowed programs.
"""


def as_markdown() -> str:
    """Returns the paper."""
    rows = "\n".join(f"| `{k.name}` | {' or '.join(k.parts)} | {k.holds} | {k.words} |" for k in keys())
    return TEXT.format(rows=rows, example=json.dumps(EXAMPLE, indent=2))


if __name__ == "__main__":
    (HERE / "POLICY.md").write_text(as_markdown(), encoding="utf-8")
