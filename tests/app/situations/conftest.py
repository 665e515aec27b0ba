from __future__ import annotations

from tests.app.situations.desks import both, visit_desk
from tests.postgres import cluster, database, template

__all__ = ["both", "cluster", "database", "template", "visit_desk"]
