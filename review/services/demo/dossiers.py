"""Filling in a dossier as its applicant would: typed rows section by section, then the scans."""

from collections.abc import Iterator
from datetime import datetime
from zlib import crc32

from django.core.files.base import ContentFile

from applications.models import Application, Attachment
from applications.rules.dossier import fields_of, materials_for
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.terms import Rank
from applications.rules.sections import codes
from applications.services import attachments, dossiers
from review.services.demo.papers import Bearer, Page
from review.services.demo.reading import DossierPlan, code_of, dossier_of
from review.services.demo.scans import draw

FILLED_THOUGH_OPTIONAL = frozenset({"degree", "title_evidence", "publications", "awards"})
YEARS_A_CERTIFICATE = 5
SEVERAL = frozenset({"achievements", "representative_works"})


def fill(application: Application, *, at: datetime, only: tuple[str, ...] = ()) -> None:
    """Everything that the notice asks for, or some sections of it."""
    plan = dossier_of(application.applicant.username, year=application.year)
    for section in application.rules.sections_for(application.case):
        if only and section.code not in only:
            continue
        _type_in(application, section, plan, at)
        for material in materials_for(section, application.case):
            if _is_given(material, application, plan):
                _scan_in(application, section, material, plan, at)


def amend(application: Application, material_code: str, *, at: datetime) -> None:
    """Take the first page of a slot out and put a better one in, as a return asked."""
    plan = dossier_of(application.applicant.username, year=application.year)
    for section in application.rules.sections_for(application.case):
        for material in materials_for(section, application.case):
            if material.code == material_code:
                old = Attachment.objects.filter(
                    application=application, material=material_code, removed_at=None
                ).first()
                if old is not None:
                    attachments.remove(application, str(old.pk), by=application.applicant, at=at)
                _scan_in(application, section, material, plan, at, again=True)


def _type_in(application: Application, section: Section, plan: DossierPlan, at: datetime) -> None:
    by = application.applicant
    for row in _rows(section, plan, application):
        fresh = dossiers.new_row_id() if section.kind in ("education", "employment") else None
        dossiers.save_row(
            application, section.code, fresh, row, by=by, at=at, seen_version=None, fresh=fresh is not None
        )
    if fields_of(section) and not section.required and section.kind == "files":
        dossiers.declare_nothing(application, section.code, True, by=by, at=at)


def _rows(section: Section, plan: DossierPlan, application: Application) -> Iterator[dict[str, str]]:
    match section.kind:
        case "basic":
            yield _basic(plan)
        case "education":
            yield from _education(plan)
        case "employment":
            yield from _employment(plan, application.employer.name)
        case "summary":
            yield {"text": plan.summary}


def _basic(plan: DossierPlan) -> dict[str, str]:
    title, obtained, authority = plan.title or ("无", "", "无")
    return {
        "former_name": "无",
        "people": code_of(plan.people),
        "political_status": code_of(plan.party),
        "birthplace": plan.birthplace,
        "work_started": plan.career[0][0],
        "profession": plan.work,
        "profession_since": plan.career[0][0],
        "current_title": title,
        "title_obtained": obtained,
        "title_authority": authority,
        "appointed": obtained,
        "administrative_post": "无",
        "party_joined": "2014年7月加入中国共产党" if plan.party == "中共党员" else "无",
        "democratic_party": "无",
        "societies": "无",
        "foreign_language": "英语，能借助词典阅读",
        "health": "健康",
        "salary": "按规定执行",
        "office_phone": "0996-0000000",
    }


def _education(plan: DossierPlan) -> Iterator[dict[str, str]]:
    for started, graduated, school, major, level, degree, years in plan.education:
        yield {
            "started": started,
            "graduated": graduated,
            "school": school,
            "major": major,
            "level": code_of(level),
            "degree": code_of(degree),
            "study_mode": codes.STUDY_MODES[0][0],
            "years": str(years),
            "witness": "张老师",
        }


def _employment(plan: DossierPlan, employer: str) -> Iterator[dict[str, str]]:
    for started, ended, unit, work, post in plan.career:
        yield {
            "started": started,
            "ended": ended,
            "unit": employer if unit == "本单位" else unit,
            "work": work,
            "post": post,
            "posting": "village" if "驻村" in work else "regular",
            "witness": "李同事",
        }


def _is_given(material: Material, application: Application, plan: DossierPlan) -> bool:
    """What is demanded, and of the rest what this person has."""
    if material.is_demanded(application.case):
        return True
    if material.provider != "applicant" or material.code not in FILLED_THOUGH_OPTIONAL:
        return False
    if material.code == "degree":
        return plan.education[-1][5] != "无"
    if material.code == "title_evidence":
        return plan.title is not None
    return crc32(f"{application.applicant.username}{material.code}".encode()) % 3 == 0


def _scan_in(
    application: Application,
    section: Section,
    material: Material,
    plan: DossierPlan,
    at: datetime,
    *,
    again: bool = False,
) -> None:
    bearer = _bearer(application, plan)
    pages = _pages(material, application)
    files = [
        ContentFile(draw(material.code, bearer, page), name=f"{page.title}.jpg")
        for page in (Page(p.title, p.years, again) for p in (pages[:1] if again else pages))
    ]
    added = attachments.add(application, section.code, material.code, files, by=application.applicant, at=at)
    if added.refused:
        raise RuntimeError(f"{application.applicant.username} {material.code}: {'；'.join(added.refused)}")


def _pages(material: Material, application: Application) -> list[Page]:
    """The pages of a slot, named so that what the notice looks for in the names is there."""
    name = material.title.split("（")[0].strip("《》").replace("“", "").replace("”", "")
    years = _years(material, application)
    if material.code == "appraisals":
        return [Page(f"{year}年度考核登记表", (year,)) for year in years]
    if years:
        starts = range(0, len(years), YEARS_A_CERTIFICATE)
        groups = [years[start : start + YEARS_A_CERTIFICATE] for start in starts]
        return [Page(f"{'、'.join(group)}年度{name}", group) for group in groups]
    if material.parts:
        return [Page(f"{name}·{part}") for part in material.parts]
    if material.code in SEVERAL:
        return [Page(f"{name[:30]}（一）"), Page(f"{name[:30]}（二）")]
    return [Page(name[:60])]


def _years(material: Material, application: Application) -> tuple[str, ...]:
    """The years that a slot is about: the notice's own list, else what its note asks of the rank."""
    if listed := tuple(part for part in material.parts if part.isdigit()):
        return listed
    asked = {"appraisals": 1, "ce_public": 2, "ce_professional": 2}.get(material.code, 0)
    if application.rank == Rank.INTERMEDIATE:
        asked = {"ce_public": 5, "ce_professional": 3}.get(material.code, asked)
    last = application.year - (material.code == "appraisals")
    return tuple(str(year) for year in range(last - asked + 1, last + 1))


def _bearer(application: Application, plan: DossierPlan) -> Bearer:
    person = application.applicant
    _, graduated, school, major, level, degree, _ = plan.education[-1]
    title, titled, _ = plan.title or ("无", "", "")
    assert person.born is not None
    return Bearer(
        name=person.name,
        sex=person.get_sex_display(),
        people=plan.people,
        born=person.born,
        id_number=person.id_number,
        unit=application.employer.name,
        work=plan.work.removesuffix("工作"),
        title=title,
        titled=titled,
        school=school,
        major=major,
        level=level,
        degree=degree,
        graduated=graduated,
        seed=crc32(person.username.encode()),
    )
