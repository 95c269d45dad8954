"""单位提供的材料：which papers a desk must put into the dossier, and which are there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from applications.models import Application, Attachment, ReviewLevel, User
from applications.rules.dossier import materials_for
from applications.rules.notices.dossier import Material, Provider
from applications.selectors.applications import organisations_of, state_at, with_names
from applications.selectors.attachments import provided, provided_to_show
from applications.workflow import State

EDITABLE = frozenset({State.DRAFT, State.RETURNED})
DESKS: dict[str, Provider] = {"employer": "employer", "superior": "superior"}
PROVIDERS = {"employer": "用人单位", "superior": "上级主管单位"}


@dataclass(frozen=True, slots=True)
class Paper:
    """One slot that is not the applicant's, with its files; `open` where the reader may put some in now."""

    section: str
    material: Material
    files: tuple[Attachment, ...]
    demanded: bool
    open: bool

    @property
    def provider(self) -> str:
        return PROVIDERS[self.material.provider]

    @property
    def missing(self) -> bool:
        """Demanded of the desk on which the dossier lies, and not there."""
        return self.demanded and not any(not file.fault for file in self.files)

    @property
    def room(self) -> int:
        return max(self.material.max - len(self.files), 0) if self.open else 0


def provider_now(application: Application) -> Provider | None:
    """Whose papers may be put in now: those of the desk on which the dossier lies.

    申报前公示: where the publicity comes before the submission, its papers may come with it.
    """
    document = application.rules
    if application.state in EDITABLE:
        return "employer" if document.publicity and document.publicity.gate == "submit" else None
    if application.state != State.IN_REVIEW:
        return None
    prefetch_related_objects([application], "route")
    stop = next((stop for stop in application.route.all() if stop.position == application.level), None)
    level = document.level(stop.code) if stop else None
    return DESKS.get(str(level.desk)) if level else None


def before_submitting(application: Application) -> bool:
    """True of a draft whose unit may put its papers in already."""
    return application.state in EDITABLE and provider_now(application) == "employer"


def may_provide(application: Application, desks: Collection[int], at: datetime) -> bool:
    """True where one of the person's desks is the one whose papers may be put in; whose case is not asked."""
    if provider_now(application) is None or state_at(application, at) != application.state:
        return False
    desk = application.employer_id if application.state in EDITABLE else application.desk_id
    return desk in desks


def slots_of(application: Application) -> Iterator[tuple[str, Material]]:
    """Section and slot of every paper that is not the applicant's to provide."""
    for section in application.rules.sections_for(application.case):
        for material in materials_for(section, application.case):
            if material.provider != "applicant":
                yield section.code, material


def papers_of(application: Application, desks: Collection[int], at: datetime) -> list[Paper]:
    """The slots with what is in them, for a reader with these desks; a superior's where the route has one."""
    slots = list(slots_of(application))
    if not slots:
        return []
    files: dict[str, list[Attachment]] = {}
    for file in provided_to_show(application):
        files.setdefault(file.material, []).append(file)
    now, mine = provider_now(application), may_provide(application, desks, at)
    return [
        Paper(
            section,
            material,
            tuple(files.get(material.code, ())),
            demanded=material.provider == now and material.is_demanded(application.case, of=now),
            open=mine and material.provider == now,
        )
        for section, material in slots
        if material.provider == "employer" or material.code in files or _has_superior(application)
    ]


def missing_papers(application: Application) -> list[Material]:
    """What the desk must still put in before it may send the dossier on; only what can be used counts."""
    now, case = provider_now(application), application.case
    demanded = [m for _, m in slots_of(application) if now and m.is_demanded(case, of=now)]
    if not demanded:
        return []
    there = set(provided(application).filter(fault="").values_list("material", flat=True))
    return [material for material in demanded if material.code not in there]


def open_to(user: User) -> QuerySet[Application]:
    """The applications whose papers the person may see: at their desks, or of their own unit."""
    desks = organisations_of(user).values("pk")
    reached = ReviewLevel.objects.filter(
        application=OuterRef("pk"), organisation__in=desks, reached_at__isnull=False
    )
    mine = Q(Exists(reached)) | Q(employer__in=desks)
    found = with_names(Application.objects.filter(mine).exclude(applicant=user))
    return found.prefetch_related("publicities__publicity", "route")


def provided_file(application: Application, file_id: UUID) -> Attachment | None:
    """One paper that is there."""
    return provided(application).filter(pk=file_id).first()


def _has_superior(application: Application) -> bool:
    """True where some level of the route is the superior's; before there is a route, nobody knows."""
    document = application.rules
    levels = [document.level(stop.code) for stop in application.route.all()]
    return any(level is not None and level.desk == "superior" for level in levels)
