"""真伪查验：for whoever holds a printout; nobody has to sign in."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from applications.documents.sealing import certificate, fingerprint
from applications.forms.proof import CodeForm, code_from
from applications.forms.questions import mistakes, questions
from applications.selectors.proof import Facts, Proof, facts_of_batch, proof_of_code, proof_of_file
from applications.views.answers import UNPROCESSABLE
from applications.views.throttles import Lookups, wait_for

TOO_MANY = 429
LONGEST_SHOWN = 40  # of what an address says
NOT_OURS = "这个文件不是本系统生成的原件，或者生成以后被修改过（改动一个字节也会这样）。"
NO_FILE = "请选择要查验的 PDF 文件。"
UNKNOWN = "没有这个校验码。请对照打印件再看一遍；确实没有的，不是本系统生成的打印件。"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or compare a file byte for byte. The file is not kept."""
    if request.method == "POST":
        return _of_file(request)
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("proof_of_code", code=form.cleaned_data["code"])
    return _page(request, form=form, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@require_safe
def proof_of(request: HttpRequest, code: str) -> HttpResponse:
    """What stands behind a code; the address is in the QR code of every page."""
    if seconds := wait_for(Lookups(), request):
        return _wait(request, seconds)
    found = proof_of_code(code_from(code))
    if found is None:
        typed = CodeForm(initial={"code": code[:LONGEST_SHOWN]})
        return _page(request, form=typed, refusal=UNKNOWN, status=404)
    return _page(request, found=found)


@cache_control(public=True, max_age=3600)
@require_safe
def certificate_file(request: HttpRequest) -> HttpResponse:
    """The certificate by which a reader of PDFs knows our seal."""
    answer = HttpResponse(certificate(), content_type="application/pkix-cert")
    answer["Content-Disposition"] = content_disposition_header(True, "zhicheng.cer")
    return answer


def _of_file(request: HttpRequest) -> HttpResponse:
    if seconds := wait_for(Lookups(), request):
        return _wait(request, seconds)
    if not (sent := request.FILES.get("file")):
        return _page(request, refusal=NO_FILE, status=UNPROCESSABLE)
    digest = hashlib.sha256()
    for chunk in sent.chunks():
        digest.update(chunk)
    sha256 = digest.hexdigest()
    if found := proof_of_file(sha256):
        return _page(request, found=found, whole=True)
    if batch := facts_of_batch(sha256):
        return _page(request, batch=batch)
    return _page(request, refusal=NOT_OURS, status=UNPROCESSABLE)


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    answer = _page(request, refusal=f"查验太频繁，请 {seconds} 秒后再试。", status=TOO_MANY)
    answer["Retry-After"] = str(seconds)
    return answer


def _page(
    request: HttpRequest,
    *,
    form: CodeForm | None = None,
    found: Proof | None = None,
    whole: bool = False,
    batch: Facts = (),
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    form = form or CodeForm()
    context = {
        "questions": questions(form),
        "mistakes": mistakes(form),
        "found": found,
        "whole": whole,
        "batch": batch,
        "refusal": refusal,
        "fingerprint": fingerprint(),
    }
    answer = render(request, "applications/proof.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer
