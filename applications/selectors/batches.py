"""批量打印：whose papers a desk may take together, who is ready, and what has been asked for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from applications.models import (
    Application,
    Batch,
    BatchItem,
    Notice,
    Organisation,
    ReviewLevel,
    Specialty,
    User,
)
from applications.models.batch import BatchKind
from applications.models.printout_kinds import PrintoutKind
from applications.selectors.applications import organisations_of, with_names
from applications.selectors.layouts import text_in_use
from applications.selectors.printouts import why_not_official
from applications.workflow import ENDED, State

OWN = "本人的申报书不由本人在这里打印，请在“我的申报”中打印。"


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose papers a desk wants, and how. Without a specialty or an employer: of all of them."""

    organisation: Organisation
    notice: Notice
    specialty: Specialty | None
    employer: Organisation | None
    kind: str
    packing: str
    sides: str
    copies: int
    naming: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person in a wish: the kind of their paper, and what stands in the way of it."""

    application: Application
    kind: str
    reasons: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Scopes:
    """What a person may choose from: desks with the notices that reached them, specialties, employers."""

    desks: dict[str, tuple[Organisation, Notice]]
    specialties: dict[str, Specialty]
    employers: dict[str, Organisation]


def scopes_of(user: User) -> Scopes:
    """Everything that has reached the person's desks, the latest notice first."""
    units = {unit.pk: unit for unit in organisations_of(user)}
    keys = [f"application__{name}" for name in ("notice_version__notice", "specialty", "employer")]
    reached = ReviewLevel.objects.filter(organisation__in=units, reached_at__isnull=False).order_by()
    found = set(reached.values_list("organisation", *keys).distinct())
    notices = Notice.objects.in_bulk({notice for _, notice, _, _ in found})
    desks = sorted({(unit, notice) for unit, notice, _, _ in found}, key=lambda pair: (-pair[1], pair[0]))
    specialties = Specialty.objects.filter(pk__in={specialty for _, _, specialty, _ in found})
    employers = Organisation.objects.filter(pk__in={employer for _, _, _, employer in found})
    return Scopes(
        {f"{unit}:{notice}": (units[unit], notices[notice]) for unit, notice in desks},
        {specialty.pk: specialty for specialty in specialties.order_by("name", "pk")},
        {str(employer.pk): employer for employer in employers.order_by("name", "pk")},
    )


def candidates(wish: Wish, *, by: User) -> list[Candidate]:
    """Everybody whose application has reached the desk, by unit and number, ready or not."""
    reached = ReviewLevel.objects.filter(
        application=OuterRef("pk"), organisation=wish.organisation, reached_at__isnull=False
    )
    found = Application.objects.filter(Exists(reached), notice_version__notice=wish.notice)
    if wish.specialty:
        found = found.filter(specialty=wish.specialty)
    if wish.employer:
        found = found.filter(employer=wish.employer)
    ordered = with_names(found).order_by("employer__name", "number")
    return [_candidate(application, wish.kind, by) for application in ordered]


def digest_of(wish: Wish, ready: Sequence[Candidate]) -> str:
    """What makes two wishes the same: the same desk wants the same of the same people as they stand, laid
    out in the same way.
    """
    people = [f"{one.application.pk} {one.application.revision}" for one in ready]
    scope = [one.pk if one else "" for one in (wish.organisation, wish.notice, wish.specialty, wish.employer)]
    how = [str(one) for one in (wish.kind, wish.packing, wish.sides, wish.copies, wish.naming)]
    papers = sorted({(one.application.notice_version_id, one.kind) for one in ready})
    layouts = [text_in_use(version, kind) for version, kind in papers]
    return hashlib.sha256(repr([scope, how, people, layouts]).encode()).hexdigest()


def batches_of(user: User) -> QuerySet[Batch]:
    """The batches of the organisations in which the person has a seat, with how far each is."""
    found = Batch.objects.filter(organisation__in=organisations_of(user))
    counted = found.annotate(
        total=Count("items"),
        done=Count("items", filter=Q(items__printout__isnull=False)),
        failures=Count("items", filter=~Q(items__failed="")),
    )
    names = ("organisation", "notice", "specialty", "employer", "requested_by")
    return counted.select_related(*names).order_by("-requested_at", "pk")


def items_of(batch: Batch) -> QuerySet[BatchItem]:
    """Everybody in a batch, in its order."""
    names = ("applicant", "employer", "specialty")
    related = [f"application__{name}" for name in names]
    deferred = [f"application__applicant__{name}" for name in ("id_number", "mobile", "password")]
    return batch.items.select_related("printout", *related).defer(*deferred).order_by("place")


def paper_of(kind: str, application: Application) -> str:
    """The kind of printout that is meant for this application; empty where its notice has none."""
    if kind == BatchKind.BAG_COVER:
        return PrintoutKind.BAG_COVER if application.rules.papers else ""
    form = application.rules.form_for(application.case)
    return form.kind if form else ""


def named(application: Application, paper: str, *, place: int, of: int, code: str) -> dict[str, str]:
    """What a naming scheme may say of one person of so many."""
    return {
        "序号": str(place).zfill(len(str(of))),
        "编号": application.number,
        "姓名": application.applicant.name,
        "单位": application.employer.name,
        "专业": application.specialty.name,
        "职称": application.title,
        "文件": PrintoutKind(paper).label,
        "校验码": code,
    }


def _candidate(application: Application, kind: str, by: User) -> Candidate:
    paper = paper_of(kind, application)
    if application.applicant_id == by.pk:
        reasons = [OWN]
    elif application.state in ENDED:
        reasons = [f"{State(application.state).label}，没有正式件。"]
    elif not paper:
        reasons = [f"本通知不要求{BatchKind(kind).label}。"]
    else:
        reasons = why_not_official(application)
    return Candidate(application, paper, tuple(reasons))
