"""The slots of a section as the page shows them: what is in, what may still come, what was wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from applications.forms.masking import badge_of
from applications.rules.dossier import Scan
from applications.rules.findings import Finding
from applications.selectors.filling import findings_of_slot, missing_parts
from applications.selectors.readable import ReadSection, Slot
from applications.services.scans import TITLE_LENGTH

TITLE = "title-"
REPLACEMENT = "replacement-"
ACTS = ("up", "down", "left", "right", "replace", "remove", "order")
KINDS = {"jpeg": ("JPG 图片", ".jpg,.jpeg,image/jpeg"), "pdf": ("PDF 文件", ".pdf,application/pdf")}


@dataclass(frozen=True, slots=True)
class SlotForm:
    """One slot with its upload questions (one for each part), its files, and what is found about it."""

    slot: Slot
    questions: list[dict[str, Any]]
    files: list[dict[str, Any]]
    findings: list[Finding]
    missing: list[str]
    accept: str
    shut: str = ""
    reasons: Sequence[Mapping[str, Any]] = ()


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


def slot_forms(part: ReadSection, slots: Iterable[Slot], wrong: Wrong, *, masks: bool) -> list[SlotForm]:
    """Slots of a section or of one of its rows; `masks` where the notice wants names covered."""
    return [
        SlotForm(
            slot,
            _questions(slot, wrong),
            _files(slot, wrong, masks=masks and slot.material.experts == "masked"),
            findings_of_slot(part, slot),
            missing_parts(slot),
            ",".join(KINDS[kind][1] for kind in slot.material.accept),
        )
        for slot in slots
    ]


def typed_titles(posted: Mapping[str, str]) -> dict[str, str]:
    """Attachment → the name typed for it."""
    return {name.removeprefix(TITLE): text for name, text in posted.items() if name.startswith(TITLE)}


def pressed(posted: Mapping[str, str]) -> tuple[str, str]:
    """Which button of a slot's form, and for which file."""
    return next(((name, posted[name]) for name in ACTS if name in posted), ("", ""))


def named_by_part(files: Sequence[UploadedFile], part: str, slot: Slot | None) -> None:
    """A page of 封面 is called 封面; several of 正文 are numbered after those that are there."""
    if slot is None or part not in slot.material.parts:
        return
    there = sum(part in scan.title for scan in slot.scans)
    for number, file in enumerate(files, there + 1):
        numbered = part if number == 1 and len(files) == 1 else f"{part} {number}"
        file.name = f"{numbered}{PurePath(file.name or '').suffix}"


def _questions(slot: Slot, wrong: Wrong) -> list[dict[str, Any]]:
    """For components/uploader.html: one for the slot, or one for each part of it."""
    if not slot.room:
        return []
    whole = _question(slot, f"upload-{slot.material.code}", wrong)
    if not slot.material.parts:
        return [whole | {"label": "上传" + _kinds(slot), "hint": _hint(slot)}]
    missing = missing_parts(slot)
    return [
        whole
        | {
            "id": f"{whole['id']}-{number}" if number else whole["id"],
            "label": part,
            "hint": "还没有" if part in missing else "已有，可再加",
            "hidden": [("part", part)],
            "errors": [] if number else whole["errors"],
        }
        for number, part in enumerate(slot.material.parts)
    ]


def _question(slot: Slot, name: str, wrong: Wrong) -> dict[str, Any]:
    return {
        "id": name,
        "name": "files",
        "kind": "file",
        "value": "",
        "choices": (),
        "required": True,
        "errors": list(wrong.uploads.get(slot.material.code, ())),
        "max_length": None,
        "autocomplete": "",
        "clause": "",
        "accept": ",".join(KINDS[kind][1] for kind in slot.material.accept),
        "multiple": slot.room > 1,
        "hidden": [],
        "room": slot.room,
        "edge": slot.material.max_edge,
    }


def _kinds(slot: Slot) -> str:
    kinds = [KINDS[kind][0] for kind in slot.material.accept]
    return "图片" if kinds == ["JPG 图片"] else "或 ".join(kinds)


def _hint(slot: Slot) -> str:
    limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
    kinds = "或 ".join(KINDS[kind][0] for kind in slot.material.accept)
    several = "可一次选多张，" if slot.room > 1 else ""
    return f"{kinds}，{several}每张不超过 {limit} MB，还可传 {slot.room} 张。"


def _masking(scan: Scan) -> dict[str, str]:
    state = "doubt" if scan.masking and scan.legible else scan.masking or "left"
    return badge_of(state, len(scan.boxes))


def _files(slot: Slot, wrong: Wrong, *, masks: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": scan.id,
            "field": f"{TITLE}{scan.id}",
            "replacement": f"{REPLACEMENT}{scan.id}",
            "title": wrong.typed.get(scan.id, scan.title),
            "error": wrong.titles.get(scan.id, ""),
            "fault": scan.fault,
            "stamp": scan.sha256[:8],  # a turned picture is another one to the browser
            "remarks": scan.remarks,
            "masking": _masking(scan) if masks and not scan.fault else None,
            "max_length": TITLE_LENGTH,
        }
        for scan in slot.scans
    ]
