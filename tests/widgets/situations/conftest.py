from __future__ import annotations

from tests.widgets.situations.plan_screen import empty, line, screen

__all__ = ["empty", "line", "screen"]
