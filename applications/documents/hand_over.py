"""材料交接单：the bags that one unit hands to another, and what must be in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from applications.documents.sources import Source
from applications.documents.spreadsheet import Column, Table
from applications.models import Roster
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.parts import Paper
from applications.selectors.rosters import notice_of

COLUMNS = (
    ("place", Column("序号", 5)),
    ("number", Column("编号", 18)),
    ("name", Column("姓名", 16)),
    ("unit", Column("工作单位", 30)),
    ("title", Column("拟申报职称", 14)),
    ("bags", Column("材料袋", 8)),
    ("copies", Column("份数", 8)),
    ("remark", Column("备注", 20)),
)
BAGS = "1"  # one for each person (材料袋封面)


def content(roster: Roster, sources: Iterable[Source]) -> dict[str, Any]:
    """What is handed over; copies are those of the notice's paper list that concern the person."""
    people = list(sources)
    papers = [_papers_of(source) for source in people]
    notice = notice_of(roster)
    return {
        "heading": f"{notice.year}年度{roster.specialty.name}专业职称申报材料交接单",
        "notice": notice.title,
        "unit": roster.organisation.name,
        "receiver": _receiver(roster),
        "rows": [
            _row(place, source, sum(paper.copies for paper in listed))
            for place, (source, listed) in enumerate(zip(people, papers, strict=True), start=1)
        ],
        "total": {
            "people": str(len(people)),
            "bags": str(len(people)),
            "copies": str(sum(paper.copies for listed in papers for paper in listed)),
        },
        "papers": list(_counted(papers)),
        "rules": list(_rules(notice)),
    }


def table(shown: dict[str, Any]) -> Table:
    """The same for a spreadsheet."""
    total = shown["total"]
    last = {
        "name": "合计",
        "unit": f"{total['people']} 人",
        "bags": total["bags"],
        "copies": total["copies"],
    }
    return Table(
        name="材料交接单",
        heading=shown["heading"],
        above=f"移交单位（盖章）：{shown['unit']}　　一式两份，移交、接收单位各执一份",
        columns=[column for _, column in COLUMNS],
        rows=[[row[key] for key, _ in COLUMNS] for row in shown["rows"]],
        total=[last.get(key, "") for key, _ in COLUMNS],
        below=[
            *(
                f"{row['place']}. {row['what']}：每人 {row['copies']} 份，{row['people']} 人，"
                f"共 {row['total']} 份{'（' + row['note'] + '）' if row['note'] else ''}"
                for row in shown["papers"]
            ),
            *shown["rules"],
            f"移交人（签名）：　　　　　　　　接收单位：{shown['receiver']}　　　　　　　　接收人（签名）：",
        ],
    )


def _row(place: int, source: Source, copies: int) -> dict[str, str]:
    return {
        "place": str(place),
        "number": source.application.number,
        "name": source.name,
        "unit": source.employer,
        "title": source.application.title,
        "bags": BAGS,
        "copies": str(copies),
        "remark": "",
    }


def _papers_of(source: Source) -> Sequence[Paper]:
    listed = source.application.rules.papers_for(source.case)
    return [paper for paper, applies in listed if applies]


def _counted(papers: Iterable[Sequence[Paper]]) -> Iterator[dict[str, str]]:
    """Each paper with how many people bring it, in the notice's order."""
    kinds = Counter((paper.title, paper.copies, paper.note) for listed in papers for paper in listed)
    for place, ((title, copies, note), people) in enumerate(kinds.items(), start=1):
        yield {
            "place": str(place),
            "what": title,
            "copies": str(copies),
            "people": str(people),
            "total": str(copies * people),
            "note": note,
        }


def _receiver(roster: Roster) -> str:
    """The committee's office, where it is not the one that hands over; else it is written by hand."""
    committee = roster.notice.committee
    return committee.name if committee and committee.pk != roster.organisation_id else ""


def _rules(notice: NoticeDocument) -> Iterator[str]:
    """When papers are taken in, and where."""
    period = notice.timetable.paper
    if period and period.words:
        yield f"纸质材料报送时间：{period.words}（{period.clause}）。"
    contact = notice.contact
    places = "，".join(part for part in (contact.address, contact.phone) if part)
    yield f"受理地点：{contact.office}{f'（{places}）' if places else ''}。"
