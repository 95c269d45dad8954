"""Applications in every condition under one notice, so that every kind of page has something to show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from applications.models import Application, Printout, PublicityListing, SectionDraft, User
from applications.rules.deadlines import beijing
from applications.rules.dossier import kind_of
from applications.rules.unlocking import Spot
from applications.services import printing
from review.models import Assignment, Expert
from review.services import experts, opinions
from review.services.marks import Wanted
from tests import factories
from tests.browser.stage import Stage, opened, scanned, set_up
from tests.notices import small_notice

DAYS_AGO = 21  # five working days have passed since, whatever holidays lie between; filing is still open
OTHERS = {
    "returned": {"specialty": "museum", "rank": "intermediate", "title": "馆员", "mode": "review"},
    "at_office": {"specialty": "mass_culture", "rank": "intermediate", "title": "馆员", "mode": "review"},
    "received": {"specialty": "art", "rank": "intermediate", "title": "三级演员", "mode": "review"},
}
# What the notice of the stage does not have: three kinds of sections, a rule for the reviewers to judge.
OTHER_KINDS = {
    "insurance": "社会保险",
    "education": "学历学位",
    "qualification": "专业技术资格",
    "putonghua": "普通话等级",
    "property": "知识产权",
}
OTHER_RULES = [
    {"code": "years", "kind": "seniority", "counted_to": "12-31", "clause": "二"},
    {"code": "plain_words", "kind": "plain_words", "words": ["大概"], "clause": "四"},
]
FAULTY = {"insurance": {"payer": "大概两家单位"}, "property": {"name": ""}}
MARKS = (
    Wanted(Spot("education", "r1"), "毕业时间与证书不一致。"),
    Wanted(Spot("education", "r1", "diploma"), "第 2 张图片不清晰。"),
    Wanted(Spot("summary"), "总结没有写到学术水平。"),
)
SENTENCE = "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐"


@dataclass
class World:
    """The applicant's claims, a colleague's on the unit's desk, a publicity and a printout.

    `at_office` was submitted twice; `elsewhere` stands under a notice with other kinds of sections and rules.
    """

    stage: Stage
    draft: Application
    returned: Application
    at_office: Application
    received: Application
    elsewhere: Application
    colleague: Application
    running: PublicityListing
    preview: str
    code: str
    given: Assignment
    handed_in: Assignment


def build() -> World:
    """Everybody has done something since the notice opened."""
    stage = set_up(days_ago=DAYS_AGO)
    begun = beijing(timezone.localdate() - timedelta(days=DAYS_AGO)) + timedelta(hours=10)
    draft = factories.fill(stage.start(when=begun), when=begun)
    claims = {
        name: factories.fill(stage.start(when=begun, **claim), when=begun) for name, claim in OTHERS.items()
    }
    corrected(claims["at_office"], by=stage.personnel, when=begun)
    for claim in claims.values():
        recommended(stage, claim, begun)
    for name in ("at_office", "received"):
        forward(claims[name], stage.county)
    factories.decide(
        claims["returned"], "send_back", by=stage.county, when=_now(), note="请逐项修改。", marks=MARKS
    )
    factories.decide(claims["received"], "receive", by=stage.office, when=_now())
    elsewhere = factories.fill(under_another_notice(stage), when=_now(), **FAULTY)
    colleague = on_the_desk(stage, "古丽娜尔·艾山")
    half_written(draft)
    running = factories.publish(on_the_desk(stage, "李文静"), by=stage.personnel, when=_now())
    preview = printing.request("evaluation_form", draft, by=stage.applicant, at=_now(), preview=True)
    for application in (draft, *claims.values(), elsewhere, colleague, running.application):
        scanned(application)
        application.refresh_from_db()
    given, handed_in = given_to_experts(claims["received"], stage)
    return World(
        stage,
        draft,
        **claims,
        elsewhere=elsewhere,
        colleague=colleague,
        running=running,
        preview=str(preview.pk),
        code=valid_form(claims["received"], stage).code,
        given=given,
        handed_in=handed_in,
    )


def corrected(application: Application, *, by: User, when: datetime) -> None:
    """Submitted, sent back, and written anew."""
    factories.submit(application, when=when)
    factories.decide(application, "send_back", by=by, when=when, note="总结太短。")
    rows = [{"id": "r1", "values": {"text": "五年来整理地方文献三千种，编成目录两卷。"}}]
    SectionDraft.objects.filter(application=application, section="summary").update(rows=rows)


def under_another_notice(stage: Stage) -> Application:
    """An empty draft of the applicant's where a notice asks for the other kinds of sections."""
    sections = [
        {"code": kind, "kind": kind, "title": title, "clause": "五"} for kind, title in OTHER_KINDS.items()
    ]
    notice = opened(small_notice(sections=sections, rules=OTHER_RULES))
    return factories.draft(notice, stage.applicant, stage.employer, when=_now())


def recommended(stage: Stage, application: Application, begun: datetime) -> Application:
    """Submitted, published without objection, past the unit and its superior."""
    factories.submit(application, when=begun)
    listing = factories.publish(application, by=stage.personnel, when=begun)
    over = beijing(listing.publicity.ends_on + timedelta(days=1)) + timedelta(hours=9)
    factories.clear(listing, by=stage.personnel, when=over)
    forward(application, stage.personnel, SENTENCE)
    return forward(application, stage.superior)


def half_written(application: Application) -> None:
    """A work whose cover is there and whose other pages are not; one picture is not sharp."""
    row = {"id": "r1", "values": {"category": "paper", "name": "地方文献编目"}}
    drafts = SectionDraft.objects.filter(application=application, section="publications")
    drafts.update(rows=[row], nothing=False)
    for title, facts in (("封面", {"remarks": ["图片偏小，打印后可能看不清。"]}), ("封面 2", {})):
        factories.attachment(application, "publications", "publication", row="r1", title=title, **facts)


def valid_form(application: Application, stage: Stage) -> Printout:
    """The form of what was received, made."""
    form = printing.prepare_official_form(application, by=stage.office, at=_now())
    assert form is not None
    printing.make(form, at=_now())
    return form


def given_to_experts(application: Application, stage: Stage) -> tuple[Assignment, Assignment]:
    """To two: one is still writing, the other has handed in."""
    university = factories.organisation("university", "外地大学")
    enrolled = []
    for name in ("盲评专家甲", "盲评专家乙"):
        one = Expert.objects.create(
            user=factories.person(name), committee=stage.notice.committee, employer=university
        )
        one.specialties.add(application.specialty)
        enrolled.append(one)
    experts.assign({application.pk: [one.pk for one in enrolled]}, by=stage.office, at=_now())
    first, second = (application.assignments.get(expert=one) for one in enrolled)
    saved = opinions.save(second, "成果有新意，同意通过。", by=enrolled[1].user, at=_now(), seen_version=0)
    opinions.hand_in(second, by=enrolled[1].user, at=_now(), seen_version=saved.version)
    opinions.save(first, "基层工作扎实。", by=enrolled[0].user, at=_now(), seen_version=0)
    return first, second


def forward(application: Application, by: User, note: str = "同意上报。") -> Application:
    """审核通过并上报 at this moment."""
    return factories.decide(application, "forward", by=by, when=_now(), note=note)


def on_the_desk(stage: Stage, name: str) -> Application:
    """Somebody of the unit who has just submitted."""
    started = stage.start(who=factories.person(name), when=_now())
    return factories.submit(factories.fill(started, when=_now()), when=_now())


def _now() -> datetime:
    return timezone.now()


def sections_of(application: Application) -> list[str]:
    """The page of each section, and that of the first row where there may be several."""
    mine = f"/applications/{application.pk}/sections"
    sections = application.rules.sections_for(application.case)
    rows = SectionDraft.objects.filter(
        application=application,
        section__in=[section.code for section in sections if kind_of(section).repeatable],
    )
    listed = [f"{mine}/{section.code}/" for section in sections]
    return listed + [f"{mine}/{draft.section}/rows/r1/" for draft in rows if draft.rows]


def a_picture(application: Application) -> str:
    """One that experts will see."""
    return str(application.attachments.filter(removed_at=None).exclude(masking="")[0].pk)


def addresses(world: World) -> dict[str, list[str]]:
    """Role → every page that is opened by its address."""
    notice = world.stage.notice.code
    mine, back, done = (
        f"/applications/{claim.pk}/" for claim in (world.draft, world.returned, world.received)
    )
    receipt = world.received.frozen.get().receipt
    unit, office = world.colleague.pk, world.at_office.pk
    received = world.received.pk
    return {
        "anybody": [
            "/",
            "/notices/",
            f"/notices/{notice}/",
            "/login/",
            "/register/",
            "/demo/",
            "/nowhere/",
            "/proof/",
            f"/proof/{world.code}/",
        ],
        "applicant": [
            "/home/",
            f"/notices/{notice}/apply/?q=图书馆",
            f"/notices/{notice}/apply/?employer=bohu-library",
            mine,
            f"{mine}check/",
            f"{mine}masking/",
            f"{mine}masking/{a_picture(world.draft)}/",
            f"{mine}withdraw/",
            *sections_of(world.draft),
            f"{mine}sections/education/rows/new/",
            *sections_of(world.elsewhere),
            f"/applications/{world.elsewhere.pk}/check/",
            back,
            f"{back}check/",
            f"{back}masking/",
            f"{back}masking/{a_picture(world.returned)}/",
            f"{back}sections/education/",
            f"{back}sections/education/rows/r1/",
            f"{back}sections/summary/",
            f"{back}sections/basic/",
            f"{back}sections/other/",
            f"/applications/{world.at_office.pk}/compare/",
            done,
            f"{done}history/",
            f"{done}submissions/1/",
            f"{done}receipts/{receipt}/",
            f"/printouts/{world.preview}/",
            "/password/",
        ],
        "personnel": [
            "/desk/",
            "/desk/people/",
            "/desk/rosters/",
            f"/desk/publicities/new/?pick={unit}",
            f"/desk/publicities/{world.running.publicity_id}/",
            f"/review/{unit}/",
            f"/review/{unit}/provided/",
            "/desk/done/",
        ],
        "county": ["/desk/", "/desk/done/", f"/review/{world.returned.pk}/"],
        "office": [
            "/desk/",
            f"/review/{office}/",
            f"/review/{office}/compare/",
            f"/review/{received}/",
            "/desk/received/",
            f"/review/{received}/payment/",
            "/desk/?q=没有这个人",
            f"/review/{received}/masking/",
            "/desk/experts/",
            f"/desk/experts/preview/?each=3&pick={received}",
            f"/desk/experts/{received}/",
            f"/desk/experts/{world.given.expert_id}/",
        ],
        "expert": [
            "/expert/",
            f"/expert/{world.given.pk}/",
            f"/expert/{world.given.pk}/hand-in/",
            f"/expert/{world.given.pk}/recuse/",
            "/expert/recused/",
        ],
    }
