"""版式：which text a document is laid out by."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from applications.models import Layout, Notice, NoticeVersion, User
from applications.models.notice import document_of
from applications.models.printout_kinds import PrintoutKind


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """A kind of document under a version of a notice: what it is laid out by, and what is being tried."""

    kind: str
    label: str
    in_use: Layout | None
    draft: Layout | None

    @property
    def is_national(self) -> bool:
        """True while nobody has put another layout in use."""
        return self.in_use is None or not self.in_use.text


def layouts_visible_to(user: User) -> QuerySet[Layout]:
    """Layouts are for those who write them."""
    return Layout.objects.all() if user.is_active and user.is_superuser else Layout.objects.none()


def text_in_use(version_id: UUID, kind: str) -> str:
    """The layout of a kind of document under a version of a notice; empty for the national one.

    A version without a layout of its own goes on with that of the version before it.
    """
    found = _in_use(version_id).filter(kind=kind).values_list("text", flat=True)
    return found.first() or ""


def layouts_of(version: NoticeVersion) -> list[LayoutLine]:
    """Every kind of document that the notice prints; two queries."""
    in_use: dict[str, Layout] = {}
    for layout in _in_use(version.pk).select_related("saved_by", "notice_version"):
        in_use.setdefault(layout.kind, layout)
    drafts = {layout.kind: layout for layout in version.layouts.filter(in_use_since__isnull=True)}
    return [
        LayoutLine(kind, PrintoutKind(kind).label, in_use.get(kind), drafts.get(kind))
        for kind in kinds_of(version)
    ]


def kinds_of(version: NoticeVersion) -> list[PrintoutKind]:
    """What is printed under a notice, in the order of the kinds."""
    document = document_of(version.pk)
    kinds: set[str] = {form.kind for form in document.forms} | {t.kind for t in document.templates}
    kinds |= {PrintoutKind.ROSTER, PrintoutKind.MISSING_ITEMS}
    if document.papers:
        kinds |= {PrintoutKind.BAG_COVER, PrintoutKind.HAND_OVER}
    if document.fees:
        kinds |= {PrintoutKind.FEE_LIST, PrintoutKind.RECEIPT}
    if document.wording:
        kinds |= {PrintoutKind.PUBLICITY, PrintoutKind.PUBLICITY_RESULT}
        kinds |= {PrintoutKind.PUBLICITY_REPORT} if document.wording.report else set()
    return [kind for kind in PrintoutKind if kind in kinds]


def versions_of(notice: Notice) -> QuerySet[NoticeVersion]:
    """The versions of a notice, the latest first."""
    return notice.versions.defer("content").order_by("-number")


def _in_use(version_id: UUID) -> QuerySet[Layout]:
    """The layouts that a version inherits or has, the one that counts first."""
    same_notice = Q(notice_version__notice__versions=version_id)
    earlier = Q(notice_version__number__lte=F("notice_version__notice__versions__number"))
    found = Layout.objects.filter(same_notice & earlier, in_use_since__isnull=False)
    return found.order_by("-notice_version__number", "-in_use_since")
