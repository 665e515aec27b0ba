"""This desk's own files."""
