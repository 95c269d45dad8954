"""居民身份证号码：check digit, date and sex by GB 11643-1999.

The county code is never judged: many were abolished.
"""

import re
from dataclasses import dataclass
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
SHAPE = re.compile(r"[1-9]\d{16}[\dX]")
FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789XX")
NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+(·[\u3400-\u9fff\U00020000-\U0003ffff]+)*")
MIDDLE_DOTS = str.maketrans("•・．.‧∙⋅●ㆍ｡", "··········")
MOBILE = re.compile(r"1[3-9]\d{9}")


class NotAnIdentityNumber(ValueError):
    """Carries the Chinese sentence that says what is wrong."""


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A resident identity number that passed its own check."""

    number: str

    @property
    def born(self) -> date:
        return date(int(self.number[6:10]), int(self.number[10:12]), int(self.number[12:14]))

    @property
    def sex(self) -> str:
        """`male` or `female`, by the parity of the seventeenth digit."""
        return "male" if int(self.number[16]) % 2 else "female"


def normalise_identity_number(text: str) -> str:
    """Full-width digits, a small x and spaces brought to the written form."""
    return re.sub(r"\s", "", text).translate(FULL_WIDTH).upper()


def check_character(first_seventeen: str) -> str:
    """The eighteenth character for seventeen digits (ISO 7064 MOD 11-2)."""
    return CHECK_CHARACTERS[sum(int(d) * w for d, w in zip(first_seventeen, WEIGHTS, strict=True)) % 11]


def read_identity_number(text: str, *, today: date) -> IdentityNumber:
    """The number in `text`, or NotAnIdentityNumber with a sentence for the person who typed it."""
    number = normalise_identity_number(text)
    if len(number) != 18:
        raise NotAnIdentityNumber(f"身份证号码应为 18 位，现在是 {len(number)} 位。")
    if not SHAPE.fullmatch(number):
        raise NotAnIdentityNumber("身份证号码前 17 位应为数字，最后一位为数字或 X。")
    try:
        born = IdentityNumber(number).born
    except ValueError:
        raise NotAnIdentityNumber("身份证号码第 7—14 位不是一个有效的出生日期。") from None
    if not date(1900, 1, 1) <= born <= today:
        raise NotAnIdentityNumber("身份证号码中的出生日期不在合理范围内。")
    if check_character(number[:17]) != number[17]:
        raise NotAnIdentityNumber("身份证号码的校验位不对，请逐位核对。")
    return IdentityNumber(number)


def mask_identity_number(number: str) -> str:
    """首 6 位与末 4 位：the most that a page or a publicity shows by default (个人信息保护法 第六条)."""
    return f"{number[:6]}********{number[-4:]}" if len(number) == 18 else "*" * len(number)


def normalise_name(text: str) -> str:
    """A name without spaces and with the one middle dot · (U+00B7) that identity cards use."""
    return re.sub(r"\s", "", text).translate(MIDDLE_DOTS)


def is_name(text: str) -> bool:
    """True for two to thirty Chinese characters, parts joined by ·."""
    return 2 <= len(text) <= 30 and NAME.fullmatch(text) is not None


def is_mobile(text: str) -> bool:
    """True for a mainland mobile number of eleven digits."""
    return MOBILE.fullmatch(text) is not None


def mask_mobile(number: str) -> str:
    """138****5678"""
    return f"{number[:3]}****{number[-4:]}" if len(number) == 11 else "*" * len(number)


def mask_name(name: str) -> str:
    """张＊＊: the first character of each part of a name, so that who knows it can compare it."""
    return "·".join(part[:1] + "＊" * (len(part) - 1) for part in name.split("·"))
