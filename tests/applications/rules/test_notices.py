"""The five notices as they are: what each says, in one table a subject."""

import re
from datetime import date

import pytest

from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse
from applications.rules.notices.terms import Affiliation, Case, Mode, Nature, Rank
from tests.applications.rules.years import CHINA
from tests.notices import REAL, real_notice

NOTICES = {name: parse(real_notice(name)) for name in REAL}
HONEST = "本单位已对提供的申报材料逐一审核，真实准确，同意推荐"
COMPLETE = "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐"


def case(document: NoticeDocument, **facts: str) -> Case:
    """The claim that a notice expects most, with some facts changed."""
    mode, offering = document.modes[-1], document.offerings[0]
    return Case(
        mode=Mode(facts.get("mode", mode.code)),
        rank=Rank(facts.get("rank", "junior")),
        channel=facts.get("channel", document.channels[0].code),
        specialty=facts.get("specialty", offering.specialty.code),
        affiliation=Affiliation(facts.get("affiliation", "county")),
        nature=Nature(facts.get("nature", "institution")),
    )


def plain(text: str) -> str:
    """Without spaces and line breaks."""
    return re.sub(r"\s", "", text)


def whole(document: NoticeDocument) -> str:
    """The notice's text in one piece."""
    return plain("".join(passage.heading + passage.body for passage in document.text))


@pytest.mark.rule("N0-20", "N0-30", "N2-14", "N3-29", "N4-15", "N1-34")
def test_how_often_one_may_submit():
    assert {name: d.cap and (d.cap.scope, d.cap.max) for name, d in NOTICES.items()} == {
        "N0": ("both", 3),
        "N1": None,
        "N2": ("applicant", 3),
        "N3": ("committee", 3),
        "N4": ("committee", 3),
    }


@pytest.mark.rule("N0-29", "N2-13", "N4-14", "N3-33", "N1-34")
def test_how_long_a_correction_may_take():
    assert {
        name: c and (c.words, c.hard_stop and c.hard_stop.isoformat())
        for name, c in ((name, d.correction) for name, d in NOTICES.items())
    } == {
        "N0": ("48小时", "2024-09-30"),
        "N1": None,
        "N2": ("48小时", "2023-10-05"),
        "N3": None,
        "N4": ("2日", "2024-09-10"),
    }


@pytest.mark.rule("N0-16", "N1-21", "N1-25", "N2-34", "N3-24", "N4-26")
def test_what_is_published_and_what_waits_for_it():
    rules = {name: (d.publicity, d.publicity_after) for name, d in NOTICES.items()}

    assert {
        name: [(r.min_days, r.unit, r.gate, r.batch, r.id_number) for r in both if r]
        for name, both in rules.items()
    } == {
        "N0": [(5, "workday", "forward", False, "partial")],
        "N1": [(5, "workday", "submit", True, "partial"), (5, "workday", "confirmed", True, "partial")],
        "N2": [(5, "workday", "forward", False, "partial")],
        "N3": [(5, "workday", "forward", False, "partial")],
        "N4": [(5, "workday", "forward", False, "partial")],
    }


@pytest.mark.rule("N0-09", "N1-07", "N2-04", "N3-01", "N4-08")
def test_when_one_may_file_and_what_the_deadline_binds():
    assert {name: (d.timetable.filing.words, d.timetable.filing.binds) for name, d in NOTICES.items()} == {
        "N0": ("2024年8月30日—9月30日", "all_reviews_done"),
        "N1": ("2024年9月25日 10:00—10月30日 18:00", "applicant_submit"),
        "N2": ("2023年8月21日—9月25日", "applicant_submit"),
        "N3": ("2021年9月1日—9月25日", "applicant_submit"),
        "N4": ("2024年7月22日—8月30日 18:00", "reach_final_level"),
    }


@pytest.mark.rule("N0-10", "N0-11", "N0-12", "N1-08", "N1-09", "N3-34", "N4-09", "N4-10", "N4-11")
def test_the_rest_of_the_timetable():
    assert {name: [(k, p.words) for k, p in d.timetable.lines()[1:]] for name, d in NOTICES.items()} == {
        "N0": [
            ("纸质材料报送", "2024年10月8日—10月12日"),
            ("缴费", "2024年10月8日—10月12日"),
            ("答辩", "拟定于2024年10月14日—10月20日"),
        ],
        "N1": [
            ("审核", "2024年10月8日 10:00—10月31日 18:00"),
            ("用人单位材料报送", "2024年10月24日 10:00—10月31日 18:00"),
        ],
        "N2": [
            ("纸质材料报送", "2023年9月26日—10月5日"),
            ("缴费", "2023年10月8日—10月15日"),
            ("答辩", "拟定于2023年10月20日—10月30日"),
        ],
        "N3": [
            ("纸质材料报送", "2021年10月11日—10月15日"),
            ("评审会议", "10月下旬组织开展评审"),
        ],
        "N4": [
            ("审核", "2024年8月1日—9月10日"),
            ("缴费截止", "截至2024年9月15日"),
            ("评审会议", "根据具体情况另行通知"),
        ],
    }


@pytest.mark.rule("N0-72", "N2-44", "N3-32", "N4-28")
@pytest.mark.parametrize(
    ("name", "prices"),
    [
        ("N0", {"review": (220, 380), "initial": (100, 380), "award": (None, 380)}),
        ("N1", {"initial": (None, None)}),
        ("N2", {"review": (220, 380), "initial": (100, 380), "award": (None, 380)}),
        ("N3", {"review": (220, 380), "direct": (None, None)}),
        ("N4", {"review": (200, 400)}),
    ],
)
def test_what_it_costs(name, prices):
    document = NOTICES[name]

    def yuan(mode: str, rank: str) -> int | None:
        tariff = document.tariff_for(case(document, mode=mode, rank=rank))
        return tariff and tariff.fen // 100

    modes = [offer.code for offer in document.modes]
    assert {mode: (yuan(mode, "junior"), yuan(mode, "intermediate")) for mode in modes} == prices


@pytest.mark.rule("N2-40", "N4-29")
def test_who_pays_and_when():
    assert {name: d.fees and (d.fees.payer, d.fees.gate) for name, d in NOTICES.items()} == {
        "N0": ("applicant", "window"),
        "N1": None,
        "N2": ("employer", "window"),
        "N3": ("applicant", "window"),
        "N4": ("applicant", "received"),
    }


@pytest.mark.rule("N0-64", "N1-27", "N2-37", "N3-14", "N4-30")
def test_how_many_copies_of_the_form():
    assert {name: [(f.kind, f.copies) for f in d.forms] for name, d in NOTICES.items()} == {
        "N0": [("evaluation_form", 3)],
        "N1": [("initial_form", 2)],
        "N2": [("evaluation_form", 2)],
        "N3": [("evaluation_form", 2)],
        "N4": [("evaluation_form", 3)],
    }


@pytest.mark.rule("N0-59", "N2-33", "N4-17", "N3-33", "N1-34")
def test_what_experts_may_not_see():
    assert {
        name: m and (m.targets, m.typed_text)
        for name, m in ((name, d.masking) for name, d in NOTICES.items())
    } == {
        "N0": (("name", "unit"), False),
        "N1": None,
        "N2": (("name",), False),
        "N3": None,
        "N4": (("name", "photo", "unit"), True),
    }


@pytest.mark.rule("N0-54", "N2-35", "N3-25", "N4-30")
def test_the_sentence_that_the_unit_must_enter():
    assert {name: d.chain[0].opinion and d.chain[0].opinion.sentence for name, d in NOTICES.items()} == {
        "N0": COMPLETE,
        "N1": None,
        "N2": HONEST,
        "N3": HONEST,
        "N4": HONEST,
    }


@pytest.mark.rule("N0-14", "N1-11", "N2-09", "N3-30", "N4-05", "N4-06")
@pytest.mark.parametrize(
    ("name", "facts", "levels"),
    [
        ("N0", {"affiliation": "county"}, ["employer", "superior", "county_hr", "committee"]),
        ("N0", {"affiliation": "prefecture"}, ["employer", "superior", "committee"]),
        ("N0", {"affiliation": "region"}, ["employer", "superior", "ministry", "committee"]),
        ("N1", {"affiliation": "county"}, ["employer", "county_hr"]),
        ("N2", {"affiliation": "county"}, ["employer", "superior", "county_hr", "committee"]),
        ("N2", {"affiliation": "prefecture"}, ["employer", "superior", "committee"]),
        ("N3", {"affiliation": "county"}, ["employer", "county_propaganda", "committee"]),
        ("N3", {"affiliation": "prefecture"}, ["employer", "committee"]),
        ("N4", {"channel": "targeted"}, ["employer", "superior", "committee"]),
        (
            "N4",
            {"channel": "private", "nature": "private_enterprise"},
            ["employer", "county_employment", "prefecture_employment", "committee"],
        ),
    ],
)
def test_the_desks_that_an_application_climbs(name, facts, levels):
    document = NOTICES[name]

    assert [level.code for level in document.levels_for(case(document, **facts))] == levels


def test_only_the_units_own_superior_may_be_missing():
    optional = {name: [level.code for level in d.chain if level.optional] for name, d in NOTICES.items()}

    assert optional == {"N0": ["superior"], "N1": [], "N2": ["superior"], "N3": [], "N4": ["superior"]}


@pytest.mark.rule("N0-08", "N3-19")
def test_what_may_be_applied_for():
    assert {
        name: {str(offer.code): [str(rank) for rank in offer.ranks] for offer in d.modes}
        for name, d in NOTICES.items()
    } == {
        "N0": {
            "initial": ["junior", "intermediate"],
            "award": ["intermediate"],
            "review": ["junior", "intermediate"],
        },
        "N1": {"initial": ["junior"]},
        "N2": {
            "initial": ["junior", "intermediate"],
            "award": ["intermediate"],
            "review": ["junior", "intermediate"],
        },
        "N3": {"review": ["junior", "intermediate"], "direct": ["intermediate"]},
        "N4": {"review": ["junior", "intermediate"]},
    }


@pytest.mark.rule("N1-06")
def test_bohu_offers_the_42_specialties_that_its_text_names():
    document = NOTICES["N1"]
    passage = next(p.body for p in document.text if p.heading == "二、评审专业")
    listed = re.split("[、；]", passage.split("具体如下：")[1].strip().rstrip("。"))

    assert [offering.specialty.name for offering in document.offerings] == [
        re.sub("(系列|专业|初级)$", "", name) for name in listed
    ]
    assert len(document.offerings) == 42
    assert {rank for offering in document.offerings for rank in offering.titles} == {Rank.JUNIOR}


@pytest.mark.rule("N0-01", "N2-01", "N3-03")
def test_the_others_offer_few_specialties():
    assert {name: len(d.offerings) for name, d in NOTICES.items() if name != "N1"} == {
        "N0": 4,
        "N2": 5,
        "N3": 1,
        "N4": 1,
    }
    assert NOTICES["N3"].offerings[0].titles == {
        Rank.JUNIOR: ("助理记者", "助理编辑"),
        Rank.INTERMEDIATE: ("记者", "编辑"),
    }


def test_a_code_means_the_same_in_every_notice():
    names: dict[str, set[str]] = {}
    for document in NOTICES.values():
        for offering in document.offerings:
            names.setdefault(f"series {offering.series.code}", set()).add(offering.series.name)
            names.setdefault(f"specialty {offering.specialty.code}", set()).add(
                f"{offering.series.code} {offering.specialty.name}"
            )

    assert {code: found for code, found in names.items() if len(found) > 1} == {}


@pytest.mark.rule("N1-25")
def test_the_units_of_bohu_have_until_24_october_to_be_approved():
    after = NOTICES["N1"].publicity_after

    assert after is not None
    assert after.latest_start(date(2024, 10, 31), CHINA) == date(2024, 10, 25)
