"""附件：putting scans in, arranging them, and showing them to whoever may see them."""

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
from applications.forms.attachments import Wrong, typed_titles
from applications.models import Attachment
from applications.selectors.attachments import visible_attachment
from applications.services import attachments, scans
from applications.services.attachments import Added
from applications.services.dossiers import CannotEdit
from applications.services.moves import NotAllowed
from applications.views.answers import UNPROCESSABLE, PersonRequest
from applications.views.sections import own_section, section_page

CREATED = 201
ALONE = "sandbox; default-src 'none'"  # an image opened by itself may do nothing at all


@login_required
@require_POST
def attachment_add(request: PersonRequest, pk: UUID, code: str, material: str) -> HttpResponse:
    """上传：several files at once; the page's script sends them one by one and wants data."""
    mine, part = own_section(request, pk, code)
    files = request.FILES.getlist("files")
    try:
        added = attachments.add(mine, code, material, files, by=request.user, at=arrival(request))
    except NotAllowed:
        raise Http404 from None
    except CannotEdit as refusal:
        added = Added(refused=[refusal.reason])
    if not request.accepts("text/html"):
        status = UNPROCESSABLE if added.refused else CREATED
        return JsonResponse({"added": len(added.attachments), "errors": added.refused}, status=status)
    if added.refused:
        wrong = Wrong(uploads={material: added.refused})
        return section_page(request, mine, part, status=UNPROCESSABLE, wrong=wrong)
    messages.success(request, f"已上传 {len(added.attachments)} 张。")
    return _back(pk, code, material)


@login_required
@require_POST
def attachment_edit(request: PersonRequest, pk: UUID, code: str, material: str) -> HttpResponse:
    """改名、上移、下移、删除：one form for a slot, so that no typed name is lost by another button."""
    mine, part = own_section(request, pk, code)
    typed = typed_titles(request.POST)
    try:
        problems = attachments.arrange(mine, typed, _pressed(request), by=request.user, at=timezone.now())
    except NotAllowed:
        raise Http404 from None
    except CannotEdit as refusal:
        return section_page(request, mine, part, status=UNPROCESSABLE, problem=refusal.reason)
    if problems:
        wrong = Wrong(titles=problems, typed=typed)
        return section_page(request, mine, part, status=UNPROCESSABLE, wrong=wrong)
    return _back(pk, code, material)


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


def _pressed(request: PersonRequest) -> tuple[str, str]:
    """Which button of the form, and for which file."""
    buttons = ("up", "down", "remove")
    return next(((name, request.POST[name]) for name in buttons if name in request.POST), ("", ""))


def _back(pk: UUID, code: str, material: str) -> HttpResponse:
    return redirect(f"{reverse('section', args=[pk, code])}#material-{material}")


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
