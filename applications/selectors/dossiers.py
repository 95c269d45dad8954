"""A dossier as rules read it: the draft as typed, or a submission as frozen."""

from collections.abc import Iterable
from typing import Any

from applications.models import Application, Attachment, SectionDraft, Submission
from applications.rules.dossier import Dossier, Finding, Row, Scan, SectionContent, check


def live_attachments(application: Application) -> list[Attachment]:
    """The files of the draft, in the applicant's order."""
    return list(application.attachments.filter(removed_at__isnull=True))


def unprepared(application: Application) -> list[Attachment]:
    """The files of the draft that are still as they came in, or that cannot be used."""
    return list(application.attachments.filter(removed_at__isnull=True, prepared_at__isnull=True))


def draft_of(application: Application) -> Dossier:
    """The draft; two queries."""
    drafts = SectionDraft.objects.filter(application=application)
    return Dossier(
        sections={draft.section: _content(draft.rows, draft.nothing) for draft in drafts},
        scans=tuple(_scan(attachment) for attachment in live_attachments(application)),
    )


def section_draft_of(application: Application, code: str) -> tuple[Dossier, int]:
    """One section of the draft with all files, and the version that a save must have seen; two queries."""
    draft = SectionDraft.objects.filter(application=application, section=code).first()
    sections = {code: _content(draft.rows, draft.nothing)} if draft else {}
    scans = tuple(_scan(attachment) for attachment in live_attachments(application))
    return Dossier(sections, scans), draft.version if draft else 0


def frozen_dossier(submission: Submission) -> Dossier:
    """What was submitted."""
    snapshot = submission.snapshot
    return Dossier(
        sections={
            code: _content(part["rows"], part["nothing"]) for code, part in snapshot["sections"].items()
        },
        scans=tuple(
            Scan(s["id"], s["material"], s["title"], s["row"], s["sha256"], s["order"])
            for s in snapshot["scans"]
        ),
    )


def latest_submission(application: Application) -> Submission | None:
    """The submission that reviewers read; None before the first and after a recall."""
    return application.frozen.filter(recalled_at__isnull=True).order_by("-number").first()


def findings_of(application: Application) -> list[Finding]:
    """What stands between the draft and its submission."""
    return check(application.rules, application.case, draft_of(application))


def _content(rows: Iterable[dict[str, Any]], nothing: bool) -> SectionContent:
    return SectionContent(tuple(Row(row["id"], row["values"]) for row in rows), nothing)


def _scan(attachment: Attachment) -> Scan:
    return Scan(
        str(attachment.id),
        attachment.material,
        attachment.title,
        attachment.row,
        attachment.sha256,
        attachment.order,
        attachment.fault,
    )
