"""People, by their real names."""

import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from applications.models.encryption import EncryptedField, keyed_digest
from applications.rules.identity import mask_identity_number, mask_mobile


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


def new_username() -> str:
    """A sign-in name for people who use their numbers instead; it says nothing about them."""
    return f"u{secrets.token_hex(8)}"


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str = "", password: str | None = None, **facts: Any) -> "User":
        """A person; without a user name one that says nothing is made up."""
        user = self.model(username=username or new_username(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **facts: Any) -> "User":
        """An administrator of the whole installation."""
        return self.create_user(username, password, is_staff=True, is_superuser=True, **facts)


class User(AbstractBaseUser, PermissionsMixin):
    """人员：an applicant, an officer, an administrator, or several of these."""

    username = models.CharField(
        "用户名",
        max_length=40,
        unique=True,
        default=new_username,
        error_messages={"unique": "用户名已有人使用。"},
    )
    name = models.CharField("姓名", max_length=30)
    id_number = EncryptedField("身份证号码", blank=True, default="")
    id_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    mobile = EncryptedField("手机号码", blank=True, default="")
    mobile_digest = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    sex = models.CharField("性别", max_length=6, choices=Sex.choices, blank=True, default="")
    born = models.DateField("出生日期", null=True, blank=True)
    is_staff = models.BooleanField("可进入管理后台", default=False)
    is_active = models.BooleanField("有效", default=True)
    joined_at = models.DateTimeField("注册时间", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        constraints = [
            models.UniqueConstraint(
                fields=["id_digest"],
                condition=~models.Q(id_digest=""),
                name="user_one_account_per_identity_number",
                violation_error_message="该身份证号码已注册。",
            ),
            models.UniqueConstraint(
                fields=["mobile_digest"],
                condition=~models.Q(mobile_digest=""),
                name="user_one_account_per_mobile",
                violation_error_message="该手机号码已注册。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def set_identity(self, *, id_number: str, mobile: str) -> None:
        """Both numbers with what they are looked up by; an empty one is not looked up. The caller saves."""
        self.id_number, self.id_digest = id_number, keyed_digest(id_number) if id_number else ""
        self.mobile, self.mobile_digest = mobile, keyed_digest(mobile) if mobile else ""

    @property
    def masked_id_number(self) -> str:
        return mask_identity_number(self.id_number)

    @property
    def masked_mobile(self) -> str:
        return mask_mobile(self.mobile)

    def get_short_name(self) -> str:
        return self.name
