"""Who is asking, and whether any committee counts on them as an expert: one statement for both."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from applications.authentication import IdentityBackend
from applications.models import User
from review.selectors.experts import active_experts


class ExpertBackend(IdentityBackend):
    """Signs people in as the lower app does. Whoever asks brings `is_expert`, which the navigation reads on
    every page and which decides where they begin; it opens nothing.
    """

    def people(self) -> QuerySet[User]:
        return super().people().annotate(is_expert=Exists(active_experts().filter(user=OuterRef("pk"))))

    def get_user(self, user_id: Any) -> User | None:
        user = self.people().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
