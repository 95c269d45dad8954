"""工作单位 as it may be written: whole, by an alias, with its division in another form, by its trade name."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from applications.rules.identifying.folding import fold
from applications.rules.identifying.names import bounded, spread
from applications.rules.regions import regions

GAP = r"[ ·.\-_*|~^+=#()]*"
BRACKETED = re.compile(r"\([^()]*\)")
PEOPLES = "维吾尔|哈萨克|蒙古|回族|回|柯尔克孜|塔吉克|锡伯"
SELF_GOVERNED = re.compile(f"(.+?)(?:{PEOPLES})自治(区|州|县)")
LEVELS = "区州县市"
COMPANY = re.compile("(?:股份|有限|责任|集团|总|分)*公司$")
TRADE = 4  # characters that a trade name must have to be looked for without its form of company
OWN_NAME = 2  # characters beyond the words below that make a name of its own
# Words that names of public bodies are made of; what has no other is found in every county.
ORDINARY = re.compile(
    "人民|民族|中医|妇幼|保健|疾病|预防|控制|卫生|健康|医疗|计划|生育|急救|血站|医院|"
    "第?[一二三四五六七八九十百0-9]+|高级|中级|初级|完全|实验|职业|技术|技工|双语|国家|通用|语言|幼儿园|"
    "小学|中学|学校|大学|学院|党校|图书|文化|艺术|群众|博物|档案|美术|展览|科技|科学|科普|体育|广播|电视|"
    "旅游|文物|保护|研究|考古|石窟|管理|事业|单位|农业|农村|农机|农牧|林业|草原|自然|资源|国土|测绘|地质|"
    "畜牧|兽医|动物|植物|检疫|疫病|种子|水利|水务|水文|水管|灌溉|气象|地震|推广|服务|公共|就业|人力|社会|"
    "保障|人才|交流|保险|信息|网络|数据|工业|商务|发展|改革|财政|审计|统计|税务|市场|监督|监测|检验|检测|"
    "质量|安全|生产|应急|消防|救援|环境|生态|建设|建筑|工程|设计|规划|勘察|住房|城乡|交通|运输|公路|道路|"
    "养护|教育|教学|教研|培训|考试|中心|融媒体|传媒|媒体|新闻|日报|出版|报社|杂志|编辑|歌舞|话剧|豫剧|"
    "文工|演出|宣传|组织|统战|政法|编制|机构|地方|史志|编纂|志|总工会|共青团|委员|办公|综合|行政|执法|"
    "有限|责任|股份|集团|公司|分公司|街道|社区|乡|镇|村|区|市|县|州|"
    "[院校馆局站所台社团部室厅处科队会委办园库段场中总分支和与及的省地]"
)


def in_words(unit: str, aliases: Iterable[str]) -> Iterator[tuple[re.Pattern[str], bool]]:
    """Patterns over folded text for a unit, each with whether what it finds is sure."""
    known = {_plain(name): _written(name) for name in (unit, *aliases)}
    sure = [bounded(pattern, plain) for plain, pattern in known.items() if len(plain) > 1]
    divisions, rest = split(_plain(unit))
    trade = COMPANY.sub("", rest)
    if divisions and rest:
        sure.append(f"(?:{'|'.join(map(spread, divisions))}){GAP}{_spread(rest)}")
    if trade != rest and len(trade) >= TRADE and has_own_name(trade):
        sure.append(_spread(trade))
    elif divisions and has_own_name(rest):
        yield re.compile(_spread(rest)), False
    if sure:
        yield re.compile("|".join(sure)), True


def split(unit: str) -> tuple[tuple[str, ...], str]:
    """The last division that the name begins with, in every form, and the rest; no forms without one."""
    forms: tuple[str, ...] = ()
    rest = unit.removeprefix("中共")
    while name := next((name for name in _by_length() if rest.startswith(name)), ""):
        if forms and name[-1] not in LEVELS:  # 某州天山南麓建材: a name of its own, not 天山区
            break
        forms, rest = divisions()[name], rest.removeprefix(name)
    return forms, rest


def has_own_name(words: str) -> bool:
    """True where a name has more than the words that the names of public bodies share."""
    return len(ORDINARY.sub("", words)) >= OWN_NAME


@lru_cache
def divisions() -> dict[str, tuple[str, ...]]:
    """Each way to write a division → every way to write it, the longest first."""
    table: dict[str, set[str]] = {"自治区": {"自治区"}, "自治州": {"自治州"}}
    for name in regions().values():
        forms = set(_forms(name))
        for form in forms:
            table.setdefault(form, set()).update(forms)
    return {form: tuple(sorted(forms, key=lambda f: (-len(f), f))) for form, forms in table.items()}


@lru_cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(divisions(), key=lambda form: (-len(form), form)))


def _forms(division: str) -> Iterator[str]:
    """博湖县、博湖；巴音郭楞蒙古自治州、巴音郭楞州、巴音郭楞、巴州."""
    yield division
    if governed := SELF_GOVERNED.fullmatch(division):
        stem, level = governed.groups()
        yield stem
        if level != "区":
            yield from (stem + level, stem[0] + level)
        return
    stem = re.sub("(地区|县|市|区)$", "", division)
    if len(stem) > 1:
        yield stem


def _plain(unit: str) -> str:
    """Folded, without brackets and what stands in them, and without anything but letters and digits."""
    folded = fold(unit).text
    kept = re.sub(r"[\W_]", "", BRACKETED.sub("", folded))
    return kept or re.sub(r"[\W_]", "", folded)


def _written(unit: str) -> str:
    """The pattern of a name as it is registered: what stands in brackets beside it may be left out."""
    pieces = re.split(r"(\([^()]*\))", fold(unit).text)  # every second one stands in brackets
    named = [(re.sub(r"[\W_]", "", piece), place % 2 == 1) for place, piece in enumerate(pieces)]
    written = [(_spread(letters), beside) for letters, beside in named if letters]
    if all(beside for _, beside in written):
        return GAP.join(pattern for pattern, _ in written)
    return GAP.join(f"(?:{pattern})?" if beside else pattern for pattern, beside in written)


def _spread(words: str) -> str:
    """委员会 is written 委 as well."""
    pieces = [spread(piece, GAP) for piece in words.split("委员会")]
    return f"{GAP}委(?:{GAP}员{GAP}会)?{GAP}".join(pieces) if len(pieces) > 1 else pieces[0]
