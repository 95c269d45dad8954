"""What the unit and its superior provide: on their desk, by their seats, and demanded before it goes on."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.base import ContentFile

from applications.models import Attachment
from applications.selectors.attachments import visible_attachment
from applications.selectors.dossiers import draft_of, findings_of
from applications.services import attachments
from applications.services.moves import MoveRefused, NotAllowed
from applications.services.outbox import drain
from applications.tasks import HANDLERS
from applications.workflow import State
from review.services import desk, provided
from tests import factories
from tests.factories import NOON
from tests.notices import small_notice
from tests.pages.applying import broken, jpeg

pytestmark = pytest.mark.django_db
PAPERS = {
    "publicity": "单位公示（附件1）",
    "publicity_result": "公示结果（附件1）",
}
OPINION = {"code": "superior_opinion", "title": "上级主管单位推荐意见（附件2）", "provider": "superior"}
SENTENCE = "材料真实准确，同意推荐"


def other(*materials):
    return {
        "code": "other",
        "kind": "files",
        "title": "其他附件或证明材料",
        "clause": "五、12",
        "materials": [{**material, "experts": "hidden", "clause": "五、12"} for material in materials],
    }


def papered(gate="forward", **changes):
    """The small notice whose unit and superior provide papers."""
    raw = small_notice(**changes)
    unit = [
        {"code": code, "title": title, "provider": "employer", "max": 2} for code, title in PAPERS.items()
    ]
    raw["sections"] = [*raw["sections"], other(*unit, OPINION)]
    superior = {"code": "superior", "label": "上级主管单位", "desk": "superior", "clause": "四（一）"}
    superior["optional"] = True
    raw["chain"] = [raw["chain"][0], superior, *raw["chain"][1:]]
    raw["publicity"] = {**raw["publicity"], "gate": gate}
    return raw


@pytest.fixture
def department(cast):
    found = factories.organisation("bohu-culture", "博湖县文旅局", kind="department", nature="agency")
    cast.employer.superior = found
    cast.employer.save()
    return factories.officer(found, "赵股长")


@pytest.fixture
def published(cast):
    """On the unit's desk with its publicity behind it; nothing has been provided."""

    def begin(raw=None):
        begun = NOON - timedelta(days=7)
        started = factories.draft(
            factories.notice(raw or papered(), loaded=begun), cast.applicant, cast.employer
        )
        factories.submit(factories.fill(started), when=begun)
        factories.clear(factories.publish(started, by=cast.wang, when=begun), by=cast.wang, when=NOON)
        started.refresh_from_db()
        return started

    return begin


def scan(name="公示.jpg", colour="white"):
    return ContentFile(jpeg(colour=colour), name=name)


def put(application, material, by, *, when=NOON, **facts):
    application.refresh_from_db()
    return provided.add(application, material, [scan(**facts)], by=by, at=when)


def forward(application, by, note="同意上报"):
    application.refresh_from_db()
    return desk.forward(application, by=by, at=NOON, note=note, revision=application.revision)


# --- what is demanded ---------------------------------------------------------------------------


@pytest.mark.rule("N0-26", "N0-55", "N1-21", "N1-22", "N2-31", "N3-11", "N4-24")
def test_the_unit_does_not_forward_without_its_papers(cast, department, published):
    application = published()

    with pytest.raises(MoveRefused) as bare:
        forward(application, cast.wang, SENTENCE)
    put(application, "publicity", cast.wang)
    with pytest.raises(MoveRefused) as half:
        forward(application, cast.wang, SENTENCE)

    assert bare.value.reasons == [
        "缺“单位公示（附件1）”，请先上传（五、12）。",
        "缺“公示结果（附件1）”，请先上传（五、12）。",
    ]
    assert half.value.reasons == ["缺“公示结果（附件1）”，请先上传（五、12）。"]


def test_with_its_papers_it_does(cast, department, published):
    application = published()
    for material in PAPERS:
        put(application, material, cast.wang)

    assert forward(application, cast.wang, SENTENCE).level == 1


@pytest.mark.rule("N0-18", "N0-55")
def test_the_superior_does_not_forward_without_its_opinion(cast, department, published):
    application = published()
    factories.decide(application, "forward", by=cast.wang, note=SENTENCE)

    with pytest.raises(MoveRefused) as refused:
        forward(application, department)
    put(application, "superior_opinion", department)

    assert refused.value.reasons == ["缺“上级主管单位推荐意见（附件2）”，请先上传（五、12）。"]
    assert forward(application, department).desk == cast.county


def test_a_route_without_a_superior_asks_for_no_opinion(cast, published):
    application = published()
    for material in PAPERS:
        put(application, material, cast.wang)

    at_county = forward(application, cast.wang, SENTENCE)

    assert at_county.desk == cast.county
    assert forward(at_county, cast.li).desk == cast.committee


def test_what_cannot_be_used_is_as_good_as_missing(cast, published):
    application = published()
    assert provided.add(application, "publicity", [broken()], by=cast.wang, at=NOON).refused == []
    put(application, "publicity_result", cast.wang)

    with pytest.raises(MoveRefused) as refused:
        forward(application, cast.wang, SENTENCE)

    assert refused.value.reasons[0] == "缺“单位公示（附件1）”，请先上传（五、12）。"


# --- whose they are -----------------------------------------------------------------------------


@pytest.mark.parametrize("material", ["superior_opinion", "degree", "nothing"])
def test_a_desk_fills_its_own_slots_only(cast, department, published, material):
    application = published()

    with pytest.raises(NotAllowed):
        put(application, material, cast.wang)


@pytest.mark.parametrize("who", ["applicant", "li", "office", "outsider"])
def test_nobody_else_provides_them(cast, published, who):
    application = published()

    with pytest.raises(NotAllowed):
        put(application, "publicity", getattr(cast, who))
    assert not Attachment.objects.filter(material="publicity").exists()


def test_an_officer_provides_nothing_for_oneself(cast, published):
    application = published()
    cast.applicant.seats.create(organisation=cast.employer, role="handler")

    with pytest.raises(NotAllowed):
        put(application, "publicity", cast.applicant)


def test_off_the_desk_it_is_too_late(cast, department, published):
    application = published()
    for material in PAPERS:
        put(application, material, cast.wang)
    there = Attachment.objects.filter(application=application, material="publicity").get()
    forward(application, cast.wang, SENTENCE)
    application.refresh_from_db()

    with pytest.raises(NotAllowed):
        put(application, "publicity", cast.wang, colour="ivory")
    with pytest.raises(NotAllowed):
        provided.remove(application, there.pk, by=cast.wang, at=NOON)


def test_on_the_desk_it_may_be_taken_out_again(cast, published):
    application = published()
    file = put(application, "publicity", cast.wang).attachments[0]

    provided.remove(application, file.pk, by=cast.wang, at=NOON)
    provided.remove(application, file.pk, by=cast.wang, at=NOON)

    file.refresh_from_db()
    assert file.removed_at == NOON


def test_the_desk_takes_nothing_of_the_applicants(cast, published):
    application = published()
    own = application.attachments.filter(material="degree").first()

    for file_id in (own.pk, UUID(int=0)):
        with pytest.raises(NotAllowed):
            provided.remove(application, file_id, by=cast.wang, at=NOON)


def test_the_applicant_changes_nothing_of_the_desks(cast, published):
    application = published()
    file = put(application, "publicity", cast.wang).attachments[0]
    application = factories.decide(application, "send_back", by=cast.wang, note="请修改")
    facts = {"by": cast.applicant, "at": NOON}

    with pytest.raises(NotAllowed):
        attachments.add(application, "other", "publicity", [scan()], **facts)
    with pytest.raises(NotAllowed):
        attachments.remove(application, str(file.pk), **facts)
    assert attachments.rename(application, {str(file.pk): "改名"}, **facts) == {}

    file.refresh_from_db()
    assert (file.title, file.removed_at) == ("公示", None)


# --- through a return ---------------------------------------------------------------------------


def test_they_stay_through_a_return_and_are_recorded_in_the_next_submission(cast, published):
    application = published()
    file = put(application, "publicity", cast.wang).attachments[0]
    drain(HANDLERS, at=NOON)
    application = factories.decide(application, "send_back", by=cast.wang, note="请修改")

    application = factories.submit(application)

    first, second = application.frozen.order_by("number")
    recorded = [scan["id"] for scan in second.snapshot["scans"] if scan["provided"]]
    assert recorded == [str(file.pk)]
    assert not any(scan["provided"] for scan in first.snapshot["scans"])
    put(application, "publicity", cast.wang, colour="ivory")
    assert application.attachments.filter(material="publicity", removed_at=None).count() == 2


def test_what_is_wrong_with_them_does_not_hold_the_applicant_up(cast, published):
    application = published()
    provided.add(application, "publicity", [broken()], by=cast.wang, at=NOON)
    drain(HANDLERS, at=NOON)
    application = factories.decide(application, "send_back", by=cast.wang, note="请修改")

    assert [scan.fault != "" for scan in draft_of(application).scans if scan.provided] == [True]
    assert [finding for finding in findings_of(application, NOON) if finding.severity == "block"] == []
    assert factories.submit(application).submissions == 2


def test_nobody_is_asked_for_what_a_desk_provides(cast, published):
    application = published()

    assert not [f for f in findings_of(application, NOON) if "公示" in f.message or "推荐意见" in f.message]


# --- 申报前公示 ----------------------------------------------------------------------------------


@pytest.mark.rule("N1-21", "N1-22")
def test_with_a_publicity_before_filing_the_papers_may_come_with_it(cast, notice):
    early = factories.notice(papered(gate="submit", code="early-2024"))
    started = factories.draft(early, cast.applicant, cast.employer)

    assert len(put(started, "publicity", cast.wang).attachments) == 1


def test_without_it_a_draft_is_its_applicants_alone(cast):
    started = factories.draft(factories.notice(papered()), cast.applicant, cast.employer)

    assert started.state == State.DRAFT
    with pytest.raises(NotAllowed):
        put(started, "publicity", cast.wang)


# --- who sees them ------------------------------------------------------------------------------


def test_every_desk_that_it_reached_and_the_applicant_see_them(cast, department, published):
    application = published()
    for material in PAPERS:
        file = put(application, material, cast.wang).attachments[0]
    assert visible_attachment(cast.li, file.pk) is None
    forward(application, cast.wang, SENTENCE)
    put(application, "superior_opinion", department)
    forward(application, department)

    readers = (cast.applicant, cast.wang, department, cast.li)
    assert all(visible_attachment(reader, file.pk) == file for reader in readers)
    assert [visible_attachment(reader, file.pk) for reader in (cast.office, cast.outsider)] == [None, None]
