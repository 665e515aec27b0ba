"""The only room that knows Qt.

PySide reads the source text of every module imported after it, for the sake of `from __feature__`, which nobody here
uses. Python's own import, put back, starts the window about a tenth sooner and keeps no source in memory.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its own import in place, and keeps the one that was there

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
