"""公示 and its result in the notice's own words."""

import pytest

from applications.documents.catalogue import Printable, publicity_content
from applications.documents.sources import chinese_number
from applications.models import Application, PublicityListing
from applications.models.publicity import PublicityResult
from applications.rules.notices.loading import NotANotice, parse
from applications.selectors.printouts import listings_of
from review.services import publicity as publishing
from tests import factories
from tests.applications.documents.papers import opened
from tests.notices import SMALL, small_notice

TUESDAY = factories.at("2024-09-10 10:00")
WEDNESDAY = factories.at("2024-09-11 10:00")
AFTERWARDS = factories.at("2024-09-20 10:00")
SEVERAL = {"min_days": 5, "batch": True, "clause": "四（一）"}
BATCH = {
    "opening": "根据《{通知标题}》，现对{首名}等{人数}名同志申报职称进行公示：",
    "items": ["{姓名}，{基本信息}。{工作经历}。", "思想政治条件：{思想政治}", "业绩成果：{业绩成果}"],
    "closing": "公示时间从{起}起至{止}止，监督电话：{监督电话}。",
    "result": "{单位}于{起}至{止}对{首名}等{人数}名同志进行了公示，公示期间{异议情况}。",
}


@pytest.fixture
def published(draft, cast):
    """阿依古丽's publicity in the notice's words for one person."""
    factories.submit(draft)
    return factories.publish(draft, by=cast.wang, when=TUESDAY)


@pytest.fixture
def batch(cast):
    """Two people in one publicity, in words for several."""
    notice = factories.notice(small_notice(wording=BATCH, publicity=SEVERAL))
    for person in (cast.applicant, factories.person("古丽娜尔·阿不都")):
        factories.submit(factories.fill(factories.draft(notice, person, cast.employer)))
    return publish_together(notice, cast)


def publish_together(notice, cast):
    """Everybody under a notice in one publicity."""
    applications = Application.objects.filter(notice_version__notice=notice).order_by(
        "created_at", "applicant"
    )
    return publishing.start(
        cast.employer,
        [publishing.Listed(application, "遵纪守法", "成果突出") for application in applications],
        round_="before",
        starts_on=TUESDAY.date(),
        ends_on=None,
        place="公示栏",
        office="办公室",
        phone="0996-0000000",
        by=cast.wang,
        at=TUESDAY,
    )


def page(kind: str, of: PublicityListing) -> str:
    content = publicity_content(kind, of.publicity, listings_of(of.publicity))
    return Printable(kind, content, ("某单位",)).html()


@pytest.mark.rule("N0-55")
def test_one_person_one_letter(published):
    shown = page("publicity", published)

    assert "现对阿依古丽·买买提同志申报图书资料系列初级职称进行公示。" in shown
    assert "公示时间从2024年9月10日至2024年9月14日。" in shown  # Saturday the 14th is worked for the festival
    assert shown.count("<article") == 1


def test_the_result_says_what_came_of_it(published, cast):
    factories.clear(published, by=cast.wang, when=AFTERWARDS)

    assert "经公示5个工作日，无异议。" in page("publicity_result", published)


@pytest.mark.rule("N1-32")
def test_several_people_share_a_letter_where_the_words_allow_it(batch):
    shown = page("publicity", batch.listings.first())

    assert "现对阿依古丽·买买提等2名同志申报职称进行公示" in shown
    assert "古丽娜尔·阿不都，性别：女；族别：汉族；" in shown
    assert shown.count("思想政治条件：遵纪守法") == 2
    assert shown.count("<article") == 1


def test_words_for_one_person_make_a_letter_for_each(cast):
    notice = factories.notice(small_notice(publicity=SEVERAL))
    for person in (cast.applicant, factories.person("古丽娜尔·阿不都")):
        factories.submit(factories.fill(factories.draft(notice, person, cast.employer)))
    both = publish_together(notice, cast)

    shown = page("publicity", both.listings.first())

    assert shown.count("<article") == 2
    assert "现对古丽娜尔·阿不都同志申报图书资料系列初级职称进行公示。" in shown


def test_the_number_is_never_whole_unless_the_notice_says_so(batch, cast):
    shown = page("publicity", batch.listings.first())

    assert cast.applicant.masked_id_number in shown
    assert cast.applicant.id_number not in shown


def test_the_present_title_is_told_from_where_it_is_held(cast):
    held = {"code": "qualification", "kind": "qualification", "title": "专业技术资格", "clause": "五、5"}
    told = {**SMALL["wording"], "items": ["{基本信息}"], "basic_facts": ["current_title", "appointed"]}
    notice = factories.notice(small_notice(wording=told, sections=[*SMALL["sections"], held]))
    application = factories.draft(notice, cast.applicant, cast.employer)
    factories.submit(factories.fill(application))

    shown = page("publicity", factories.publish(application, by=cast.wang, when=TUESDAY))

    assert "现任职称：助理馆员；聘任时间：2019年1月" in shown


def test_objections_are_told_by_name(batch, cast):
    first, second = batch.listings.order_by("pk")
    for result in (PublicityResult.OBJECTION, PublicityResult.DISMISSED):
        publishing.record_result(first, result=result, note="已核实", by=cast.wang, at=AFTERWARDS)
    factories.clear(second, by=cast.wang, when=AFTERWARDS)

    shown = page("publicity_result", first)

    assert "公示期间收到对阿依古丽·买买提同志的异议，经核实不成立；对其余人员无异议。" in shown


def test_a_later_correction_does_not_rewrite_the_publicity(published, draft, cast):
    before = page("publicity", published)
    factories.decide(draft, "send_back", by=cast.wang, when=WEDNESDAY, note="请补正")
    draft.applicant.name = "改过名字"
    draft.applicant.save()
    factories.submit(draft, when=WEDNESDAY)

    assert page("publicity", published) == before


def test_a_letter_is_one_page_with_the_unit_behind_it(published):
    content = publicity_content("publicity", published.publicity, listings_of(published.publicity))

    made, pages = Printable("publicity", content, ("博湖县图书馆",)).made("ABCDEFGH")

    assert made.startswith(b"%PDF")
    assert pages == 1
    with opened(made) as document:
        assert "/Watermark" in document.pages[0].Resources.XObject


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")]
)
def test_headings_are_numbered_in_chinese(number, words):
    assert chinese_number(number) == words


def test_who_passed_is_listed_by_specialty_and_unit(batch, cast):
    for listing in batch.listings.all():
        factories.clear(listing, by=cast.wang, when=AFTERWARDS)

    [letter] = publicity_content("publicity_report", batch, listings_of(batch))["letters"]

    assert letter["annex"]["title"] == "博湖县图书馆通过审核人员名单"
    assert letter["annex"]["groups"] == [
        {"heading": "一、图书资料专业（2人）：", "lines": ["博湖县图书馆：阿依古丽·买买提、古丽娜尔·阿不都"]}
    ]


@pytest.mark.parametrize("field", ["report", "report_signature", "result_signature"])
def test_a_blank_that_nobody_fills_in_is_refused_when_the_notice_is_loaded(field):
    raw = small_notice(wording={**SMALL["wording"], field: ["{没有}"]})

    with pytest.raises(NotANotice, match="没有这个填空"):
        parse(raw)
