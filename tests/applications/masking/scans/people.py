"""Invented people and places of work, and others who are almost called the same."""

from dataclasses import dataclass
from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
TWO_CHARACTER_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文博宇浩欣怡梓涵雨晨佳琪思远嘉俊峰雪梅春兰鹏燕"
)
UYGHUR = (
    (
        "阿不都热合曼",
        "吐尔逊",
        "古丽娜尔",
        "买买提",
        "努尔古丽",
        "艾克拜尔",
        "热孜万古丽",
        "木合塔尔",
        "帕提古丽",
    ),
    ("买买提", "艾合买提", "吾买尔", "阿布力孜", "肉孜", "依米提", "玉素甫", "吐尔地", "卡德尔"),
)
KAZAKH = (
    ("叶尔兰", "阿依努尔", "巴合提别克", "加娜提", "古丽江", "木拉提", "赛力克", "努尔兰"),
    ("哈孜别克", "努尔别克", "托乎塔尔", "胡马尔", "哈力木汗", "沙依劳", "俄坦"),
)
MONGOLIAN = (
    ("巴音", "道尔吉", "其其格", "欧云", "孟克", "才仁", "布仁", "娜仁"),
    ("巴特尔", "加甫", "德力格尔", "乌兰", "那木吉勒", "高娃", "图雅"),
)
PLACES = (
    "库尔勒市",
    "和静县",
    "焉耆回族自治县",
    "轮台县",
    "尉犁县",
    "若羌县",
    "且末县",
    "博湖县",
    "和硕县",
    "阿克苏市",
    "沙雅县",
    "拜城县",
    "温宿县",
    "乌什县",
    "柯坪县",
)
REGIONS = ("", "巴音郭楞蒙古自治州", "新疆维吾尔自治区巴音郭楞蒙古自治州", "阿克苏地区", "新疆")
BODIES = (
    "第{number}中学",
    "第{number}小学",
    "人民医院",
    "文化馆",
    "图书馆",
    "档案馆",
    "水利工程建设管理中心",
    "农业技术推广站",
    "交通运输综合行政执法大队",
    "农业（畜牧业）发展服务中心",
    "自然资源勘测规划院",
    "妇幼保健计划生育服务中心",
    "融媒体中心",
    "疾病预防控制中心",
    "道路桥梁工程有限责任公司",
    "住房和城乡建设质量安全监督站",
)
NUMBERS = "一二三四五六七八九"
KINDS = ("two", "three", "four", "uyghur", "kazakh", "mongolian")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a scan is about."""

    name: str
    former_name: str
    id_number: str
    phone: str
    unit: str
    aliases: tuple[str, ...]

    def strings(self) -> list[tuple[str, str]]:
        """What identifies: each kind with its words."""
        kinds = [
            ("name", self.name),
            ("former_name", self.former_name),
            ("id_number", self.id_number),
            ("phone", self.phone),
            ("unit", self.unit),
            *(("unit", alias) for alias in self.aliases),
        ]
        return [(what, words) for what, words in kinds if words]


def person(random: Random, kind: str) -> Person:
    """Somebody with a name of this kind."""
    unit, alias = workplace(random)
    former = name(random, random.choice(KINDS[:3])) if random.random() < 0.3 else ""
    return Person(name(random, kind), former, _id_number(random), _phone(random), unit, (alias,))


def name(random: Random, kind: str) -> str:
    """A name of two, three or four characters, or in two parts."""
    if kind in ("uyghur", "kazakh", "mongolian"):
        own, fathers = {"uyghur": UYGHUR, "kazakh": KAZAKH, "mongolian": MONGOLIAN}[kind]
        dot = "" if kind == "mongolian" and random.random() < 0.5 else "·"
        return f"{random.choice(own)}{dot}{random.choice(fathers)}"
    family = random.choice(TWO_CHARACTER_SURNAMES if kind == "four" else SURNAMES)
    return family + "".join(random.sample(GIVEN, 1 if kind == "two" else 2))


def workplace(random: Random) -> tuple[str, str]:
    """A place of work in full and in short."""
    place, body = random.choice(PLACES), random.choice(BODIES).format(number=random.choice(NUMBERS))
    return f"{random.choice(REGIONS)}{place}{body}", f"{place}{body}"


def somebody_like(random: Random, one: Person) -> str:
    """Another's name with one character in common where that can be."""
    while True:
        other = name(random, random.choice(KINDS))
        if len(one.name) <= 3 and random.random() < 0.5:
            place = random.randrange(len(one.name))
            other = one.name[:place] + random.choice(GIVEN) + one.name[place + 1 :]
        if not _named(other, one):
            return other


def another_workplace(random: Random, one: Person) -> str:
    """Another's place of work: often of the same county, at times the school with the next number."""
    while True:
        other = random.choice(workplace(random))
        if random.random() < 0.4:
            other = one.aliases[0]
            place = next((place for place in PLACES if other.startswith(place)), "")
            other = place + random.choice(BODIES).format(number=random.choice(NUMBERS))
        if not _named(other, one):
            return other


def _named(words: str, one: Person) -> bool:
    return any(known in words for _, known in one.strings())


def _id_number(random: Random) -> str:
    born = f"{random.randint(1965, 1998)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    return f"6528{random.randint(1, 29):02}{born}{random.randint(0, 999):03}{random.choice('0123456789X')}"


def _phone(random: Random) -> str:
    return f"1380000{random.randint(0, 9999):04}"
