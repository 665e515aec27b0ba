"""The process that reads foreign PDFs: no Qt, no network, no file written, little memory and little time.

It is spoken to over its standard input and output. A request is `REQUEST` (operation, page, width, length) and, to
open, that many bytes of PDF; a reply is `REPLY` (status, length) and that many bytes: for OPEN `COUNT`, for RENDER
`SIZE` (width, height, stride) and the BGR rows. It ends when its input closes. One document is open at a time, and
nothing but its pixels leaves here: no text, no links, no attachments, no scripts (this PDFium has no engine for them).
"""

from __future__ import annotations

import contextlib
import math
import struct
import sys
from typing import Any, BinaryIO

REQUEST = struct.Struct(">BIII")
REPLY = struct.Struct(">BI")
COUNT = struct.Struct(">I")
SIZE = struct.Struct(">III")

OPEN, RENDER = 1, 2
OK, UNREADABLE, ENCRYPTED, TOO_LARGE = 0, 1, 2, 3

MAX_BYTES = 25_000_000
MAX_PAGES = 5_000
MAX_SIDE = 10_000
MAX_PIXELS = 16_000_000

_MEMORY = 1 << 30
_CPU_SECONDS = 5
_OPEN_FILES = 32
_NEEDS_A_PASSWORD = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


class _RefusedError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def run(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Answer requests until `stdin` closes. Both are binary; nothing else may write to `stdout`."""
    import pypdfium2

    _limit_process()
    document: Any = None
    while header := stdin.read(REQUEST.size):
        operation, page, width, length = REQUEST.unpack(header)
        content = stdin.read(length)
        _renew_time()
        try:
            if operation == OPEN:
                if document is not None:
                    document.close()
                    document = None
                document = _open(content)
                answer = COUNT.pack(len(document))
            else:
                answer = _render(document, page, width)
            status = OK
        except _RefusedError as refused:
            status, answer = refused.status, b""
        except MemoryError:
            status, answer = TOO_LARGE, b""
        except (pypdfium2.PdfiumError, AssertionError, ValueError, OverflowError, IndexError):
            status, answer = UNREADABLE, b""
        stdout.write(REPLY.pack(status, len(answer)))
        stdout.write(answer)
        stdout.flush()


def _open(content: bytes) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    if len(content) > MAX_BYTES:
        raise _RefusedError(TOO_LARGE)
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        raise _RefusedError(ENCRYPTED if error.err_code in _NEEDS_A_PASSWORD else UNREADABLE) from error
    if len(document) > MAX_PAGES:
        document.close()
        raise _RefusedError(TOO_LARGE)
    document.init_forms()  # what somebody filled in is drawn only then
    return document


def _render(document: Any, number: int, width: int) -> bytes:
    if document is None or number >= len(document):
        raise _RefusedError(UNREADABLE)
    page = document[number]
    try:
        page_width, page_height = page.get_size()
        bitmap = page.render(scale=_scale(page_width, page_height, width))
        try:
            return SIZE.pack(bitmap.width, bitmap.height, bitmap.stride) + bytes(bitmap.buffer)
        finally:
            bitmap.close()
    finally:
        page.close()


def _scale(page_width: float, page_height: float, width: int) -> float:
    """The scale for `width` pixels, smaller where the picture would grow beyond the limits."""
    if not (0 < page_width < math.inf and 0 < page_height < math.inf):
        raise _RefusedError(UNREADABLE)
    return min(
        max(width, 1) / page_width,
        MAX_SIDE / max(page_width, page_height),
        math.sqrt(MAX_PIXELS / (page_width * page_height)),
    )


if sys.platform == "win32":

    def _limit_process() -> None:
        """Nothing yet: here a job object would set the limits (untried). The parent's clock guards alone."""

    def _renew_time() -> None:
        """No limit was set that could be renewed."""

else:
    import resource

    def _limit_process() -> None:
        for what, most in (
            (resource.RLIMIT_AS, _MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, _OPEN_FILES),
        ):
            # macOS refuses some of these for a process that has already mapped more
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))

    def _renew_time() -> None:
        """Give each request its own seconds: the limit counts all the processor time the process ever used."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = math.ceil(used.ru_utime + used.ru_stime) + _CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
