"""From YAML to a checked notice. A mistake is one line: path, value, and what was expected."""

from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.times import read_moment, span
from applications.rules.notices.wording import OF_PEOPLE, blanks, resolve

SENTENCES = {
    "missing": "必须填写",
    "extra_forbidden": "没有这个填写项，请核对拼写",
    "string_type": "应为文字（数字要加引号）",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "tuple_type": "应为列表",
    "dict_type": "应为一组“名称: 值”",
    "model_type": "应为一组“名称: 值”",
    "model_attributes_type": "应为一组“名称: 值”",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "string_too_short": "不能为空",
    "string_too_long": "最多 {max_length} 字",
    "too_short": "至少要有 {min_length} 项",
    "string_pattern_mismatch": "应为{pattern}",
    "literal_error": "应为 {expected} 之一",
    "enum": "应为 {expected} 之一",
    "value_error": "{error}",
}
PATTERNS = {
    r"^\d{6}$": " 6 位行政区划代码",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "小写字母和数字，可用连字符分段",
    r"^[a-z][a-z0-9_]{0,39}$": "小写字母开头的代码，可用数字和下划线，最多 40 位",
}
BLANKS = "没有这个填空，可用 {Y}、{Y-1}、{时间:filing} 等"


class NotANotice(ValueError):
    """The mistakes of a notice, a line each."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class _Loader(yaml.CSafeLoader):
    """Safe YAML that takes dates as they are written and refuses a key given twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for position, key in enumerate(keys):
        if key in keys[:position]:
            line = node.value[position][0].start_mark.line + 1
            raise NotANotice([f"第 {line} 行: {key}；这一项写了两次"])
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)


def read_yaml(text: str) -> dict[str, Any]:
    """The mapping in a YAML text, dates left as text. Raises NotANotice."""
    try:
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, made stricter)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else "文件"
        raise NotANotice([f"{place}: YAML 格式有误，应检查缩进、冒号和引号"]) from None
    if not isinstance(content, dict):
        raise NotANotice(["文件: 内容为空或不是一组“名称: 值”"])
    return content


def parse(raw: dict[str, Any]) -> NoticeDocument:
    """The checked notice behind a raw mapping. Raises NotANotice with every mistake."""
    year = raw.get("year")
    texts = resolve(raw, year, _times(raw)) if isinstance(year, int) else raw
    try:
        document = NoticeDocument.model_validate(texts)
    except ValidationError as error:
        raise NotANotice([line for detail in _causes(error.errors()) for line in _lines(detail)]) from None
    if left := list(blanks({key: value for key, value in texts.items() if key not in OF_PEOPLE})):
        raise NotANotice([f"{path}: {word!r}；{BLANKS}" for path, word in left])
    return document


def _times(raw: dict[str, Any]) -> dict[str, str]:
    """How each period is printed, for texts that mention it; broken ones are left to the check."""
    words: dict[str, str] = {}
    timetable = raw.get("timetable")
    for name, period in timetable.items() if isinstance(timetable, dict) else ():
        if not isinstance(period, dict):
            continue
        try:
            ends = {end: read_moment(period[end]) for end in ("opens", "closes") if period.get(end)}
        except ValueError:
            continue
        for end, moment in ends.items():
            words[f"时间:{name}.{end}"] = str(moment)
            words[f"月日:{name}.{end}"] = moment.month_day
        if len(ends) == 2:
            words[f"时间:{name}"] = span(ends["opens"], ends["closes"])
    return words


def _causes(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Without the lists that seem too short only because an item in them is wrong."""
    places = [detail["loc"] for detail in details]
    for detail in details:
        place = detail["loc"]
        beneath = any(len(other) > len(place) and other[: len(place)] == place for other in places)
        if not (detail["type"] == "too_short" and beneath):
            yield detail


def _lines(detail: ErrorDetails) -> Iterator[str]:
    path = ""
    for part in detail["loc"]:
        if isinstance(part, int):
            path += f"[{part}]"
        elif "[" not in str(part) and not str(part)[:1].isupper():
            path += f".{part}" if path else str(part)
    context = {key: str(value).replace(" or ", ", ") for key, value in detail.get("ctx", {}).items()}
    context["pattern"] = PATTERNS.get(context.get("pattern", ""), "另一种格式")
    expected = SENTENCES.get(detail["type"], detail["msg"]).format(**context)
    value = detail["input"]
    shown = "" if detail["type"] == "missing" or isinstance(value, dict | list) else f"{str(value)[:60]!r}；"
    # what the notice as a whole says against itself names its places itself
    yield from (f"{path}: {shown}{sentence}" if path else sentence for sentence in expected.splitlines())
