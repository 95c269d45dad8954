"""真伪查验：what anybody learns who holds a printout, and what nobody learns."""

import hashlib
import re

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Application, Download, Printout
from applications.selectors.proof import record_of
from applications.services import printing
from applications.workflow import State
from tests import factories
from tests.batching import asked
from tests.evaluating import received
from tests.pages.applying import signed_in
from tests.pages.reviewing import published

pytestmark = pytest.mark.django_db

PAGE = "/proof/"
CONTENT = b"%PDF-1.7 the form"
LATER = factories.at("2024-10-12 10:00")


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    cache.clear()


@pytest.fixture
def claim(cast, draft) -> Application:
    return received(draft, cast)


def made(printout: Printout, content: bytes = CONTENT) -> Printout:
    """As if the press had made it."""
    printout.file = default_storage.save("printouts/proof.pdf", ContentFile(content))
    printout.sha256 = hashlib.sha256(content).hexdigest()
    printout.made_at, printout.pages = LATER, 10
    printout.save()
    return printout


@pytest.fixture
def form(claim, cast) -> Printout:
    """The valid form of a received application."""
    return made(printing.request("evaluation_form", claim, by=cast.office, at=LATER))


def shown(client, code: str) -> str:
    return client.get(f"{PAGE}{code}/").content.decode()


def compare(client, content: bytes):
    return client.post(PAGE, {"file": SimpleUploadedFile("表.pdf", content, "application/pdf")})


def standing(page: str) -> str:
    found = re.search(r'id="proof-title"><span class="badge \w+">([^<]+)', page)
    return found[1] if found else ""


def test_a_valid_form_is_genuine_with_what_a_clerk_compares(client, form, claim):
    page = shown(client, form.code)

    assert standing(page) == "有效"
    for words in ("评审表", claim.number, "阿＊＊＊·买＊＊", claim.employer.name, "10 页", form.sha256):
        assert words in page


def test_it_says_no_more_than_that(client, form, claim):
    page = shown(client, form.code)

    person = claim.applicant
    for secret in (person.name, person.id_number, person.mobile, person.id_number[-4:] + "<", str(claim.pk)):
        assert secret not in page
    answer = client.get(f"{PAGE}{form.code}/")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("typed", ["{0}", " {1} ", "{2}", "{3}"])
def test_a_code_may_be_typed_as_it_is_read(client, form, typed):
    code = form.code
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    asked = typed.format(code, f"{code[:4]} {code[4:]}", code.lower(), wide)

    assert client.get(PAGE, {"code": asked}).url == f"{PAGE}{code}/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "请填写校验码"), ("ABC", "校验码是 8 位"), ("ABCDEFG0", "没有 0、1"), ("A" * 41, "校验码是 8 位")],
)
def test_what_is_no_code_is_said_and_kept(client, typed, sentence):
    answer = client.get(PAGE, {"code": typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode() or not typed


def test_an_unknown_code_is_not_there(client, form):
    answer = client.get(f"{PAGE}ZZZZZZZZ/")

    assert answer.status_code == 404
    assert "没有这个校验码" in answer.content.decode()
    assert 'value="ZZZZZZZZ"' in answer.content.decode()
    Printout.objects.update(made_at=None, file="", sha256="")
    assert client.get(f"{PAGE}{form.code}/").status_code == 404


def test_a_preview_is_none(client, draft):
    preview = made(printing.request("evaluation_form", draft, by=draft.applicant, at=LATER, preview=True))

    assert standing(shown(client, preview.code)) == "预览，无效"


def test_what_has_changed_since_is_void(client, form, claim):
    Application.objects.filter(pk=claim.pk).update(state=State.WITHDRAWN)
    assert standing(shown(client, form.code)) == "已作废"

    Application.objects.filter(pk=claim.pk).update(state=State.RECEIVED)
    assert standing(shown(client, form.code)) == "有效"

    Printout.objects.update(record="0" * 64)
    assert standing(shown(client, form.code)) == "已作废"


def test_a_new_layout_makes_nothing_void(client, form, claim):
    Printout.objects.update(content_digest="0" * 64)

    assert standing(shown(client, form.code)) == "有效"
    assert form.record == record_of("evaluation_form", claim)


def test_a_publicity_is_proved_by_its_list(client, cast, draft):
    published(draft, cast)
    publicity = draft.publicities.get().publicity
    printout = made(printing.request("publicity", publicity, by=cast.wang, at=LATER))

    page = shown(client, printout.code)

    assert standing(page) == "有效"
    assert publicity.organisation.name in page
    assert "1 人" in page


def test_a_file_is_compared_byte_for_byte(client, form):
    same, other = compare(client, CONTENT), compare(client, CONTENT + b" ")

    assert "逐字节相同" in same.content.decode()
    assert standing(same.content.decode()) == "有效"
    assert other.status_code == 422
    assert "不是本系统生成的原件" in other.content.decode()
    assert standing(other.content.decode()) == ""
    assert client.post(PAGE).status_code == 422


def test_a_sheet_to_be_signed_is_no_preview(client, draft):
    letter = made(printing.request("evaluation_form", draft, by=draft.applicant, at=LATER, preview=True))
    Printout.objects.update(kind="guarantee")

    page = shown(client, letter.code)

    assert standing(page) == "附件模板"
    assert "手写签名、盖章以后" in page


def test_the_file_of_a_batch_is_known_also_when_it_is_gone(client, cast, notice, claim, form):
    batch = asked(cast, notice, at=LATER, copies=2)
    content = b"%PDF-1.7 many forms"
    batch.items.update(printout=form)
    batch.sha256, batch.made_at, batch.pages = hashlib.sha256(content).hexdigest(), LATER, 20
    batch.save()

    page = compare(client, content).content.decode()

    assert standing(page) == "没有改动"
    for words in ("评审表（呈报表）", notice.title, "1 人", "2 份", "20 页", "2024年10月12日 10:00"):
        assert words in page
    assert claim.number not in page
    assert compare(client, content + b" ").status_code == 422


def test_whoever_tries_many_has_to_wait_and_nobody_else(client, form):
    for _ in range(30):
        assert client.get(f"{PAGE}ZZZZZZZZ/").status_code == 404

    tired = client.get(f"{PAGE}{form.code}/")

    assert tired.status_code == 429
    assert int(tired["Retry-After"]) > 0
    assert "请" in tired.content.decode()
    assert standing(tired.content.decode()) == ""
    assert client.get(f"{PAGE}{form.code}/", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_who_takes_a_file_is_noted_and_shown(form, cast):
    office = signed_in(cast.office)
    page = f"/printouts/{form.pk}/"
    assert "下载记录" not in office.get(page).content.decode()

    b"".join(office.get(f"{page}file/").streaming_content)

    [taken] = Download.objects.all()
    assert (taken.printout, taken.by) == (form, cast.office)
    assert "下载记录" in office.get(page).content.decode()
    assert signed_in(cast.outsider).get(f"{page}file/").status_code == 404
    assert Download.objects.count() == 1
