"""Identity and telephone numbers at rest: found without being read (个人信息保护法 第五十一条)."""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _cipher() -> MultiFernet:
    return _cipher_of(tuple(settings.FIELD_KEYS))


def keyed_digest(text: str) -> str:
    """What a number is looked up by; useless without the key."""
    key = settings.FIELD_KEYS[-1].encode()  # the oldest key: look-ups survive a new writing key
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class EncryptedField(models.TextField):
    """Text that the database only ever sees encrypted; a new first key is used on the next save."""

    def get_prep_value(self, value: Any) -> Any:
        if not value:
            return ""
        return _cipher().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return _cipher().decrypt(value.encode()).decode() if value else ""
