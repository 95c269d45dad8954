"""One received application of each notice, with everything that is printed of it."""

from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from itertools import count
from zlib import crc32

import pytest
from PIL import Image

from applications.models import Application, Printout, Publicity, User
from applications.models.printout import Subject
from applications.models.printout_kinds import PrintoutKind
from applications.rules.deadlines import beijing
from applications.selectors.layouts import kinds_of
from applications.selectors.payments import payments_of
from applications.selectors.rosters import LISTS, rosters_of
from applications.selectors.slips import slip_of
from applications.services import printing
from review.services.demo import dossiers, providing, seeding

NOW = beijing(date(2026, 10, 16), time(16, 30))
HEROES = {
    "N0": "demo-zhangyan",
    "N1": "demo-xiaomin",
    "N2": "demo-liqiang",
    "N3": "demo-zhouyu",
    "N4": "demo-lvfang",
}
OF_A_PUBLICITY = {
    PrintoutKind.PUBLICITY,
    PrintoutKind.PUBLICITY_RESULT,
    PrintoutKind.PUBLICITY_REPORT,
}


def stage(name: str, monkeypatch: pytest.MonkeyPatch) -> Application:
    """The application of the notice's hero, as the demonstration tells it, under a number of its own."""
    drawn = dossiers.draw

    def plain(material, bearer, page, as_picture=True):
        """The portrait as it is; of every other scan a coloured square, which nobody prints."""
        if material == "photo":
            return drawn(material, bearer, page, as_picture)
        out = BytesIO()
        colour = crc32(f"{material}{bearer.name}{page}".encode()) % 2**24
        Image.new("RGB", (32, 32), colour).save(out, "JPEG" if as_picture else "PDF")
        return out.getvalue()

    for module in (dossiers, providing):
        monkeypatch.setattr(module, "draw", plain)
    monkeypatch.setattr(dossiers, "veils_of", lambda *_: [[1000, 1000, 4000, 1500]])
    codes = count(1)
    monkeypatch.setattr(printing, "random_code", lambda length: f"{name}PRT{next(codes):03}")
    seeding.seed(now=NOW, only=[HEROES[name]])
    hero = Application.objects.filter(applicant__username=HEROES[name]).order_by("-number").last()
    assert hero is not None
    Application.objects.filter(pk=hero.pk).update(number=f"2026-{name}0001")
    hero.payments.update(id=1, voucher=f"样例{name}-0001")
    return Application.objects.get(pk=hero.pk)


def printed(hero: Application) -> Iterator[Printout]:
    """Everything that the notice prints of the application, made."""
    for kind in kinds_of(hero.notice_version):
        for subject, by in _subjects(kind, hero):
            printout = printing.request(kind, subject, by=by, at=NOW)
            printing.make(printout, at=NOW)
            printout.refresh_from_db()
            yield printout


def _subjects(kind: PrintoutKind, hero: Application) -> Iterator[tuple[Subject, User]]:
    """What a document of a kind is about, and who may ask for it."""
    if kind in OF_A_PUBLICITY:
        rounds = Publicity.objects.filter(listings__application=hero).order_by("started_at")
        publicities = rounds[1:] if kind == PrintoutKind.PUBLICITY_REPORT else rounds[:1]
        for publicity in publicities:
            yield publicity, officer_of(publicity.organisation_id)
    elif kind in LISTS:
        by = officer_of(hero.employer_id)
        yield from ((printing.open_roster(line), by) for line in rosters_of(by))
    elif kind == PrintoutKind.RECEIPT:
        yield from ((payment, hero.applicant) for payment in payments_of(hero, hero.applicant))
    elif kind == PrintoutKind.MISSING_ITEMS:
        slip = slip_of(hero)
        if slip:
            yield hero, officer_of(slip.issuer.pk)
    else:
        yield hero, hero.applicant


def officer_of(organisation: int) -> User:
    """Somebody with a seat there."""
    officer = User.objects.filter(seats__organisation=organisation, seats__is_active=True).first()
    assert officer is not None
    return officer
