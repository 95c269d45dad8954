"""A virus scanner on the loopback that speaks clamd's INSTREAM, and misbehaves as it is told."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd:
    """Finds EICAR and nothing else; `reply` replaces the verdict, None says nothing at all."""

    def __init__(self) -> None:
        self.reply: bytes | None = b""
        self.asked: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._server.getsockname()[1]}"
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Nobody listens any more."""
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for line in self._open:
            line.close()
        self._thread.join(5)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._server.accept()
                self._open.append(line)
                self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        with line.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            data = b""
            while length := int.from_bytes(said.read(4), "big"):
                data += said.read(length)
        self.asked.append(data)
        if self.reply is None:
            return  # and the line stays open
        verdict = b"stream: Eicar-Test-Signature FOUND" if EICAR in data else b"stream: OK"
        line.sendall((self.reply or verdict) + b"\0")
        line.close()


@contextmanager
def listening() -> Iterator[FakeClamd]:
    """One that is there for a while."""
    clamd = FakeClamd()
    try:
        yield clamd
    finally:
        clamd.stop()
