"""Who plays: one person for each part of the small notice's chain, and an outsider."""

from dataclasses import dataclass

from applications.models import Organisation, User
from tests import factories


@dataclass(frozen=True)
class Cast:
    """阿依古丽 applies; 王主任, 李科长 and the office review; the outsider has no part."""

    applicant: User
    employer: Organisation
    wang: User
    county: Organisation
    li: User
    committee: Organisation
    office: User
    outsider: User


def assemble() -> Cast:
    """Everybody, with the organisations behind them."""
    employer = factories.organisation("county-library", "博湖县图书馆")
    county = factories.organisation("bohu-hr", "博湖县人社局", kind="hr_bureau", nature="agency")
    committee = factories.organisation(
        "small-committee",
        "某州图书资料系列评委会办公室",
        kind="committee_office",
        nature="agency",
        affiliation="prefecture",
        region="652800",
    )
    return Cast(
        applicant=factories.person("阿依古丽·买买提"),
        employer=employer,
        wang=factories.officer(employer, "王主任"),
        county=county,
        li=factories.officer(county, "李科长"),
        committee=committee,
        office=factories.officer(committee, "周办事"),
        outsider=factories.officer(
            factories.organisation("elsewhere", "别处单位", region="652901"), "局外人"
        ),
    )
