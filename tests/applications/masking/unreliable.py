"""A reading side that does what it is told: for tests of what happens when it fails."""

import json
import os
import signal
from itertools import count

PAGE = {
    "width": 1000,
    "height": 1000,
    "lines": [
        {
            "text": ["张", "三"],
            "scores": [1.0, 0.9],
            "others": ["", "二"],
            "boxes": [[100, 100, 140, 140], [140, 100, 180, 140]],
            "layer": 0,
        }
    ],
    "photos": [{"box": [700, 100, 900, 350], "sure": True}],
}


class NotAPicture(ValueError):
    """As the real one says it."""


def load() -> None:
    """There is nothing to read before."""


def make(picture: bytes, photos: bool) -> bytes:
    """Die, eat, go on for ever, or answer."""
    if picture == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if picture == b"eat":
        bytearray(2**40)
    if picture == b"for ever":
        for _ in count():
            pass
    if picture != b"page":
        raise NotAPicture
    return json.dumps(PAGE if photos else PAGE | {"photos": []}).encode()
