"""A desk that dies each time the shared store has taken a record and it does not know so yet. FOLDER PLACE."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from adapters.keychain.training import TrainingKeys
from app.situations.records import PlanRecords
from app.situations.told import Channel, Told
from app.store.shared import SharedStore
from app.store.shared_sources import OwnFile, Server
from tests.app.desk import CITIZEN
from tests.app.situations.desks import Line, VisitDesk


class Deadly(Line):
    """Kills the desk after it has appended what was not there before."""

    def append(self, told: Told) -> None:
        before = len(self.store.of_citizen(told.citizen))
        super().append(told)
        if len(self.store.of_citizen(told.citizen)) > before:
            os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, place: str) -> None:
    at_server = place.startswith("postgresql:")
    source = Server(place, training=True) if at_server else OwnFile(Path(place), TrainingKeys())
    desk = VisitDesk(folder, Deadly(PlanRecords(SharedStore(source))))
    if not desk.visits.known(CITIZEN).contacts:
        contact = desk.visits.open(CITIZEN, "flytning", Channel.COUNTER)
        desk.visits.start(contact, [], [])
    desk.deliver()
    counts = desk.outbox.counts()
    sys.stdout.write(json.dumps({"queued": counts.queued, "parked": counts.parked}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
