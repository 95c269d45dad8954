"""附件：putting scans in, arranging them, and showing them to whoever may see them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.arrival import arrival
from applications.forms.attachments import (
    REPLACEMENT,
    Wrong,
    named_by_part,
    pressed,
    typed_titles,
)
from applications.images import NotAScan
from applications.models import Application, Attachment
from applications.rules.notices.dossier import Section
from applications.selectors.attachments import visible_attachment
from applications.services import attachments, scans
from applications.services.attachments import Added
from applications.services.dossiers import CannotEdit
from applications.services.moves import NotAllowed
from applications.views.answers import UNPROCESSABLE, PersonRequest
from applications.views.filling import own_section, row_page, section_page, slot_of
from applications.views.kept import signed_in

CREATED = 201
ARRANGED = ("up", "down", "remove")
ALONE = "sandbox; default-src 'none'"  # an image opened by itself may do nothing at all


@signed_in
@require_POST
def attachment_add(request: PersonRequest, pk: UUID, code: str, material: str) -> HttpResponse:
    """上传：several files at once; the page's script sends them one by one and wants data."""
    mine, part = own_section(request, pk, code)
    row, files = request.POST.get("row", ""), request.FILES.getlist("files")
    if of_part := request.POST.get("part", ""):
        named_by_part(files, of_part, slot_of(mine, part, material, row))
    try:
        added = attachments.add(mine, code, material, files, row=row, by=request.user, at=arrival(request))
    except NotAllowed:
        raise Http404 from None
    except CannotEdit as refusal:
        added = Added(refused=[refusal.reason])
    if not request.accepts("text/html"):
        status = UNPROCESSABLE if added.refused else CREATED
        return JsonResponse({"added": len(added.attachments), "errors": added.refused}, status=status)
    if added.refused:
        return _again(request, mine, part, row, wrong=Wrong(uploads={material: added.refused}))
    messages.success(request, f"已上传 {len(added.attachments)} 张。")
    return _back(pk, code, material, row)


@signed_in
@require_POST
def attachment_edit(request: PersonRequest, pk: UUID, code: str, material: str) -> HttpResponse:
    """改名、移动、旋转、更换、删除：one form for a slot, so that no typed name is lost by another button."""
    mine, part = own_section(request, pk, code)
    row, typed = request.POST.get("row", ""), typed_titles(request.POST)
    try:
        problems = _edit(request, mine, code, material, typed)
    except NotAllowed:
        raise Http404 from None
    except (CannotEdit, NotAScan) as refusal:
        return _again(request, mine, part, row, problem=str(refusal))
    if not request.accepts("text/html"):
        return JsonResponse({"errors": list(problems.values())}, status=UNPROCESSABLE if problems else 200)
    if problems:
        return _again(request, mine, part, row, wrong=Wrong(titles=problems, typed=typed))
    return _back(pk, code, material, row)


@login_required
@require_safe
def attachment(request: PersonRequest, pk: UUID) -> FileResponse:
    """The image itself."""
    found = _prepared(request, pk)
    return _stream(found, found.file)


@login_required
@require_safe
def attachment_thumbnail(request: PersonRequest, pk: UUID) -> FileResponse:
    """Its small copy."""
    found = _prepared(request, pk)
    return _stream(found, found.thumbnail)


def _edit(
    request: PersonRequest, mine: Application, code: str, material: str, typed: dict[str, str]
) -> dict[str, str]:
    """Keep the names, and do what the button says; a sentence for each name that will not do."""
    facts: dict[str, Any] = {"by": request.user, "at": arrival(request)}
    act, value = pressed(request.POST)
    problems = attachments.arrange(mine, typed, (act, value) if act in ARRANGED else ("", ""), **facts)
    match act:
        case "left" | "right":
            attachments.rotate(mine, value, quarter_turns=3 if act == "left" else 1, **facts)
        case "replace" if file := request.FILES.get(REPLACEMENT + value):
            attachments.replace(mine, value, file, **facts)
        case "replace":
            raise CannotEdit("请先选择要换上的文件。")
        case "order":
            row = request.POST.get("row", "")
            attachments.reorder(mine, code, material, value.split(","), row=row, **facts)
    return problems


def _again(request: PersonRequest, mine: Application, part: Section, row: str, **more: Any) -> HttpResponse:
    """The page that was sent, saying what was refused."""
    if row:
        return row_page(request, mine, part, row, status=UNPROCESSABLE, **more)
    return section_page(request, mine, part, status=UNPROCESSABLE, **more)


def _back(pk: UUID, code: str, material: str, row: str) -> HttpResponse:
    place = reverse("section_row", args=[pk, code, row]) if row else reverse("section", args=[pk, code])
    return redirect(f"{place}#material-{material}")


def _prepared(request: PersonRequest, pk: UUID) -> Attachment:
    """What came in is never sent: whoever asks before the task has been there has it prepared."""
    found = visible_attachment(request.user, pk)
    if found is None:
        raise Http404
    try:
        return scans.prepare(found, at=timezone.now())
    except FileNotFoundError:
        raise Http404 from None


def _stream(found: Attachment, key: str) -> FileResponse:
    """The bytes under exactly the type that they were written as, for this person and this moment."""
    if not key:
        raise Http404
    try:
        file = default_storage.open(key)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type="image/jpeg", filename=f"材料-{found.order:02}.jpg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    response["Cache-Control"] = "private, no-store"
    return response
