from __future__ import annotations

from tests.widgets.situations.form_desk import desk, open_form
from tests.widgets.situations.guide_page import guide, page
from tests.widgets.situations.plan_screen import empty, line, screen

__all__ = ["desk", "empty", "guide", "line", "open_form", "page", "screen"]
