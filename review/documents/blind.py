"""盲评材料 to be printed, and in one file for experts who read where there is no network.

Both hold what a BlindDossier names, and its blind copies, and nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from zipstream import ZipStream

from applications.models import BlindCopy
from review.selectors.blind import BlindDossier, BlindPicture

TEMPLATE = "expert/print.html"
PAGE, STYLE = "盲评材料.html", "blind.css"


def sheet(blind: BlindDossier, *, style: str, address: Callable[[BlindPicture], str]) -> dict[str, Any]:
    """What the template for printing needs; `style` and `address` say where the style and a picture are."""
    sections = [(section, [(one, address(one)) for one in section.pictures]) for section in blind.sections]
    return {"blind": blind, "style": style, "sections": sections}


def archive(blind: BlindDossier, copies: Mapping[int, BlindCopy]) -> ZipStream:
    """A ZIP with the page and its pictures, made while it is sent; `len()` of it is known before.

    `copies` are those of the pictures that are ready, by number. Raises FileNotFoundError where the storage
    has lost one.
    """
    zipped = ZipStream(sized=True)
    zipped.add(render_to_string(TEMPLATE, sheet(blind, style=STYLE, address=_file_name)), PAGE)
    zipped.add(Path(str(finders.find(f"css/{STYLE}"))).read_bytes(), STYLE)
    for picture in blind.pictures:
        if picture.ready:
            key = copies[picture.number].file
            zipped.add(_chunks(key), _file_name(picture), size=default_storage.size(key))
    return zipped


def _file_name(picture: BlindPicture) -> str:
    return f"{picture.name}.jpg"


def _chunks(key: str) -> Iterator[bytes]:
    with default_storage.open(key) as file:
        yield from file.chunks()
