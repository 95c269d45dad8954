"""Submitting freezes: every value and the hash of every file, numbered and immutable."""

import hashlib
import json
import secrets
from dataclasses import astuple
from datetime import datetime
from typing import Any

from applications.models import Application, Submission
from applications.rules.checking import check
from applications.rules.dossier import Dossier, kind_of, read_row
from applications.rules.notices.dossier import Section
from applications.selectors.dossiers import draft_of, live_attachments, on_day

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread when it is read aloud


def random_code(length: int) -> str:
    """A number that says nothing and is not guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def freeze(application: Application, *, base_revision: int, at: datetime) -> Submission:
    """The draft as it stands, as the application's next submission."""
    dossier = draft_of(application)
    found = check(application.rules, application.case, dossier, on_day(at))
    snapshot = _snapshot(application, dossier) | {"findings": [list(astuple(finding)) for finding in found]}
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True)
    last = application.frozen.order_by("-number").values_list("number", flat=True).first()
    return Submission.objects.create(
        application=application,
        number=(last or 0) + 1,
        base_revision=base_revision,
        receipt=f"{application.year}-{random_code(12)}",
        snapshot=snapshot,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        submitted_at=at,
    )


def _snapshot(application: Application, dossier: Dossier) -> dict[str, Any]:
    sections = application.rules.sections_for(application.case)
    employer = application.employer
    return {
        "person": {
            "name": application.applicant.name,
            "sex": application.applicant.sex,
            "born": str(application.applicant.born or ""),
            "id_digest": application.applicant.id_digest,
            "bans": [
                [str(ban.starts), str(ban.until), ban.scope, ban.series, ban.rank]
                for ban in dossier.person.bans
            ],
        },
        "employer": {
            "name": employer.name,
            "aliases": employer.aliases,
            "region": employer.region,
            "nature": application.nature,
        },
        "claim": {
            "specialty": application.specialty_id,
            "rank": application.rank,
            "title": application.title,
            "mode": application.mode,
            "channel": application.channel,
        },
        "sections": {section.code: _section(section, dossier) for section in sections},
        "scans": [
            {
                "id": str(file.id),
                "section": file.section,
                "material": file.material,
                "row": file.row,
                "title": file.title,
                "order": file.order,
                "page": file.page,
                "remarks": file.remarks,
                "masking": file.masking,
                "boxes": file.boxes,
                "provided": file.uploaded_by_id != application.applicant_id,
                "sha256": file.sha256,
                "width": file.width,
                "height": file.height,
            }
            for file in live_attachments(application)
            if file.sha256  # what a desk put in and cannot be used yet is no part of it
        ],
    }


def _section(section: Section, dossier: Dossier) -> dict[str, Any]:
    content = dossier.content(section)
    rows = content.rows if kind_of(section).repeatable else content.rows[:1]
    return {
        "nothing": content.nothing,
        "rows": [{"id": row.id, "values": read_row(section, row.values)[0]} for row in rows],
    }
