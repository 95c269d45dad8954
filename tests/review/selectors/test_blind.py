"""How a section of the blind dossier is laid out."""

from review.selectors.blind import BlindSection


def section(*rows: tuple[tuple[str, str], ...]) -> BlindSection:
    return BlindSection("继续教育", rows, ())


def test_several_rows_of_short_answers_are_a_table():
    found = section((("年度", "2024年"), ("学时", "30")), (("年度", "2023年"), ("说明", "补学")))

    assert found.columns == ("年度", "学时", "说明")
    assert found.lines == [
        [("年度", "2024年"), ("学时", "30"), ("说明", "")],
        [("年度", "2023年"), ("学时", ""), ("说明", "补学")],
    ]


def test_one_row_or_a_long_answer_or_many_questions_are_not():
    answer = ("年度", "2024年")

    assert section((answer,)).columns == ()
    assert section((answer,), (("说明", "一" * 31),)).columns == ()
    assert section((answer,), tuple((f"第{n}项", "有") for n in range(6))).columns == ()
    assert section((answer,), (answer, *((f"第{n}项", "有") for n in range(5)))).columns != ()
