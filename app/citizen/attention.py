"""Whether somebody at the desk waits for a register just now."""

from __future__ import annotations

from threading import Lock


class Attention:
    """`with attention:` while somebody sits and waits; what is done unasked steps aside. For any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting = 0

    def __enter__(self) -> None:
        with self._lock:
            self._waiting += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._waiting -= 1

    @property
    def is_held(self) -> bool:
        with self._lock:
            return self._waiting > 0
