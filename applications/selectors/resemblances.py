"""雷同：what the committee's office is told about files that other people have uploaded too."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from applications.models import Application, Attachment, Notice, Resemblance, User
from applications.selectors.applications import organisations_of, reviewable_by
from applications.selectors.attachments import submitted


@dataclass(frozen=True, slots=True)
class Resembling:
    """One file of the application beside one of another person's.

    `other_application` and the name are given where the reader may read that application too.
    """

    attachment: UUID
    title: str
    exact: bool
    found_at: datetime
    other: UUID
    other_title: str
    other_person: str
    other_application: UUID | None


def resemblances_of(application: Application, reader: User) -> list[Resembling]:
    """For a person with a seat in the notice's committee office; nothing for everybody else.

    Only what both sides have submitted: a draft is nobody's business.
    """
    offices = Notice.objects.filter(
        versions=application.notice_version_id, committee__in=organisations_of(reader)
    )
    if application.applicant_id == reader.pk or not offices.exists():
        return []
    pairs = (
        Resemblance.objects.filter(Q(attachment__application=application) | Q(other__application=application))
        .filter(submitted("attachment__"), submitted("other__"))
        .select_related("attachment", "other__application__applicant", "attachment__application__applicant")
    )
    found: dict[frozenset[UUID], Resemblance] = {}
    for pair in pairs:
        found.setdefault(frozenset({pair.attachment_id, pair.other_id}), pair)
    sides = [_sides(pair, application) for pair in found.values()]
    readable = set(
        reviewable_by(reader)
        .filter(pk__in={theirs.application_id for _, theirs, _ in sides})
        .values_list("pk", flat=True)
    )
    return [
        _resembling(mine, theirs, pair, theirs.application_id in readable) for mine, theirs, pair in sides
    ]


def _sides(pair: Resemblance, application: Application) -> tuple[Attachment, Attachment, Resemblance]:
    if pair.attachment.application_id == application.pk:
        return pair.attachment, pair.other, pair
    return pair.other, pair.attachment, pair


def _resembling(mine: Attachment, theirs: Attachment, pair: Resemblance, may_read: bool) -> Resembling:
    return Resembling(
        attachment=mine.pk,
        title=mine.title,
        exact=pair.exact,
        found_at=pair.found_at,
        other=theirs.pk,
        other_title=theirs.title if may_read else "",
        other_person=theirs.application.applicant.name if may_read else "",
        other_application=theirs.application_id if may_read else None,
    )
