"""The window's side of the PDF process: starts it when needed, times it, and replaces it when it dies."""

from __future__ import annotations

import contextlib
import logging
import subprocess
from collections.abc import Sequence
from threading import Event, Lock, Timer

from adapters.documents import child
from app.citizen.port import PageImage
from app.errors import UserError

_log = logging.getLogger(__name__)

_CODES = {
    child.UNREADABLE: "document-unreadable",
    child.ENCRYPTED: "document-encrypted",
    child.TOO_LARGE: "document-too-large",
}
_MAX_ANSWER = child.SIZE.size + 4 * (child.MAX_PIXELS + child.MAX_SIDE) * 2
_OUT_OF_PROCESSOR_TIME = -24  # SIGXCPU, on Linux and macOS alike


class ChildRenderer:
    """A `PageRenderer`. `argv` starts a process that runs `child.run` on its standard input and output.

    Calls wait for one another; each has `seconds` of wall clock, the start of the process included. UserError:
    document-unreadable, document-encrypted, document-too-large, document-timeout.
    """

    def __init__(self, argv: Sequence[str], *, seconds: float = 10.0) -> None:
        self._argv = tuple(argv)
        self._seconds = seconds
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._open: bytes | None = None
        self._count = 0
        self._closed = False

    def page_count(self, content: bytes) -> int:
        with self._turn:
            self._show(content)
            return self._count

    def render(self, content: bytes, page: int, width: int) -> PageImage:
        """Page `page` (from 0) drawn `width` pixels wide, narrower where a huge page would need too much memory."""
        if page < 0 or width < 1:
            raise UserError("document-unreadable", detail="no such page")
        with self._turn:
            self._show(content)
            answer = self._ask(child.RENDER, page=page, width=min(width, child.MAX_SIDE))
            drawn_width, height, stride = child.SIZE.unpack_from(answer)
            pixels = answer[child.SIZE.size :]
            if len(pixels) != stride * height or stride < 3 * drawn_width:
                raise self._end("document-unreadable", "a picture of the wrong size")
            return PageImage(width=drawn_width, height=height, stride=stride, pixels=pixels)

    def close(self) -> None:
        """End the process, also in the middle of a document. A later call raises UserError."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._turn:
            self._stop()

    def _show(self, content: bytes) -> None:
        """Have `content` open in the process; opening is skipped where it already is."""
        if self._open is not None and self._open == content and self._alive():
            return
        if len(content) > child.MAX_BYTES:
            raise UserError("document-too-large", detail="more bytes than are drawn")
        self._open = None
        (self._count,) = child.COUNT.unpack(self._ask(child.OPEN, content=content))
        self._open = content

    def _ask(self, operation: int, *, page: int = 0, width: int = 0, content: bytes = b"") -> bytes:
        process = self._started()
        late = Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = Timer(self._seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            status, answer = _exchange(process, child.REQUEST.pack(operation, page, width, len(content)), content)
        except (OSError, EOFError) as error:
            raise self._death(process, late=late.is_set()) from error
        finally:
            timer.cancel()
        if status != child.OK:
            raise UserError(_CODES.get(status, "document-unreadable"), detail="refused by the PDF process")
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise UserError("document-unreadable", detail="the renderer is closed")
        if self._process is None or not self._alive():
            self._stop()
            self._process = subprocess.Popen(  # noqa: S603 - this program itself, as main.py names it
                self._argv,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            if self._closed:  # `close` may have looked for it before it was there
                raise self._end("document-unreadable", "the renderer is closed")
        return self._process

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _death(self, process: subprocess.Popen[bytes], *, late: bool) -> UserError:
        process.kill()
        ended = process.wait()
        if late or ended == _OUT_OF_PROCESSOR_TIME:
            return self._end("document-timeout", "the PDF process ran out of time")
        return self._end("document-unreadable", f"the PDF process ended with {ended}")

    def _end(self, code: str, detail: str) -> UserError:
        _log.warning("%s; it starts anew with the next document", detail)
        self._stop()
        return UserError(code, detail=detail)

    def _stop(self) -> None:
        process, self._process, self._open = self._process, None, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was never read is flushed into a broken pipe
                    pipe.close()


def _exchange(process: subprocess.Popen[bytes], request: bytes, content: bytes) -> tuple[int, bytes]:
    """One request and its reply: (status, answer). EOFError when the process ends before it has answered."""
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        raise EOFError
    stdin.write(request)
    stdin.write(content)
    stdin.flush()
    head = stdout.read(child.REPLY.size)
    if len(head) < child.REPLY.size:
        raise EOFError
    status, length = child.REPLY.unpack(head)
    if length > _MAX_ANSWER:
        raise EOFError
    answer = stdout.read(length)
    if len(answer) < length:
        raise EOFError
    return status, answer
