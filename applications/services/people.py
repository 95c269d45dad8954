"""注册与建档：people come in by their real names, once."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from applications.models import User
from applications.models.encryption import keyed_digest
from applications.rules.registration import RealName

# Says neither which number is known nor whose: who holds a list of numbers learns nothing from the words.
CANNOT_OPEN_ACCOUNT = (
    "用这些信息不能注册新账号。如果您注册过，请直接登录；忘记密码的，请联系本单位经办人或系统管理员。"
)
ALREADY_KEPT = "该身份证号码或手机号码已属于另一个人。"
REQUIRED = {
    "id_number": "请填写身份证号码。",
    "born": "请填写出生日期。",
    "sex": "请选择性别。",
    "mobile": "请填写手机号码。",
}
WEAK = {
    "password_too_short": "太短，至少 10 位",
    "password_too_common": "太常见，容易被猜到",
    "password_entirely_numeric": "不能全是数字",
    "password_too_similar": "与姓名太相似",
}


class CannotRegister(Exception):
    """No account can be opened or changed; carries field → sentence, `""` for the whole form."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = problems


def register(person: RealName, password: str, *, today: date) -> User:
    """A new applicant by real name. Raises CannotRegister with a sentence per field."""
    person = person.tidy()
    problems = {field: sentence for field, sentence in REQUIRED.items() if not getattr(person, field)}
    problems |= person.problems(today=today) | password_problems(person, password)
    if problems:
        raise CannotRegister(problems)
    return _keep(_user(person), person, password=password, taken=CANNOT_OPEN_ACCOUNT)


def enrol(user: User, person: RealName, password: str, *, today: date) -> User:
    """建档：an administrator enters a person, whose numbers may follow later."""
    person = person.tidy().completed(today=today)
    if problems := person.problems(today=today) | password_problems(person, password):
        raise CannotRegister(problems)
    return _keep(user, person, password=password, taken=ALREADY_KEPT)


def correct(user: User, person: RealName, *, today: date, password: str = "") -> User:
    """更正：an administrator corrects a person; an empty number stays as it is, an empty password too."""
    person = replace(
        person, id_number=person.id_number or user.id_number, mobile=person.mobile or user.mobile
    )
    person = person.tidy().completed(today=today)
    problems = person.problems(today=today)
    if password:
        problems |= password_problems(person, password)
    if problems:
        raise CannotRegister(problems)
    return _keep(user, person, password=password, taken=ALREADY_KEPT)


def password_problems(person: RealName, password: str) -> dict[str, str]:
    """Why this password will not do for this person; empty where it will."""
    if person.is_part_of(password):
        return {"password": "密码中不能有本人的身份证号码或手机号码。"}
    try:
        validate_password(password, _user(person))
    except ValidationError as mistake:
        faults = [WEAK.get(str(fault.code), fault.messages[0]) for fault in mistake.error_list]
        return {"password": f"密码{'；'.join(faults)}。"}
    return {}


def is_taken(person: RealName, *, but: User | None = None) -> bool:
    """True where somebody else has one of the numbers."""
    mine = Q()
    if person.id_number:
        mine |= Q(id_digest=keyed_digest(person.id_number))
    if person.mobile:
        mine |= Q(mobile_digest=keyed_digest(person.mobile))
    others = User.objects.exclude(pk=but.pk) if but and but.pk else User.objects.all()
    return bool(mine) and others.filter(mine).exists()


def _user(person: RealName) -> User:
    return User(name=person.name, born=person.born, sex=person.sex)


def _keep(user: User, person: RealName, *, password: str, taken: str) -> User:
    """Write it. Two at the same instant: the database decides, and the second reads the same words."""
    if is_taken(person, but=user):
        raise CannotRegister({"": taken})
    user.name, user.born, user.sex = person.name, person.born, person.sex
    user.set_identity(id_number=person.id_number, mobile=person.mobile)
    if password:
        user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise CannotRegister({"": taken}) from None
    return user
