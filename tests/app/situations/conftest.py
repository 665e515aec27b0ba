from __future__ import annotations

from tests.app.situations.desks import both, visit_desk

__all__ = ["both", "visit_desk"]
