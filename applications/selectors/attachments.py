"""Who may open which file, and which files stand where."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from applications.models import Application, Attachment, Submission, User
from applications.selectors.applications import organisations_of, reviewable_by

IN_FLIGHT = timedelta(minutes=10)  # a slow upload is stamped with its arrival, not with its end
PROVIDED = ~Q(uploaded_by=F("application__applicant"))  # by the unit or its superior
WAITING = Q(prepared_at__isnull=False, cleared_at__isnull=True)
SHOWN = (
    *("application_id", "material", "title", "fault", "remarks", "order", "page"),
    *("uploaded_at", "prepared_at", "cleared_at", "uploaded_by__name"),
)


def visible_attachment(user: User, attachment_id: UUID) -> Attachment | None:
    """One's own file, or one that a submission brought to one's desk. None for everybody else.

    What the virus scanner has not cleared (待查) is its owner's alone. What a desk put in waits for no
    submission, and its unit sees it on a draft too.
    """
    at_desk = Q(application__in=reviewable_by(user).values("pk"))
    at_unit = at_desk | Q(application__employer__in=organisations_of(user)) & ~Q(application__applicant=user)
    cleared = Q(cleared_at__isnull=False)
    seen = Q(submitted()) & at_desk & cleared
    own = Q(application__applicant=user) & (Q(uploaded_by=user) | cleared)
    papers = PROVIDED & Q(removed_at__isnull=True) & at_unit & (Q(uploaded_by=user) | cleared)
    return Attachment.objects.filter(own | seen | papers, pk=attachment_id).first()


def provided(application: Application) -> QuerySet[Attachment]:
    """What the unit or its superior has put in, in its order, with who did."""
    live = application.attachments.filter(PROVIDED, removed_at__isnull=True)
    return live.select_related("uploaded_by").order_by("order", "page")


def provided_to_show(application: Application) -> list[Attachment]:
    """The same with no more than a page shows; what is `uncleared` comes along in the one statement."""
    live = application.attachments.filter(PROVIDED | WAITING, removed_at__isnull=True)
    files = list(live.select_related("uploaded_by").only(*SHOWN).order_by("order", "page"))
    application.uncleared = [  # type: ignore[attr-defined]
        file for file in files if file.prepared_at and not file.cleared_at
    ]
    return [file for file in files if file.uploaded_by_id != application.applicant_id]


def pages_of_upload(attachment: Attachment) -> QuerySet[Attachment]:
    """The pages that have come of one upload: a PDF has several, in one slot and at one place."""
    where = {name: getattr(attachment, name) for name in ("application", "material", "row", "order")}
    return Attachment.objects.filter(**where, removed_at__isnull=True).select_related("application")


def submitted(prefix: str = "") -> Q:
    """The condition that a submission holds the file, which `prefix` leads to."""
    frozen = Submission.objects.filter(
        application=OuterRef(f"{prefix}application"),
        recalled_at__isnull=True,
        submitted_at__gt=OuterRef(f"{prefix}uploaded_at") - IN_FLIGHT,
    )
    removed_later = Exists(frozen.filter(submitted_at__lt=OuterRef(f"{prefix}removed_at")))
    return Q(Exists(frozen), **{f"{prefix}removed_at__isnull": True}) | Q(removed_later)


def in_slot(application: Application, material: str, row: str = "") -> QuerySet[Attachment]:
    """The files of one slot of the draft, in the applicant's order."""
    return application.attachments.filter(material=material, row=row, removed_at__isnull=True)


def is_frozen(attachment: Attachment) -> bool:
    """True where a submission holds the file, even one that was recalled: it is kept for good."""
    snapshots = attachment.application.frozen.values_list("snapshot__scans", flat=True)
    return any(scan["id"] == str(attachment.pk) for scans in snapshots for scan in scans)


def uncleared(application: Application) -> list[Attachment]:
    """待查：files of the dossier that the virus scanner has not cleared; asked once for each reading.

    While it is under review nobody can change the draft, so these are the submission's files.
    """
    waiting = Attachment.objects.filter(WAITING, removed_at__isnull=True)
    prefetch_related_objects([application], Prefetch("attachments", waiting, to_attr="uncleared"))
    files: list[Attachment] = application.uncleared  # type: ignore[attr-defined]
    return files
