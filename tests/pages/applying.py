"""What the tests of an applicant's pages begin with."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from applications.models import Application, User
from tests.notices import SMALL

WORKS = {
    "code": "publications",
    "kind": "publications",
    "title": "著作论文",
    "required": False,
    "materials": [
        {
            "code": "work",
            "title": "著作论文材料",
            "per_row": True,
            "parts": ["封面", "目录", "正文"],
            "accept": ["jpeg", "pdf"],
            "clause": "五、9",
        },
        {
            "code": "contract",
            "title": "出版合同",
            "per_row": True,
            "of_rows": {"field": "category", "any_of": ["book"]},
            "clause": "五、9",
        },
    ],
    "clause": "五、9",
}
WITH_WORKS = [*SMALL["sections"], WORKS]


def signed_in(user: User) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def address(name: str, application: Application, *parts: str | int) -> str:
    """The address of one of the application's pages."""
    return reverse(name, args=[application.pk, *parts])


def jpeg(size: tuple[int, int] = (60, 40), colour: str = "white", **facts) -> bytes:
    """A real picture."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **facts)
    return out.getvalue()


def scan(name: str = "身份证正面.jpg", colour: str = "white") -> SimpleUploadedFile:
    """A picture as a browser sends it."""
    return SimpleUploadedFile(name, jpeg(colour=colour), content_type="image/jpeg")


def broken(name: str = "坏的证书.jpg") -> SimpleUploadedFile:
    """Begins and ends as a picture does; between the two no decoder finds its way."""
    data = jpeg().replace(b"\xff\xda\x00\x0c\x03", b"\xff\xda\x00\x0c\x09")
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def typed(values: dict[str, str], *, version: int = 0, **more: str) -> dict[str, str]:
    """A section's form as a browser sends it."""
    return {f"field-{key}": value for key, value in values.items()} | {"version": str(version)} | more
