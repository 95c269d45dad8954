"""Coming in and going out: register, sign in, the demo's one-click sign-in, a new password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, views
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from applications.forms.people import NewPasswordForm, RegistrationForm, SignInForm
from applications.forms.questions import mistakes, questions
from applications.selectors.people import demo_groups, demo_users, kinds_of_seats
from applications.services import people
from applications.services.people import CannotRegister
from applications.views.answers import UNPROCESSABLE

# Neither in an error report nor in a browser's cache.
never_kept = [sensitive_post_parameters(), never_cache]


class Asking:
    """A form's page in our components; 422 where the answers will not do."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | asked(context["form"])

    def form_invalid(self, form: Any) -> HttpResponse:
        page: HttpResponse = self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
        page.status_code = UNPROCESSABLE
        return page


@method_decorator(never_kept, name="dispatch")
class SignIn(Asking, views.LoginView):
    """登录。"""

    template_name = "applications/people/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        return first_page(self.request.user)


@method_decorator(never_kept, name="dispatch")
class NewPassword(Asking, views.PasswordChangeView):
    """修改密码：every other session of the person ends with it."""

    template_name = "applications/people/password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("home")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "密码已修改，其他设备上的登录已退出。")
        return super().form_valid(form)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """实名注册。"""
    if request.user.is_authenticated:
        return redirect("home")
    sent = request.POST if request.method == "POST" else None
    form = RegistrationForm(sent, today=timezone.localdate())
    if form.is_valid():
        try:
            login(request, people.register(form.person(), form.cleaned_data["password"], today=form.today))
        except CannotRegister as refusal:
            form.refuse(refusal.problems)
        else:
            return redirect("home")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "applications/people/register.html", asked(form), status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """演示人物：in demo mode only, and only the invented people."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        person = get_object_or_404(demo_users(), username=request.POST.get("username", ""))
        login(request, person)
        return redirect("login")  # which leads everybody to where they begin
    return render(request, "applications/people/demo.html", {"groups": demo_groups()})


def asked(form: Any) -> dict[str, Any]:
    """What the components need to draw a form."""
    return {"questions": questions(form), "mistakes": mistakes(form)}


def first_page(person: Any) -> str:
    """Who reviews starts at the desk, an expert at what is to be read, who only administers in the back
    office, everybody else at home.
    """
    if kinds_of_seats(person):
        return reverse("desk")
    if getattr(person, "is_expert", False):
        return reverse("expert_list")
    return reverse("admin:index") if person.is_staff else reverse("home")
