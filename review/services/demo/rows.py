"""What an invented applicant types: rows for every kind of section, dated so that they are in order."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from applications.models import Application
from applications.rules.dossier import Dossier, Row, SectionContent, answered, fields_of
from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import Appraisal, Continuing, StudySource
from applications.rules.notices.terms import Affiliation, Case, Nature, Rank
from review.services.demo.reading import DossierPlan, code_of, works_of
from review.services.demo.typist import Typist

Values = dict[str, str]
HOURS = {"public": ("30", "32", "36"), "professional": ("60", "64", "72")}


def rows_for(application: Application, plan: DossierPlan, on: date) -> Mapping[str, list[Values]]:
    """By section, what is typed; study and appraisals as the answers and the notice's rules ask."""
    sections = application.rules.sections_for(application.case)
    typed: dict[str, list[Values]] = {}
    for later in (False, True):
        case = _answered(application, typed)
        for section in sections:
            if (section.kind in ASKED_BY_RULES) == later and fields_of(section):
                typed[section.code] = _rows(section, Typist(application, plan, on, case))
    return typed


def _answered(application: Application, typed: Mapping[str, list[Values]]) -> Case:
    content = {
        code: SectionContent(tuple(Row(str(n), values) for n, values in enumerate(rows)))
        for code, rows in typed.items()
    }
    return answered(application.rules, application.case, Dossier(content))


def _rows(section: Section, typist: Typist) -> list[Values]:
    """Only what the notice asks about, and of choices only those that it offers."""
    specs = {spec.key: spec for spec in fields_of(section)}
    kept = []
    for values in KINDS[section.kind](typist):
        row = {key: value for key, value in values.items() if key in specs}
        for key, spec in specs.items():
            offered = [code for code, _ in spec.choices]
            if offered and row.get(key) and row[key] not in offered:
                row[key] = offered[-1]
            if not row.get(key) and spec.is_needed(row) and spec.kind in ("text", "long"):
                row[key] = "无"
        kept.append(row)
    return kept


def _basic(typist: Typist) -> Iterator[Values]:
    plan = typist.plan
    yield {
        "people": code_of(plan.people),
        "political_status": code_of(plan.party),
        "birthplace": plan.birthplace,
        "work_started": plan.career[0][0],
        "profession": plan.work,
        "party_joined": "2014年7月加入中国共产党" if plan.party == "中共党员" else "无",
        "foreign_language": "英语，能借助词典阅读",
        "health": "健康",
        "salary": "按规定执行",
        "office_phone": "0996-0000000",
    }


def _declarations(typist: Typist) -> Iterator[Values]:
    away = next((row for row in typist.plan.career if "驻村" in row[3]), None)
    agency = typist.application.nature == Nature.PERSONNEL_AGENCY
    county = typist.application.employer.affiliation == Affiliation.COUNTY
    yield {
        "identity": "staff",
        "sanction": "none",
        "first_time": "no" if typist.plan.title else "yes",
        "agency_transfer": "no",
        "posting_away": "village" if away else "none",
        **({"posting_from": away[0], "posting_until": away[1]} if away else {}),
        "southern": "no",
        "grassroots": "yes" if county else "no",
        "teaches": "yes" if typist.teaches else "no",
        "classified": "none",
        "ground": "archived" if agency else "local_private",
    }


def _insurance(typist: Typist) -> Iterator[Values]:
    last = typist.on.replace(day=1) - timedelta(days=1)
    first = (last.replace(day=1) - timedelta(days=330)).replace(day=1)
    yield {
        "started": f"{first:%Y-%m}",
        "ended": f"{last:%Y-%m}",
        "payer": typist.application.employer.name,
    }


def _education(typist: Typist) -> Iterator[Values]:
    for started, graduated, school, major, level, degree, years in typist.plan.education:
        yield {
            "started": started,
            "graduated": graduated,
            "school": school,
            "major": major,
            "level": code_of(level),
            "degree": code_of(degree),
            "study_mode": "full_time",
            "years": str(years),
            "witness": "张老师",
            "proof": "record",
            "proof_until": f"{typist.on + timedelta(days=90)}",
        }


def _qualification(typist: Typist) -> Iterator[Values]:
    title, obtained, authority = typist.plan.title or ("无", "", "无")
    yield {
        "current_title": title,
        "title_obtained": obtained,
        "title_place": "xinjiang" if obtained else "",
        "title_authority": authority,
        "appointed": obtained,
        "profession_since": typist.plan.career[0][0],
        "profession_until": "",
    }


def _employment(typist: Typist) -> Iterator[Values]:
    for started, ended, unit, work, post in typist.plan.career:
        yield {
            "started": started,
            "ended": ended,
            "unit": typist.application.employer.name if unit == "本单位" else unit,
            "work": work,
            "post": post,
            "posting": "village" if "驻村" in work else "regular",
            "witness": "李同事",
        }


def _continuing(typist: Typist) -> Iterator[Values]:
    rules = [r for r in typist.rules if isinstance(r, Continuing)]
    since: dict[str, int] = {
        r.subject: r.since for r in typist.application.rules.rules if isinstance(r, StudySource)
    }
    wanted = {
        (subject, typist.year + offset)
        for rule in rules
        for offset in range(rule.first, rule.last + 1)
        for subject in (("public", "professional") if rule.subject == "any" else (rule.subject,))
    }
    for subject, year in sorted(wanted, reverse=True):
        number = typist.draw(f"{subject}{year}", 10**6)
        yield {
            "year": str(year),
            "subject": subject,
            "proof": "system" if year >= since.get(subject, typist.year) else "certificate",
            "hours": HOURS[subject][number % 3],
            "certificate": f"样例{year}{number:06}",
        }


def _appraisal(typist: Typist) -> Iterator[Values]:
    rules = [r for r in typist.rules if isinstance(r, Appraisal)]
    excellent_only = any(rule.grades == ("excellent",) for rule in rules)
    years = {typist.year + offset for rule in rules for offset in range(rule.first, rule.last + 1)}
    for year in sorted(years, reverse=True):
        good = excellent_only or typist.draw(f"appraisal{year}", 4) == 0
        yield {
            "year": str(year),
            "grade": "excellent" if good else "competent",
            "unit": typist.application.employer.name,
        }


def _putonghua(typist: Typist) -> Iterator[Values]:
    chinese = "语文" in typist.plan.work
    teacher = "chinese_teacher" if chinese else "teacher"
    yield {
        "post": teacher if typist.teaches else "general",
        "level": "2a" if typist.teaches or typist.plan.people == "汉族" else "2b",
        "tested": typist.plan.education[-1][1],
        "certificate": f"样例{typist.draw('putonghua', 10**8):08}",
        "authority": "样例普通话培训测试站",
    }


def _achievements(typist: Typist) -> Iterator[Values]:
    works = works_of(typist.plan).achievements
    for number, (category, name, role, content, result) in enumerate(works):
        started, ended = typist.dates(number, len(works))
        yield {
            "category": code_of(category),
            "started": started,
            "ended": ended,
            "name": name,
            "role": code_of(role),
            "content": content,
            "result": result,
        }


def _awards(typist: Typist) -> Iterator[Values]:
    for name, level, rank, authority in works_of(typist.plan).awards if typist.draw("awards", 3) else ():
        yield {
            "awarded": typist.dates(1, 2)[1],
            "name": name,
            "level": code_of(level),
            "rank": rank,
            "authority": authority,
        }


def _property(typist: Typist) -> Iterator[Values]:
    for category, name, number, rank in works_of(typist.plan).property:
        granted = typist.dates(1, 2)[1]
        yield {
            "category": code_of(category),
            "granted": granted,
            "name": name,
            "number": number,
            "rank": rank,
        }


def _publications(typist: Typist) -> Iterator[Values]:
    works = works_of(typist.plan).publications if typist.application.rank != Rank.JUNIOR else ()
    pieces = [work for work in works if work[0] == "代表作品"]
    chosen = works if typist.draw("publications", 3) == 0 else pieces
    for number, (category, name, outlet, authorship, abstract) in enumerate(chosen):
        yield {
            "category": code_of(category),
            "published": typist.dates(number, max(len(chosen), 2))[1],
            "name": name,
            "outlet": outlet,
            "authorship": code_of(authorship),
            "abstract": abstract,
        }


def _summary(typist: Typist) -> Iterator[Values]:
    yield {"text": typist.plan.summary}


def _nothing(typist: Typist) -> Iterator[Values]:
    return iter(())


KINDS: dict[str, Callable[[Typist], Iterator[Values]]] = {
    "basic": _basic,
    "declarations": _declarations,
    "insurance": _insurance,
    "education": _education,
    "qualification": _qualification,
    "employment": _employment,
    "continuing": _continuing,
    "appraisal": _appraisal,
    "putonghua": _putonghua,
    "achievements": _achievements,
    "awards": _awards,
    "property": _property,
    "publications": _publications,
    "summary": _summary,
    "files": _nothing,
}
ASKED_BY_RULES = ("continuing", "appraisal")
