"""A spot of a dossier in words, for the person who must find it."""

import pytest

from applications.rules.dossier import Dossier, Row, Scan, SectionContent
from applications.rules.notices.loading import parse
from applications.rules.unlocking import WHOLE, Spot
from applications.selectors.returns import words_for
from tests.notices import small_notice

NOTICE = parse(small_notice())
DOSSIER = Dossier(
    sections={
        "education": SectionContent(
            (Row("r1", {"school": "无"}), Row("r2", {"school": "新疆大学", "major": "图书馆学"}))
        ),
        "summary": SectionContent((Row("r1", {"text": "总结"}),)),
    },
    scans=(Scan("f1", "degree", "学历证书正页"), Scan("f2", "degree", "学历、学位证书")),
)


@pytest.mark.parametrize(
    ("spot", "words"),
    [
        (WHOLE, "整份申报书"),
        (Spot("education"), "学历学位"),
        (Spot("education", "r2"), "学历学位 · 第 2 条（新疆大学）"),
        (Spot("education", "r1"), "学历学位 · 第 1 条"),
        (Spot("education", "gone"), "学历学位"),
        (Spot("education", "", "degree"), "学历学位 · 学历、学位证书"),
        (Spot("education", "", "degree", "f1"), "学历学位 · 学历、学位证书 · 学历证书正页"),
        (Spot("education", "", "degree", "f2"), "学历学位 · 学历、学位证书"),
        (Spot("education", "r2", "degree"), "学历学位 · 第 2 条（新疆大学） · 学历、学位证书"),
        (Spot("summary", "r1"), "个人工作总结"),
    ],
)
def test_a_spot_is_named_as_its_page_names_it(spot, words):
    assert words_for(NOTICE, DOSSIER, spot) == words
