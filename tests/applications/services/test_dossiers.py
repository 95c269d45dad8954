"""Filling in: kept as typed, never lost, never doubled, shut when it is not the applicant's turn."""

from datetime import timedelta

import pytest

from applications.models import Application, SectionDraft
from applications.rules.deadlines import ONE_SECOND
from applications.services import dossiers
from applications.services.dossiers import CannotEdit, StaleSection
from applications.services.moves import NotAllowed
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice

pytestmark = pytest.mark.django_db
NOON = factories.NOON


@pytest.fixture
def empty(cast: Cast, notice) -> Application:
    """A draft in which nothing has been typed."""
    return factories.draft(notice, cast.applicant, cast.employer)


def save(application: Application, code: str, typed: dict[str, str], row: str | None = None, **facts):
    facts = {"by": application.applicant, "at": NOON, "seen_version": None, **facts}
    return dossiers.save_row(application, code, row, typed, **facts)


def rows(application: Application, code: str) -> list[dict]:
    return SectionDraft.objects.get(application=application, section=code).rows


def test_what_is_typed_is_kept_as_typed(empty):
    save(empty, "basic", {"former_name": " 无 ", "people": "没有这个民族", "work_started": "2009年7月"})

    values = rows(empty, "basic")[0]["values"]
    assert values["former_name"] == " 无 "
    assert values["people"] == "没有这个民族"
    assert values["work_started"] == "2009年7月"
    assert values["health"] == ""


def test_a_field_that_nobody_asked_for_is_not_kept(empty):
    save(empty, "basic", {"former_name": "无", "salary_of_the_boss": "9"})

    assert "salary_of_the_boss" not in rows(empty, "basic")[0]["values"]


def test_a_text_too_long_is_kept_up_to_twice_its_length_without_what_no_base_can_hold(empty):
    save(empty, "basic", {"former_name": "长" * 100, "health": "健\x00康\ud800"})

    values = rows(empty, "basic")[0]["values"]
    assert values["former_name"] == "长" * 60
    assert values["health"] == "健康"


def test_the_only_row_is_changed_and_not_added_to(empty):
    first = save(empty, "basic", {"former_name": "甲"})
    second = save(empty, "basic", {"former_name": "乙"}, seen_version=first.version)

    assert first.row_id == second.row_id
    assert [row["values"]["former_name"] for row in rows(empty, "basic")] == ["乙"]


def test_a_new_row_sent_twice_is_one_row(empty):
    name = dossiers.new_row_id()

    for _ in range(2):
        save(empty, "education", {"school": "新疆大学"}, name, seen_version=0, fresh=True)

    assert len(rows(empty, "education")) == 1


def test_another_window_is_told_and_overwrites_nothing(empty):
    save(empty, "basic", {"former_name": "甲"}, seen_version=0)

    with pytest.raises(StaleSection) as stale:
        save(empty, "basic", {"former_name": "乙"}, seen_version=0, at=NOON + timedelta(hours=1))

    assert stale.value.saved_at == NOON
    assert stale.value.values["former_name"] == "甲"
    assert rows(empty, "basic")[0]["values"]["former_name"] == "甲"
    save(empty, "basic", {"former_name": "乙"}, seen_version=stale.value.version)
    assert rows(empty, "basic")[0]["values"]["former_name"] == "乙"


def test_two_windows_on_two_rows_do_not_disturb_each_other(empty):
    first = save(empty, "education", {"school": "甲校"}, "r1", fresh=True)
    second = save(empty, "education", {"school": "乙校"}, "r2", fresh=True)

    save(empty, "education", {"school": "甲校二"}, "r1", seen_version=second.version)
    save(empty, "education", {"school": "乙校二"}, "r2", seen_version=second.version)

    assert [row["values"]["school"] for row in rows(empty, "education")] == ["甲校二", "乙校二"]
    assert first.row_id == "r1"


def test_a_row_removed_in_another_window_is_not_silently_lost(empty):
    saved = save(empty, "education", {"school": "甲校"}, "r1", fresh=True)
    dossiers.remove_row(empty, "education", "r1", by=empty.applicant, at=NOON)

    with pytest.raises(StaleSection):
        save(empty, "education", {"school": "甲校二"}, "r1", seen_version=saved.version)

    save(empty, "education", {"school": "甲校二"}, "r1", fresh=True)
    assert rows(empty, "education")[0]["values"]["school"] == "甲校二"


def test_rows_change_places_and_the_first_stays_first(empty):
    for name in ("r1", "r2", "r3"):
        save(empty, "education", {"school": name}, name, fresh=True)
    facts = {"by": empty.applicant, "at": NOON}

    dossiers.move_row(empty, "education", "r3", up=True, **facts)
    dossiers.move_row(empty, "education", "r1", up=True, **facts)
    dossiers.move_row(empty, "education", "gone", up=True, **facts)

    assert [row["id"] for row in rows(empty, "education")] == ["r1", "r3", "r2"]
    dossiers.move_row(empty, "education", "r1", up=False, **facts)
    assert [row["id"] for row in rows(empty, "education")] == ["r3", "r1", "r2"]


def test_a_row_removed_twice_is_removed_once(empty):
    save(empty, "education", {"school": "甲校"}, "r1", fresh=True)

    for _ in range(2):
        dossiers.remove_row(empty, "education", "r1", by=empty.applicant, at=NOON)

    assert rows(empty, "education") == []


def test_a_section_holds_no_more_rows_than_its_kind_allows(empty):
    for number in range(60):
        save(empty, "education", {"school": "甲校"}, f"r{number}", fresh=True)

    with pytest.raises(CannotEdit, match="最多 60 条"):
        save(empty, "education", {"school": "甲校"}, "one-too-many", fresh=True)

    assert len(rows(empty, "education")) == 60


@pytest.mark.rule("N0-24")
def test_nothing_can_be_declared_and_taken_back(empty):
    facts = {"by": empty.applicant, "at": NOON}

    dossiers.declare_nothing(empty, "employment", True, **facts)
    assert SectionDraft.objects.get(section="employment").nothing
    save(empty, "employment", {"unit": "甲单位"}, "r1", fresh=True)

    draft = SectionDraft.objects.get(section="employment")
    assert (draft.nothing, len(draft.rows)) == (False, 1)
    with pytest.raises(CannotEdit, match="全部删除后"):
        dossiers.declare_nothing(empty, "employment", True, **facts)


def test_nothing_cannot_be_declared_of_what_is_required(empty):
    with pytest.raises(CannotEdit, match="必须填写"):
        dossiers.declare_nothing(empty, "education", True, by=empty.applicant, at=NOON)


def test_nobody_else_writes_in_it(empty, cast):
    for person in (cast.wang, cast.outsider):
        with pytest.raises(NotAllowed):
            save(empty, "basic", {"former_name": "无"}, by=person)

    save(empty, "basic", {"former_name": "无"})


@pytest.mark.parametrize("code", ["unknown", "", "basic2"])
def test_a_section_that_the_notice_does_not_have_is_not_there(empty, code):
    with pytest.raises(NotAllowed):
        save(empty, code, {"former_name": "无"})


def test_a_row_cannot_be_called_anything(empty):
    with pytest.raises(NotAllowed):
        save(empty, "education", {"school": "甲校"}, "../x", fresh=True)


def test_it_is_shut_while_it_is_reviewed_and_open_when_returned(draft, cast):
    factories.submit(draft)
    with pytest.raises(CannotEdit, match="不能修改"):
        save(draft, "basic", {"former_name": "甲"})

    factories.decide(draft, "send_back", by=cast.wang, note="请补充")
    save(draft, "basic", {"former_name": "甲"})

    assert rows(draft, "basic")[0]["values"]["former_name"] == "甲"


@pytest.mark.parametrize(("late", "shut"), [(-ONE_SECOND, False), (timedelta(0), False), (ONE_SECOND, True)])
def test_it_is_shut_after_the_last_second_whether_or_not_it_was_swept(empty, late, shut):
    moment = empty.due_at + late
    if shut:
        with pytest.raises(CannotEdit, match="视为放弃"):
            save(empty, "basic", {"former_name": "甲"}, at=moment)
        assert not SectionDraft.objects.exists()
    else:
        save(empty, "basic", {"former_name": "甲"}, at=moment)
        assert SectionDraft.objects.get().saved_at == moment


def test_the_same_words_again_change_nothing(empty):
    first = save(empty, "basic", {"former_name": "甲"})
    again = save(empty, "basic", {"former_name": "甲"}, seen_version=0, at=NOON + timedelta(hours=1))

    assert again == first
    assert SectionDraft.objects.get().saved_at == NOON


def test_a_section_without_fields_has_no_words_to_save(cast):
    sections = [
        {"code": "awards", "kind": "files", "title": "获奖", "clause": "五", "materials": []},
    ]
    notice = factories.notice(small_notice(sections=sections))
    application = factories.draft(notice, cast.applicant, cast.employer)

    with pytest.raises(NotAllowed):
        save(application, "awards", {})
