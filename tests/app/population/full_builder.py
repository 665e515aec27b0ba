"""A build whose disk is full from its nth write on, for every n in turn. FOLDER"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from itertools import count
from pathlib import Path

from adapters.keychain.training import TrainingKeys
from app.errors import UserError
from app.population.index import PopulationIndex, build_index
from tests.app.population.conftest import Noon
from tests.app.population.made_up import REFERENCE, MadeUpPeople
from tests.app.store.disk import FULL, NONE, Disk


def main(folder: Path) -> None:
    """Prints how many builds failed in words, and what went otherwise than it should."""
    path, keys, people = folder / "population.db", TrainingKeys(), list(MadeUpPeople(100))
    build_index(path, people, keys, produced=REFERENCE, municipality="0999")
    disk, told, wrong = Disk(folder), 0, list[str]()
    for turn in count():
        disk.arm(FULL, turn)
        try:
            build_index(path, people, keys, produced=REFERENCE, municipality="0999")
            break
        except UserError as error:
            told += error.code == "store-full"
            wrong += [error.code] if error.code != "store-full" else []
        finally:
            disk.arm(NONE)
        with closing(PopulationIndex(path, Noon(), keys)) as index:
            wrong += [] if index.contains(people[0].cpr) else ["the old index is gone"]
        wrong += [file.name for file in folder.iterdir() if file != path]
    sys.stdout.write(json.dumps({"told": told, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
