"""What people hand in: a certificate, an appraisal form, a page of a paper, a letter of proof."""

from collections.abc import Callable
from random import Random

from tests.applications.masking.scans.people import Person, another_workplace, somebody_like
from tests.applications.masking.scans.sheet import Sheet

FILLING = (
    "在本年度工作中认真履行岗位职责，",
    "按照年初制定的计划完成了各项任务，",
    "积极参加业务学习和继续教育，",
    "对辖区内的设施进行了全面的检查与维护，",
    "主持编写了技术方案并通过了专家论证，",
    "指导青年同志开展业务工作，",
    "数据表明该方法能够降低成本并提高效率。",
    "结合实际情况提出了改进措施，",
    "取得了良好的社会效益和经济效益。",
    "试验在不同的条件下重复进行了三次，",
    "结果与前人的研究基本一致。",
    "为今后的工作积累了经验，",
)


def prose(random: Random, sentences: int) -> str:
    """Sentences that name nobody."""
    return "".join(random.choice(FILLING) for _ in range(sentences))


def certificate(random: Random, one: Person) -> Sheet:
    """荣誉证书：across, with the seal of who awards it."""
    sheet = Sheet(1654, 1169, random)
    face, size = random.randrange(9), random.randint(34, 46)
    sheet.frame(50, 50, 1604, 1119, (180, 140, 60))
    sheet.frame(66, 66, 1588, 1103, (180, 140, 60))
    sheet.centred(150, random.choice(("荣誉证书", "获奖证书", "结业证书", "聘 书")), 84, face)
    named = one.name if len(one.name) != 2 or random.random() < 0.5 else " ".join(one.name)
    y = sheet.write(180, 320, f"{named} 同志：", size, face)
    words = f"（单位：{one.unit}）" + prose(random, 3) + "被评为先进个人，特发此证，以资鼓励。"
    y = sheet.write(180, y + 10, words, size, face, right=1480, set_in=2 * size)
    giver = one.unit if random.random() < 0.4 else another_workplace(random, one)
    giver = giver[-16:] if giver != one.unit else giver
    sheet.write(1654 - 200 - len(giver) * 32, 880, giver, 32, face)
    sheet.write(1200, 950, "二〇二一年十二月三十日", 30, face)
    sheet.seal(random.uniform(1150, 1350), random.uniform(880, 950), giver, 125, random.uniform(0.6, 0.95))
    if random.random() < 0.3:
        sheet.portrait(1330, 180, 130, 180)
    return sheet


def appraisal(random: Random, one: Person) -> Sheet:
    """年度考核登记表：ruled, with the unit over two lines of its cell."""
    sheet = Sheet(1654, 2339, random)
    face, size = random.randrange(9), random.randint(26, 32)
    year = random.randint(2015, 2023)
    y = sheet.centred(150, "事业单位工作人员年度考核登记表", 46, face)
    sheet.centred(y, f"（{year} 年度）", 30, face)
    named = "　".join(one.name) if len(one.name) == 2 else one.name
    rows = [
        ("姓名", named, "性别", random.choice("男女")),
        ("出生年月", "1985.06", "政治面貌", random.choice(("群众", "中共党员"))),
        ("单位", one.unit, "职务", "工程师"),
        ("身份证号", one.id_number, "联系电话", one.phone),
        ("曾用名", one.former_name or "无", "从事工作", "专业技术"),
    ]
    top, line = 300, size * 3.6
    for row in rows:
        for left, right, words in zip((140, 320, 840, 1060), (320, 840, 1060, 1514), row, strict=True):
            sheet.frame(left, top, right, top + line)
            sheet.write(left + 14, top + size * 0.5, words, size, face, right=right - 10)
        top += line
    sheet.frame(140, top, 1514, top + 760)
    sheet.write(160, top + 20, prose(random, 14), size, face, right=1490, set_in=2 * size)
    colleague, boss = somebody_like(random, one), somebody_like(random, one)
    sheet.write(
        160,
        top + 560,
        f"评议意见：经{colleague}等 12 人民主测评，{one.name}同志称职。",
        size,
        face,
        right=1490,
    )
    sheet.write(900, top + 700, f"负责人签名：{boss}", size, face)
    top += 760
    sheet.frame(140, top, 1514, top + 420)
    sheet.write(160, top + 20, "考核委员会意见：同意评定为合格等次。", size, face)
    own = random.random() < 0.7
    words = one.unit if own else another_workplace(random, one)
    sheet.write(1490 - min(len(words), 22) * size, top + 260, words, size, face, right=1500)
    sheet.write(1180, top + 350, f"{year + 1}年1月15日", size, face)
    sheet.seal(random.uniform(1200, 1380), top + 280, words, 140, random.uniform(0.6, 0.95))
    if random.random() < 0.4:
        sheet.portrait(1330, 110, 130, 170)
    return sheet


def paper(random: Random, one: Person) -> Sheet:
    """A page of a periodical: authors under the title, two columns of small print."""
    sheet = Sheet(1654, 2339, random)
    face, size = random.randrange(9), random.randint(22, 26)
    sheet.write(120, 90, f"第 {random.randint(20, 50)} 卷　第 {random.randint(1, 12)} 期", 22, face)
    y = sheet.centred(
        200, random.choice(("干旱区灌溉渠系渗漏的测定与控制", "基层图书馆阅读推广的实践与思考")), 50, face + 1
    )
    others = [somebody_like(random, one) for _ in range(2)]
    authors = [*others, one.name]
    random.shuffle(authors)
    y = sheet.centred(y + 10, "，".join(authors), 32, face)
    place = f"（1.{one.unit}，新疆 841000；2.{another_workplace(random, one)}，新疆 843000）"
    y = sheet.write(200, y + 10, place, size, face, right=1460)
    y = sheet.write(160, y + 20, "摘　要：" + prose(random, 8), size, face, right=1494)
    top = y + 30
    for left in (120, 850):
        sheet.write(left, top, prose(random, 46), size, face, right=left + 690, set_in=2 * size)
    bio = f"作者简介：{one.name}（1985—），工程师，{one.aliases[0]}，从事相关研究。"
    sheet.write(120, 2150, bio, size - 1, face, right=800)
    return sheet


def letter(random: Random, one: Person) -> Sheet:
    """证明：a letter of the unit, its seal over its name."""
    sheet = Sheet(1654, 2339, random)
    face, size = random.randrange(9), random.randint(32, 40)
    sheet.centred(260, random.choice(("证　明", "工作证明", "业绩证明")), 68, face)
    others = f"{somebody_like(random, one)}、{somebody_like(random, one)}（{another_workplace(random, one)}）"
    words = f"兹证明{one.name}，身份证号{one.id_number}，系{one.unit}职工。该同志"
    words += prose(random, 5) + f"参与人员还有{others}。"
    y = sheet.write(220, 440, words, size, face, right=1440, set_in=2 * size)
    y = sheet.write(220, y, "特此证明。", size, face, set_in=2 * size)
    sheet.write(220, y + 40, f"联系人：{somebody_like(random, one)}　电话：{one.phone}", size, face)
    size = min(size, int(1100 / len(one.unit)))
    sheet.write(1420 - len(one.unit) * size, y + 260, one.unit, size, face)
    sheet.write(1080, y + 340, "2022年3月18日", size, face)
    sheet.seal(
        1420 - len(one.unit) * size * random.uniform(0.25, 0.6),
        y + 290,
        one.unit,
        150,
        random.uniform(0.6, 0.95),
    )
    return sheet


DESIGNS: tuple[Callable[[Random, Person], Sheet], ...] = (certificate, appraisal, paper, letter)
