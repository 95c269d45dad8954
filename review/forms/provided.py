"""单位提供的材料 as the page shows them: each slot with its files, its upload, and what was refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from applications.models import Attachment
from applications.rules.notices.dossier import Material
from review.selectors.provided import Paper

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Refused:
    """Why files could not be put into a slot."""

    material: str = ""
    problems: Sequence[str] = field(default_factory=tuple)

    @property
    def errors(self) -> list[dict[str, str]]:
        """For the summary on top."""
        href = f"#upload-{self.material}"
        return [{"message": problem, "href": href, "clause": ""} for problem in self.problems]


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One slot with its question; none where nothing may be put in now.

    Each file has its place in the viewer, where the page has one.
    """

    paper: Paper
    question: dict[str, Any] | None
    files: tuple[tuple[Attachment, str], ...]


NOTHING_REFUSED = Refused()
NO_PLACES: Mapping[str, str] = {}


def paper_cards(
    papers: Iterable[Paper], refused: Refused = NOTHING_REFUSED, *, places: Mapping[str, str] = NO_PLACES
) -> list[PaperCard]:
    """Every slot, those of the reader's desk with an upload. `places`: of the files in the viewer."""
    return [
        PaperCard(
            paper,
            _question(paper, refused) if paper.room else None,
            tuple((file, places.get(str(file.pk), "")) for file in paper.files),
        )
        for paper in papers
    ]


def is_printing(cards: Iterable[PaperCard]) -> bool:
    """True where the reader's unit may put papers in: the printed publicity is what it signs and scans."""
    return any(card.question and card.paper.material.provider == "employer" for card in cards)


def _question(paper: Paper, refused: Refused) -> dict[str, Any]:
    """For components/uploader.html."""
    material = paper.material
    return {
        "id": f"upload-{material.code}",
        "name": "files",
        "label": "上传扫描件",
        "kind": "file",
        "value": "",
        "choices": (),
        "required": True,
        "errors": list(refused.problems) if material.code == refused.material else [],
        "hint": _hint(paper),
        "max_length": None,
        "autocomplete": "",
        "clause": "",
        "accept": _accept(material),
        "multiple": paper.room > 1,
        "hidden": [],
        "room": paper.room,
        "edge": material.max_edge,
    }


def _accept(material: Material) -> str:
    kinds = {"jpeg": ".jpg,.jpeg,image/jpeg", "pdf": ".pdf,application/pdf"}
    return ",".join(kinds[kind] for kind in material.accept)


def _hint(paper: Paper) -> str:
    kinds = " 或 ".join({"jpeg": "JPG 图片", "pdf": "PDF 文件"}[kind] for kind in paper.material.accept)
    several = "可一次选多张，" if paper.room > 1 else ""
    return f"{kinds}，{several}每张不超过 {settings.UPLOAD_MAX_BYTES // MEGABYTE} MB。"
