"""The fonts of printed documents: the everyday part of Noto CJK, cut out once and kept under var/fonts.

WeasyPrint reads and cuts the fonts of every file anew; a small font makes that several times quicker. The
cut fonts have names of their own and stand first in the stylesheets; the whole Noto families stand behind
them, so that a character which is not in the cut comes from there, one by one (生僻字不得印成方框).
"""

import logging
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)

EDITION = 1  # another one when the cut changes; the old one may be thrown away
CONFIG = "fonts.conf"
# Latin, punctuation, arrows, mathematics, numbers in circles, lines and boxes, CJK punctuation, full width.
BLOCKS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20C0),
    range(0x2100, 0x2670),
    range(0x3000, 0x3040),
    range(0x3220, 0x32B0),
    range(0x3300, 0x3400),
    range(0xFF00, 0xFFF0),
)
# Nothing here is set vertically, and simplified Chinese in its own font needs no substitution.
UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG")
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir prefix="relative">.</dir>
<cachedir prefix="relative">cache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Cut:
    """One font that is cut out of another."""

    source: str
    family: str
    style: str

    @property
    def file(self) -> str:
        """The name of the file it is kept in."""
        return f"{self.family}-{self.style}.otf".replace(" ", "")


CUTS = tuple(
    Cut(f"Noto {kind} CJK SC", f"Zhicheng {kind}", style)
    for kind in ("Serif", "Sans")
    for style in ("Regular", "Bold")
)


class NoSource(RuntimeError):
    """The font that was to be cut is not installed."""


def configuration() -> Path | None:
    """The fontconfig file that adds the cut fonts; None where they cannot be made, and whole ones must do."""
    try:
        return prepare() / CONFIG
    except (OSError, NoSource, subprocess.SubprocessError) as error:
        log.warning("documents print from whole fonts, slowly: %s", error)
        return None


def prepare() -> Path:
    """Cut the fonts unless it has been done. Two processes may try at once: one result is kept, whole."""
    kept = Path(settings.VAR).absolute() / "fonts" / str(EDITION)
    if kept.is_dir():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=kept.parent, prefix="unfinished-"))
    try:
        for cut in CUTS:
            (made / cut.file).write_bytes(_font(cut))
        (made / CONFIG).write_text(FONTS_CONF, encoding="utf-8")
        made.chmod(0o755)
        with suppress(OSError):  # somebody else was quicker
            made.rename(kept)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    if not kept.is_dir():
        raise NotADirectoryError(kept)
    return kept


def characters() -> set[int]:
    """What everyday documents are written with: GB 2312, its 6,763 Han characters, and symbols."""
    return {ord(character) for character in _gb2312()} | {code for block in BLOCKS for code in block}


def _gb2312() -> Iterator[str]:
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            with suppress(UnicodeDecodeError):
                yield bytes([row, cell]).decode("gb2312")


def _font(cut: Cut) -> bytes:
    import uharfbuzz  # slow import

    path, index = _installed(cut)
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters())
    wanted.drop_table_tag_set.update(int.from_bytes(table.encode(), "big") for table in UNUSED_TABLES)
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)
    return _renamed(uharfbuzz.subset(face, wanted).blob.data, cut)


def _installed(cut: Cut) -> tuple[str, int]:
    """The file that holds the source, and its place in the file."""
    pattern = f"{cut.source}:style={cut.style}"
    answer = subprocess.run(  # noqa: S603
        ["fc-match", "--format=%{family}|%{style}|%{index}|%{file}", pattern],  # noqa: S607
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    family, style, index, path = answer.split("|", 3)
    if cut.source not in family.split(",") or cut.style not in style.split(","):
        raise NoSource(pattern)
    return path, int(index)


def _renamed(font: bytes, cut: Cut) -> bytes:
    from fontTools.ttLib import TTFont  # slow import

    names = {1: cut.family, 4: f"{cut.family} {cut.style}", 6: cut.file.removesuffix(".otf"), 16: cut.family}
    out = BytesIO()
    with TTFont(BytesIO(font), lazy=True, recalcTimestamp=False) as changed:
        for record in changed["name"].names:
            record.string = names.get(record.nameID, record.toUnicode())
        changed.save(out)
    return out.getvalue()
