"""The rows of the table: which page beside which bare view, and how far apart they may be.

The goals are multiples of the bare view of the same kind; the limits are statements.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import cycle
from urllib.parse import quote
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.rules.dossier import fields_of
from benchmarks.measuring import Row, Side
from benchmarks.seeding import PASSWORD, Seed, seed, session_of
from benchmarks.serving import Request, Server
from tests.orderly import sample

BOUNDARY = "----benchmark"
FEW, MANY = 40, 200
SPARE = 20  # drafts that are not submitted


def table(product: Server, bare: Server) -> Iterator[Row]:
    """The rows whose pages exist, in the order of a claim's life."""
    world = seed(timezone.now())
    mine, officer = session_of(world.applicant), session_of(world.reviewer)
    one = str(world.draft.pk)
    detail = Side(bare, _again(f"/detail/{one}/"), mine)
    listing = Side(bare, _again("/list/"), officer)
    save = Side(bare, _bare_saves(world), mine)
    template = Side(bare, _again("/template/"), {})

    def page(name: str, *args: str, cookies: dict[str, str], query: str = "") -> Side:
        return Side(product, _again(reverse(name, args=args) + query), cookies)

    yield Row("notice, public", page("notice", world.notice.code, cookies={}), template, 2.3, 4, MANY)
    yield Row("home of an applicant", page("home", cookies=mine), detail, 5, 10, MANY)
    yield Row("task list", page("application", one, cookies=mine), detail, 8, 12, MANY)
    yield Row("section, read", page("section", one, "basic", cookies=mine), detail, 5, 12, MANY)
    yield Row("section, save", Side(product, _section_saves(world), mine), save, 2.6, 10, MANY)
    yield Row("submit, 50 files", Side(product, _submits(world), {}), save, 14, 30, 100)
    yield Row("queue, 50 of 1,000", page("desk", cookies=officer), listing, 2.5, 12, MANY)
    search = "?sort=name&q=" + quote("买买提")
    yield Row("queue, searched", page("desk", cookies=officer, query=search), listing, 2.5, 12, MANY)
    dossiers = _each(reverse("review", args=[pk]) for pk in world.waiting)
    yield Row("dossier, reviewer's", Side(product, dossiers, officer), detail, 14, 15, MANY)
    yield Row("decision", Side(product, _decisions(world), officer), save, 3.6, 14, MANY)
    bare_upload = Side(bare, _uploads("/upload/", "file"), mine)
    yield Row("upload of a scan", Side(product, _uploads_to(world), {}), bare_upload, 2.5, 12, 100)
    yield Row(
        "log-in",
        Side(product, _log_ins(reverse("login"), world), {}),
        Side(bare, _log_ins("/log-in/", world), {}),
        1.3,
        10,
        FEW,
    )


def _again(path: str) -> Iterator[Request]:
    return cycle([Request(path)])


def _each(paths: Iterable[str]) -> Iterator[Request]:
    return cycle([Request(path) for path in paths])


def _bare_saves(world: Seed) -> Iterator[Request]:
    facts = {"name": "某县图书馆", "uscc": "", "application": str(world.draft.pk)}
    return cycle([Request(f"/save/{world.employer.pk}/", facts)])


def _section_saves(world: Seed) -> Iterator[Request]:
    """The same section saved again and again with another word in it."""
    section = world.draft.rules.section("basic")
    assert section is not None
    values = {f"field-{field.key}": sample(field) for field in fields_of(section)}
    path = reverse("section", args=[world.draft.pk, "basic"])
    for n in range(1_000_000):
        yield Request(path, {**values, "field-birthplace": f"新疆博湖 {n}", "version": str(n + 1)})


def _submits(world: Seed) -> Iterator[Request]:
    """Each draft once, each by its own applicant."""
    for draft in world.drafts[:-SPARE]:
        path = reverse("submit", args=[draft.pk])
        yield Request(path, {"revision": "0"}, cookies=session_of(draft.applicant))


def _decisions(world: Seed) -> Iterator[Request]:
    """Each application of the queue sent on once."""
    for application in Application.objects.filter(pk__in=world.waiting).order_by("pk"):
        path = reverse("review_move", args=[application.pk, "forward"])
        yield Request(path, {"revision": str(application.revision), "note": "同意推荐"})


def _uploads(path: str, name: str) -> Iterator[Request]:
    """A scan of A4 at 200 dpi, as a multipart form; each with a note of its own, so that none is known."""
    from PIL import Image

    noise = Image.effect_noise((1654, 2339), 40).convert("RGB")
    scan = io.BytesIO()
    noise.save(scan, "JPEG", quality=52)
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="scan.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    kind, picture = f"multipart/form-data; boundary={BOUNDARY}", scan.getvalue()
    for n in range(1_000_000):
        noted = picture[:2] + b"\xff\xfe\x00\x0a" + f"{n:08}".encode() + picture[2:]
        yield Request(
            path, body=head.encode() + noted + f"\r\n--{BOUNDARY}--\r\n".encode(), content_type=kind
        )


def _uploads_to(world: Seed) -> Iterator[Request]:
    """To drafts that nobody submits, so that no slot fills up."""
    spare = world.drafts[-SPARE:]
    for n, request in enumerate(_uploads("", "files")):
        draft = spare[n % SPARE]
        path = reverse("attachment_add", args=[draft.pk, "other", "further"])
        yield replace(request, path=path, cookies=session_of(draft.applicant))


def _log_ins(path: str, world: Seed) -> Iterator[Request]:
    facts = {"username": world.applicant.username, "password": PASSWORD}
    while True:
        yield Request(path, {**facts, "next": "/", "nonce": str(uuid4())})
