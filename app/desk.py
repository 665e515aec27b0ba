"""One desk put together: its files, what it reaches of the world, what runs beside it, and the use cases on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from app.access.control import AccessControl
from app.access.lease import Lease
from app.access.lists import known_people
from app.access.model import Errand
from app.access.purpose import load_errands
from app.access.roles import SignIn, VerifiedRoles, configured_roles
from app.access.sign_in import TokenRoles
from app.benefits.port import GuidancePress
from app.cases.notes import NOTE, Notes, file_entry
from app.cases.port import Filing
from app.citizen.lookup import Sources
from app.citizen.port import PageRenderer, Register, RegisterKey
from app.clock import danish_day
from app.counter.agenda import KeptAgenda
from app.counter.port import Agenda
from app.cpr import CprNumber
from app.once import once
from app.population.desk import Population
from app.settings import Configuration
from app.site import Site
from app.situations.forms.drafts import FormDrafts
from app.situations.handbook import Handbook, load_handbook
from app.situations.port import Press, VisitStore
from app.situations.service import Tools
from app.situations.told import VISIT
from app.situations.visits import Visits
from app.sync.connection import ConnectionWatch, Line
from app.sync.deliver import Delivery
from app.sync.prefetch import Prefetch
from app.sync.told import ToldTime
from app.sync.upkeep import DeskFiles, Upkeep
from app.sync.visits import LateVisits, tell_visit
from app.training.people import TrainingPerson, load_people, people_at_work
from app.training.port import FaultPanel
from app.workplace import Workplace


class Gate(Register, Line, Protocol):
    """A register that is asked, and asked whether it is there."""


class Gates(Protocol):
    """Makes a gate for each register that is set up; both are told on a gate's thread, which they must not hold up."""

    def __call__(
        self, *, answered: Callable[[RegisterKey], None], heard: Callable[[datetime], None]
    ) -> Mapping[RegisterKey, Gate]: ...


class Fjordby(FaultPanel, Agenda, Protocol):
    """Training's made-up municipality."""

    def people(self) -> tuple[tuple[str, str], ...]:
        """(key of the situation, CPR number) of its named people. Blocks until it is made."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the desk has of the world outside, by adapters that reach nothing before they are asked.

    `configure` may block: training's configuration waits for its servers. `read_token` verifies the employee's.
    `fjordby` is None at a real desk.
    """

    configure: Callable[[], Configuration]
    gates: Gates
    filing: Filing
    read_token: Callable[[bytes], SignIn]
    renderer: PageRenderer
    press: Press
    guidance: GuidancePress
    fjordby: Fjordby | None = None


def open_desk(site: Site, world: World, resources: Path, ends: ExitStack) -> Workplace:
    """The use cases at this desk. What runs beside them is stopped by `ends`."""
    clock, viewer, population = site.clock, site.viewer, Population()
    errands = load_errands(resources / "purposes.toml")
    told = ToldTime(clock)

    def answered(register: RegisterKey) -> None:
        if register is RegisterKey.ARCHIVE:
            delivery.answered()

    gates = world.gates(answered=answered, heard=told.hear)
    files = site.open_files({key: gate.manifest.ages for key, gate in gates.items()}, errands)
    upkeep = Upkeep(files, clock, told.now)
    upkeep.start()
    ends.callback(upkeep.stop)
    shared = LateVisits(lambda: files.shared)
    routes = {NOTE: partial(file_entry, world.filing), VISIT: partial(tell_visit, shared)}
    delivery = Delivery(files.outbox, routes, clock)
    delivery.start()
    ends.callback(delivery.stop)
    access = _access(site, world, files, population)
    watch = ConnectionWatch(gates, clock, role_age=access.role_age)
    watch.start()
    ends.callback(watch.stop)
    sources = Sources(gates, files.cache, files.trail, access, population, clock)
    writes_notes = RegisterKey.ARCHIVE in gates
    return Workplace(
        viewer=viewer,
        municipality=site.municipality,
        errands=errands,
        sources=sources,
        population=population,
        renderer=world.renderer,
        upkeep=upkeep,
        watch=watch,
        prefetch=_prefetch(site, world.fjordby, files, errands, sources, population),
        faults=world.fjordby,
        people=partial(_people, world.fjordby, resources),
        notes=Notes(files.store.outbox, files.outbox, clock, viewer, delivery.wake) if writes_notes else None,
        tools=_tools(site, world, files, shared, delivery.wake),
        handbook=once(partial(_handbook, site, world, resources, errands)),
        delivery=delivery,
    )


def _access(site: Site, world: World, files: DeskFiles, population: Population) -> AccessControl:
    lease, given = Lease(files.keys, site.clock), once(lambda: configured_roles(world.configure().roles))
    access = partial(AccessControl, extract=lambda: population.index, clock=site.clock)

    def configured() -> VerifiedRoles:
        return VerifiedRoles(given(), lease.confirmed_at)

    if (fjordby := world.fjordby) is not None:
        people = once(lambda: people_at_work(dict(fjordby.people())))
        return access(roles=configured, people=people, confirm=lease.confirm)
    employee = world.configure().employee
    listed = partial(known_people, files.store.outbox, CprNumber(employee.cpr))
    if employee.token is None:
        return access(roles=configured, people=listed, confirm=lease.confirm)
    signed_in = TokenRoles(employee.token.file, world.read_token, lease=lease, keys=files.keys, clock=site.clock)
    return access(roles=signed_in, people=listed)


def _prefetch(
    site: Site,
    agenda: Agenda | None,
    files: DeskFiles,
    errands: tuple[Errand, ...],
    sources: Sources,
    population: Population,
) -> Prefetch | None:
    if agenda is None:
        return None
    return Prefetch(
        KeptAgenda(agenda, files.store.cache, site.clock),
        errands,
        site.viewer,
        sources,
        named=population.person,
        is_open=lambda: files.store.is_open and not population.is_locked,
    )


def _tools(site: Site, world: World, files: DeskFiles, shared: VisitStore, written: Callable[[], None]) -> Tools:
    clock, viewer = site.clock, site.viewer
    return Tools(
        visits=Visits(
            file=files.store.outbox,
            outbox=files.outbox,
            kept=files.store.cache,
            shared=shared,
            clock=clock,
            viewer=viewer,
            written=written,
        ),
        drafts=FormDrafts(files.store.outbox, clock, viewer),
        press=world.press,
        guidance=world.guidance,
        viewer=viewer,
        municipality=site.municipality,
        today=lambda: danish_day(clock.now()),
    )


def _handbook(site: Site, world: World, resources: Path, errands: tuple[Errand, ...]) -> Handbook:
    return load_handbook(
        resources,
        errands=errands,
        notes=world.configure().guide.notes,
        book=site.rulebook(resources),
        municipality=site.municipality_code,
        today=danish_day(site.clock.now()),
    )


def _people(fjordby: Fjordby | None, resources: Path) -> tuple[TrainingPerson, ...]:
    if fjordby is None:
        return ()
    return load_people(resources / "training" / "people.toml", dict(fjordby.people()))
