"""补正材料通知单：what is to be put right, for whom, and until when it counts."""

import pytest

from applications.documents.composing import composed, order_of
from applications.documents.layouts.lists import MISSING_ITEMS
from applications.models import Application, Printout
from applications.rules.unlocking import WHOLE, Spot
from applications.selectors.printouts import slip_lines
from applications.selectors.proof import Standing, proof_of_code
from applications.services import filing, printing
from applications.services.moves import NotAllowed
from review.services import checklists
from review.services.marks import Wanted
from tests import factories
from tests.cast import Cast
from tests.notices import SMALL, small_notice
from tests.pages.reviewing import received

KIND = "missing_items"
SENT_BACK = factories.at("2024-09-09 13:00")
LATER = factories.at("2024-09-10 10:00")
DEGREE = Spot("education", "", "degree")
PAPER_CHECKS = [
    {
        "code": "signed",
        "text": "评审表已签字盖章",
        "levels": ["committee"],
        "stage": "paper",
        "clause": "五1",
    },
    {"code": "bound", "text": "论文刊物原件齐全", "levels": ["committee"], "stage": "paper", "clause": "五2"},
]


def send_back(application: Application, by, *marks: Wanted, note: str = "请补正") -> Application:
    return factories.decide(
        application, "send_back", by=by, when=SENT_BACK, note=note, marks=marks or [Wanted(WHOLE, "请修改")]
    )


@pytest.fixture
def returned(draft: Application, cast: Cast) -> Application:
    """Sent back by the employer, with a slot and a section marked."""
    factories.submit(draft)
    marks = (Wanted(DEGREE, "编号看不清，请重新扫描"), Wanted(Spot("summary"), "总结太短"))
    note = "1. 学历：编号看不清，请重新扫描\n2. 总结太短\n其余已经核对。"
    return send_back(draft, cast.wang, *marks, note=note)


@pytest.fixture
def taken_in(cast: Cast) -> Application:
    """Received under a notice that has its papers looked at."""
    notice = factories.notice(small_notice(checklist=PAPER_CHECKS))
    return received(factories.fill(factories.draft(notice, cast.applicant, cast.employer)), cast)


def printed(application: Application, by) -> Printout:
    return printing.request(KIND, Application.objects.get(pk=application.pk), by=by, at=LATER)


def content(printout: Printout):
    return composed(order_of(printout))[0].content


def standing(printout: Printout) -> Standing:
    Printout.objects.filter(pk=printout.pk).update(made_at=LATER, pages=1, sha256="0" * 64)
    proof = proof_of_code(printout.code)
    assert proof is not None
    return proof.standing


@pytest.mark.rule("N0-21")
def test_it_says_what_where_why_and_until_when(returned, cast):
    shown = content(printed(returned, cast.wang))

    assert shown["heading"] == "补正材料通知单"
    assert (shown["issuer"], shown["returned_at"]) == (cast.employer.name, "2024年9月9日 13:00")
    assert shown["items"] == [
        {
            "place": "1",
            "where": "学历学位 · 学历、学位证书",
            "task": "重新上传",
            "reason": "编号看不清，请重新扫描",
        },
        {"place": "2", "where": "个人工作总结", "task": "修改", "reason": "总结太短"},
    ]
    assert shown["opinion"] == ["其余已经核对。"]  # the rest of it stands in the table
    assert shown["deadline"] == "2024年9月11日 13:00"
    assert shown["left"] == "已提交 1 次，还可提交 2 次。"
    assert shown["how"][-1] == "到最迟时间没有提交的，视为放弃申报（通知四（三））。"
    assert shown["record"] == ""
    assert {field.key for field in MISSING_ITEMS} == set(shown)


def test_a_slot_that_was_left_empty_is_to_be_supplied(cast):
    slot = {"code": "other", "title": "其他材料", "required": False, "clause": "五"}
    extras = {"code": "extras", "kind": "files", "title": "其他", "required": False, "clause": "五"}
    raw = small_notice(sections=[*SMALL["sections"], {**extras, "materials": [slot]}])
    claim = factories.fill(factories.draft(factories.notice(raw), cast.applicant, cast.employer))
    claim.attachments.filter(material="other").update(removed_at=factories.NOON)
    factories.submit(claim)
    send_back(claim, cast.wang, Wanted(Spot("extras", "", "other"), "缺获奖证书"))

    [item] = content(printed(claim, cast.wang))["items"]

    assert (item["where"], item["task"], item["reason"]) == ("其他 · 其他材料", "补交", "缺获奖证书")


def test_it_names_no_official(returned, cast):
    assert cast.wang.name not in str(content(printed(returned, cast.applicant)))


def test_the_applicant_and_the_unit_that_returned_it_print_the_same_one(returned, cast):
    slip = printed(returned, cast.wang)

    assert slip.valid
    assert printed(returned, cast.applicant) == slip
    assert standing(slip) == Standing.GENUINE


def test_nobody_else_prints_it(returned, cast):
    for person in (cast.li, cast.office, cast.outsider):
        with pytest.raises(NotAllowed):
            printed(returned, person)
        assert slip_lines(returned, person) == []


def test_what_was_never_returned_has_none(draft, cast):
    factories.submit(draft)

    for person in (cast.wang, cast.applicant):
        with pytest.raises(NotAllowed):
            printed(draft, person)
        assert slip_lines(draft, person) == []


def test_once_corrected_it_is_void_and_its_copies_say_what_they_are(returned, cast):
    slip = printed(returned, cast.wang)
    factories.submit(returned, when=LATER)
    copy = printed(returned, cast.applicant)

    assert copy != slip
    assert (standing(slip), standing(copy)) == (Standing.SUPERSEDED, Standing.GENUINE)
    assert "仅供存档" in content(copy)["record"]
    assert (content(copy)["deadline"], content(copy)["left"]) == ("", "")
    assert slip_lines(returned, cast.applicant)[0].note == "最近一次退回的存档。"


def test_the_next_return_makes_the_copy_void_too(returned, cast):
    factories.submit(returned, when=LATER)
    copy = printed(returned, cast.wang)
    send_back(returned, cast.wang, Wanted(Spot("basic"), "族别写错"))

    assert standing(copy) == Standing.SUPERSEDED


def test_withdrawn_it_is_void_too(returned, cast):
    slip = printed(returned, cast.wang)
    filing.withdraw(returned, by=cast.applicant, at=LATER, note="", revision=returned.revision)

    assert standing(slip) == Standing.SUPERSEDED


def test_only_the_latest_return_is_printed(returned, cast):
    first = printed(returned, cast.wang)
    factories.submit(returned, when=LATER)
    send_back(returned, cast.wang, Wanted(Spot("basic"), "族别写错"))
    second = printed(returned, cast.wang)

    assert [item["reason"] for item in content(second)["items"]] == ["族别写错"]
    assert (standing(first), standing(second)) == (Standing.SUPERSEDED, Standing.GENUINE)


def test_the_office_lists_the_papers_that_it_has_not_found(taken_in, cast):
    checklists.tick(taken_in, ["signed"], by=cast.office, at=LATER)
    slip = printed(taken_in, cast.office)
    shown = content(slip)

    assert shown["heading"] == "材料缺项告知单"
    assert shown["items"] == [
        {"place": "1", "where": "通知五2", "task": "补齐或改正", "reason": "论文刊物原件齐全"}
    ]
    assert (shown["issuer"], shown["on_paper"], shown["left"]) == (cast.committee.name, "是", "")
    assert any("某市某路 1 号" in line for line in shown["how"])
    assert {field.key for field in MISSING_ITEMS} == set(shown)
    assert standing(slip) == Standing.GENUINE


def test_of_papers_it_is_the_offices_to_print(taken_in, cast):
    for person in (cast.applicant, cast.wang, cast.li, cast.outsider):
        with pytest.raises(NotAllowed):
            printed(taken_in, person)


def test_papers_that_have_come_make_it_void(taken_in, cast):
    slip = printed(taken_in, cast.office)
    checklists.tick(taken_in, ["signed", "bound"], by=cast.office, at=LATER)

    assert standing(slip) == Standing.SUPERSEDED
    with pytest.raises(NotAllowed):
        printed(taken_in, cast.office)
