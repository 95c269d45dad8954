"""退回后：only what was marked and what depends on it may be changed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Application, SectionDraft
from applications.rules.unlocking import WHOLE, Spot
from applications.selectors.returns import return_of
from applications.services import attachments, dossiers
from applications.services.dossiers import LOCKED, CannotEdit
from review.services.marks import Wanted
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.pages.applying import jpeg

pytestmark = pytest.mark.django_db
ROW = Spot("education", "r1")
SLOT = Spot("education", "", "degree")
SUMMARY = {"text": "另写的总结，写明本人承担的工作。"}


def returned(draft: Application, cast: Cast, *spots: Spot) -> Application:
    factories.submit(draft)
    wanted = [Wanted(spot, "请修改") for spot in spots]
    factories.decide(draft, "send_back", by=cast.wang, note="请修改", marks=wanted)
    draft.refresh_from_db()
    return draft


def save(application: Application, section: str, row: str | None, values: dict, **facts) -> None:
    old = SectionDraft.objects.get(application=application, section=section).rows
    typed = {**(old[0]["values"] if old else {}), **values}
    known = {"by": application.applicant, "at": NOON, "seen_version": None}
    dossiers.save_row(application, section, row, typed, **known, **facts)


def upload(
    application: Application, section: str = "education", material: str = "degree", name: str = "新的"
):
    file = SimpleUploadedFile(f"{name}.jpg", jpeg(colour="red"))
    return attachments.add(application, section, material, [file], by=application.applicant, at=NOON)


def refused(act, *args, **facts) -> str:
    with pytest.raises(CannotEdit) as refusal:
        act(*args, **facts)
    return refusal.value.reason


def test_the_whole_dossier_marked_opens_everything(draft, cast):
    returned(draft, cast, WHOLE)

    save(draft, "summary", None, SUMMARY)
    assert upload(draft).refused == []


@pytest.mark.rule("N0-19")
def test_a_marked_section_may_be_changed_and_another_not(draft, cast):
    returned(draft, cast, Spot("summary"))

    save(draft, "summary", None, SUMMARY)
    assert refused(save, draft, "education", "r1", {"school": "别的学校"}) == LOCKED
    assert upload(draft).refused == [f"新的：{LOCKED}"]


def test_a_marked_row_may_be_changed_but_no_row_added_or_moved(draft, cast):
    returned(draft, cast, ROW)

    save(draft, "education", "r1", {"school": "别的学校"})
    assert refused(save, draft, "education", "r2", {"school": "又一所"}, fresh=True) == LOCKED
    assert refused(save, draft, "summary", None, SUMMARY) == LOCKED


def test_a_marked_row_may_be_removed_and_one_that_is_not_marked_not(draft, cast):
    rows = SectionDraft.objects.get(application=draft, section="education").rows
    second = {"id": "r2", "values": rows[0]["values"]}
    SectionDraft.objects.filter(application=draft, section="education").update(rows=[*rows, second])
    returned(draft, cast, Spot("education", "r2"))
    facts = {"by": cast.applicant, "at": NOON}

    assert refused(dossiers.remove_row, draft, "education", rows[0]["id"], **facts) == LOCKED
    assert refused(dossiers.move_row, draft, "education", "r2", up=True, **facts) == LOCKED
    dossiers.remove_row(draft, "education", "r2", **facts)

    assert len(SectionDraft.objects.get(application=draft, section="education").rows) == len(rows)


def test_a_marked_slot_or_file_opens_its_slot_alone(draft, cast):
    scan = draft.attachments.get(material="degree")
    returned(draft, cast, Spot("education", "", "degree", str(scan.pk)))
    facts = {"by": cast.applicant, "at": NOON}

    assert upload(draft).refused == []
    attachments.rename(draft, {str(scan.pk): "学历证书正页"}, **facts)
    attachments.remove(draft, str(scan.pk), **facts)
    assert refused(save, draft, "education", "r1", {"school": "别的学校"}) == LOCKED


def test_files_that_were_not_marked_are_neither_renamed_nor_removed_nor_moved(draft, cast):
    scan = draft.attachments.get(material="degree")
    other = factories.attachment(draft, "education", "degree")
    returned(draft, cast, Spot("summary"))
    facts = {"by": cast.applicant, "at": NOON}

    for act in (
        lambda: attachments.rename(draft, {str(scan.pk): "另一个名称"}, **facts),
        lambda: attachments.remove(draft, str(scan.pk), **facts),
        lambda: attachments.move(draft, str(other.pk), up=True, **facts),
        lambda: attachments.reorder(draft, "education", "degree", [str(other.pk), str(scan.pk)], **facts),
    ):
        assert refused(act) == LOCKED


def test_what_is_kept_as_it_is_is_no_change(draft, cast):
    scan = draft.attachments.get(material="degree")
    returned(draft, cast, Spot("summary"))

    save(draft, "education", "r1", {})
    attachments.rename(draft, {str(scan.pk): scan.title}, by=cast.applicant, at=NOON)


def test_a_change_that_makes_another_necessary_opens_it_and_it_stays_open(draft, cast):
    returned(draft, cast, ROW)
    SectionDraft.objects.filter(application=draft, section="summary").update(
        rows=[]
    )  # as a rule would find it

    save(draft, "summary", None, {"text": "写错的字"}, fresh=True)
    save(draft, "summary", None, SUMMARY)

    assert return_of(draft, NOON).unlocked.allows(Spot("summary"))
    assert refused(save, draft, "basic", None, {"health": "良好"}) == LOCKED


def test_a_draft_is_open_as_ever(draft):
    save(draft, "summary", None, SUMMARY)

    assert return_of(draft, NOON) is None


def test_what_was_asked_for_is_done_when_something_changed_there(draft, cast):
    returned(draft, cast, ROW, Spot("summary"))
    save(draft, "summary", None, SUMMARY)

    back = return_of(draft, NOON)

    assert [(one.words.split(" · ")[0], one.done) for one in back.asked] == [
        ("学历学位", False),
        ("个人工作总结", True),
    ]
    assert [one.spot for one in back.undone] == [ROW]
    assert {one.unit for one in back.asked} == {"博湖县图书馆"}


@pytest.mark.rule("N0-29")
@pytest.mark.rule("N2-13")
def test_what_was_marked_is_open_to_the_last_second_of_the_48_hours_and_no_longer(draft, cast):
    returned(draft, cast, Spot("summary"))
    by = draft.applicant

    dossiers.save_row(
        draft, "summary", None, SUMMARY, by=by, at=NOON + timedelta(hours=48), seen_version=None
    )
    late = NOON + timedelta(hours=48, seconds=1)
    said = refused(
        dossiers.save_row, draft, "summary", None, {"text": "晚了"}, by=by, at=late, seen_version=None
    )

    assert said.startswith("已超过最迟时间")


@pytest.mark.rule("N0-30")
@pytest.mark.rule("N2-14")
def test_it_may_be_submitted_with_something_undone(draft, cast):
    returned(draft, cast, ROW)

    assert factories.submit(draft).state == "in_review"
