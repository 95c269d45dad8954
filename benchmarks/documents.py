"""Documents: processor milliseconds of this process and the press together, warm.

Beside the form, in turn: as many pages with one line each, laid out by the same press, and the same content
in typst. The neighbours of this machine slow all of them down alike, so the ratios hold where the
milliseconds do not.
"""

import io
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from applications.documents import binding, render
from applications.documents.catalogue import Printable, form_content
from applications.documents.sealing import sealed
from applications.documents.sources import source_for
from applications.models import Application
from applications.models.printout_kinds import PrintoutKind
from benchmarks.typst import Typst
from tests import crowded
from tests.applications.pictures import page, saved

ROUNDS = 10
TABLES = "training", "employment", "works_before", "works_since", "publications", "exams"
TICK = 1000 / os.sysconf("SC_CLK_TCK")
PORTRAIT = 413, 579  # pixels: 35 × 49 mm at 300 dpi, as scans.prepare leaves it
PEOPLE = 100
ROWS = 60
# On the machine of the goals: milliseconds a page, for a form that was laid out and for the fullest one.
GOAL, STAMPED, FULLEST = 26, 20, 5000
SIZE, MEMORY, BATCH = 400, 400, 1.1  # kB of a form, MB of the press, times the single ones

codes = (f"BE{number:06}" for number in count(100000))


def report_documents() -> bool:
    """Print the figures of the 评审表; false where what holds on any machine does not."""
    application = Application.objects.filter(frozen__isnull=False).first()
    assert application is not None
    kind = PrintoutKind.EVALUATION_FORM
    content = form_content(kind, source_for(application, draft=False), accepted_on="2024年10月8日")
    form = Printable(kind, content, ("某评审委员会 2024",))
    portrait = saved(page(size=PORTRAIT))
    _form(form, portrait)
    _distance(form)
    met = _batch(form, portrait)
    _fullest()
    return met


def _form(form: Printable, portrait: bytes) -> None:
    anew = partial(_made_anew, form, portrait)
    first = _spent(anew)
    whole, pages = form.made(next(codes), portrait=portrait)
    lines = "".join(f"<p style='break-before: page'>第 {number} 页</p>" for number in range(pages))
    plain = f"<html lang='zh-CN'><body>{lines}</body></html>"
    own, empty = _medians(anew, lambda: render.press().pdf(plain, (), {}, False))
    (again,) = _medians(lambda: sealed(form.made(next(codes), portrait=portrait)[0]))
    print(
        f"evaluation form: {pages} pages, {own:.0f} ms, {own / pages:.1f} ms a page (goal {GOAL}); "
        f"pages with one line {empty / pages:.1f} ms each, ratio {own / empty:.1f}; first {first:.0f} ms\n"
        f"the same, laid out before: {again:.1f} ms stamped and sealed (goal {STAMPED}); "
        f"{len(sealed(whole)) / 1000:.0f} kB (goal {SIZE})"
    )


def _distance(form: Printable) -> None:
    """How far it is to a layout that is compiled, and what brings it nearer."""
    compiler, parts = Typst(), form.filled()
    names = (f"第{number}人" for number in count())

    def other(text: str) -> str:
        return text.replace(form.content["cover"]["name"], next(names))

    whole = form.html().replace(parts.own, parts.own + parts.fixed)
    ways: dict[str, Callable[[], object]] = {
        "typst": lambda: compiler.pdf(other(parts.own + parts.fixed)),
        "every page laid out": lambda: render.press().pdf(other(whole), render.stylesheets(), {}, True),
        "everybody's pages kept": lambda: _made_anew(form, None),
        "all pages kept": lambda: form.made(next(codes)),
    }
    spent = _medians(*ways.values())
    pages = form.made(next(codes))[1]
    told = (f"{name} {each / pages:.1f} ms a page" for name, each in zip(ways, spent, strict=True))
    print(f"as near as to {', '.join(told)}; without stamping in the first two")


def _batch(form: Printable, portrait: bytes) -> bool:
    """A hundred people's forms one by one, and what it takes to bind them besides."""
    before = _now()
    files = [sealed(_made_anew(one, portrait)) for one in _people(form)]
    singles = _now() - before
    parts = [binding.Part(f"{number}", partial(io.BytesIO, file)) for number, file in enumerate(files)]
    before, book = _now(), io.BytesIO()
    binding.bind(parts, book, title="批量打印", duplex=True)
    whole = sealed(book.getvalue())
    ratio = 1 + (_now() - before) / singles
    print(
        f"batch of {PEOPLE}: {ratio:.2f} times the single ones (goal {BATCH}); "
        f"{len(whole) / 1e6:.1f} MB of {sum(map(len, files)) / 1e6:.1f}"
    )
    return ratio <= BATCH


def _people(form: Printable) -> Iterator[Printable]:
    """As many forms in which every page of a person is another."""
    name = form.content["cover"]["name"]
    words = json.dumps(form.content, ensure_ascii=False)
    for number in range(PEOPLE):
        of_one = json.loads(words.replace(name, f"第{number}人"))
        rows = {
            key: [[row[0], *(f"{cell}{number}" for cell in row[1:])] for row in of_one[key]] for key in TABLES
        }
        yield replace(form, content={**of_one, **rows, "appraisals": f"{number}年 合格"})


def _fullest() -> None:
    """Every section with sixty rows, every text as long as it may be."""
    application = crowded.fill(crowded.draft_at_the_library(), ROWS)
    kind = PrintoutKind.EVALUATION_FORM
    content = form_content(kind, source_for(application, draft=True), accepted_on="2024年10月8日")
    form = Printable(kind, content, ("某评审委员会 2024",))
    spent = _spent(lambda: _made_anew(form, None))
    pages = form.made(next(codes))[1]
    print(
        f"the fullest form: {pages} pages, {spent / 1000:.1f} s, {spent / pages:.1f} ms a page "
        f"(goal {FULLEST / 1000:.0f} s); press {_peak():.0f} MB at most (goal {MEMORY})"
    )


def _made_anew(form: Printable, portrait: bytes | None) -> bytes:
    """Laid out, whatever was laid out before; everybody's pages are kept."""
    render.kept = render.Kept()
    return form.made(next(codes), portrait=portrait)[0]


def _medians(*ways: Callable[[], object]) -> list[float]:
    """What each of several pieces of work costs, asked in turn."""
    rounds = [[_spent(way) for way in ways] for _ in range(ROUNDS)]
    return [statistics.median(each[side] for each in rounds) for side in range(len(ways))]


def _spent(work: Callable[[], object]) -> float:
    """What a piece of work costs this process and the press."""
    before = _now()
    work()
    return _now() - before


def _now() -> float:
    return time.process_time() * 1000 + _press()


def _press() -> float:
    number = render.press().number
    if number is None:
        return 0.0
    fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def _peak() -> float:
    """The most memory that the press ever had, in MB."""
    status = Path(f"/proc/{render.press().number}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
