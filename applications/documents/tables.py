"""表格：the rows that the forms print — study, employment, work, writings, tests, appraisals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from applications.documents.sources import Source, joined, period, posted
from applications.rules.sections.fields import NONE_WORD

Row = list[str]
STILL = "9999-12"  # work that goes on is later than any title
LINE = 14  # characters, about
PAGE = 40  # lines, about


@dataclass(frozen=True, slots=True)
class StudyYear:
    """One year of 继续教育: hours or 免除学习 for each subject, and the certificates."""

    year: str
    public: str
    professional: str
    certificates: str


def education_rows(source: Source) -> list[Row]:
    """起止时间, 专业或主要内容, 学习地点, 证明人：the schools."""
    return [
        [
            period(row, "graduated"),
            joined(row.get("major", ""), row.get("level", ""), row.get("degree", "")),
            _said(row, "school"),
            _said(row, "witness"),
        ]
        for row in source.rows("education")
    ] or nothing(4)


def training_rows(source: Source) -> list[Row]:
    """表二 学习培训经历：the schools, then 继续教育 with a row for each year."""
    schools = education_rows(source)
    studied = [
        [study.year, f"继续教育：{_subjects(study)}", NONE_WORD, NONE_WORD] for study in continuing(source)
    ]
    return studied if studied and schools == nothing(4) else schools + studied


def employment_rows(source: Source) -> list[Row]:
    """表三 工作经历：起止时间, 单位, 从事何专业技术工作, 职务; a posting is said beside the unit."""
    return [
        [
            period(row, "ended", still="至今"),
            _said(row, "unit") + posted(row),
            _said(row, "work"),
            _said(row, "post"),
        ]
        for row in source.rows("employment")
    ] or nothing(4)


def continuing(source: Source) -> list[StudyYear]:
    """继续教育 by year, the earliest first."""
    rows = sorted(source.rows("continuing"), key=_year)
    return [_study_year(list(of_year)) for _, of_year in groupby(rows, key=_year)]


def continuing_rows(source: Source) -> list[Row]:
    """年度, 公需课, 专业课, 证书编号."""
    return [
        [study.year, study.public, study.professional, study.certificates] for study in continuing(source)
    ] or nothing(4)


def work_rows(source: Source) -> tuple[list[Row], list[Row]]:
    """表四、表五：业绩, 获奖 and 知识产权, before and since the present title was obtained.

    Without a title nothing came before it.
    """
    obtained = source.one("qualification", "_title_obtained")
    dated = list(_works(source))
    if obtained == NONE_WORD:
        return nothing(4), [row for _, row in dated] or nothing(4)
    before = [row for day, row in dated if day and day < obtained]
    since = [row for day, row in dated if not day or day >= obtained]
    return before or nothing(4), since or nothing(4)


def publication_rows(source: Source) -> list[Row]:
    """表六：日期, 名称及内容提要, 出版、登载情况, 合（独）著、译."""
    return [
        [
            _said(row, "published"),
            "：".join(part for part in (_said(row, "name"), row.get("abstract", "")) if part),
            _said(row, "outlet"),
            joined(row.get("category", ""), row.get("authorship", "")),
        ]
        for row in source.rows("publications")
    ] or nothing(4)


def exam_rows(source: Source) -> list[Row]:
    """表七：日期, 考试种类, 考试科目, 考试成绩, 组织考试单位."""
    return [
        [
            _said(row, "tested"),
            "普通话水平测试",
            "普通话",
            joined(row["level"], _numbered(row.get("certificate", ""))),
            _said(row, "authority"),
        ]
        for row in source.rows("putonghua")
        if row.get("_level") not in ("", "none")
    ] or nothing(5)


def appraisals(source: Source) -> str:
    """表八：2021年 合格；2022年 合格."""
    rows = sorted(source.rows("appraisal"), key=_year)
    return "；".join(f"{_said(row, 'year')} {_said(row, 'grade')}" for row in rows) or NONE_WORD


def spoken_level(source: Source) -> str:
    """普通话水平 with its certificate, in one line."""
    return joined(
        source.one("putonghua", "level"),
        _numbered(source.one("putonghua", "certificate")),
        source.one("putonghua", "tested"),
        source.one("putonghua", "authority"),
    )


def paragraphs(source: Source) -> list[str]:
    """个人工作总结, one entry a paragraph."""
    lines = [line.strip() for row in source.rows("summary") for line in row["text"].splitlines()]
    return [line for line in lines if line] or [NONE_WORD]


def laid_out(rows: list[Row]) -> list[Row]:
    """The rows for a layout, each with its style: one of more than a page runs over, others stay whole."""
    return [["long" if any(_lines(cell) > PAGE for cell in row) else "", *row] for row in rows]


def nothing(columns: int) -> list[Row]:
    """A table without rows says so in every cell (无填写内容的应注明“无”，不得留有空格)."""
    return [[NONE_WORD] * columns]


def _works(source: Source) -> Iterator[tuple[str, Row]]:
    """Everything that counts as work, each with the month it is dated by."""
    for row in source.rows("achievements"):
        name = joined(row.get("name", ""), row.get("category", ""))
        content = "：".join(part for part in (row.get("role", ""), row.get("content", "")) if part)
        when = period(row, "ended", still="至今").replace("—", "—\n")  # two lines in a narrow column
        yield row.get("_ended") or STILL, [when, name, content or NONE_WORD, _said(row, "result")]
    for row in source.rows("awards"):
        place = joined(row.get("level", ""), row.get("authority", ""))
        rank = joined("获奖（表彰）", row.get("rank", ""))
        yield row.get("_awarded", ""), [_said(row, "awarded"), _said(row, "name"), rank, place]
    for row in source.rows("property"):
        rank = joined(row.get("category", ""), row.get("rank", ""))
        cells = [_said(row, "granted"), _said(row, "name"), rank, _numbered(row.get("number", ""))]
        yield row.get("_granted", ""), cells


def _study_year(rows: list[dict[str, str]]) -> StudyYear:
    certificates = dict.fromkeys(row.get("certificate", "") for row in rows)
    return StudyYear(
        year=_said(rows[0], "year"),
        public=_hours(row for row in rows if row.get("_subject") == "public"),
        professional=_hours(row for row in rows if row.get("_subject") == "professional"),
        certificates="、".join(c for c in certificates if c and c != NONE_WORD) or NONE_WORD,
    )


def _subjects(study: StudyYear) -> str:
    """公需课30学时，专业课60学时; a subject without either is left out."""
    named = (("公需课", study.public), ("专业课", study.professional))
    return joined(*(f"{name}{hours}" for name, hours in named if hours != NONE_WORD))


def _hours(rows: Iterable[Mapping[str, str]]) -> str:
    """The hours of one subject in one year; 免除学习 where it was waived."""
    hours, waived = Decimal(), False
    for row in rows:
        hours += Decimal(row.get("_hours") or 0)
        waived = waived or row.get("_proof") == "waiver"
    counted = f"{hours.normalize():f}学时" if hours else ""
    return joined(counted, "免除学习" if waived else "")


def _lines(cell: str) -> int:
    return sum(len(line) // LINE + 1 for line in cell.split("\n"))


def _year(row: Mapping[str, str]) -> str:
    return row.get("_year", "")


def _numbered(number: str) -> str:
    """A number says what it is."""
    return f"编号{number}" if number not in ("", NONE_WORD) else NONE_WORD


def _said(row: Mapping[str, str], key: str) -> str:
    return row.get(key) or NONE_WORD
