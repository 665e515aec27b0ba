"""An office that upgrades a shared store from two threads at once. URL."""

from __future__ import annotations

import sys
from threading import Thread

from app.store.shared import SharedStore
from app.store.shared_sources import Server


def main(url: str) -> None:
    store, done = SharedStore(Server(url, training=True)), list[str]()
    threads = [Thread(target=lambda: done.append(store.upgrade())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write("".join(f"{revision}\n" for revision in done))


if __name__ == "__main__":
    main(sys.argv[1])
