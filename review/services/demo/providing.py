"""单位提供的材料 of the demonstration: what a desk must put in before it sends a dossier on."""

from datetime import datetime

from django.core.files.base import ContentFile

from applications.models import Application, User
from applications.rules.notices.dossier import Material
from review.selectors.provided import missing_papers
from review.services import provided
from review.services.demo.naming import named_pages
from review.services.demo.papers import bearer_of
from review.services.demo.reading import dossier_of
from review.services.demo.scans import draw


def provide(application: Application, *, by: User, at: datetime, only: str = "") -> None:
    """Everything that is still missing, or one paper of it."""
    for material in missing_papers(application):
        if only in ("", material.code):
            _put(application, material, by, at)


def _put(application: Application, material: Material, by: User, at: datetime) -> None:
    bearer = bearer_of(application, dossier_of(application.applicant.username, year=application.year))
    files = [
        ContentFile(draw(material.code, bearer, page), name=name)
        for name, page in named_pages(material, None, ())
    ]
    added = provided.add(application, material.code, files, by=by, at=at)
    if added.refused:
        raise RuntimeError(f"{application.number} {material.code}: {'；'.join(added.refused)}")
