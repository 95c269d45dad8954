"""template, detail, list, save, upload, log-in: what the product's pages are measured against."""

import hashlib
import uuid

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from applications.models import Application, Message, Organisation


def template(request: HttpRequest) -> HttpResponse:
    """One template with a session and no row."""
    request.session.get("seen")
    return render(request, "template.html", {"paragraphs": range(40)})


@login_required
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One row by key."""
    return render(request, "detail.html", {"row": get_object_or_404(Application, pk=pk)})


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """Fifty of a thousand with what they refer to."""
    found = Application.objects.select_related("applicant", "employer", "series", "specialty").order_by(
        "arrived_at"
    )
    return render(request, "list.html", {"page": Paginator(found, 50).get_page(request.GET.get("page"))})


class NameForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "uscc"]


@login_required
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Validate a form, save one row, note it in another."""
    organisation = get_object_or_404(Organisation, pk=pk)
    form = NameForm(request.POST, instance=organisation)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            application = request.POST["application"]
            Message.objects.create(
                user=request.user,
                application_id=application,
                key=str(uuid.uuid4()),
                text="保存",
                at=timezone.now(),
            )
    return HttpResponseRedirect("/")


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Write a file and hash it."""
    data = request.FILES["file"].read()
    request.FILES["file"].seek(0)
    default_storage.save(f"bare/{uuid.uuid4()}.jpg", request.FILES["file"])
    return HttpResponse(hashlib.sha256(data).hexdigest())


def log_in(request: HttpRequest) -> HttpResponse:
    """Check a password."""
    known = authenticate(request, username=request.POST["username"], password=request.POST["password"])
    return HttpResponse("1" if known else "0")
