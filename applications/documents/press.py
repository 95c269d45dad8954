"""印刷机：documents are laid out in a process of their own; it stays, with its fonts and stylesheets warm."""

from collections.abc import Mapping
from pathlib import Path

from applications.confined import Confined, Failed, TooMuch

PROCESSOR_SECONDS = 40  # one document; one of ten pages takes half of one, the fullest dossier fifteen
MEMORY = 2**30


# What can go wrong at the press goes wrong in its process.
PressFailed, DocumentTooLarge = Failed, TooMuch


class Press(Confined):
    """The side of the press that takes orders. One at a time: Pango belongs to one thread."""

    def __init__(
        self,
        font_configuration: Path | None = None,
        *,
        seconds: int = PROCESSOR_SECONDS,
        memory: int = MEMORY,
    ) -> None:
        fonts = {"FONTCONFIG_FILE": str(font_configuration)} if font_configuration else {}
        super().__init__(
            "applications.documents.typesetting", seconds=seconds, memory=memory, environment=fonts
        )

    def pdf(
        self, source: str, stylesheets: tuple[str, ...], images: Mapping[str, bytes], tagged: bool = True
    ) -> bytes:
        """`source` as a PDF, or PressFailed. What is not `tagged` is to be stamped on pages of others."""
        return self.made(source, stylesheets, dict(images), tagged)
