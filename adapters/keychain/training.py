"""Training's keys: no secret at all, for training holds made-up people only, in a folder claimed as training."""

from __future__ import annotations

import hashlib

_PUBLISHED = "Fjordby Kommune"
_FILES = ("outbox", "cache", "shared")


class TrainingKeys:
    """In memory. The files' keys are the same after every start, so that a training store opens after a crash."""

    name = "training"

    def __init__(self) -> None:
        self._kept = {name: hashlib.sha256(f"{_PUBLISHED}, {name}".encode()).hexdigest() for name in _FILES}

    def read(self, name: str) -> str | None:
        return self._kept.get(name)

    def write(self, name: str, secret: str) -> None:
        self._kept[name] = secret

    def delete(self, name: str) -> None:
        self._kept.pop(name, None)
