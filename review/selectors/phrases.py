"""常用语 of a person's organisations."""

from django.db.models import QuerySet

from applications.models import Phrase, User
from applications.selectors.applications import organisations_of


def own_phrases(user: User) -> QuerySet[Phrase]:
    """What the person may use and change, by organisation."""
    return Phrase.objects.filter(organisation__in=organisations_of(user)).select_related("organisation")
