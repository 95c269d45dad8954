"""写法与图片：vague words, names out of place, pictures that cannot be read or were not looked at."""

import re
import unicodedata
from collections.abc import Iterator

from applications.rules.casefile import File
from applications.rules.dossier import Scan, fields_of
from applications.rules.findings import Finding
from applications.rules.judging.finding import found
from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import FileNames, Legible, MaskingAnswered, PlainWords, Unnamed
from applications.rules.sections.fields import NONE_WORD

CAMERA = re.compile(r"(img|dsc|scan|image|photo|wx|微信图片|mmexport|扫描|图片|未命名|新建)?[-_ ]*\d*", re.I)
CHINESE = re.compile(r"[\u3400-\u9fff]")
SPACES = re.compile(r"[\s·•.．‧]+")


def plain_words(rule: PlainWords, file: File) -> Iterator[Finding]:
    """不得使用含糊的词语：which of them stand where."""
    for section, row, key, text in _texts(file):
        vague = [word for word in rule.words if word in text]
        if vague:
            message = f"“{'”“'.join(vague)}”含义不明确，请写具体。"
            yield found(rule, section, message, row=row, field=key)


def file_names(rule: FileNames, file: File) -> Iterator[Finding]:
    """图片命名须简洁准确说明附件的内容：a camera's own name says nothing."""
    for section, code, row, scans in _slots(file):
        for scan in scans:
            if CAMERA.fullmatch(scan.title.strip()) or not CHINESE.search(scan.title):
                message = f"图片名称“{scan.title}”没有说明附件的内容，请改名。"
                yield found(rule, section, message, row=row, field=code)


def legible(rule: Legible, file: File) -> Iterator[Finding]:
    """经放大检查确保足够的清晰度：what the check of the picture remarked."""
    for section, code, row, scans in _slots(file):
        for scan in scans:
            for remark in scan.remarks:
                yield found(rule, section, f"“{scan.title}”：{remark}", row=row, field=code)


def unnamed(rule: Unnamed, file: File) -> Iterator[Finding]:
    """不允许出现本人姓名及工作单位：in the sections that the notice names."""
    person = file.dossier.person
    known = (person.name, person.employer, *person.employer_aliases)
    names = [name for name in known if len(_plain(name)) > 1]
    for section, row, key, text in _texts(file):
        if section.code in rule.sections:
            plain = _plain(text)
            said = [name for name in names if _plain(name) in plain]
            if said:
                message = f"出现了“{'”“'.join(said)}”，本栏不允许出现本人姓名及工作单位。"
                yield found(rule, section, message, row=row, field=key)


def masking_answered(rule: MaskingAnswered, file: File) -> Iterator[Finding]:
    """每张附件图片的检查：those that nobody answered for, slot by slot."""
    hidden = {m.code for section in file.sections for m in section.materials if m.experts == "hidden"}
    for section, code, row, scans in _slots(file):
        open_ = [scan for scan in scans if not scan.masking and not scan.fault]
        if open_ and code not in hidden:
            message = f"还有 {len(open_)} 张图片没有检查是否需要遮盖。"
            yield found(rule, section, message, row=row, field=code)


def _texts(file: File) -> Iterator[tuple[Section, str, str, str]]:
    """Everything typed in words: section, row, field and text."""
    for section in file.sections:
        written = [spec.key for spec in fields_of(section) if spec.kind in ("text", "long")]
        for row, values in file.rows(section):
            for key in written:
                text = values.get(key, "")
                if text and text != NONE_WORD:
                    yield section, row, key, text


def _slots(file: File) -> Iterator[tuple[Section, str, str, list[Scan]]]:
    """Every slot with pages in it, row by row: those that the person can see, no forgotten ones."""
    for section in file.sections:
        for material in section.materials:
            if not material.when.holds(file.case):
                continue
            for row in file.rows_for(section, material) if material.per_row else [None]:
                if scans := file.pages(material, row):
                    yield section, material.code, row.id if row else "", scans


def _plain(text: str) -> str:
    """Without spaces, middle dots and differences of width."""
    return SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()
