"""巴州 2024 文化艺术各系列：the materials of each section, missed by one thing."""

import pytest

from tests.applications.rules.near_misses.misses import (
    adds,
    expected,
    miss,
    outcome,
    page,
    params,
    says_none,
    types,
    without,
)

MIDDLE = {"rank": "intermediate"}
ELSEWHERE = {"qualification": {"title_place": "elsewhere"}}
MOVED = {"declarations": {"agency_transfer": "yes"}}
FIRST = {"declarations": {"first_time": "yes"}}
AWARD = adds("awards", awarded="2018-12", name="先进工作者", level="county", rank="1", authority="某局")
PAPER = adds(
    "publications",
    category="paper", published="2019-06", name="论文", outlet="某刊", authorship="first", abstract="摘要",
)  # fmt: skip

SCHOOL = [
    *(
        miss("N0-43", f"no {slot}", ("五、4", "education", slot), without(slot))
        for slot in ("diploma", "degree", "chsi_report")
    ),
    miss(
        "N0-43",
        "neither report nor papers",
        ("五、4", "education", "education_archive"),
        without("education_archive"),
        typed={"education": {"proof": "archive"}},
    ),
]
TITLE = [
    miss(
        "N0-44",
        "a title without its date",
        ("五、5", "qualification", "title_obtained"),
        types("qualification", title_obtained=""),
    ),
    miss(
        "N0-44",
        "no beginning of the work",
        ("五、5", "qualification", "profession_since"),
        types("qualification", profession_since=""),
    ),
    miss("N0-45", "none of three", ("五、5", "qualification", "title_document"), without("title_document")),
    *(
        miss(
            "N0-46",
            f"two of three, no {slot}",
            ("五、5", "qualification", "title_document"),
            without(slot),
            typed=ELSEWHERE,
        )
        for slot in ("title_document", "title_certificate", "title_form")
    ),
    *(
        miss("N0-47", f"no {slot}", ("五、5", "qualification", slot), without(slot), typed=MOVED)
        for slot in ("agency_appointment", "cadre_record")
    ),
]
WORK = [
    miss(
        "N0-48",
        "a month nobody accounts for",
        ("五、6", "employment", "started"),
        types("employment", 2, started="2015-08"),
        twin=types("employment", 2, started="2015-07"),
        typed={"employment": {"ended": "2015-06"}},
        given=(
            adds(
                "employment",
                started="2015-06",
                ended="",
                unit="某馆",
                work="图书",
                post="无",
                posting="regular",
                witness="某人",
            ),
        ),
    ),
    miss(
        "N0-48",
        "not from the first job on",
        ("五、6", "employment", "started"),
        types("employment", started="2010-09"),
        twin=types("employment", started="2010-08"),
    ),
    miss(
        "N0-49",
        "straight to 中级 without the years certified",
        ("五、6", "employment", "years_certificate"),
        without("years_certificate"),
        claim=MIDDLE,
        typed=FIRST,
    ),
    miss("N0-50", "no achievements", ("五、7", "achievements", ""), says_none("achievements")),
    miss(
        "N0-25 N0-50 N0-27",
        "an achievement without evidence",
        ("四（二）；五、7", "achievements", "achievement"),
        without("achievement"),
    ),
    miss("N0-51 N0-25", "an award not shown", ("五、8", "awards", "award"), without("award"), given=(AWARD,)),
    miss(
        "N0-51 N0-31",
        "an award before the title",
        ("五", "awards", "awarded"),
        types("awards", awarded="2018-11"),
        twin=types("awards", awarded="2018-12"),
        given=(AWARD,),
    ),
    miss(
        "N0-31",
        "a paper before the title",
        ("五", "publications", "published"),
        types("publications", published="2018-11"),
        twin=types("publications", published="2018-12"),
        given=(PAPER,),
    ),
    miss(
        "N0-31",
        "an achievement before the title",
        ("五", "achievements", "ended"),
        types("achievements", started="2018-01", ended="2018-11"),
        twin=types("achievements", started="2018-01", ended="2018-12"),
    ),
    *(
        miss(
            "N0-52",
            f"no {part}",
            ("五、9", "publications", "publication"),
            without("publication", part),
            given=(PAPER,),
        )
        for part in ("封面", "目录", "版权页", "正文", "封底")
    ),
    miss("N0-53", "no summary", ("五、10", "summary", "text"), types("summary", text=" ")),
]
FORM = [
    miss(
        "N0-24",
        "a blank",
        ("五、1", "basic", "former_name"),
        types("basic", former_name=" "),
        twin=types("basic", former_name="无"),
    ),
    *(
        miss("N0-37", f"no {slot}", ("五、1", "basic", slot), without(slot))
        for slot in ("id_card_front", "id_card_back", "photo")
    ),
    miss("N0-55", "no guarantee", ("五、12", "other", "truth_guarantee"), without("truth_guarantee")),
    miss("N0-58", "no promise", ("五、13", "promise", "promise"), without("promise")),
    miss(
        "N0-32 N0-27",
        "a page that cannot be used",
        ("五、1", "basic", "photo"),
        page("photo", fault="不是 JPG 图片。"),
    ),
    miss(
        "N0-33",
        "a name that says nothing",
        ("五", "basic", "photo"),
        page("photo", title="IMG_0001"),
        twin=page("photo", title="一寸照片"),
        grave="warn",
    ),
    miss(
        "N0-34 N0-35",
        "a page on its side",
        ("五", "education", "diploma"),
        page("diploma", remarks=("图片可能没有正向。",)),
        grave="warn",
    ),
    miss(
        "N0-23",
        "a vague word",
        ("四（二）", "achievements", "result"),
        types("achievements", result="服务读者大概三千人次。"),
        twin=types("achievements", result="服务读者 3012 人次。"),
        grave="warn",
    ),
    miss(
        "N0-59 N0-61 N0-62",
        "a page nobody looked at",
        ("五、14", "education", "diploma"),
        page("diploma", masking=""),
        twin=page("diploma", masking="covered"),
    ),
    *(
        miss(
            "N0-60",
            f"{name} in the summary",
            ("五、14", "summary", "text"),
            types("summary", text=f"{name}认真履行岗位职责。"),
            twin=types("summary", text="本人认真履行岗位职责。"),
        )
        for name in ("阿依古丽·买买提", "阿依古丽 买买提", "博湖县图书馆")
    ),
]


@pytest.mark.parametrize("wrong", params([*SCHOOL, *TITLE, *WORK, *FORM]))
def test_one_thing_wrong_is_found_under_its_own_clause(wrong):
    assert outcome("N0", wrong) == expected(wrong)
