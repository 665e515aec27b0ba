from __future__ import annotations

from tests.widgets.situations.form_desk import desk, open_form
from tests.widgets.situations.plan_screen import empty, line, screen

__all__ = ["desk", "empty", "line", "open_form", "screen"]
