"""The places and people behind the browser tests, and files that a browser can load."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from applications.models import Application, Notice, Organisation, User
from applications.rules.notices.cloning import clone
from tests import factories
from tests.notices import real_notice, small_notice

LIBRARY = {"specialty": "library", "rank": "intermediate", "title": "馆员", "mode": "review"}


@dataclass(frozen=True)
class Stage:
    """A notice that is open today, and one person for each part of its chain."""

    notice: Notice
    employer: Organisation
    applicant: User
    personnel: User
    superior: User
    county: User
    office: User

    def start(self, *, who: User | None = None, when: datetime | None = None, **claim: str) -> Application:
        """An empty draft, the applicant's unless told otherwise."""
        who, when = who or self.applicant, when or timezone.now()
        return factories.draft(self.notice, who, self.employer, when=when, **(claim or LIBRARY))


def set_up(*, days_ago: int = 0) -> Stage:
    """巴州文化 as if it had opened today, or some days ago; a county library, its department and bureau."""
    department = factories.organisation("bohu-culture", "博湖县文旅局", kind="department", nature="agency")
    bureau = factories.organisation("bohu-hr", "博湖县人社局", kind="hr_bureau", nature="agency")
    employer = factories.organisation("bohu-library", "博湖县图书馆", superior=department)
    notice = opened(real_notice("N0"), days_ago)
    assert notice.committee is not None
    return Stage(
        notice,
        employer,
        factories.person("阿依古丽·买买提"),
        factories.officer(employer, "王主任"),
        factories.officer(department, "赵股长"),
        factories.officer(bureau, "李科长"),
        factories.officer(notice.committee, "周办事"),
    )


def opened(raw: dict[str, Any], days_ago: int = 0) -> Notice:
    """The notice with all its days moved so that filing opened today, or some days ago."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return factories.notice(clone(raw, code=f"{raw['code']}-today", opens=day), loaded=timezone.now())


def opened_without_publicity() -> Notice:
    """A short notice whose first desk may decide at once."""
    raw = small_notice(publicity=None, wording=None)
    del raw["timetable"]["review"]  # it opens some days later
    raw["chain"][0] = {**raw["chain"][0], "publicity": False}
    return opened(raw)


@cache
def jpeg(size: tuple[int, int] = (1240, 1754), colour: str = "white") -> bytes:
    """A real picture, as large as a scan of A4 unless told otherwise."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", quality=60)
    return out.getvalue()


def png() -> bytes:
    """A picture that is no JPEG, whatever it is called."""
    out = BytesIO()
    Image.new("RGB", (60, 40)).save(out, "PNG")
    return out.getvalue()


def scan(name: str, colour: str = "white") -> dict[str, Any]:
    """A file as it lies on the applicant's computer."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(colour=colour)}


def scanned(application: Application) -> Application:
    """Put a picture behind every attachment that has none."""
    for attachment in application.attachments.all():
        for key in (attachment.file, attachment.thumbnail):
            if not default_storage.exists(key):
                default_storage.save(key, ContentFile(jpeg((90, 120))))
    return application


def text_of(content: bytes, folder: Path) -> str:
    """The words of a PDF, watermark and all."""
    import subprocess

    paper = folder / "paper.pdf"
    paper.write_bytes(content)
    done = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, check=True)
    return done.stdout.decode()
