"""Registering, signing in, changing a password."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from applications.models.user import Sex
from applications.rules.registration import RealName
from applications.services import people

WRONG_SIGN_IN = "账号或密码不对，请核对后再试。"  # the same words whatever was wrong
PASSWORD_HINT = "至少 10 位，不能全是数字，不要用姓名、身份证号码或手机号码。"  # noqa: S105
DATES = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]


def _text(autocomplete: str, kind: type[forms.Widget] = forms.TextInput) -> forms.Widget:
    return kind(attrs={"autocomplete": autocomplete})


class RegistrationForm(forms.Form):
    """实名注册：the shape of each answer; whether they belong together is the rules' business."""

    name = forms.CharField(
        label="姓名",
        max_length=40,
        help_text="与身份证一致，少数民族姓名中间的“·”不要省略。",
        error_messages={"required": "请填写姓名。", "max_length": "姓名太长，请核对。"},
        widget=_text("name"),
    )
    id_number = forms.CharField(
        label="身份证号码",
        max_length=40,
        help_text="18 位，末位是 X 的填 X。加密保存，页面上只显示前 6 位和后 4 位。",
        error_messages={"required": "请填写身份证号码。", "max_length": "身份证号码应为 18 位。"},
        widget=_text("off"),
    )
    born = forms.DateField(
        label="出生日期",
        input_formats=DATES,
        error_messages={"required": "请填写出生日期。", "invalid": "请填写一个存在的日期，例如 1990-01-31。"},
        widget=_text("bday", forms.DateInput),
    )
    sex = forms.ChoiceField(
        label="性别",
        choices=Sex.choices,
        error_messages={"required": "请选择性别。", "invalid_choice": "请选择男或女。"},
        widget=forms.RadioSelect,
    )
    mobile = forms.CharField(
        label="手机号码",
        max_length=40,
        error_messages={"required": "请填写手机号码。", "max_length": "手机号码应为 11 位数字，以 1 开头。"},
        widget=_text("tel-national", forms.TelInput),
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        max_length=128,
        help_text=PASSWORD_HINT,
        error_messages={"required": "请设置密码。", "max_length": "密码最多 128 位。"},
        widget=_text("new-password", forms.PasswordInput),
    )
    repeat = forms.CharField(
        label="再输一次密码",
        strip=False,
        max_length=128,
        error_messages={"required": "请再输一次密码。", "max_length": "密码最多 128 位。"},
        widget=_text("new-password", forms.PasswordInput),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong at once, so that nobody is sent back twice."""
        answers = super().clean() or {}
        person, password = self.person().tidy(), answers.get("password", "")
        problems = person.problems(today=self.today)
        if password:
            problems |= people.password_problems(person, password)
        if "repeat" in answers and password != answers["repeat"]:
            problems["repeat"] = "两次输入的密码不一样。"
        self.refuse({field: sentence for field, sentence in problems.items() if field not in self.errors})
        return answers

    def person(self) -> RealName:
        """What was typed, as the service takes it."""
        answers = self.cleaned_data
        return RealName(
            name=answers.get("name", ""),
            id_number=answers.get("id_number", ""),
            born=answers.get("born"),
            sex=answers.get("sex", ""),
            mobile=answers.get("mobile", ""),
        )

    def refuse(self, problems: dict[str, str]) -> None:
        """What the service says, at its field or over the whole form."""
        for field, sentence in problems.items():
            self.add_error(field or None, sentence)


class SignInForm(AuthenticationForm):
    """登录：one field for whichever name or number a person remembers."""

    error_messages = {"invalid_login": WRONG_SIGN_IN, "inactive": WRONG_SIGN_IN}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "身份证号码、手机号码或用户名"
        self.fields["username"].error_messages = {
            "required": "请填写身份证号码、手机号码或用户名。",
            "max_length": WRONG_SIGN_IN,
        }
        self.fields["password"].error_messages = {"required": "请填写密码。"}


class NewPasswordForm(PasswordChangeForm):
    """修改密码。"""

    error_messages = {
        "password_incorrect": "原密码不对。",
        "password_mismatch": "两次输入的密码不一样。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = {
            "old_password": ("原密码", "", "请填写原密码。"),
            "new_password1": ("新密码", PASSWORD_HINT, "请设置新密码。"),
            "new_password2": ("再输一次新密码", "", "请再输一次新密码。"),
        }
        for name, (label, hint, required) in texts.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = required

    def validate_password_for_user(self, user: Any, *_: Any, **__: Any) -> None:
        """The same demands as at registration, in the same words."""
        person = RealName(user.name, user.id_number, user.born, user.sex, user.mobile)
        password = self.cleaned_data.get("new_password1")
        if password and (problems := people.password_problems(person, password)):
            self.add_error("new_password1", problems["password"])
