"""The six registers and their control, on loopback ports of their own."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final

from adapters.archive import simulator as archive
from adapters.registers.address import simulator as address
from adapters.registers.bbr import simulator as bbr
from adapters.registers.benefits import simulator as benefits
from adapters.registers.cpr import simulator as cpr
from adapters.registers.eindkomst import simulator as eindkomst
from adapters.simulator.certificates import server_context
from adapters.simulator.control import Control
from adapters.simulator.faults import Fault, Setting, Switch
from adapters.simulator.loopback import Exchange, LoopbackServer
from adapters.simulator.town import Town
from adapters.training.municipality import Municipality
from adapters.training.wire import Response, Simulator

SIMULATORS: Final[Mapping[str, Simulator]] = MappingProxyType(
    {"cpr": cpr, "eindkomst": eindkomst, "bbr": bbr, "address": address, "benefits": benefits, "archive": archive}
)
"""By the words of `app.citizen.port.RegisterKey`."""

PATHS: Final = {
    "cpr": "/service/CPR/PersonBaseDataExtended/5",
    "eindkomst": "/service/SKAT/EIndkomst/4",
    "benefits": "/ydelselistehent/2",
    "benefits_udk": "/ydelselistehentudk/1",
}
"""A service at one address; the other registers have their paths below theirs."""


def serve(town: Municipality | Callable[[], Municipality], *, tls: Path | None = None) -> Servers:
    """They listen at once; a function that makes the municipality is called on a thread, and requests wait for it.

    `tls` is a folder for throw-away certificates (see `certificates`); the registers then ask for the client's.
    """
    context = None if tls is None else server_context(tls)
    return Servers(Town(town), context)


class Servers:
    """`urls` by register, and "benefits_udk" and "control"."""

    def __init__(self, town: Town, tls: ssl.SSLContext | None) -> None:
        self._town = town
        self._lock = threading.Lock()
        self._registers = {key: _Register(key, simulator, town, tls) for key, simulator in SIMULATORS.items()}
        self._control = LoopbackServer(Control(self, town).handle)
        ports = {key: register.server.url for key, register in self._registers.items()}
        ports["benefits_udk"] = ports["benefits"]
        self.urls = {key: url + PATHS.get(key, "") for key, url in ports.items()} | {"control": self._control.url}

    def __enter__(self) -> Servers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def set(self, register: str, fault: str, delay: float = 0.0) -> None:
        """In force for the next request when this returns; those who waited under the old setting are released.

        KeyError for no register; ValueError for no fault of `faults.Fault` or no delay.
        """
        setting = Setting(Fault(fault), delay)
        with self._lock:
            self._registers[register].set(setting)

    def settings(self) -> dict[str, Setting]:
        return {key: register.switch.setting for key, register in self._registers.items()}

    def close(self) -> None:
        """Ends every connection and thread; may be called again."""
        servers = (self._control, *(register.server for register in self._registers.values()))
        self._town.release()
        with self._lock:
            for server in servers:
                server.stop()
            for register in self._registers.values():
                register.switch.set(Setting())
        for server in servers:
            server.join()
        self._town.close()


class _Register:
    """One server, the simulator that answers there, and what it is made to do instead."""

    def __init__(self, key: str, simulator: Simulator, town: Town, tls: ssl.SSLContext | None) -> None:
        self._simulator = simulator
        self._town = town
        self._paths = [path for name, path in PATHS.items() if name.partition("_")[0] == key]
        self.switch = Switch()
        self.server = LoopbackServer(self._handle, tls=tls)

    def set(self, setting: Setting) -> None:
        if setting.fault is Fault.REFUSED:
            self.server.refuse()
        self.switch.set(setting)
        if setting.fault is not Fault.REFUSED:
            self.server.listen()

    def _handle(self, exchange: Exchange) -> None:
        """A request lives under the setting that it met; released from waiting it gets the right answer."""
        setting, released = self.switch.meet()
        match setting.fault:
            case Fault.REFUSED:
                exchange.hang_up()
                return
            case Fault.UNAVAILABLE:
                exchange.reply(Response(503, "text/plain", b"Service Unavailable"))
                return
            case Fault.TIMEOUT:
                released.wait()
            case Fault.DELAY:
                released.wait(setting.delay)
        response = self._response(exchange, setting.fault)
        match setting.fault:
            case Fault.MALFORMED:
                exchange.reply(replace(response, body=_broken(response.body)))
            case Fault.HALF:
                exchange.reply_half(response)
            case _:
                exchange.reply(response)

    def _response(self, exchange: Exchange, fault: Fault) -> Response:
        town = self._town.get()
        if self._paths and exchange.asked.path.rstrip("/") not in self._paths:
            return Response(404, "text/plain", b"Not Found")
        if fault is Fault.DENIED:
            return self._simulator.deny(exchange.asked, town)
        if fault is Fault.WRONG_PERSON:
            return self._simulator.impersonate(exchange.asked, town)
        return self._simulator.respond(exchange.asked, town)


def _broken(body: bytes) -> bytes:
    """Cut in the middle of a tag, or of an object that is never closed."""
    middle = len(body) // 2
    tag = body.find(b"<", middle)
    return body[: tag + 2 if tag >= 0 else middle] or b"<"
