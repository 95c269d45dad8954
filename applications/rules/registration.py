"""实名信息：whether a name, an identity number, a birth date, a sex and a mobile belong together."""

from dataclasses import dataclass, replace
from datetime import date

from applications.rules.identity import (
    IdentityNumber,
    NotAnIdentityNumber,
    is_mobile,
    is_name,
    normalise_identity_number,
    normalise_name,
    read_identity_number,
)

SEXES = {"male": "男", "female": "女"}


@dataclass(frozen=True, slots=True)
class RealName:
    """实名信息 as typed; `tidy` brings it to the form in which it is kept. Empty means not given."""

    name: str
    id_number: str = ""
    born: date | None = None
    sex: str = ""
    mobile: str = ""

    def tidy(self) -> "RealName":
        """One kind of dot in the name, no spaces, plain digits, a large X."""
        return RealName(
            name=normalise_name(self.name),
            id_number=normalise_identity_number(self.id_number),
            born=self.born,
            sex=self.sex,
            mobile=normalise_identity_number(self.mobile),
        )

    def completed(self, *, today: date) -> "RealName":
        """Birth date and sex from the number where they were not given."""
        try:
            identity = read_identity_number(self.id_number, today=today)
        except NotAnIdentityNumber:
            return self
        return replace(self, born=self.born or identity.born, sex=self.sex or identity.sex)

    def problems(self, *, today: date) -> dict[str, str]:
        """Field → sentence for whatever is wrong. What is not given is not judged here."""
        found: dict[str, str] = {}
        if not is_name(self.name):
            found["name"] = "姓名应为 2 至 30 个汉字，少数民族姓名中间用“·”隔开，与身份证上的写法一致。"
        if self.mobile and not is_mobile(self.mobile):
            found["mobile"] = "手机号码应为 11 位数字，以 1 开头。"
        if self.id_number:
            found |= self._identity_problems(today)
        return found

    def _identity_problems(self, today: date) -> dict[str, str]:
        """The number must be right before the other answers are held against it (GB 11643)."""
        try:
            identity = read_identity_number(self.id_number, today=today)
        except NotAnIdentityNumber as mistake:
            return {"id_number": str(mistake)}
        return self._contradictions(identity)

    def _contradictions(self, identity: IdentityNumber) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.born and self.born != identity.born:
            found["born"] = (
                "出生日期与身份证号码不一致，"
                f"身份证号码第 7—14 位是 {identity.born.year}年{identity.born.month}月{identity.born.day}日。"
            )
        if self.sex and self.sex != identity.sex:
            found["sex"] = f"性别与身份证号码不一致，身份证号码第 17 位表示{SEXES[identity.sex]}性。"
        return found

    def is_part_of(self, password: str) -> bool:
        """True where a password contains one of the person's own numbers."""
        return any(number and number in password.upper() for number in (self.id_number, self.mobile))
