"""The fonts of printed documents: the everyday parts of Noto CJK and Fandol, cut out once, kept in var/fonts.

WeasyPrint reads and cuts the fonts of every file anew; a small font makes that several times quicker. The
cut fonts have names of their own; in the stylesheets (static/css/documents/fonts.css) the licensed fonts of
the office stand before them and the whole families behind, so that a character which is not in the cut comes
from there, one by one (生僻字不得印成方框). Whatever is wrong with a font, a document is printed without it.
"""

import atexit
import logging
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings

from applications.documents import licensed

log = logging.getLogger(__name__)

EDITION = 3  # another one when the cut changes; the old one may be thrown away
HEIGHT, DEPTH = 1151, 286  # of Noto Serif CJK, in thousandths
CONFIG = "fonts.conf"
OWN = "Zhicheng Own"  # a second name of every licensed font: characters of the office's own making (造字)
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
LATIN = {*range(0x21, 0x7F), *range(0xC0, 0x180)} - {0xD7, 0xF7}  # × and ÷ are no letters
# Nothing here is set vertically, and simplified Chinese in its own font needs no substitution.
UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG")
# Of the ninety Uyghur fonts the stylesheets name two; with the others every search would take longer.
# The salt is a new one when the licensed fonts change: fontconfig does not look again into the same file.
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{cuts}</dir>
<dir salt="{salt}">{own}</dir>
<match target="scan">
<test name="file" compare="contains"><string>{own}/</string></test>
<edit name="family" mode="append"><string>{name}</string></edit>
</match>
<selectfont>
<rejectfont><glob>*/fonts-ukij-uyghur/*</glob>{broken}</rejectfont>
<acceptfont><glob>*/fonts-ukij-uyghur/UKIJTuz*</glob></acceptfont>
</selectfont>
<cachedir>{cuts}/cache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Cut:
    """One font that is cut out of another. Without `latin` it leaves letters and digits to 宋, so that a
    word with accents is in one typeface.
    """

    source: str
    family: str
    style: str
    latin: bool = True

    @property
    def file(self) -> str:
        """The name of the file it is kept in."""
        return f"{self.family}-{self.style}.otf".replace(" ", "")


CUTS = (
    *(
        Cut(f"Noto {kind} CJK SC", f"Zhicheng {kind}", style)
        for kind in ("Serif", "Sans")
        for style in ("Regular", "Bold")
    ),
    Cut("FandolFang", "Zhicheng Fang", "Regular", latin=False),
    Cut("FandolKai", "Zhicheng Kai", "Regular", latin=False),
)


def configuration() -> Path | None:
    """The fontconfig file with the cut and the licensed fonts; None where it cannot be written."""
    try:
        cuts = prepare()
        return _written(cuts, _configured(cuts))
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("documents print from the fonts of the system: %s", error)
        return None


def prepare() -> Path:
    """Cut what has not been cut, and return the folder. Several processes may try at once: each file is
    whole or not there, and the same whoever wrote it.
    """
    kept = Path(settings.VAR).absolute() / "fonts" / str(EDITION)
    kept.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        if not (kept / cut.file).exists():
            _cut(cut, kept / cut.file)
    return kept


def not_cut() -> list[str]:
    """The families of which there is no cut: their source is not installed, or broken."""
    kept = prepare()
    return sorted({cut.source for cut in CUTS if not (kept / cut.file).exists()})


def characters() -> set[int]:
    """What everyday documents are written with: GB 2312, its 6,763 Han characters, and symbols."""
    return {ord(character) for character in _gb2312()} | {code for block in BLOCKS for code in block}


def _gb2312() -> Iterator[str]:
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            with suppress(UnicodeDecodeError):
                yield bytes([row, cell]).decode("gb2312")


def _cut(cut: Cut, file: Path) -> None:
    """Make one cut, unless its source is missing; one that cannot be read is as good as missing."""
    found = _installed(cut)
    if found is None:
        log.warning("%s %s is not installed: another font stands in for it", cut.source, cut.style)
        return
    try:
        font = _font(cut, *found)
    except Exception as error:
        log.warning("%s cannot be cut: %s", found[0], type(error).__name__)
        return
    _keep(file, font)


def _configured(cuts: Path) -> bytes:
    words = {
        "cuts": escape(str(cuts)),
        "own": escape(str(licensed.folder())),
        "name": OWN,
        "salt": f"{EDITION}-{licensed.state()}",
        "broken": "".join(f"<glob>{escape(str(path))}</glob>" for path in licensed.broken()),
    }
    return FONTS_CONF.format(**words).encode()


def _written(folder: Path, text: bytes) -> Path:
    """The configuration as a file; one for this process where nothing may be written but /tmp."""
    config = folder / CONFIG
    try:
        if not config.exists() or config.read_bytes() != text:
            _keep(config, text)
    except OSError:
        number, name = tempfile.mkstemp(prefix="zhicheng-fonts-", suffix=".conf")
        config = Path(name)
        atexit.register(config.unlink, missing_ok=True)
        with os.fdopen(number, "wb") as out:
            out.write(text)
    return config


def _keep(file: Path, content: bytes) -> None:
    """Put a file in its place at once. The dot hides the unfinished one from fontconfig."""
    number, unfinished = tempfile.mkstemp(dir=file.parent, prefix=".unfinished-")
    try:
        with os.fdopen(number, "wb") as out:
            out.write(content)
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(file)
    finally:
        Path(unfinished).unlink(missing_ok=True)


def _font(cut: Cut, path: str, index: int) -> bytes:
    import uharfbuzz  # slow import

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters() if cut.latin else characters() - LATIN)
    wanted.drop_table_tag_set.update(int.from_bytes(table.encode(), "big") for table in UNUSED_TABLES)
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)
    return _finished(uharfbuzz.subset(face, wanted).blob.data, cut)


def _installed(cut: Cut) -> tuple[str, int] | None:
    """The file that holds the source, and its place in the file; None where it is not installed."""
    pattern = f"{cut.source}:style={cut.style}"
    answer = subprocess.run(  # noqa: S603
        ["fc-match", "--format=%{family}|%{style}|%{index}|%{file}", pattern],  # noqa: S607
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    family, style, index, path = answer.split("|", 3)
    is_it = cut.source in family.split(",") and cut.style in style.split(",")
    return (path, int(index)) if is_it else None


def _finished(font: bytes, cut: Cut) -> bytes:
    from fontTools.ttLib import TTFont  # slow import

    names = {1: cut.family, 4: f"{cut.family} {cut.style}", 6: cut.file.removesuffix(".otf"), 16: cut.family}
    out = BytesIO()
    with TTFont(BytesIO(font), lazy=True, recalcTimestamp=False) as changed:
        for record in changed["name"].names:
            record.string = names.get(record.nameID, record.toUnicode())
        if not cut.latin:
            _stand_as_high_as_song(changed)
        changed.save(out)
    return out.getvalue()


def _stand_as_high_as_song(font: Any) -> None:
    """A line in which letters of 宋 stand between characters of another hand is no higher than the others."""
    lines, windows = font["hhea"], font["OS/2"]
    lines.ascent, lines.descent, lines.lineGap = HEIGHT, -DEPTH, 0
    windows.usWinAscent, windows.usWinDescent = HEIGHT, DEPTH
