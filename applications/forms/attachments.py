"""The slots of a section as the page shows them: what is in, what may still come, what was wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from applications.selectors.readable import ReadSection, Slot
from applications.services.attachments import TITLE_LENGTH

TITLE = "title-"


@dataclass(frozen=True, slots=True)
class SlotForm:
    """One slot with its upload question and its files."""

    slot: Slot
    question: dict[str, Any]
    files: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was refused: for a slot's upload, and for the names of its files."""

    uploads: Mapping[str, Sequence[str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> list[dict[str, str]]:
        """For the summary on top."""
        uploads = [(f"#upload-{code}", text) for code, texts in self.uploads.items() for text in texts]
        titles = [(f"#{TITLE}{file}", text) for file, text in self.titles.items()]
        return [{"message": text, "href": href, "clause": ""} for href, text in uploads + titles]


def slot_forms(part: ReadSection, wrong: Wrong) -> list[SlotForm]:
    """Every slot of a section."""
    return [SlotForm(slot, _question(slot, wrong), _files(slot, wrong)) for slot in part.slots]


def typed_titles(posted: Mapping[str, str]) -> dict[str, str]:
    """Attachment → the name typed for it."""
    return {name.removeprefix(TITLE): text for name, text in posted.items() if name.startswith(TITLE)}


def _question(slot: Slot, wrong: Wrong) -> dict[str, Any]:
    """For components/uploader.html."""
    limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
    several = "可一次选多张，" if slot.room > 1 else ""
    return {
        "id": f"upload-{slot.material.code}",
        "name": "files",
        "label": "上传图片",
        "hint": f"JPG 图片，{several}每张不超过 {limit} MB，还可传 {slot.room} 张。",
        "kind": "file",
        "value": "",
        "choices": (),
        "required": True,
        "errors": list(wrong.uploads.get(slot.material.code, ())),
        "max_length": None,
        "autocomplete": "",
        "clause": "",
        "accept": ".jpg,.jpeg,image/jpeg",
        "multiple": slot.room > 1,
    }


def _files(slot: Slot, wrong: Wrong) -> list[dict[str, Any]]:
    return [
        {
            "id": scan.id,
            "field": f"{TITLE}{scan.id}",
            "title": wrong.typed.get(scan.id, scan.title),
            "error": wrong.titles.get(scan.id, ""),
            "fault": scan.fault,
            "max_length": TITLE_LENGTH,
        }
        for scan in slot.scans
    ]
