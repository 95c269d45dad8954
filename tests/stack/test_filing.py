"""An application is filed through the whole topology: edge, web, database, broker, worker."""

import io
import json
import re
from dataclasses import dataclass
from uuid import uuid4

import pytest
from PIL import Image

from tests.stack.conftest import Answer, Reader
from zhicheng.deploy.processes import wait_until
from zhicheng.deploy.stack import Stack

pytestmark = pytest.mark.stack

PASSWORD = "correct-horse-battery"
PEOPLE = """
import json
from datetime import timedelta
from django.utils import timezone
from applications.rules.notices.cloning import clone
from tests import factories
from tests.notices import real_notice

now = timezone.now()
raw = clone(real_notice("N0"), code="stack-notice", opens=(now - timedelta(days=3)).date())
notice = factories.notice(raw, loaded=now)
superior = factories.organisation("stack-department", "某县文旅局", kind="department", nature="agency")
factories.organisation("stack-bureau", "某县人社局", kind="hr_bureau", nature="agency")
employer = factories.organisation("stack-library", "某县图书馆", superior=superior)
people = {"applicant": factories.person("努尔兰"), "hr": factories.officer(employer, "王主任")}
for person in people.values():
    person.set_password("correct-horse-battery")
    person.save()
print(json.dumps({role: person.username for role, person in people.items()}))
"""
REST = """
from django.utils import timezone
from applications.models import Application
from tests import factories

application = factories.fill(Application.objects.get(pk="{pk}"), when=timezone.now())
application.attachments.filter(material="truth_guarantee").delete()
"""


@dataclass(frozen=True)
class Filed:
    """What has been filed, and by whom."""

    applicant: Reader
    hr: Reader
    address: str
    receipt: Answer


def signed_in(stack: Stack, username: str) -> Reader:
    reader = Reader(stack.url)
    reader.get("/login/")
    assert reader.post("/login/", {"username": username, "password": PASSWORD}).status == 200
    return reader


def script(stack: Stack, source: str) -> str:
    return stack.manage("shell", "-v", "0", "-c", source)


def hidden(page: Answer, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    return found[1] if found else ""


def scan() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (1000, 1400), "white").save(picture, "JPEG")
    return picture.getvalue()


def multipart(field: str, content: bytes, token: str) -> tuple[bytes, str]:
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode(),
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="promise.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n".encode(),
        content,
        f"\r\n--{edge}--\r\n".encode(),
    ]
    return b"".join(parts), f"multipart/form-data; boundary={edge}"


@pytest.fixture(scope="module")
def filed(stack: Stack) -> Filed:
    """Started, filled, one scan uploaded, checked and submitted, all through the edge."""
    names = json.loads(script(stack, PEOPLE))
    applicant, hr = signed_in(stack, names["applicant"]), signed_in(stack, names["hr"])
    claim = {"employer": "stack-library", "claim": "library|intermediate|馆员", "mode": "review"}
    started = applicant.post("/notices/stack-notice/apply/", {**claim, "channel": "regular"})
    address = re.search(r"/applications/([0-9a-f-]{36})/", started.url)
    assert address, started.text
    script(stack, REST.format(pk=address[1]))
    body, kind = multipart("files", scan(), applicant.cookie("csrftoken"))
    uploaded = applicant.post_bytes(f"{address[0]}sections/other/files/truth_guarantee/add/", body, kind)
    assert uploaded.status == 200
    check = applicant.get(f"{address[0]}check/")
    words = {name: hidden(check, name) for name in ("revision", "fingerprint")}
    return Filed(applicant, hr, address[0], applicant.post(f"{address[0]}submit/", words))


def test_the_receipt_has_a_number(filed: Filed) -> None:
    assert filed.receipt.status == 200
    assert re.search(r"/receipts/\d{4}-[0-9A-Z]{12}/$", filed.receipt.url)


def test_the_scan_comes_back_upright_and_private(filed: Filed) -> None:
    section = filed.applicant.get(f"{filed.address}sections/other/")
    image = re.search(r'"(/attachments/[0-9a-f-]{36}/)"', section.text)
    assert image

    answer = filed.applicant.get(image[1])
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in answer.headers["Cache-Control"]
    assert filed.hr.get(image[1]).status == 200
    assert Reader(filed.applicant.base).get(image[1]).url.endswith(f"/login/?next={image[1]}")


def test_it_waits_on_the_desk_of_the_employer(filed: Filed) -> None:
    assert "努尔兰" in filed.hr.get("/desk/").text


def test_the_worker_tells_the_applicant(filed: Filed) -> None:
    assert wait_until(lambda: "您已于" in filed.applicant.get("/home/").text, 60)


def test_the_worker_makes_a_preview(filed: Filed) -> None:
    wanted = {"kind": "evaluation_form", "application": filed.address.split("/")[2], "preview": "1"}
    page = filed.applicant.post("/printouts/", wanted)
    assert page.status == 200

    def ready() -> bool:
        return "/file/" in filed.applicant.get(page.url).text

    assert wait_until(ready, 90)
    file = re.search(r'"(/printouts/[0-9a-f-]{36}/file/)"', filed.applicant.get(page.url).text)
    assert file and filed.applicant.get(file[1]).body.startswith(b"%PDF")
