"""盲评的图片：the copies of one assignment, by their place in it; and the same as the office checks them."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from applications.models import Application
from applications.selectors.masking import checklist_of
from applications.services import sightings
from applications.views.answers import PersonRequest
from applications.views.seats import desks_of
from review.documents.blind import STYLE, TEMPLATE, archive, sheet
from review.forms.place import Place
from review.models import Assignment
from review.rules.blind import PICTURE
from review.selectors.blind import (
    BlindDossier,
    BlindPicture,
    as_experts_see,
    blind_copies_of,
    blind_dossier,
)
from review.selectors.dossier import for_reviewers
from review.selectors.experts import assignment_for
from review.selectors.notes import at_office
from review.views.private import private

ALONE = "sandbox; default-src 'none'"  # an image opened by itself may do nothing at all


@private
@login_required
@require_safe
def blind_picture(request: PersonRequest, pk: UUID, number: int) -> FileResponse:
    """One page of the materials, as covered as any expert will see it; `?small` is its small copy."""
    assignment = assignment_for(request.user, pk)
    if assignment is None:
        raise Http404
    return _copy(assignment.application, number, small="small" in request.GET)


@private
@login_required
@require_safe
def blind_print(request: PersonRequest, pk: UUID) -> HttpResponse:
    """All of it on one page, to be printed."""
    assignment = assignment_for(request.user, pk)
    blind = blind_dossier(assignment) if assignment else None
    if blind is None:
        raise Http404
    facts = sheet(blind, style=static(f"css/{STYLE}"), address=lambda one: _address(pk, one))
    return render(request, TEMPLATE, facts | {"back": reverse("expert_dossier", args=[pk])})


@private
@login_required
@require_safe
def masking_check(request: PersonRequest, pk: UUID) -> HttpResponse:
    """遮盖核对：the office sees what experts will see, and what the machine still reads in it."""
    application, place = _at_the_office(request, pk), Place.from_query(request.GET)
    blind = as_experts_see(application)
    checklist = checklist_of(application, timezone.now())
    facts = {
        "application": application,
        "blind": blind,
        "images": _images(blind, "masking_check_picture", application.pk),
        "picture_view": "masking_check_picture",
        "key": application.pk,
        "masking": application.rules.masking,
        "doubts": [(page, doubt) for page in checklist.pages for doubt in page.doubts],
        "is_read": sightings.is_reading(),
        "unread": sum(copy.read_at is None for copy in blind_copies_of(application).values()),
        "missing": sum(not picture.ready for picture in blind.pictures) if blind else 0,
        "here": place.at(place.number),
    }
    return render(request, "review/masking.html", facts)


@private
@login_required
@require_safe
def masking_archive(request: PersonRequest, pk: UUID) -> StreamingHttpResponse:
    """导出：what experts see, as one file for those who read where there is no network."""
    application = _at_the_office(request, pk)
    if (blind := as_experts_see(application)) is None:
        raise Http404
    try:
        zipped = archive(blind, blind_copies_of(application))
    except FileNotFoundError:
        raise Http404 from None
    response = StreamingHttpResponse(zipped, content_type="application/zip")
    response["Content-Length"] = str(len(zipped))
    response["Content-Disposition"] = content_disposition_header(True, "盲评材料.zip")
    return response


@private
@login_required
@require_safe
def masking_check_picture(request: PersonRequest, pk: UUID, number: int) -> FileResponse:
    """One page of the materials for the office, as covered as experts get it."""
    return _copy(_at_the_office(request, pk), number, small="small" in request.GET)


def images_of(assignment: Assignment, blind: BlindDossier | None) -> list[dict[str, str]]:
    """An expert's pictures for the viewer: those that are ready, at their places."""
    return _images(blind, "blind_picture", assignment.pk)


def _address(key: UUID, picture: BlindPicture) -> str:
    return reverse("blind_picture", args=[key, picture.number])


def _images(blind: BlindDossier | None, view: str, key: UUID) -> list[dict[str, str]]:
    ready = [picture for picture in blind.pictures if picture.ready] if blind else []
    urls = [reverse(view, args=[key, picture.number]) for picture in ready]
    return [
        {"url": url, "thumb": f"{url}?small", "title": f"{picture.name} {picture.slot}"}
        for url, picture in zip(urls, ready, strict=True)
    ]


def _at_the_office(request: PersonRequest, pk: UUID) -> Application:
    desks = desks_of(request)
    application = get_object_or_404(for_reviewers(request.user, desks), pk=pk)
    if not at_office(application, desks):
        raise Http404
    return application


def _copy(application: Application, number: int, *, small: bool) -> FileResponse:
    if (copy := blind_copies_of(application).get(number)) is None:
        raise Http404
    try:
        file = default_storage.open(copy.thumbnail if small else copy.file)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type="image/jpeg", filename=f"{PICTURE.format(number)}.jpg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    return response
