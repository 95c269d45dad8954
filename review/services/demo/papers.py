"""What the invented papers say: about whom, and which page it is."""

from dataclasses import dataclass
from datetime import date

from review.services.demo.sheets import Colour

SCHOOL_RED: Colour = (150, 34, 38)
OFFICE_BLUE: Colour = (36, 76, 128)
GREEN: Colour = (38, 108, 84)
HANDWRITING: Colour = (34, 52, 120)


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a paper says about its holder."""

    name: str
    sex: str
    people: str
    born: date
    id_number: str
    unit: str
    work: str
    title: str
    titled: str
    school: str
    major: str
    level: str
    degree: str
    graduated: str
    seed: int

    @property
    def serial(self) -> str:
        """A number for a certificate; nobody issued it."""
        return f"样例{self.seed % 10**8:08}"


@dataclass(frozen=True, slots=True)
class Page:
    """One scan to be drawn: its name, the years it is about, and whether it was scanned again."""

    title: str
    years: tuple[str, ...] = ()
    again: bool = False

    @property
    def span(self) -> str:
        return "、".join(self.years)


def month(text: str) -> str:
    """2012-06 as 2012年6月."""
    year, number = text.split("-")[:2]
    return f"{year}年{int(number)}月"
