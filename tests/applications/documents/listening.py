"""The press with an ear to it: its process, its limits and its layout, and what it reaches for meanwhile."""

import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from applications.confined import Confined
from applications.documents import typesetting
from applications.documents.press import MEMORY

OPEN = (
    "open:everything"  # among the images: a fetcher without a lock, to hear that there is something to hear
)
OUTSIDE = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")
LOCKED = typesetting.fetcher

asked: list[str] = []  # of the fetcher
reached: list[str] = []  # the network, other programs, and files that were opened


class ListeningPress(Confined):
    """Stands in for the press; keeps what it has heard."""

    def __init__(self, font_configuration: Path | None) -> None:
        fonts = {"FONTCONFIG_FILE": str(font_configuration)} if font_configuration else {}
        super().__init__(__name__, seconds=30, memory=MEMORY, environment=fonts)
        self.asked: list[str] = []
        self.reached: list[str] = []

    def pdf(
        self, source: str, stylesheets: tuple[str, ...], images: Mapping[str, bytes], tagged: bool = True
    ) -> bytes:
        """As the press does."""
        content, heard, outside = pickle.loads(self.made(source, stylesheets, dict(images), tagged))
        self.asked += heard
        self.reached += outside
        return bytes(content)

    def heard(self) -> tuple[list[str], list[str]]:
        """What the fetcher was asked for and what was reached for, since the last time."""
        found = self.asked, self.reached
        self.asked, self.reached = [], []
        return found


# --- in the process of its own ------------------------------------------------------------------


def load() -> None:
    """As the press begins, and from then on with an ear to it."""
    typesetting.load()
    typesetting.fetcher = _overheard
    sys.addaudithook(_note)


def make(source: str, stylesheets: tuple[str, ...], images: Mapping[str, bytes], tagged: bool) -> bytes:
    """The PDF, what the fetcher was asked for, and what was reached for."""
    asked.clear()
    reached.clear()
    content = typesetting.make(source, stylesheets, images, tagged)
    return pickle.dumps((content, list(asked), list(reached)))


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    """Nothing gets out of here: it is noted and ends there."""
    if event.startswith(OUTSIDE):
        reached.append(f"{event} {arguments}")
        raise ConnectionRefusedError(event)
    if event == "open":
        reached.append(str(arguments[0]))


def _overheard(images: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher() if OPEN in images else LOCKED(images)
    fetch = fetcher.fetch

    def listening(url: str, headers: Any = None) -> Any:
        asked.append(url)
        return fetch(url, headers)

    fetcher.fetch = listening
    return fetcher
