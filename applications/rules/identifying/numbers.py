"""身份证号码、电话：digits with anything between them."""

import re

from applications.rules.identifying.folding import fold

GAP = r"[ ·.\-_,/()*|~]*"
DIGITS = ("0〇零○", "1一壹幺", "2二贰两", "3三叁", "4四肆", "5五伍", "6六陆", "7七柒", "8八捌", "9九玖")
FORMS = {digits[0]: f"[{digits}]" for digits in DIGITS} | {"x": "[x×]"}
LEAST = 7  # digits of the shortest telephone number


def as_digits(number: str) -> re.Pattern[str] | None:
    """The pattern of a number over folded text; None of what has too few digits to be one."""
    digits = [digit for digit in fold(number).text if digit in FORMS]
    return re.compile(GAP.join(FORMS[digit] for digit in digits)) if len(digits) >= LEAST else None
