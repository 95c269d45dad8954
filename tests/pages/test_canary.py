"""The canary: somebody every string about whom is unique, and an expert who looks everywhere.

Whatever an expert can reach from any page by links, forms, files or the interface is read to its last byte.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from urllib.parse import quote, unquote, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw

from applications.masking.markers import is_plain
from applications.masking.reading import Reader, Reading
from applications.models import Application, Attachment, BlindCopy, Sighting, User
from applications.rules.identifying import identity_of
from applications.selectors.dossiers import draft_of
from applications.services import attachments, covering
from applications.services.covering import Answer
from applications.services.outbox import drain
from applications.tasks import HANDLERS
from review.models import Assignment
from tests import factories
from tests.applications.masking.laden import CANARY, laden
from tests.applications.masking.scans.sheet import font
from tests.evaluating import expert, give, received
from tests.notices import small_notice
from tests.pages.applying import signed_in

pytestmark = pytest.mark.django_db

NAME, FORMER = "栾棠棣", "栾柘榴"
UNIT, ALIAS = "且末县珙桐图书馆", "珙桐馆"
WRITTEN = "毕业证书"  # in the picture, where nothing is covered
SCHOOL, WITNESS, PLACE, LANDLINE = "鄯善槭树大学", "仉楷", "焉耆县榅桲村", "0996-7731773"
TEXTS = {
    "basic": {"former_name": FORMER, "birthplace": PLACE, "office_phone": LANDLINE},
    "education": {"school": SCHOOL, "witness": WITNESS},
    "employment": {"unit": UNIT, "witness": WITNESS, "work": "编目"},
    "summary": {
        "text": f"本人{NAME[0]} {NAME[1:]}，曾用名{FORMER}，luantangdi，在{UNIT}（{ALIAS}）工作五年。"
    },
}
COVERED_PART = [1000, 1000, 9000, 4000]  # of the page: where the name stands
LEFT_OUT = ("/static/", "/logout", "/demo/")
JPEG = b"\xff\xd8"
OFTEN = 6  # one page with different queries
BESIDE = ("COM", "EXIF", "XMP", "after the end")
PLACES = (
    "/",
    "/home/",
    "/expert/",
    "/notices/",
    "/desk/",
    "/api/",
    "/api/expert/",
    "/api/schema/",
    "/api/desk/",
)
ADDRESS = re.compile(r"""(?:href|src|action|data-[a-z-]+)\s*=\s*["']([^"']+)["']""")
FORM = re.compile(r"<form[^>]*method=.get.[^>]*>.*?</form>", re.DOTALL)
FIELD = re.compile(r"<input[^>]*name=.([a-z_]+).", re.DOTALL)


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def claim(cast) -> Application:
    """Everything about the person and the unit is unique, in words, in pictures and beside them."""
    cast.employer.name, cast.employer.aliases = UNIT, [ALIAS]
    cast.employer.save()
    cast.applicant.name = NAME
    cast.applicant.save()
    notice = factories.notice(small_notice(masking={"targets": ["name", "unit"], "clause": "五、14"}))
    application = factories.fill(factories.draft(notice, cast.applicant, cast.employer), **TEXTS)
    application.attachments.all().delete()
    beside = laden((210, 297))
    for data in (with_name(), *(beside[where] for where in BESIDE)):
        put_in(application, f"{NAME}的学位证", data)
    return application


@pytest.fixture
def assignment(claim: Application, cast) -> Assignment:
    """Given to 专家甲, who has a colleague with an assignment of another person's."""
    received(claim, cast)
    given = give(claim, expert(cast, claim, "专家甲"), cast)
    drain(HANDLERS, at=factories.NOON)
    return given


def with_name() -> bytes:
    """A certificate: the name in large letters, and of what."""
    page = Image.new("RGB", (1240, 1754), "ivory")
    pen = ImageDraw.Draw(page)
    pen.text((200, 300), f"{NAME}　{UNIT}", fill="black", font=font(0, 70))
    pen.text((200, 1200), WRITTEN, fill="black", font=font(0, 70))
    out = BytesIO()
    page.save(out, "JPEG", comment=CANARY)
    return out.getvalue()


def put_in(application: Application, title: str, data: bytes) -> Attachment:
    """Uploaded as people do it, looked at, and covered where the name stands."""
    upload = SimpleUploadedFile(f"{title}.jpg", data, "image/jpeg")
    facts = {"by": application.applicant, "at": factories.NOON}
    added = attachments.add(application, "education", "degree", [upload], row="", **facts)
    assert added.refused == []
    [file] = added.attachments
    covering.answer(application, str(file.pk), Answer("covered", [COVERED_PART]), **facts)
    file.refresh_from_db()
    return file


def secrets(application: Application, *, to_officers: bool = False) -> list[bytes]:
    """What must not be found; for officers, what they must find."""
    person = application.applicant
    words = [NAME, FORMER, UNIT, SCHOOL, WITNESS, PLACE, LANDLINE]
    if not to_officers:
        words += [ALIAS, "luantangdi", person.id_number, person.mobile, person.username, application.number]
        words += [str(application.pk), *map(str, application.attachments.values_list("pk", flat=True))]
        words += application.attachments.values_list("sha256", flat=True)
        words += [person.id_number[-4:] + "<", *application.frozen.values_list("receipt", "digest")[0]]
    return [word.encode() for word in words] + ([] if to_officers else [CANARY])


def crawl(client: Client, places: Iterable[str], probes: Iterable[str]) -> dict[str, bytes]:
    """Every answer that can be reached, with its headers: address → bytes."""
    seen: dict[str, bytes] = {}
    waiting, visits = [*places], Counter[str]()
    while waiting:
        url = waiting.pop()
        path = urlsplit(url).path
        if url in seen or not path.startswith("/") or path.startswith(LEFT_OUT) or visits[path] == OFTEN:
            continue
        visits[path] += 1
        answer = client.get(url)
        body = answer.getvalue()
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        seen[url] = headers.encode() + b"\n\n" + body
        if "text/html" in answer.headers.get("Content-Type", "") or "json" in answer.headers.get(
            "Content-Type", ""
        ):
            text = unescape(body.decode())
            waiting += [urljoin(url, found).split("#")[0] for found in links(text)]
            waiting += [url + query for form in FORM.findall(text) for query in queries(form, probes)]
        if answer.status_code in (301, 302):
            waiting.append(urljoin(url, answer["Location"]).split("#")[0])
    return seen


def links(text: str) -> Iterator[str]:
    """Addresses on our own site, in pages and in data."""
    for found in (*ADDRESS.findall(text), *re.findall(r'"(/[a-z][^"\s]*)"', text)):
        if not urlsplit(found).netloc and not found.startswith(("data:", "mailto:", "tel:", "blob:")):
            yield found


def queries(form: str, probes: Iterable[str]) -> Iterator[str]:
    names = FIELD.findall(form)
    for probe in probes:
        yield "?" + "&".join(f"{name}={quote(probe)}" for name in names)


def leaks(found: dict[str, bytes], words: Iterable[bytes]) -> list[str]:
    """Where a secret stands; what the expert has typed may stand where it was typed."""
    return [
        f"{url}: {word.decode()}"
        for url, body in found.items()
        for word in words
        if word in body and word.decode() not in unquote(url)
    ]


@pytest.mark.rule("N0-59", "N2-33", "N4-17")
def test_an_expert_finds_nothing_anywhere(claim, assignment):
    guessed = [f"/attachments/{file.pk}/" for file in claim.attachments.all()]
    guessed += [f"/attachments/{file.pk}/thumbnail/" for file in claim.attachments.all()]
    guessed += [f"/review/{claim.pk}/", f"/applications/{claim.pk}/", f"/api/review/{claim.pk}/"]
    client = signed_in(assignment.expert.user)

    found = crawl(client, [*PLACES, f"/api/expert/{assignment.pk}/"], [NAME, UNIT, claim.number])

    pictures = [url for url in found if "/images/" in url]
    assert len([url for url in pictures if not url.endswith("?small")]) == 1 + len(BESIDE)
    assert {f"/expert/{assignment.pk}/", f"/expert/{assignment.pk}/print/"} <= set(found)
    assert leaks(found, secrets(claim)) == []
    for url in guessed:
        assert client.get(url).status_code == 404, url


def test_the_same_crawl_finds_it_all_for_an_officer(claim, assignment, cast):
    found = crawl(signed_in(cast.office), [*PLACES, f"/review/{claim.pk}/"], [NAME])

    everything = b"".join(found.values())
    assert [word.decode() for word in secrets(claim, to_officers=True) if word not in everything] == []


def test_pictures_carry_nothing_and_are_black_where_the_name_stood(claim, assignment):
    client = signed_in(assignment.expert.user)
    found = crawl(client, ["/expert/"], [])

    for url, answer in found.items():
        if "/images/" not in url:
            continue
        head, _, body = answer.partition(b"\n\n")
        assert b"private" in head and b"no-store" in head
        assert is_plain(body) or url.endswith("?small")
        picture = Image.open(BytesIO(body)).convert("RGB")
        left, top, right, bottom = (edge / 10_000 for edge in COVERED_PART)
        size = picture.size
        inside = picture.crop(
            (
                int(left * size[0]) + 9,
                int(top * size[1]) + 9,
                int(right * size[0]) - 9,
                int(bottom * size[1]) - 9,
            )
        )
        assert max(high for _, high in inside.getextrema()) <= (12 if url.endswith("?small") else 0), url


def test_the_file_for_rooms_without_a_network_holds_the_same_and_nobody_else_gets_it(claim, assignment, cast):
    address = f"/review/{claim.pk}/masking/archive/"

    answer = signed_in(cast.office).get(address)
    sent = b"".join(answer.streaming_content)
    with ZipFile(BytesIO(sent)) as zipped:
        inside = {name: zipped.read(name) for name in zipped.namelist()}

    assert len(sent) == int(answer["Content-Length"])
    assert {name for name in inside if name.endswith(".jpg")} == {
        f"材料-0{number}.jpg" for number in range(1, 2 + len(BESIDE))
    }
    assert all(is_plain(data) for name, data in inside.items() if name.endswith(".jpg"))
    assert 'src="材料-01.jpg"' in inside["盲评材料.html"].decode()
    headers = {"headers": str(answer.headers).encode(), "names": "\n".join(inside).encode()}
    assert leaks(inside | headers, secrets(claim)) == []
    for person in (assignment.expert.user, cast.wang, cast.applicant, cast.outsider):
        assert signed_in(person).get(address).status_code == 404


@pytest.mark.anywhere
def test_a_machine_reads_the_rest_of_the_pictures_and_nobody_in_them(claim, assignment):
    """The control is the same picture as it was uploaded."""
    found = crawl(signed_in(assignment.expert.user), ["/expert/"], [])
    pictures = {url: answer.partition(b"\n\n")[2] for url, answer in found.items() if "/images/" in url}
    whole = [picture for url, picture in pictures.items() if not url.endswith("?small")]
    person = identity_of(claim.rules, draft_of(claim))
    with default_storage.open(claim.attachments.order_by("order")[0].file) as file:
        original = file.read()

    with Reader() as reader:
        read = [reader.read(picture) for picture in whole]
        before = reader.read(original)

    assert [page.sightings(person, ("name", "unit")) for page in read] == [[]] * len(whole)
    assert sum(WRITTEN in "".join(words_of(page)) for page in read) == 1
    assert {one.what for one in before.sightings(person, ("name", "unit"))} == {"name", "unit"}


def words_of(page: Reading) -> list[str]:
    return ["".join(sign.character for sign in line.signs) for line in page.lines]


def test_nothing_is_shown_without_a_copy(claim, assignment):
    claim.attachments.first().blind_copies.all().delete()
    client = signed_in(assignment.expert.user)

    page = client.get(f"/expert/{assignment.pk}/").content.decode()

    assert client.get(f"/expert/{assignment.pk}/images/1/").status_code == 404
    assert b"".join(client.get(f"/expert/{assignment.pk}/images/2/").streaming_content).startswith(JPEG)
    assert "还没有准备好" in page


def test_the_interface_has_exactly_these_keys(claim, assignment):
    answer = signed_in(assignment.expert.user).get(f"/api/expert/{assignment.pk}/").json()

    assert set(answer) == {"id", "number", "claim", "mode", "sections"}
    assert {key for section in answer["sections"] for key in section} == {"title", "rows", "pictures"}
    assert {key for s in answer["sections"] for row in s["rows"] for fact in row for key in fact} == {
        "label",
        "value",
    }
    assert {key for s in answer["sections"] for p in s["pictures"] for key in p} == {"name", "slot", "url"}


def test_another_expert_and_the_applicant_find_no_way_in(claim, assignment, cast):
    other: User = expert(cast, claim, "专家乙").user

    for person in (other, cast.applicant, cast.wang, cast.office, cast.outsider):
        for url in (
            f"/expert/{assignment.pk}/",
            f"/expert/{assignment.pk}/images/1/",
            f"/api/expert/{assignment.pk}/",
        ):
            assert signed_in(person).get(url).status_code == 404, (person.name, url)


def test_the_office_checks_what_experts_will_see(claim, assignment, cast):
    office, page = signed_in(cast.office), f"/review/{claim.pk}/masking/"
    Sighting.objects.create(
        attachment=claim.attachments.first(),
        copy=BlindCopy.objects.filter(attachment=claim.attachments.first()).get(),
        what="name",
        box=COVERED_PART,
        is_sure=False,
        explanation="是同名的另一人",
        found_at=factories.NOON,
    )

    found = crawl(office, [page], [])
    text = found[page].decode()

    assert "仍能读出姓名（不确定）" in text
    assert "是同名的另一人" in text
    assert f'href="/review/{claim.pk}/masking/1/"' in text
    assert page in signed_in(cast.office).get(f"/review/{claim.pk}/").content.decode()
    assert is_plain(found[f"{page}1/"].partition(b"\n\n")[2])
    for person in (cast.wang, cast.li, cast.applicant, cast.outsider, assignment.expert.user):
        assert signed_in(person).get(page).status_code == 404
        assert signed_in(person).get(f"{page}1/").status_code == 404
