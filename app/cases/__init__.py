"""Casework: what is written on a citizen's case and filed in the archive."""
