"""Whether a process of this machine is there."""

from __future__ import annotations

import os
import sys


def is_running(pid: int) -> bool:
    """Tells whether a process of this machine is there."""
    if sys.platform == "win32":
        return _on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _on_windows(pid: int) -> bool:
    """There a signal of number 0 would end the process."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there is none elsewhere
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE
