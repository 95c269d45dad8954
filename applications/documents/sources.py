"""What a document prints from: a submission as it was frozen, or the draft as it was typed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from applications.models import Application, Publicity, Submission
from applications.models.user import Sex
from applications.rules.deadlines import BEIJING
from applications.rules.dossier import EDUCATION_ORDER, Dossier, Row, Scan, answered, fields_of, read_row
from applications.rules.notices.dossier import Section
from applications.rules.notices.terms import Case
from applications.rules.sections.fields import CONTROL, MONTH, NONE_WORD
from applications.selectors.dossiers import draft_of, frozen_dossier, latest_submission

PHOTO = "photo"  # the code that notices give the slot of the portrait
MONTHS = 12
BLANK_DATE = "　　　年　　月　　日"  # to be written by hand

DIGITS = ("", *"一二三四五六七八九")


@dataclass(frozen=True)
class Source:
    """One application as a document reads it. Values are words, their codes stand under `_key`."""

    application: Application
    dossier: Dossier
    origin: str
    name: str
    sex: str
    born: str
    employer: str
    region: str

    @property
    def case(self) -> Case:
        """The case with the choices made in the dossier: what hangs on an answer is settled."""
        return answered(self.application.rules, self.application.case, self.dossier)

    def one(self, kind: str, key: str) -> str:
        """A field of a section that has one row; 无 where it is empty."""
        return next(iter(self.rows(kind)), {}).get(key) or NONE_WORD

    def rows(self, kind: str) -> list[dict[str, str]]:
        """All rows of the sections of a kind, in the notice's order."""
        return list(self._rows.get(kind, ()))

    def title_of(self, kind: str) -> str:
        """What the notice calls the sections of a kind."""
        return next((section.title for section in self._sections if section.kind == kind), "")

    @property
    def highest_education(self) -> dict[str, str]:
        """The row with the highest 学历, the later one of two equals; empty without any."""
        return max(self.rows("education"), key=_height, default={})

    @property
    def born_month(self) -> str:
        """出生年月."""
        return month_words(date.fromisoformat(self.born)) if self.born else NONE_WORD

    @property
    def years_of_profession(self) -> str:
        """从事专业技术工作年限：whole years, until the work or the filing ended."""
        filing_ends = self.application.rules.timetable.filing.closes.end.date()
        start = _months(self.one("qualification", "_profession_since"))
        end = _months(self.one("qualification", "_profession_until"))
        until = filing_ends.year * MONTHS + filing_ends.month if end is None else end
        return NONE_WORD if start is None else f"{max(until - start, 0) // MONTHS}年"

    @property
    def photo(self) -> Scan | None:
        """The portrait, where the notice asks for one and it is there."""
        return next((scan for scan in self.dossier.scans if scan.material == PHOTO), None)

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        return self.application.rules.sections_for(self.application.case)

    @cached_property
    def _rows(self) -> Mapping[str, list[dict[str, str]]]:
        rows: dict[str, list[dict[str, str]]] = {}
        for section in self._sections:
            content = self.dossier.content(section)
            rows.setdefault(section.kind, []).extend(_shown(section, content.rows))
        return rows


def source_for(application: Application, *, draft: bool) -> Source:
    """The latest submission; the draft where there is none or where it is asked for."""
    submission = None if draft else latest_submission(application)
    return _frozen(application, submission) if submission else _draft(application)


def source_at(publicity: Publicity, application: Application) -> Source:
    """What stood in the application when its publicity began: later corrections do not rewrite it."""
    frozen = application.frozen.order_by("number")
    before = (
        frozen.filter(submitted_at__lte=publicity.started_at)
        .exclude(recalled_at__lte=publicity.started_at)
        .last()
    )
    submission = before or frozen.filter(recalled_at__isnull=True).first()
    return _frozen(application, submission) if submission else _draft(application)


def _frozen(application: Application, submission: Submission) -> Source:
    person, snapshot = submission.snapshot["person"], submission.snapshot
    return Source(
        application=application,
        dossier=frozen_dossier(submission),
        origin=f"{submission.number}:{submission.digest}",
        name=person["name"],
        sex=_sex(person["sex"]),
        born=person["born"],
        employer=snapshot["employer"]["name"],
        region=snapshot["employer"]["region"],
    )


def _draft(application: Application) -> Source:
    person = application.applicant
    return Source(
        application=application,
        dossier=draft_of(application),
        origin="draft",
        name=person.name,
        sex=_sex(person.sex),
        born=person.born.isoformat() if person.born else "",
        employer=application.employer.name,
        region=application.employer.region,
    )


def _sex(code: str) -> str:
    return Sex(code).label if code else NONE_WORD


def _shown(section: Section, rows: Iterable[Row]) -> Iterator[dict[str, str]]:
    """The values of each row in words; what cannot be read yet is shown as typed, cut at its cap."""
    for row in rows:
        values, unreadable = read_row(section, row.values)
        shown = {field.key: field.show(values.get(field.key, "")) for field in fields_of(section)}
        for field in fields_of(section):
            if field.key in unreadable:
                shown[field.key] = CONTROL.sub("", row.values.get(field.key, ""))[: field.max_length]
        shown |= {f"_{field.key}": values.get(field.key, "") for field in fields_of(section)}
        yield shown


def _height(row: Mapping[str, str]) -> int:
    level = row.get("_level", "")
    return EDUCATION_ORDER.index(level) if level in EDUCATION_ORDER else -1


def _months(month: str) -> int | None:
    """2015-07 as a number of months."""
    match = MONTH.fullmatch(month)
    return int(match[1]) * MONTHS + int(match[2]) if match else None


def day_words(day: date) -> str:
    """2024年9月30日"""
    return f"{day.year}年{day.month}月{day.day}日"


def day_of(at: datetime) -> str:
    """The day of an instant in Beijing, in words."""
    return day_words(at.astimezone(BEIJING).date())


def minute_of(at: datetime) -> str:
    """2024年9月30日 18:00: an instant in Beijing, in words."""
    return f"{day_of(at)} {at.astimezone(BEIJING):%H:%M}"


def month_words(day: date) -> str:
    """1990年1月"""
    return f"{day.year}年{day.month}月"


def period(row: Mapping[str, str], ends: str, *, still: str = "") -> str:
    """起止时间 of a row."""
    start, end = row.get("started", ""), row.get(ends, "") or still
    return f"{start}—{end}" if start or end else NONE_WORD


def posted(row: Mapping[str, str]) -> str:
    """，借调: said where a row of the employment was spent away from the unit."""
    return f"，{row['posting']}" if row.get("_posting", "") not in ("", "regular") else ""


def joined(*parts: str) -> str:
    """The parts that say something, with commas; 无 when none does."""
    return "，".join(part for part in parts if part and part != NONE_WORD) or NONE_WORD


def chinese_number(number: int) -> str:
    """一, 十, 十二, 二十一: from 1 to 99, as headings are numbered (GB/T 9704-2012)."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十") + DIGITS[ones]
