"""填空：words in braces inside a notice's texts. Years are relative, so that a clone shifts them.

{Y}, {Y-1}             the notice's year, the year before
{时间:filing}            a period of the timetable as printed
{时间:filing.closes}     one of its ends, opens or closes
{月日:filing.closes}     the same without its year
{姓名}, {专业} …          what is filled in for each person; only inside `wording` and `templates`
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

TOKEN = re.compile(r"\{([^{}]+)\}")
YEAR = re.compile(r"Y(?:([+-])(\d{1,2}))?")

PUBLICITY_FIELDS = frozenset(
    {
        "姓名", "首名", "人数", "单位", "通知标题", "系列", "专业", "级别", "类型", "拟申报职称",
        "起", "止", "天数", "监督电话", "受理部门", "异议情况",
        "基本信息", "工作经历", "思想政治", "业绩成果",
    }
)  # fmt: skip

REPORT_FIELDS = PUBLICITY_FIELDS | {"推荐人数", "通过人数", "级别人数"}
TEMPLATE_FIELDS = frozenset({"姓名", "单位", "系列", "专业", "级别", "拟申报职称", "年度"})
OF_PERSON = {"name": "姓名", "unit": "工作单位"}  # what a text for experts must not say
OF_PEOPLE = frozenset({"wording", "templates"})  # the parts whose braces are filled for each person


def tokens_in(text: str) -> set[str]:
    """The names in braces."""
    return set(TOKEN.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with the braces of known names filled; unknown ones stay as they are."""
    return TOKEN.sub(lambda match: values.get(match[1], match[0]), text)


def resolve(value: Any, year: int, times: Mapping[str, str]) -> Any:
    """Fill {Y}, {Y-1} … and {时间:filing}, {月日:filing.closes} … in every text inside `value`."""
    if isinstance(value, str):
        return TOKEN.sub(lambda match: _resolved(match, year, times), value)
    if isinstance(value, list):
        return [resolve(item, year, times) for item in value]
    if isinstance(value, dict):
        return {key: resolve(item, year, times) for key, item in value.items()}
    return value


def blanks(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every {…} left inside `value`, with its path."""
    if isinstance(value, str):
        yield from ((path, f"{{{name}}}") for name in TOKEN.findall(value))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from blanks(item, f"{path}[{position}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from blanks(item, f"{path}.{key}" if path else str(key))


def _resolved(match: re.Match[str], year: int, times: Mapping[str, str]) -> str:
    if shift := YEAR.fullmatch(match[1]):
        sign, amount = shift.groups()
        return str(year + (int(amount) * (-1 if sign == "-" else 1) if amount else 0))
    return times.get(match[1], match[0])
