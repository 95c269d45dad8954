"""写法与图片：vague words, names out of place, pictures that cannot be read or were not looked at."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from applications.rules.casefile import File
from applications.rules.dossier import fields_of
from applications.rules.findings import Finding
from applications.rules.identifying import Mention, What, identity_of, mentions
from applications.rules.judging.finding import found
from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import FileNames, Legible, MaskingAnswered, PlainWords, Unnamed
from applications.rules.notices.wording import OF_PERSON
from applications.rules.sections.fields import NONE_WORD
from applications.rules.sections.shown import SHOWN

CAMERA = re.compile(r"(img|dsc|scan|image|photo|wx|微信图片|mmexport|扫描|图片|未命名|新建)?[-_ ]*\d*", re.I)
CHINESE = re.compile(r"[\u3400-\u9fff]")
LEGIBLE = "遮盖后仍能读出须遮盖的信息"
QUOTED = 5  # places that a message tells one by one
AROUND = 6  # characters on either side by which a person finds the place again
SAID: dict[What, str] = {
    "name": "姓名",
    "former_name": "曾用名",
    "id_number": "身份证号码",
    "phone": "电话",
    "unit": "工作单位",
}
NUMBERS = ("id_number", "phone")


def plain_words(rule: PlainWords, file: File) -> Iterator[Finding]:
    """不得使用含糊的词语：which of them stand where."""
    for section, row, key, text in _texts(file):
        vague = [word for word in rule.words if word in text]
        if vague:
            message = f"“{'”“'.join(vague)}”含义不明确，请写具体。"
            yield found(rule, section, message, row=row, field=key)


def file_names(rule: FileNames, file: File) -> Iterator[Finding]:
    """图片命名须简洁准确说明附件的内容：a camera's own name says nothing."""
    for section, material, row, scans in file.slots():
        for scan in scans:
            if CAMERA.fullmatch(scan.title.strip()) or not CHINESE.search(scan.title):
                message = f"图片名称“{scan.title}”没有说明附件的内容，请改名。"
                yield found(rule, section, message, row=row, field=material.code)


def legible(rule: Legible, file: File) -> Iterator[Finding]:
    """经放大检查确保足够的清晰度：what the check of the picture remarked."""
    for section, material, row, scans in file.slots():
        for scan in scans:
            for remark in scan.remarks:
                yield found(rule, section, f"“{scan.title}”：{remark}", row=row, field=material.code)


def unnamed(rule: Unnamed, file: File) -> Iterator[Finding]:
    """不允许出现本人姓名及工作单位：in the sections that the notice names, and in what experts read."""
    identity = identity_of(file.document, file.dossier)
    words = "及".join(OF_PERSON[target] for target in file.document.unspoken)
    for section, row, key, text in _texts(file):
        if not _must_not_name(rule, file, section, key):
            continue
        said = mentions(text, identity, file.document.unspoken)
        if sure := [place for place in said if place.sure]:
            message = f"出现了{_told(sure, text)}，本栏不允许出现本人{words}。"
            yield found(rule, section, message, row=row, field=key)
        if doubtful := [place for place in said if not place.sure]:
            message = f"可能出现了{_told(doubtful, text)}。是的请删改，只是字面相同的不必改。"
            yield found(rule, section, message, row=row, field=key, severity="warn")


def masking_answered(rule: MaskingAnswered, file: File) -> Iterator[Finding]:
    """每张附件图片的检查：those that nobody answered for, and those that tell who it is all the same."""
    for section, material, row, scans in file.slots_to_mask():
        usable = [scan for scan in scans if not scan.fault]
        if left := sum(not scan.masking for scan in usable):
            message = f"还有 {left} 张图片没有检查是否需要遮盖。"
            yield found(rule, section, message, row=row, field=material.code)
        for scan in usable:
            if scan.masking and scan.legible:
                message = f"“{scan.title}”{LEGIBLE}，请再遮盖，或说明理由。"
                yield found(rule, section, message, row=row, field=material.code)


def _texts(file: File) -> Iterator[tuple[Section, str, str, str]]:
    """Everything typed in words: section, row, field and text."""
    for section in file.sections:
        written = [spec.key for spec in fields_of(section) if spec.kind in ("text", "long")]
        for row, values in file.rows(section):
            for key in written:
                text = values.get(key, "")
                if text and text != NONE_WORD:
                    yield section, row, key, text


def _must_not_name(rule: Unnamed, file: File, section: Section, key: str) -> bool:
    """True for the sections of the rule, and for the fields that experts read of the others."""
    masking = file.document.masking
    typed = masking is not None and masking.typed_text
    return section.code in rule.sections or (typed and key in SHOWN.get(section.kind, ()))


def _told(places: Sequence[Mention], text: str) -> str:
    """姓名（…由【王芳】负责…）：what is said, each in its surroundings."""
    told = "，".join(f"{SAID[place.what]}（{_quoted(place, text)}）" for place in places[:QUOTED])
    return f"{told}等 {len(places)} 处" if len(places) > QUOTED else told


def _quoted(place: Mention, text: str) -> str:
    before = text[max(0, place.start - AROUND) : place.start]
    after = text[place.end : place.end + AROUND]
    said = text[place.start : place.end]
    if place.what in NUMBERS:  # a message goes further than the field
        said = f"{said[:3]}…{said[-2:]}"
    cut = ("…" if place.start > AROUND else "", "…" if place.end + AROUND < len(text) else "")
    return _seen(f"{cut[0]}{before}【{said}】{after}{cut[1]}")


def _seen(text: str) -> str:
    """On one line, and without what could turn its direction."""
    shown = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(shown.split())
