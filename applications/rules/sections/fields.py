"""One thing to fill in: what it is called, what it takes, and how typed text becomes a value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

FieldKind = Literal["text", "long", "date", "month", "year", "choice", "integer", "decimal"]
NONE_WORD = "无"
DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?")
PARTS = re.compile(r"\d{4}(-\d{2}){1,2}", re.ASCII)
YEAR = re.compile(r"(\d{4})(?:年度?)?")
DECIMAL = re.compile(r"\d{1,4}(?:\.\d{1,2})?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2100
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


class Unreadable(ValueError):
    """Carries the sentence for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Field:
    """填写项。Values are kept as text: dates as 2015-07-01, months as 2015-07, choices as their code.

    `needed_if` names another field of the row and the choices with which this one is asked for; without
    them what was typed is not read. `needed_unless` names
    another field and the words that make this one unnecessary; it may be filled all the same.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    required: bool = True
    max_length: int = 100
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    needed_if: tuple[str, ...] = ()
    needed_unless: tuple[str, ...] = ()

    def is_asked(self, typed: Mapping[str, str]) -> bool:
        """True where the row as typed has a place for it."""
        if not self.needed_if:
            return True
        key, *codes = self.needed_if
        return typed.get(key, "") in codes

    def is_needed(self, typed: Mapping[str, str]) -> bool:
        """True where the row as typed must have it."""
        if self.needed_unless:
            key, *words = self.needed_unless
            return typed.get(key, "").strip() not in ("", *words)
        return self.required and self.is_asked(typed)

    def read(self, typed: str, *, needed: bool | None = None) -> str:
        """The value in `typed`. Raises Unreadable with what is wrong."""
        text = CONTROL.sub("", typed).replace("\r\n", "\n").replace("\r", "\n").strip()
        if not text:
            if self.required if needed is None else needed:
                raise Unreadable(self._blank())
            return ""
        if len(text) > self.max_length:
            raise Unreadable(f"{self.label}最多 {self.max_length} 字，现在是 {len(text)} 字。")
        match self.kind:
            case "date":
                return self._date(text)
            case "month":
                return self._month(text)
            case "year":
                return self._year(text)
            case "integer":
                return self._integer(text)
            case "decimal":
                return self._decimal(text)
            case "choice":
                if typed not in dict(self.choices):  # exactly: conditions look at what was sent
                    raise Unreadable(f"请选择{self.label}。")
        return text

    def worth(self, typed: str) -> str:
        """The value behind what was typed; what cannot be read stands for itself."""
        try:
            return self.read(typed)
        except Unreadable:
            return typed.strip()

    def show(self, value: str) -> str:
        """The value as people read it; what could not be read is shown as it was typed."""
        if not value:
            return ""
        if self.kind == "choice":
            return dict(self.choices).get(value, value)
        if self.kind in ("date", "month"):
            return _in_words(value) if PARTS.fullmatch(value) else value
        return f"{value}年" if self.kind == "year" and value.isdecimal() else value

    def _blank(self) -> str:
        if self.kind in ("text", "long"):
            return f"请填写{self.label}；没有内容的填“无”。"
        return f"请选择{self.label}。" if self.kind == "choice" else f"请填写{self.label}。"

    def _date(self, text: str) -> str:
        match = DAY.fullmatch(text.translate(DIGITS))
        try:
            day = date(*(int(part) for part in match.groups())) if match else date.min
        except ValueError:
            day = date.min
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Unreadable(f"{self.label}应为一个日期，例如 2015-07-01。")
        return day.isoformat()

    def _month(self, text: str) -> str:
        match = MONTH.fullmatch(text.translate(DIGITS)) or DAY.fullmatch(text.translate(DIGITS))
        if not match or not 1 <= int(match[2]) <= 12 or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise Unreadable(f"{self.label}应为年和月，例如 2015-07。")
        return f"{int(match[1]):04}-{int(match[2]):02}"

    def _integer(self, text: str) -> str:
        number = text.translate(DIGITS)
        if not number.isdecimal() or int(number) > 100:
            raise Unreadable(f"{self.label}应为 0 到 100 的整数。")
        return str(int(number))

    def _year(self, text: str) -> str:
        match = YEAR.fullmatch(text.translate(DIGITS))
        if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise Unreadable(f"{self.label}应为四位年份，例如 2024。")
        return str(int(match[1]))

    def _decimal(self, text: str) -> str:
        number = text.translate(DIGITS).replace("．", ".")
        if not DECIMAL.fullmatch(number):
            raise Unreadable(f"{self.label}应为数字，例如 60。")
        return number


def _in_words(value: str) -> str:
    """2015年7月1日."""
    numbers = [int(part) for part in value.split("-")]
    return "".join(f"{n}{unit}" for n, unit in zip(numbers, "年月日", strict=False))
