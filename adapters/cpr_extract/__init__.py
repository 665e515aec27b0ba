"""The municipality's population extract from CPR: CPR Direkte records to the search index's people."""

from adapters.cpr_extract.reader import Extract, read_extract

__all__ = ["Extract", "read_extract"]
