"""病毒查杀：clamd is asked about everything that comes in. Whatever goes wrong, nothing counts as clean.

The protocol is one command with three answers; the library that speaks it has not been kept since 2014.
"""

import logging
import socket
import time

from django.conf import settings

from applications.images import NotAScan

log = logging.getLogger(__name__)

INFECTED = "含有病毒，已拒收。请先在电脑上查杀病毒，再重新扫描上传。"
CHUNK = 2**17
LONGEST_REPLY = 2**12
SILENCE = 30  # seconds in which one that did not answer is not asked again, so that nobody waits twice
_silent_until = 0.0


class Infected(NotAScan):
    """The scanner has found something."""


class NoAnswer(Exception):
    """The scanner is not there, too slow, or says what it should not."""


def cleared(data: bytes) -> bool:
    """True where nothing was found, or where no scanner is configured; False where it gave no verdict.

    Raises Infected.
    """
    global _silent_until
    if not settings.CLAMD:
        return True
    if is_silent():
        return False
    try:
        reply = _asked(data)
    except (OSError, ValueError, NoAnswer) as problem:
        log.warning("the virus scanner does not answer: %s", type(problem).__name__)
        _silent_until = time.monotonic() + SILENCE
        return False
    if reply.endswith(" FOUND"):
        raise Infected(INFECTED)
    if reply != "stream: OK":
        log.warning("the virus scanner could not look: %s", reply[:80])
    return reply == "stream: OK"


def is_silent() -> bool:
    """True for a while after the scanner did not answer."""
    return time.monotonic() < _silent_until


def _asked(data: bytes) -> str:
    """clamd's reply to INSTREAM, within the seconds that it has."""
    until = time.monotonic() + settings.CLAMD_SECONDS
    with _connected(settings.CLAMD) as line:
        _send(line, b"zINSTREAM\0", until)
        for start in range(0, len(data), CHUNK):
            chunk = data[start : start + CHUNK]
            _send(line, len(chunk).to_bytes(4, "big") + chunk, until)
        _send(line, bytes(4), until)
        reply = b""
        while not reply.endswith(b"\0"):
            line.settimeout(_left(until))
            more = line.recv(LONGEST_REPLY)
            reply += more
            if not more or len(reply) > LONGEST_REPLY:
                raise NoAnswer("cut off")
    return reply[:-1].decode("utf-8", "replace")


def _connected(address: str) -> socket.socket:
    """By the path of a socket, or by host and port."""
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=settings.CLAMD_SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(settings.CLAMD_SECONDS)
    try:
        line.connect(address)
    except BaseException:
        line.close()
        raise
    return line


def _send(line: socket.socket, data: bytes, until: float) -> None:
    line.settimeout(_left(until))
    line.sendall(data)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise NoAnswer("too slow")
    return left
