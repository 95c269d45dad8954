"""Signing in by user name, identity number or mobile; one cost for the known and the unknown."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from applications.models.encryption import keyed_digest
from applications.models.user import User
from applications.rules.identity import normalise_identity_number


class Argon2id19MiB(Argon2PasswordHasher):
    """Argon2id at the strength OWASP asks for, so that a closing hour's log-ins fit on small machines."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class IdentityBackend(ModelBackend):
    """Finds the person behind whatever was typed; numbers are looked up by their keyed digest."""

    def people(self) -> QuerySet[User]:
        """Everybody, with what an app above knows of them beside."""
        return User.objects.all()

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        if not username or password is None:
            return None
        digest = keyed_digest(normalise_identity_number(username))
        known = Q(username=username) | Q(id_digest=digest) | Q(mobile_digest=digest)
        found = self.people().filter(known).first()
        if found is None:
            User().set_password(password)  # as slow as a wrong password
            return None
        return found if found.check_password(password) and self.user_can_authenticate(found) else None
