"""常用语：an organisation's own words for the reasons it often gives."""

from applications.models import Organisation, Phrase, User
from applications.selectors.applications import organisations_of
from applications.services.moves import MoveRefused, NotAllowed

MOST = 100  # a list to choose from, not a library


def add_phrase(organisation: Organisation, text: str, *, by: User) -> Phrase:
    """Keep a phrase; the same words twice are one phrase. Raises NotAllowed or MoveRefused."""
    _sits_in(organisation.pk, by)
    if organisation.phrases.count() >= MOST:
        raise MoveRefused([f"常用语最多 {MOST} 条，请先删除不用的。"])
    phrase, _ = Phrase.objects.get_or_create(organisation=organisation, text=text)
    return phrase


def change_phrase(phrase: Phrase, text: str, *, by: User) -> Phrase:
    """Other words for it. Raises NotAllowed or MoveRefused."""
    _sits_in(phrase.organisation_id, by)
    if Phrase.objects.filter(organisation=phrase.organisation_id, text=text).exclude(pk=phrase.pk).exists():
        raise MoveRefused(["已有这一条常用语。"])
    phrase.text = text
    phrase.save(update_fields=["text"])
    return phrase


def drop_phrase(phrase: Phrase, *, by: User) -> None:
    """Forget it; what was said with it stays said. Raises NotAllowed."""
    _sits_in(phrase.organisation_id, by)
    phrase.delete()


def _sits_in(organisation: int, by: User) -> None:
    if not organisations_of(by).filter(pk=organisation).exists():
        raise NotAllowed("phrase")
