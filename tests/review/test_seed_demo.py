"""The demonstration: whole on any day, true to every rule, and never where it does not belong."""

import hashlib
import json
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from zlib import crc32

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from applications.images import read_scan
from applications.models import (
    Application,
    Attachment,
    Entry,
    Message,
    Note,
    Notice,
    Organisation,
    Publicity,
    Resemblance,
    ReviewLevel,
    Seat,
    Submission,
    Tick,
    User,
)
from applications.rules.calendar import WorkingCalendar
from applications.rules.checking import check
from applications.rules.deadlines import beijing
from applications.rules.holidays import days_that_differ
from applications.rules.notices.loading import parse, read_yaml
from applications.rules.notices.times import read_moment
from applications.rules.regions import is_region
from applications.rules.registration import RealName
from applications.rules.uscc import read_credit_code
from applications.selectors.applications import state_at
from applications.selectors.dossiers import findings_of, frozen_dossier, on_day
from applications.selectors.notices import open_notices, past_notices
from applications.services.moves import entry_digest
from applications.workflow import MOVES, State
from review.services.demo import dossiers, papers, providing, reading, scans, seeding
from review.services.demo.timing import Clock, OutOfOrder

AFTERNOON = time(16, 30)
PLAYABLE = {State.DRAFT} | {move.target for move in MOVES.values()}
SATURDAY = "2025-11-22"
# The day after a long holiday, a Sunday inside the longest one, and a year without published holidays.
OTHER_DAYS = ["2026-10-08", "2026-02-22", "2027-01-04"]


@pytest.fixture
def small_scans(monkeypatch):
    """Coloured squares: the drawing has a test of its own."""

    def square(material, bearer, page, as_picture=True):
        out = BytesIO()
        colour = crc32(f"{material}{bearer.name}{page}".encode()) % 2**24
        Image.new("RGB", (32, 32), colour).save(out, "JPEG" if as_picture else "PDF")
        return out.getvalue()

    for module in (dossiers, providing):
        monkeypatch.setattr(module, "draw", square)
    monkeypatch.setattr(dossiers, "veils_of", lambda *_: [[1000, 1000, 4000, 1500]])


@pytest.fixture(scope="module")
def calendar():
    exceptions = {special.day: special.is_working for special in days_that_differ()}
    return WorkingCalendar(exceptions, frozenset(day.year for day in exceptions))


def seed(today):
    out = StringIO()
    call_command("seed_demo", today=date.fromisoformat(today), stdout=out)
    return out.getvalue()


def seed_few(*usernames):
    seeding.seed(now=beijing(date.fromisoformat(SATURDAY), AFTERNOON), only=usernames)


def everything():
    models = (User, Seat, Organisation, Notice, Attachment, Entry, Message, Publicity, Submission)
    numbers = Application.objects.values_list("number", "revision", "state")
    return [model.objects.count() for model in models], sorted(numbers)


# --- the play as a whole ------------------------------------------------------------------------


@pytest.mark.anywhere
@pytest.mark.parametrize("today", OTHER_DAYS)
def test_every_state_is_shown_on_any_day(db, small_scans, today):
    seed(today)

    assert_all_is_as_it_should_be(beijing(date.fromisoformat(today), AFTERNOON))


def test_what_the_stories_promise_stands(db, small_scans):
    seed(SATURDAY)

    now = beijing(date.fromisoformat(SATURDAY), AFTERNOON)
    assert_all_is_as_it_should_be(now)
    assert_all_that_was_submitted_was_in_order()
    ready = Application.objects.get(applicant__username="demo-aygul", state=State.DRAFT)
    assert objections_in(findings_of(ready, now)) == []
    assert Application.objects.get(applicant__username="demo-alim").arrivals == 3
    assert Application.objects.get(applicant__username="demo-reyhan").submissions == 2
    assert Application.objects.filter(payments__isnull=False, state=State.RECEIVED).count() == 4
    shared = Publicity.objects.get(listings__application__applicant__username="demo-guzel")
    assert shared.listings.count() == 2
    levels = ReviewLevel.objects.values("organisation").distinct()
    assert not Organisation.objects.filter(pk__in=levels).exclude(seats__is_active=True).exists()
    assert not any(user.has_usable_password() for user in User.objects.all())


def assert_all_is_as_it_should_be(now: datetime):
    assert set(Application.objects.values_list("state", flat=True)) == PLAYABLE
    assert Application.objects.count() == len(reading.script().stories)
    assert [a.number for a in Application.objects.all() if state_at(a, now) != a.state] == []
    assert open_notices(now).count() == 5
    assert past_notices(now).count() == 5
    for model, field in ((Entry, "at"), (Attachment, "uploaded_at"), (Publicity, "started_at")):
        assert max(model.objects.values_list(field, flat=True)) < now
    for application in Application.objects.all():
        assert_the_journal_is_whole(application)
    for submission in Submission.objects.all():
        text = json.dumps(submission.snapshot, ensure_ascii=False, sort_keys=True)
        assert submission.digest == hashlib.sha256(text.encode()).hexdigest()


def assert_all_that_was_submitted_was_in_order():
    for submission in Submission.objects.select_related("application"):
        application, on = submission.application, on_day(submission.submitted_at)
        found = check(application.rules, application.case, frozen_dossier(submission), on)
        assert objections_in(found) == [], application.applicant.username


def objections_in(found):
    """The squares of these tests are too small to be legible."""
    return [f for f in found if f.severity in ("block", "warn") and f.rule != "rule:legible"]


def assert_the_journal_is_whole(application: Application):
    entries = list(application.journal.order_by("revision"))
    digests = [entry.digest for entry in entries]
    assert digests == [entry_digest(entry) for entry in entries]
    assert [entry.previous for entry in entries] == ["", *digests][: len(entries)]
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert application.revision == len(entries)


def test_drafts_differ_in_what_they_lack(db, small_scans):
    seed_few("demo-liwenjing", "demo-yusup", "demo-heli")

    now = beijing(date.fromisoformat(SATURDAY), AFTERNOON)
    severities = {
        application.applicant.username: {finding.severity for finding in findings_of(application, now)}
        for application in Application.objects.all()
    }
    assert "block" in severities["demo-liwenjing"] and "block" in severities["demo-yusup"]
    assert "block" not in severities["demo-heli"]


def test_returns_are_itemised_and_desks_leave_their_traces(db, small_scans):
    seed_few("demo-sunli", "demo-daoerji", "demo-yerlan")

    for returned in Application.objects.filter(state=State.RETURNED):
        assert returned.marks.filter(entry__isnull=False).count() == 2
    assert Tick.objects.values("organisation").distinct().count() >= 2
    assert Note.objects.exists()


def test_units_provide_what_they_must(db, small_scans):
    seed_few("demo-sunli", "demo-yerlan", "demo-dilnur")

    def provided_for(username):
        files = Attachment.objects.filter(application__applicant__username=username)
        return set(files.exclude(uploaded_by__username=username).values_list("material", flat=True))

    assert provided_for("demo-sunli") == {"publicity", "publicity_result", "superior_opinion"}
    assert provided_for("demo-dilnur") == {"publicity", "publicity_result"}
    assert provided_for("demo-yerlan") == {"publicity"}


def test_two_colleagues_have_the_same_evidence_and_nothing_else_alike(db):
    seed_few("demo-zhangyan", "demo-sawulie", "demo-batumengke")

    pairs = Resemblance.objects.values_list("attachment__material", "other__material")
    people = Resemblance.objects.values_list("attachment__application__applicant__username", flat=True)
    assert set(pairs) == {("achievement", "achievement")}
    assert set(people) <= {"demo-zhangyan", "demo-sawulie"}


def test_a_second_time_changes_nothing(db, small_scans):
    seed_few("demo-heli", "demo-liwenjing")
    before = everything()

    assert "没有改动" in seed(SATURDAY)
    assert "没有改动" in seed("2026-12-01")

    assert everything() == before


def test_nobody_decides_their_own_case(db, small_scans):
    seed_few("demo-gulnar", "demo-alim")

    gulnar = User.objects.get(username="demo-gulnar")
    acted = Entry.objects.filter(by=gulnar, organisation__isnull=False)
    assert gulnar.seats.count() == 2
    assert set(acted.values_list("application__applicant__username", flat=True)) == {"demo-alim"}


@pytest.mark.parametrize("facts", [{"DEMO": False}, {"PRODUCTION": True}])
def test_it_refuses_where_people_are_real(db, settings, facts):
    for name, value in facts.items():
        setattr(settings, name, value)

    with pytest.raises(CommandError, match="只有演示环境"):
        seed(SATURDAY)

    assert not User.objects.exists()


def test_all_or_nothing(db, small_scans, monkeypatch):
    def stumble(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(seeding, "_tell", stumble)

    with pytest.raises(RuntimeError):
        seed_few("demo-heli")

    assert not User.objects.exists()


# --- time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("hour", [0, 9, 15, 23])
def test_the_stories_fit_before_any_day(calendar, hour):
    """Every step comes after the one before and before now, and filing is still open."""
    script = reading.script()
    documents = {name: source_of(plan.source) for name, plan in script.notices.items()}
    day = date(2025, 1, 2) + timedelta(days=hour % 7)
    while day < date(2028, 1, 1):
        clock = Clock(beijing(day, time(hour, 30)), calendar)
        for story in script.stories:
            assert len(list(clock.moments(story))) == len(story.steps), (day, story.who)
        for name, plan in script.notices.items():
            filing = documents[name].timetable.filing
            length = filing.closes.day - read_moment(filing.opens).day
            assert clock.opening(plan, documents[name]) + length > day, (day, name)
        day += timedelta(days=7)


def test_a_step_before_the_one_it_follows_is_a_mistake(calendar):
    story = reading.script().stories[0]
    backwards = story.model_copy(update={"steps": story.steps[::-1]})

    with pytest.raises(OutOfOrder, match=story.who):
        list(Clock(beijing(date.fromisoformat(SATURDAY), AFTERNOON), calendar).moments(backwards))


def source_of(code):
    return parse(read_yaml((seeding.NOTICES / f"{code}.yaml").read_text(encoding="utf-8")))


# --- people and papers --------------------------------------------------------------------------


def test_the_cast_is_invented_and_lawful(db, small_scans):
    seed_few("demo-heli")

    for user in User.objects.all():
        person = RealName(user.name, user.id_number, user.born, user.sex, user.mobile)
        assert person.problems(today=date.fromisoformat(SATURDAY)) == {}
        assert user.username.startswith("demo-")
        assert user.mobile.startswith("1380000")


def test_the_organisations_are_where_they_say():
    seen = set()
    for unit in reading.units():
        assert is_region(unit.region), unit.code
        assert not unit.superior or unit.superior in seen, unit.code
        assert not unit.uscc or read_credit_code(unit.uscc) == unit.uscc
        assert bool(unit.uscc) == unit.nature.endswith("enterprise"), unit.code
        seen.add(unit.code)


def test_summaries_name_nobody_and_are_long_enough():
    names = [plan.name for plan in reading.cast().values()] + [unit.name for unit in reading.units()]
    for story in reading.script().stories:
        summary = reading.dossier_of(story.who, year=2026).summary
        assert summary == "无" or 300 <= len(summary) <= 800
        assert not [name for name in names if name in summary]


def test_careers_have_no_gaps():
    for story in reading.script().stories:
        career = reading.dossier_of(story.who, year=2026).career
        assert [row[1] for row in career[:-1]] == [row[0] for row in career[1:]], story.who
        assert career[-1][1] == ""


@pytest.mark.parametrize("material", [*scans.DESIGNS, "political_certificate"])
def test_a_scan_is_a_small_legible_page(material):
    bearer = papers.Bearer(
        "阿依古丽·买买提", "女", "维吾尔族", date(1990, 5, 12), "652801199005120028", "自治州孔雀河图书馆",
        "图书采编", "助理馆员", "2017-11", "新疆大学", "图书馆学", "大学本科", "学士", "2012-06", seed=7,
    )  # fmt: skip

    data = scans.draw(material, bearer, papers.Page("材料扫描件", ("2025", "2026")))
    again = scans.draw(material, bearer, papers.Page("材料扫描件", ("2025", "2026"), again=True))

    assert len(data) <= 150_000
    assert read_scan(data).width >= 590
    assert data != again
