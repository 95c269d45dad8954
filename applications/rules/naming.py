"""命名规则：what the files of a batch are called, readable on Windows and Linux alike.

A scheme is words with fields in braces; `/` opens a folder. No field holds a number of identity or a phone.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

FIELDS = ("序号", "编号", "姓名", "单位", "专业", "职称", "文件", "校验码")
DEFAULT = "{单位}/{序号}-{姓名}-{编号}-{文件}"
EXTENSION = ".pdf"
CONTENTS = "目录"  # the table of an archive is called so; no file or folder beside it is
LONGEST_SCHEME = 120
DEEPEST = 4  # the file and three folders
LONGEST = 80  # characters of a part, its extension among them
MOST_BYTES = 240  # of a part; Linux takes 255
EMPTY = "无"

TOKEN = re.compile(r"\{([^{}]*)\}")
FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # control, format (bidi among them), halves, line ends
RESERVED = re.compile(rf"(con|prn|aux|nul|com\d|lpt\d|{CONTENTS})(\..*)?", re.IGNORECASE)


def known_fields() -> str:
    """The fields as a person may type them: {序号}、{编号} …"""
    return "、".join(f"{{{name}}}" for name in FIELDS)


def problems(scheme: str) -> list[str]:
    """A sentence for each thing that is wrong with a scheme; empty where it can be used."""
    if not scheme.strip():
        return ["请填写命名规则。"]
    found = []
    if len(scheme) > LONGEST_SCHEME:
        found.append(f"命名规则最多 {LONGEST_SCHEME} 字。")
    if unknown := [name for name in TOKEN.findall(scheme) if name not in FIELDS]:
        named = "、".join(f"{{{name}}}" for name in dict.fromkeys(unknown))
        found.append(f"没有{named}这一项。可以用的有：{known_fields()}。")
    if re.search(r"[{}]", TOKEN.sub("", scheme)):
        found.append("花括号没有成对，请写成{姓名}这样。")
    parts = scheme.split("/")
    if not all(part.strip(" .　") for part in parts):
        found.append("“/”用来分文件夹，它的前后都要有内容。")
    if len(parts) > DEEPEST:
        found.append(f"文件夹最多 {DEEPEST - 1} 层。")
    return found


def names(scheme: str, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """The name of each file with its folders, in the order of `rows`, which hold a value for every field.

    No two are the same, also where capitals do not count: the second one gets -2.
    """
    *folders, last = scheme.split("/")
    taken: set[str] = set()
    found = []
    for row in rows:
        way = [part(_filled(folder, row)) for folder in folders]
        stem = _filled(last, row).removesuffix(EXTENSION)
        found.append("/".join([*way, _distinct(way, stem, taken)]))
    return found


def part(text: str, ending: str = "") -> str:
    """`text` as one part of a path, with `ending` behind it: short enough, and without what a system forbids.

    A name that begins with a dot is hidden, one that ends with a dot or a space cannot be opened on Windows.
    """
    seen = "".join(one for one in FORBIDDEN.sub("_", text) if unicodedata.category(one) not in UNSEEN)
    cut = _short(seen.strip().lstrip(". "), LONGEST - len(ending), MOST_BYTES - len(ending.encode()))
    kept = cut.rstrip(". 　") or EMPTY
    if RESERVED.fullmatch(kept):
        kept = _short(f"_{kept}", LONGEST - len(ending), MOST_BYTES - len(ending.encode())).rstrip(". 　")
    return kept + ending


def _filled(text: str, row: Mapping[str, str]) -> str:
    return TOKEN.sub(lambda token: row[token[1]], text)


def _distinct(folders: list[str], stem: str, taken: set[str]) -> str:
    """Number 2, 3 … of a name, until nobody has it."""
    name, number = part(stem, EXTENSION), 1
    while (key := _key([*folders, name])) in taken:
        number += 1
        ending = f"-{number}{EXTENSION}"
        name = part(stem, ending)
    taken.add(key)
    return name


def _key(parts: list[str]) -> str:
    """What a system that minds neither capitals nor how accents are written takes for the same."""
    return unicodedata.normalize("NFC", "/".join(parts).casefold())


def _short(text: str, characters: int, size: int) -> str:
    return text[:characters].encode()[:size].decode(errors="ignore")
