"""Foreign PDFs: drawn in a process of their own, so that a hostile file costs a message and never the window."""
