"""A notice with one of everything and no more; journeys use the five real ones."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from applications.rules.notices.loading import read_yaml

FIXTURES = Path(__file__).parent.parent / "fixtures" / "notices"
REAL = {
    "N0": "bazhou-culture-2024",
    "N1": "bohu-initial-2024",
    "N2": "bazhou-engineering-2023",
    "N3": "bazhou-press-2021",
    "N4": "aksu-archives-2024",
}

SMALL: dict[str, Any] = {
    "code": "small-2024",
    "year": 2024,
    "title": "{Y} 年度图书资料系列职称评审通知",
    "issuer": "某州文旅局",
    "issued_on": "2024-08-29",
    "region": "652800",
    "contact": {"office": "评委会办公室", "phone": "0996-0000000", "address": "某市某路 1 号"},
    "committee": {"code": "small-committee", "name": "某州图书资料系列评委会办公室", "region": "652800"},
    "summary": "{Y} 年度图书资料系列初、中级职称评审。",
    "modes": [
        {"code": "initial", "ranks": ["junior"], "clause": "一"},
        {"code": "review", "clause": "一"},
    ],
    "channels": [{"code": "general", "label": "职称申报", "clause": "一"}],
    "offerings": [
        {
            "series": {"code": "library", "name": "图书资料系列"},
            "specialty": {"code": "library", "name": "图书资料"},
            "titles": {"junior": ["助理馆员"], "intermediate": ["馆员"]},
        }
    ],
    "timetable": {
        "filing": {"opens": "2024-08-30", "closes": "2024-09-30 18:00", "clause": "三（一）"},
        "review": {"opens": "2024-09-01", "closes": "2024-10-31", "clause": "三（一）"},
        "payment": {"opens": "2024-10-08", "closes": "2024-10-12", "clause": "三（三）"},
    },
    "chain": [
        {
            "code": "employer",
            "label": "用人单位",
            "desk": "employer",
            "publicity": True,
            "opinion": {"sentence": "材料真实准确，同意推荐", "clause": "五、11"},
            "clause": "四（一）",
        },
        {
            "code": "county",
            "label": "县（市）人社局",
            "desk": {"kind": "hr_bureau", "region": "county"},
            "clause": "四（一）",
        },
        {"code": "committee", "label": "评审委员会", "desk": "committee", "clause": "四（一）"},
    ],
    "correction": {"unit": "hour", "amount": 48, "clause": "四（三）"},
    "cap": {"scope": "applicant", "max": 3, "clause": "四（三）"},
    "publicity": {"min_days": 5, "clause": "四（一）"},
    "wording": {
        "opening": "现对{姓名}同志申报{系列}{级别}职称进行公示。",
        "closing": "公示时间从{起}至{止}。如有异议，请反映至{受理部门}，监督电话：{监督电话}。",
        "result": "经公示{天数}个工作日，{异议情况}。",
    },
    "fees": {
        "tariffs": [
            {"when": {"ranks": ["intermediate"]}, "yuan": 380, "clause": "七"},
            {"when": {"ranks": ["junior"]}, "yuan": 220, "clause": "七"},
        ],
        "clause": "七",
    },
    "forms": [{"kind": "evaluation_form", "copies": 2, "clause": "五（三）"}],
    "papers": [{"title": "《专业技术职务任职资格评审表》", "copies": 2, "clause": "五（三）"}],
    "sections": [
        {"code": "basic", "kind": "basic", "title": "基本信息", "clause": "五、1"},
        {
            "code": "education",
            "kind": "education",
            "title": "学历学位",
            "materials": [{"code": "degree", "title": "学历、学位证书", "clause": "五、4"}],
            "clause": "五、4",
        },
        {
            "code": "employment",
            "kind": "employment",
            "title": "工作经历",
            "required": False,
            "clause": "五、6",
        },
        {"code": "summary", "kind": "summary", "title": "个人工作总结", "clause": "五、10"},
    ],
}


def small_notice(**changes: Any) -> dict[str, Any]:
    """The small notice with some of its parts replaced; None removes one."""
    raw = {**deepcopy(SMALL), **changes}
    return {key: value for key, value in raw.items() if value is not None}


def real_notice(name: str) -> dict[str, Any]:
    """N0 … N4 as they were."""
    return read_yaml((FIXTURES / f"{REAL[name]}.yaml").read_text(encoding="utf-8"))
