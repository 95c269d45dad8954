"""An administrator enters or corrects a person."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from applications.models import User
from applications.rules.registration import RealName
from applications.services import people


class PersonForm(forms.ModelForm):
    """人员：numbers are typed, checked and then only ever shown masked."""

    new_id_number = forms.CharField(label="身份证号码", required=False, max_length=40)
    new_mobile = forms.CharField(label="手机号码", required=False, max_length=40)
    password = forms.CharField(
        label="密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少 10 位，不能全是数字。请当面交给本人，并提醒本人登录后修改。",
    )
    repeat = forms.CharField(
        label="再输一次密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["name", "username", "sex", "born", "is_active", "is_staff", "is_superuser"]

        labels = {"is_superuser": "系统管理员"}
        help_texts = {
            "username": "登录用；也可以用身份证号码或手机号码登录。",
            "sex": "不填则从身份证号码得出。",
            "born": "不填则从身份证号码得出。",
            "is_staff": "可以在管理后台查看。",
            "is_superuser": "可以在管理后台录入和更改。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "new_id_number" in self.fields:
            self._ask_for_corrections()

    def _ask_for_corrections(self) -> None:
        for name in ("new_id_number", "new_mobile"):
            self.fields[name].label = f"更正{self.fields[name].label}"
            self.fields[name].help_text = "不更正的不填。"
        for name in ("password", "repeat"):
            self.fields[name].required = False
        self.fields["password"].label = "重新设置密码"
        self.fields["password"].help_text = f"不重新设置的不填。{self.fields['password'].help_text}"

    @property
    def today(self) -> date:
        return timezone.localdate()

    def person(self) -> RealName:
        """What was typed, with what is kept already."""
        answers = self.cleaned_data
        return RealName(
            name=answers.get("name", ""),
            id_number=answers.get("new_id_number", "") or self.instance.id_number,
            born=answers.get("born"),
            sex=answers.get("sex", ""),
            mobile=answers.get("new_mobile", "") or self.instance.mobile,
        )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        person, password = self.person().tidy(), answers.get("password", "")
        problems = person.problems(today=self.today)
        if password:
            problems |= people.password_problems(person, password)
        if password != answers.get("repeat", ""):
            problems["repeat"] = "两次输入的密码不一样。"
        if people.is_taken(person, but=self.instance):
            problems["new_id_number"] = people.ALREADY_KEPT
        answers["is_staff"] = answers.get("is_staff") or answers.get("is_superuser")
        for field, sentence in problems.items():
            at = {"id_number": "new_id_number", "mobile": "new_mobile"}.get(field, field)
            if at not in self.errors:
                self.add_error(at, sentence)
        return answers
