"""What the tests of documents begin with: a document of a draft, without a request or a task."""

from io import BytesIO
from typing import Any

import pikepdf

from applications.documents.catalogue import Printable, form_content
from applications.documents.sources import source_for
from applications.models import Application, SectionDraft
from tests import factories

ACCEPTED = ("某州图书资料系列评委会", "2024年度　编号 2024-TEST", "2024年10月9日 10:30 接收")


def paper(kind: str, application: Application, *, accepted: bool = True) -> Printable:
    """A document of the draft as it stands."""
    content = form_content(
        kind, source_for(application, draft=True), accepted_on="2024年10月9日" if accepted else ""
    )
    return Printable(kind, content, ACCEPTED if accepted else ())


def words(kind: str, application: Application) -> str:
    """The document before it is laid out."""
    return paper(kind, application).html()


def write(application: Application, section: str, *rows: dict[str, str], **facts: Any) -> None:
    """Put rows into a section of the draft."""
    SectionDraft.objects.update_or_create(
        application=application,
        section=section,
        defaults={
            "rows": [{"id": f"r{number}", "values": row} for number, row in enumerate(rows)],
            "saved_at": factories.NOON,
            **facts,
        },
    )


def opened(content: bytes) -> pikepdf.Pdf:
    """A PDF to look into."""
    return pikepdf.open(BytesIO(content))


def streams(document: pikepdf.Pdf) -> list[bytes]:
    """Everything that a PDF carries in streams, unpacked."""
    return [part.read_bytes() for part in document.objects if isinstance(part, pikepdf.Stream)]


SCHOOL = {
    "started": "2006-09",
    "graduated": "2010-07",
    "school": "新疆大学",
    "major": "图书馆学",
    "level": "21",
    "degree": "bachelor",
    "study_mode": "full_time",
    "years": "4",
    "witness": "张老师",
}
POST = {
    "started": "2010-09",
    "ended": "",
    "unit": "博湖县图书馆",
    "work": "古籍整理",
    "post": "馆员",
    "posting": "regular",
    "witness": "王主任",
}
