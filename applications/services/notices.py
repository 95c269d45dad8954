"""Publishing a notice: the same content twice is one version; everything or nothing."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction

from applications.models import Notice, NoticeVersion, Organisation, Series, Specialty
from applications.rules.notices.cloning import clone as clone_document
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse
from applications.rules.notices.terms import Affiliation, Nature, OrganisationKind


@transaction.atomic
def load(raw: dict[str, Any], *, at: datetime) -> tuple[NoticeVersion, bool]:
    """Check a raw notice and make it the version in force; False where nothing changed.

    Raises NotANotice with every mistake; then nothing is written.
    """
    document = parse(raw)
    digest = hashlib.sha256(json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    latest = NoticeVersion.objects.filter(
        notice__code=document.code, digest=digest, notice__latest_id__isnull=False
    )
    current = latest.filter(notice__latest__digest=digest).order_by("-number").first()
    if current:
        return current, False
    notice, _ = Notice.objects.update_or_create(
        code=document.code,
        defaults={
            "year": document.year,
            "title": document.title,
            "region": document.region,
            "opens_at": document.timetable.filing.opens.start,
            "closes_at": document.timetable.filing.closes.end,
            "committee": _committee(document),
        },
    )
    _catalogue(document)
    number = notice.versions.count() + 1
    version = NoticeVersion.objects.create(
        notice=notice, number=number, content=raw, digest=digest, loaded_at=at
    )
    notice.latest = version
    notice.save(update_fields=["latest"])
    return version, True


def clone(notice: Notice, *, code: str, opens: date, at: datetime) -> NoticeVersion:
    """Next year's notice from this one: all windows move with the opening, the rest stays."""
    assert notice.latest is not None
    version, _ = load(clone_document(notice.latest.content, code=code, opens=opens), at=at)
    return version


def _committee(document: NoticeDocument) -> Organisation | None:
    named = document.committee
    if named is None:
        return None
    organisation, _ = Organisation.objects.get_or_create(
        code=named.code,
        defaults={
            "name": named.name,
            "region": named.region,
            "kind": OrganisationKind.COMMITTEE_OFFICE,
            "nature": Nature.AGENCY,
            "affiliation": Affiliation.PREFECTURE,
        },
    )
    return organisation


def _catalogue(document: NoticeDocument) -> None:
    """Series and specialties by code; a name once given stays until an administrator changes it."""
    for offering in document.offerings:
        series, _ = Series.objects.get_or_create(
            code=offering.series.code, defaults={"name": offering.series.name}
        )
        Specialty.objects.get_or_create(
            code=offering.specialty.code, defaults={"name": offering.specialty.name, "series": series}
        )
