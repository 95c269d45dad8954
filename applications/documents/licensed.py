"""有授权的字体：what the office has put into its folder of fonts (settings.FONTS_FOLDER)."""

import hashlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

log = logging.getLogger(__name__)

SUFFIXES = {".ttf", ".otf", ".ttc"}


def folder() -> Path:
    """Where licensed fonts are put; it need not be there."""
    return Path(settings.FONTS_FOLDER).absolute()


def state() -> str:
    """Another word whenever a font comes, goes or changes."""
    facts = [(str(path), found.st_size, found.st_mtime_ns) for path, found in _stored()]
    return hashlib.sha256(repr(sorted(facts)).encode()).hexdigest()[:12]


def broken() -> list[Path]:
    """The fonts that end before their tables do, as a copy does that was broken off, or are none.

    Fontconfig goes by the beginning of a file, and the renderer prints blanks for what has been lost.
    """
    return sorted(path for path, found in _stored() if not _is_whole(path, found.st_size))


def _stored() -> Iterator[tuple[Path, os.stat_result]]:
    """The files of the folder, however deep, that call themselves fonts."""
    try:
        paths = [path for path in folder().rglob("*") if path.suffix.lower() in SUFFIXES]
        yield from [(path, path.stat()) for path in paths]
    except OSError as error:
        log.warning("the folder of licensed fonts cannot be read: %s", error)


def _is_whole(path: Path, size: int) -> bool:
    try:
        with path.open("rb") as file:
            return _end(file) <= size
    except Exception as error:  # whatever a stranger's file brings about
        log.warning("%s is no font: %s", path.name, type(error).__name__)
        return False


def _end(file: BinaryIO) -> int:
    """The byte behind the last table of all the fonts in a file."""
    from fontTools.ttLib import TTFont  # slow import

    reader = TTFont(file, fontNumber=0, lazy=True).reader
    tables = list(reader.tables.values())
    for number in range(1, getattr(reader, "numFonts", 1)):
        tables += TTFont(file, fontNumber=number, lazy=True).reader.tables.values()
    return max(table.offset + table.length for table in tables)
