"""Runs before the packaged program: no OpenGL is carried, children get a clean environment, tables lie in one file.

pyqtgraph imports Qt's OpenGL modules always; the program draws by raster, so they stand in as empty modules.
"""

import os
import sys
import types

os.environ.pop("LD_LIBRARY_PATH", None)
if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
# A bare system has no settings for fonts, and Fontconfig would complain at each start.
if sys.platform.startswith("linux") and not os.path.exists("/etc/fonts/fonts.conf"):  # noqa: PTH110
    os.environ.setdefault("FONTCONFIG_FILE", os.path.join(sys._MEIPASS, "fonts.conf"))  # type: ignore[attr-defined]  # noqa: PTH118
_INSIDE = getattr(sys, "_MEIPASS", "")  # Windows has no such folder, and keeps the tables as they came
if _INSIDE and os.path.exists(os.path.join(_INSIDE, "anyascii.zip")):  # noqa: PTH110, PTH118 - many tables in one file
    sys.path.append(os.path.join(_INSIDE, "anyascii.zip"))  # noqa: PTH118
os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")


def _lazily(name: str) -> object:
    if name != "QOpenGLWidget":
        raise AttributeError(name)
    from PySide6.QtWidgets import QWidget

    return QWidget


for name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
    module = types.ModuleType(name)
    module.__getattr__ = _lazily  # type: ignore[method-assign]  # a module may have one
    sys.modules.setdefault(name, module)
