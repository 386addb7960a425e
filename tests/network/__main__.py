"""Proves that the program uses no network: ``python -m tests.network [PROGRAM]``.

The program (the checkout's, or a packaged one) goes through start, all tabs, a note, an export and a workbook while
its system calls and its children's are watched, then once more in a namespace without any network. Where Xvfb is
installed, its window is opened on a display too. Ends with 1 if any socket but a local one was opened.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile

from tests.network.watch import alone, watched, why_not_alone, why_not_watch


def main(program: list[str]) -> int:
    """Says each step; returns 0 if no foreign socket was seen and every step went well."""
    faults = 0
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ) | {"HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home}
        if reason := why_not_watch():
            print(f"Not watched: {reason}")
            return 1
        runs: list[tuple[str, list[str], float | None]] = [("self-test", [*program, "self-test"], None)]
        if shutil.which("xvfb-run"):
            env.pop("QT_QPA_PLATFORM", None)
            runs.append(("window on a display", ["xvfb-run", "-a", *program], 25.0))
        for name, command, seconds in runs:
            seen = watched(command, env=env, seconds=seconds)
            well = not seen.foreign and (seconds is not None or seen.status == 0)
            print(
                f"{name}: {'well' if well else seen.said[-500:]}; {seen.local} calls on local sockets, "
                f"{len(seen.foreign)} on others"
            )
            print(*seen.foreign[:20], sep="\n", end="\n" if seen.foreign else "")
            faults += not well
        if reason := why_not_alone():
            print(f"Not tried without a network: {reason}")
        else:
            done = alone([*program, "self-test"], env=env)
            print(f"without a network: {'well' if done.returncode == 0 else done.stdout[-500:]}")
            faults += done.returncode != 0
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [sys.executable, "-m", "briefing_app"]))
