"""Filling in a dossier as its applicant would: typed rows section by section, then the scans."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from applications.models import Application, Attachment
from applications.rules.dossier import (
    Row,
    answered,
    concerns_row,
    fields_of,
    kind_of,
    materials_for,
)
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.terms import Case
from applications.selectors.dossiers import draft_of, on_day
from applications.services import attachments, covering, dossiers
from applications.services.covering import Answer
from review.services.demo.naming import named_pages
from review.services.demo.papers import Bearer, Page, bearer_of
from review.services.demo.reading import DossierPlan, dossier_of
from review.services.demo.rows import rows_for
from review.services.demo.scans import draw
from review.services.demo.veils import veils_of

BORROWED = "achievement"  # what one of the cast has from a colleague


def fill(application: Application, *, at: datetime, only: tuple[str, ...] = ()) -> None:
    """Everything that the notice asks for, or some sections of it; then nothing is looked at for masking."""
    plan = dossier_of(application.applicant.username, year=application.year)
    rows = rows_for(application, plan, on_day(at))
    sections = [s for s in application.rules.sections_for(application.case) if not only or s.code in only]
    for section in sections:
        _type_in(application, section, rows.get(section.code, []), at)
    draft = draft_of(application)
    case = answered(application.rules, application.case, draft)
    answers: dict[str, Answer] = {}
    for section in sections:
        typed = draft.content(section).rows
        for material, row in _places(section, case, typed):
            answers |= _scan_in(application, section, material, row, typed, plan, at)
    if not only:
        covering.answer_each(application, answers, by=application.applicant, at=at)


def amend(application: Application, material_code: str, *, at: datetime) -> None:
    """Put a better page in the place of the first one in a slot, as a return asked."""
    plan = dossier_of(application.applicant.username, year=application.year)
    files = application.attachments.filter(material=material_code, removed_at__isnull=True)
    old = files.order_by("order", "page").first()
    assert old is not None, f"{application.applicant.username} {material_code}"
    section = application.rules.section(old.section)
    assert section is not None
    material = next(m for m in section.materials if m.code == material_code)
    typed = draft_of(application).content(section).rows
    row = next((row for row in typed if row.id == old.row), None)
    bearer = _bearer(application, material, row, typed, plan)
    name, page = named_pages(material, row, typed, again=True)[0]
    better = _drawn(material, bearer, name, page)
    new = attachments.replace(application, str(old.pk), better, by=application.applicant, at=at)
    answers = _answers(application, material, bearer, [(new, page)], plan)
    covering.answer_each(application, answers, by=application.applicant, at=at)


def _type_in(
    application: Application, section: Section, rows: Sequence[dict[str, str]], at: datetime
) -> None:
    facts: dict[str, Any] = {"by": application.applicant, "at": at}
    for row in rows:
        fresh = dossiers.new_row_id() if kind_of(section).repeatable else None
        dossiers.save_row(
            application, section.code, fresh, row, seen_version=None, fresh=fresh is not None, **facts
        )
    if fields_of(section) and not section.required and not rows:
        dossiers.declare_nothing(application, section.code, True, **facts)


def _places(section: Section, case: Case, typed: Sequence[Row]) -> Iterator[tuple[Material, Row | None]]:
    """Every slot that is demanded, and of each group as many as it asks for."""
    grouped = [code for g in section.groups if g.when.holds(case) for code in g.materials[: g.at_least]]
    for material in materials_for(section, case):
        if not (material.is_demanded(case) or material.code in grouped):
            continue
        meant = [row for row in typed if concerns_row(material, row)]
        if material.per_row:
            yield from ((material, row) for row in meant)
        elif meant or material.of_rows is None:
            yield material, None


def _scan_in(
    application: Application,
    section: Section,
    material: Material,
    row: Row | None,
    typed: Sequence[Row],
    plan: DossierPlan,
    at: datetime,
) -> dict[str, Answer]:
    """Uploads the pages of a slot; returns what is to be answered about covering them."""
    bearer = _bearer(application, material, row, typed, plan)
    pages = named_pages(material, row, typed)
    files = [_drawn(material, bearer, name, page) for name, page in pages]
    facts: dict[str, Any] = {"row": row.id if row else "", "by": application.applicant, "at": at}
    added = attachments.add(application, section.code, material.code, files, **facts)
    if added.refused:
        raise RuntimeError(f"{application.applicant.username} {material.code}: {'；'.join(added.refused)}")
    drawn = [page for _, page in pages]
    return _answers(application, material, bearer, zip(added.attachments, drawn, strict=True), plan)


def _drawn(material: Material, bearer: Bearer, name: str, page: Page) -> "ContentFile[bytes]":
    return ContentFile(draw(material.code, bearer, page, "pdf" not in material.accept), name=name)


def _bearer(
    application: Application, material: Material, row: Row | None, typed: Sequence[Row], plan: DossierPlan
) -> Bearer:
    """Pages are drawn in the applicant's name, or in that of whom they borrow from."""
    borrowed = material.code == BORROWED and row is not None and row == typed[0]
    return bearer_of(application, plan, borrowed=borrowed)


def _answers(
    application: Application,
    material: Material,
    bearer: Bearer,
    pages: Iterable[tuple[Attachment, Page]],
    plan: DossierPlan,
) -> dict[str, Answer]:
    """检查本人姓名遮盖：the pages of a slot that experts will see, answered for as they were drawn."""
    masking = application.rules.masking
    if masking is None or material.experts == "hidden":
        return {}
    own = bearer_of(application, plan)
    found = {
        str(file.pk): veils_of(material.code, bearer, page, own, masking.targets) for file, page in pages
    }
    return {key: Answer(covering.COVERED if boxes else covering.CLEAR, boxes) for key, boxes in found.items()}
