"""版式：an administrator writes how documents look. A draft is looked at first, then put in use."""

from datetime import datetime

from django.db import transaction

from applications.documents import glyphs
from applications.documents.catalogue import SHEETS, national
from applications.documents.layouts.filling import mistakes_in
from applications.models import Layout, NoticeVersion, User
from applications.permissions import is_administrator
from applications.selectors.layouts import kinds_of
from applications.services.moves import NotAllowed


class LayoutRefused(Exception):
    """Nothing is saved; `reasons` are sentences, each with its line."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


@transaction.atomic
def save_draft(version: NoticeVersion, kind: str, text: str, *, by: User, at: datetime) -> Layout:
    """Keep a text to be looked at; documents go on being laid out as before.

    Raises NotAllowed for all but administrators, LayoutRefused where the text cannot be a layout.
    """
    _require(version, kind, by)
    text = text.replace("\r\n", "\n").strip() + "\n"
    reasons = mistakes_in(text, SHEETS[kind].terms)
    if missing := glyphs.missing(text):
        reasons.append(f"没有一种字体有这些字：{'、'.join(missing)}。请换成别的字，或先安装有这些字的字体。")
    if reasons:
        raise LayoutRefused(reasons)
    draft, _ = Layout.objects.update_or_create(
        notice_version=version,
        kind=kind,
        in_use_since=None,
        defaults={"text": text, "saved_by": by, "saved_at": at},
    )
    return draft


@transaction.atomic
def put_in_use(version: NoticeVersion, kind: str, text: str, *, by: User, at: datetime) -> Layout:
    """From now on documents are laid out by this text. What was printed before stays valid.

    The text is that of the page, so that nobody puts in use what somebody else has drafted meanwhile.
    Raises NotAllowed, LayoutRefused.
    """
    draft = save_draft(version, kind, text, by=by, at=at)
    if draft.text == national(SHEETS[kind].layout):
        draft.text = ""
    draft.in_use_since = at
    draft.save(update_fields=["text", "in_use_since"])
    return draft


@transaction.atomic
def drop_draft(version: NoticeVersion, kind: str, *, by: User) -> None:
    """Forget what was tried. Raises NotAllowed."""
    _require(version, kind, by)
    Layout.objects.filter(notice_version=version, kind=kind, in_use_since__isnull=True).delete()


@transaction.atomic
def restore_national(version: NoticeVersion, kind: str, *, by: User, at: datetime) -> Layout:
    """Back to the national layout, from this version on. Raises NotAllowed."""
    _require(version, kind, by)
    return Layout.objects.create(
        notice_version=version, kind=kind, text="", saved_by=by, saved_at=at, in_use_since=at
    )


def _require(version: NoticeVersion, kind: str, by: User) -> None:
    if not is_administrator(by):
        raise NotAllowed("layout")
    if kind not in [*map(str, kinds_of(version))]:
        raise LayoutRefused(["本通知没有这种文件。"])
