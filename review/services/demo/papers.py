"""What the invented papers say: about whom, and which page it is."""

from dataclasses import dataclass
from datetime import date
from zlib import crc32

from applications.models import Application, User
from review.services.demo.reading import DossierPlan, dossier_of
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
    """One scan to be drawn: its name, the years it is about, whether it was scanned again, what it says."""

    title: str
    years: tuple[str, ...] = ()
    again: bool = False
    about: str = ""

    @property
    def span(self) -> str:
        return "、".join(self.years)


def month(text: str) -> str:
    """2012-06 as 2012年6月."""
    year, number = text.split("-")[:2]
    return f"{year}年{int(number)}月"


def bearer_of(application: Application, plan: DossierPlan, *, borrowed: bool = False) -> Bearer:
    """What papers say about the applicant; what was borrowed speaks of somebody else."""
    person = application.applicant
    if borrowed and plan.borrows:
        person = User.objects.get(username=plan.borrows)
        plan = dossier_of(plan.borrows, year=application.year)
    _, graduated, school, major, level, degree, _ = plan.education[-1]
    title, titled, _ = plan.title or ("无", "", "")
    assert person.born is not None
    return Bearer(
        name=person.name,
        sex=person.get_sex_display(),
        people=plan.people,
        born=person.born,
        id_number=person.id_number,
        unit=application.employer.name,
        work=plan.work.removesuffix("工作"),
        title=title,
        titled=titled,
        school=school,
        major=major,
        level=level,
        degree=degree,
        graduated=graduated,
        seed=crc32(person.username.encode()),
    )
