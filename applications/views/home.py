"""我的申报：what is due first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.selectors.home import home_of
from applications.services import messages
from applications.views.answers import PersonRequest


@login_required
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The first page after signing in."""
    at = timezone.now()
    return render(request, "applications/home.html", {"page": home_of(request.user, at), "now": at})


@login_required
@require_POST
def read_messages(request: PersonRequest) -> HttpResponse:
    """知道了。"""
    messages.mark_read(request.user, at=timezone.now())
    return redirect("home")
