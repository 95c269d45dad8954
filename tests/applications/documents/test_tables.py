"""The rows of the forms: grouped, dated, split at the present title — and nothing left blank."""

import pytest

from applications.documents import tables
from applications.documents.sources import source_for
from applications.rules.dossier import fields_of
from applications.rules.sections import KINDS
from tests import factories, orderly
from tests.applications.documents.papers import SCHOOL, opened, paper, write
from tests.notices import real_notice

WORK = {"category": "practice", "name": "古籍整理", "role": "lead", "content": "编目", "result": "完成"}
TITLE = {"current_title": "助理馆员", "title_obtained": "2018-12"}


def read(application):
    """The draft as a document reads it."""
    return source_for(application, draft=True)


def test_study_is_grouped_by_year_with_its_hours(dossier):
    studied = {"year": "2023", "proof": "certificate", "certificate": "证1号"}
    write(dossier, "education", SCHOOL)
    write(
        dossier,
        "continuing",
        {**studied, "subject": "professional", "hours": "60"},
        {**studied, "subject": "public", "hours": "20"},
        {**studied, "subject": "public", "hours": "10.5", "certificate": "证2号"},
        {"year": "2022", "subject": "public", "proof": "waiver"},
    )

    rows = tables.training_rows(read(dossier))

    assert [row[0] for row in rows] == ["2006年9月—2010年7月", "2022年", "2023年"]
    assert rows[1][1] == "继续教育：公需课免除学习"
    assert rows[2] == ["2023年", "继续教育：公需课30.5学时，专业课60学时", "无", "无"]
    assert tables.continuing_rows(read(dossier))[1] == ["2023年", "30.5学时", "60学时", "证1号、证2号"]


def test_work_is_split_at_the_present_title(dossier):
    write(dossier, "qualification", TITLE)
    write(
        dossier,
        "achievements",
        {**WORK, "started": "2016-01", "ended": "2018-11"},
        {**WORK, "started": "2018-01", "ended": "2018-12"},
        {**WORK, "started": "2015-01", "ended": ""},
    )

    before, since = tables.work_rows(read(dossier))

    assert before == [["2016年1月—\n2018年11月", "古籍整理，实践能力", "主持：编目", "完成"]]
    assert [row[0] for row in since] == ["2018年1月—\n2018年12月", "2015年1月—\n至今"]


def test_prizes_stand_among_the_work(dossier):
    prize = {"name": "业务竞赛", "level": "prefecture", "rank": "一等奖", "authority": "州文旅局"}
    write(dossier, "qualification", TITLE)
    write(dossier, "awards", {**prize, "awarded": "2018-11"}, {**prize, "awarded": "2019-05"})

    before, since = tables.work_rows(read(dossier))

    assert before == [["2018年11月", "业务竞赛", "获奖（表彰），一等奖", "州（地、市）级，州文旅局"]]
    assert [row[0] for row in since] == ["2019年5月"]


def test_without_a_title_nothing_came_before_it(dossier):
    write(dossier, "qualification", {"current_title": "无"})
    write(dossier, "achievements", {**WORK, "started": "2016-01", "ended": "2018-11"})

    before, since = tables.work_rows(read(dossier))

    assert before == [["无"] * 4]
    assert len(since) == 1


def test_writings_and_appraisals(dossier):
    written = {"category": "paper", "published": "2021-05", "name": "论编目", "outlet": "《图书馆》"}
    write(dossier, "publications", {**written, "authorship": "alone", "abstract": "提要"})
    graded = {"grade": "competent", "unit": "博湖县图书馆"}
    write(dossier, "appraisals", {**graded, "year": "2022"}, {**graded, "year": "2021"})

    assert tables.publication_rows(read(dossier)) == [
        ["2021年5月", "论编目：提要", "《图书馆》", "论文，独（著、译）"]
    ]
    assert tables.appraisals(read(dossier)) == "2021年 合格；2022年 合格"


@pytest.mark.parametrize(
    ("level", "rows"),
    [
        ("2b", [["2012年5月", "普通话水平测试", "普通话", "二级乙等，编号证1号", "某测试站"]]),
        ("none", [["无"] * 5]),
    ],
)
def test_a_test_that_was_passed_is_an_exam(cast, level, rows):
    application = factories.draft(
        factories.notice(real_notice("N1"), loaded=factories.at("2024-09-26 10:00")),
        cast.applicant,
        cast.employer,
        when=factories.at("2024-09-26 10:00"),
    )
    section = next(s for s in application.rules.sections if s.kind == "putonghua")
    passed = {"tested": "2012-05", "certificate": "证1号", "authority": "某测试站"}
    write(application, section.code, {"post": "general", "level": level, **passed})

    assert tables.exam_rows(read(application)) == rows


@pytest.mark.rule("N0-24")
def test_an_empty_dossier_prints_none_everywhere(dossier):
    content = paper("evaluation_form", dossier).content

    for table in ("training", "employment", "works_before", "works_since", "publications", "exams"):
        assert [set(cells) for _, *cells in content[table]] == [{"无"}], table
    assert content["appraisals"] == "无"
    assert set(content["basic"].values()) - {"无"} == {content["basic"][k] for k in ("name", "sex", "born")}


def test_only_a_row_of_more_than_a_page_may_be_torn():
    (short, _), (tall, _) = tables.laid_out([["满" * 500], ["一\n" * 60]])

    assert not short
    assert tall == "long"


@pytest.mark.anywhere
@pytest.mark.parametrize("kind", ["evaluation_form", "initial_form"])
def test_every_field_at_its_cap_and_sixty_rows_still_make_a_form(dossier, kind):
    for section in dossier.rules.sections_for(dossier.case):
        if fields_of(section):
            write(dossier, section.code, *[_full(section)] * KINDS[section.kind].max_rows)

    made, pages = paper(kind, dossier).made("ABCDEFGH")

    with opened(made) as document:
        assert len(document.pages) == pages
    assert pages % 2 == 0
    assert 14 <= pages <= 200


def _full(section):
    caps = {f.key: "满" * f.max_length for f in fields_of(section) if f.kind in ("text", "long")}
    return {field.key: orderly.sample(field) for field in fields_of(section)} | caps
