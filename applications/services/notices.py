"""Publishing a notice: the same content twice is one version; everything or nothing."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction

from applications.models import Notice, NoticeVersion, Organisation, Series, Specialty, User
from applications.rules.notices.cloning import clone as clone_document
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse
from applications.rules.notices.references import switchable
from applications.rules.notices.terms import Affiliation, Nature, OrganisationKind


@transaction.atomic
def load(raw: dict[str, Any], *, at: datetime) -> tuple[NoticeVersion, bool]:
    """Check a raw notice and make it the version in force; False where nothing changed.

    What an administrator has switched stays switched unless the raw notice has a list of its own.
    Raises NotANotice with every mistake; then nothing is written.
    """
    document = parse(raw)
    raw = _with_switches_in_force(raw, document)
    digest = digest_of(raw)
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
    return publish(notice, raw, at=at), True


def publish(
    notice: Notice, content: dict[str, Any], *, at: datetime, reason: str = "", by: User | None = None
) -> NoticeVersion:
    """The next version, in force from now on. Call it with content that has been checked."""
    version = NoticeVersion.objects.create(
        notice=notice,
        number=notice.versions.count() + 1,
        content=content,
        digest=digest_of(content),
        loaded_at=at,
        reason=reason,
        by=by,
    )
    notice.latest = version
    notice.save(update_fields=["latest"])
    return version


def clone(notice: Notice, *, code: str, opens: date, at: datetime) -> NoticeVersion:
    """Next year's notice from this one: all windows move with the opening, the rest stays."""
    assert notice.latest is not None
    version, _ = load(clone_document(notice.latest.content, code=code, opens=opens), at=at)
    return version


def digest_of(raw: dict[str, Any]) -> str:
    """What tells one content from another."""
    return hashlib.sha256(json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _with_switches_in_force(raw: dict[str, Any], document: NoticeDocument) -> dict[str, Any]:
    notice = Notice.objects.filter(code=document.code, latest__isnull=False).select_related("latest").first()
    if "switches" in raw or notice is None or notice.latest is None:
        return raw
    known = switchable(document.rules, document.sections)
    kept = [switch for switch in notice.latest.content.get("switches", ()) if switch["rule"] in known]
    return {**raw, "switches": kept} if kept else raw


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
