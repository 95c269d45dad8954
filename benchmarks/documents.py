"""The official form: processor milliseconds a page, laid out, bound and stamped, with a warm press.

Beside it, in turn: as many pages with one line each, laid out by the same press. The neighbours of this
machine slow both down alike, so their ratio holds where the milliseconds do not.
"""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from applications.documents import render
from applications.documents.catalogue import Printable, form_content
from applications.documents.sealing import sealed
from applications.documents.sources import source_for
from applications.models import Application
from applications.models.printout_kinds import PrintoutKind

ROUNDS = 10
GOAL, STAMPED = 26, 20  # milliseconds a page, and a form that was laid out; on the machine of the goals
TICK = 1000 / os.sysconf("SC_CLK_TCK")


def report_documents() -> None:
    """Print the figures of the 评审表."""
    application = Application.objects.filter(frozen__isnull=False).first()
    assert application is not None
    kind = PrintoutKind.EVALUATION_FORM
    content = form_content(kind, source_for(application, draft=False), accepted_on="2024年10月8日")
    printable = Printable(kind, content, ("某评审委员会 2024",))

    def anew() -> None:
        render.kept = render.Kept()
        printable.made("BENCH234")

    first = _spent(anew)
    _, pages = printable.made("BENCH234")
    lines = "".join(f"<p style='break-before: page'>第 {page} 页</p>" for page in range(pages))
    plain = f"<html lang='zh-CN'><body>{lines}</body></html>"
    rounds = [(_spent(anew), _spent(lambda: render.press().pdf(plain, (), {}, False))) for _ in range(ROUNDS)]
    form, empty = (statistics.median(each[side] for each in rounds) for side in (0, 1))
    print(
        f"evaluation form: {pages} pages, {form:.0f} ms, {form / pages:.1f} ms a page (goal {GOAL}); "
        f"pages with one line {empty / pages:.1f} ms each, ratio {form / empty:.1f}; first {first:.0f} ms"
    )
    codes = [f"BENCH{number}" for number in range(234, 264)]

    def again() -> None:
        sealed(printable.made(codes.pop())[0])

    spent = statistics.median(_spent(again) for _ in codes[:])
    size = len(sealed(printable.made("BENCH234")[0])) / 1000
    print(f"the same, laid out before: {spent:.1f} ms stamped and sealed (goal {STAMPED}); {size:.0f} kB")


def _spent(work: Callable[[], object]) -> float:
    """What a piece of work costs this process and the press."""
    before = time.process_time() * 1000 + _press()
    work()
    return time.process_time() * 1000 + _press() - before


def _press() -> float:
    number = render.press().number
    if number is None:
        return 0.0
    fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK
