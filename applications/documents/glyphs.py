"""缺字：characters that no installed font has. They are told, and print as 〓, never as an empty box.

Most of them are of private use (造字): names typed on old systems into code points that mean something else,
or nothing, everywhere else. A font may have a picture of its own there, so only the office's fonts count.
"""

import logging
import os
import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from applications.documents import fonts

log = logging.getLogger(__name__)

STAND_IN = "〓"  # the printers' mark for a missing sort
PRIVATE_USE = "Co"
# Nothing is drawn for these: controls, joiners and marks of direction, separators, and what is no character.
# Variation selectors are among the marks that change another character (Mn), and are ranges of their own.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
DRAWN = ("TrueType", "CFF")  # the renderer takes no others
LISTED = ["fc-list", "--format=%{fontformat}|%{family}|%{charset}\n"]

Spans = tuple[tuple[int, int], ...]  # first and last code points, in order, apart from each other


def missing(text: str) -> str:
    """The characters of `text`, sorted, that no font has; none where the fonts cannot be asked."""
    everything, own = _charsets()
    if not everything:
        return ""
    seen = (character for character in sorted(set(text)) if _is_seen(character))
    return "".join(
        character
        for character in seen
        if not _holds(own if unicodedata.category(character) == PRIVATE_USE else everything, ord(character))
    )


def substituted(text: str, missing: str) -> str:
    """`text` (also HTML) with 〓 for each of the missing characters."""
    return text.translate(dict.fromkeys(map(ord, missing), STAND_IN)) if missing else text


@cache
def _charsets() -> tuple[Spans, Spans]:
    """What all fonts of the configuration have together, and what the office's own have; read once."""
    config = fonts.configuration()
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)} if config else None
    try:
        answer = subprocess.run(  # noqa: S603
            LISTED, env=environment, capture_output=True, text=True, timeout=60, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("it is not known which characters the fonts have: %s", error)
        return (), ()
    lines = [line.split("|") for line in answer.splitlines()]
    drawn = [(family.split(","), charset) for format_, family, charset in lines if format_ in DRAWN]
    everything = _joined(charset for _, charset in drawn)
    return everything, _joined(charset for names, charset in drawn if fonts.OWN in names)


def _span(part: str) -> tuple[int, int]:
    """4e00-9fa5, or 3007 alone."""
    first, _, last = part.partition("-")
    return int(first, 16), int(last or first, 16)


def _joined(charsets: Iterable[str]) -> Spans:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(_span(part) for charset in charsets for part in charset.split()):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return tuple(joined)


def _holds(spans: Spans, code: int) -> bool:
    place = bisect_right(spans, (code, 0x110000))
    return place > 0 and spans[place - 1][1] >= code


def _is_seen(character: str) -> bool:
    code = ord(character)
    return unicodedata.category(character) not in UNSEEN and not any(code in span for span in SELECTORS)
