"""Papers behind doors: an expert, another unit and another applicant find none of them, by any address.

What was printed before a change stays where it is, and whoever checks it reads 已作废.
"""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from applications.models import Application, Batch, Printout, User
from applications.selectors.proof import Standing, proof_of_code
from applications.selectors.rosters import rosters_of
from applications.services import layouts, printing
from review.services import payments
from tests import factories
from tests.batching import asked, finished, quick
from tests.evaluating import expert, give, received
from tests.notices import small_notice
from tests.pages.applying import signed_in

pytestmark = pytest.mark.django_db

LATER = factories.at("2024-10-09 10:00")
PAID: dict[str, Any] = {"fen": 22000, "voucher": "XJ-0001", "payer": "某单位", "paid_on": date(2024, 10, 8)}
CHECK = {
    "code": "signed",
    "text": "评审表已签字盖章",
    "stage": "paper",
    "levels": ["committee"],
    "clause": "五1",
}
LAYOUT = "<h1>本地{{ 标题 }}</h1>"
NOWHERE = "5b1f7f0e-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def _later(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def root() -> User:
    return User.objects.create_superuser("root", name="管理员")


@pytest.fixture
def claim(cast) -> Application:
    """Received, with a paper that the office has not found."""
    notice = factories.notice(small_notice(checklist=[CHECK]))
    return received(factories.fill(factories.draft(notice, cast.applicant, cast.employer)), cast)


@pytest.fixture
def batch(cast, claim, monkeypatch) -> Batch:
    quick(monkeypatch)
    return finished(asked(cast, claim.notice_version.notice, at=LATER), at=LATER)


@pytest.fixture
def papers(cast, claim, root, batch) -> dict[str, tuple[Printout, User]]:
    """One of each kind of subject, made, with somebody who may see it."""
    payment = payments.record(claim, **PAID, by=cast.office, at=LATER)
    [line] = rosters_of(cast.office)
    draft = layouts.save_draft(claim.notice_version, "bag_cover", LAYOUT, by=root, at=LATER)
    wanted = {
        "form": ("evaluation_form", claim, cast.office),
        "cover": ("bag_cover", claim, cast.applicant),
        "publicity": ("publicity", claim.publicities.get().publicity, cast.wang),
        "roster": ("roster", printing.open_roster(line), cast.office),
        "fees": ("fee_list", printing.open_roster(line), cast.office),
        "receipt": ("receipt", payment, cast.applicant),
        "slip": ("missing_items", claim, cast.office),
        "layout": ("bag_cover", draft, root),
    }
    return {
        name: (made(printing.request(kind, subject, by=by, at=LATER)), by)
        for name, (kind, subject, by) in wanted.items()
    }


def made(printout: Printout) -> Printout:
    """As if the press had made it."""
    printout.file = default_storage.save("printouts/paper.pdf", ContentFile(b"%PDF-1.7 paper"))
    printout.made_at, printout.pages, printout.sha256 = LATER, 1, "0" * 64
    printout.save()
    return printout


def doors(printout: Printout) -> list[str]:
    return [f"/printouts/{printout.pk}/{part}" for part in ("", "file/", "table/")]


def statuses(person: User, addresses: list[str]) -> list[int]:
    client, found = signed_in(person), []
    for address in addresses:
        answer = client.get(address)
        found.append(answer.status_code)
        for close in answer._resource_closers:  # to close the whole answer would close the connection too
            close()
    return found


def test_an_expert_finds_the_blind_dossier_and_not_one_paper(cast, claim, papers, batch):
    assignment = give(claim, expert(cast, claim), cast)
    reader = assignment.expert.user

    for printout, _ in papers.values():
        assert statuses(reader, doors(printout)) == [404, 404, 404]
    assert statuses(reader, [f"/desk/batches/{batch.pk}/", f"/desk/batches/{batch.pk}/file/"]) == [404, 404]
    assert statuses(reader, [reverse("expert_dossier", args=[assignment.pk])]) == [200]


def test_an_expert_asks_for_papers_in_vain(cast, claim, papers):
    reader = signed_in(give(claim, expert(cast, claim), cast).expert.user)
    before = Printout.objects.count()

    for wanted in (
        {"kind": "evaluation_form", "application": claim.pk, "preview": "1"},
        {"kind": "missing_items", "application": claim.pk},
        {"kind": "publicity", "publicity": papers["publicity"][0].publicity_id},
        {"kind": "receipt", "payment": papers["receipt"][0].payment_id},
    ):
        assert reader.post("/printouts/", wanted).status_code == 404
    assert Printout.objects.count() == before


def test_another_unit_and_another_applicant_find_what_is_not_there(cast, papers, batch):
    stranger = factories.person("另一位申报人")
    for person in (cast.outsider, stranger):
        nowhere = len(signed_in(person).get(f"/printouts/{NOWHERE}/").content)
        for printout, _ in papers.values():
            assert statuses(person, doors(printout)) == [404, 404, 404]
            assert len(signed_in(person).get(doors(printout)[0]).content) == nowhere
        assert statuses(person, [f"/desk/batches/{batch.pk}/file/"]) == [404]


def test_whoever_they_belong_to_finds_them(papers, batch, cast):
    for printout, by in papers.values():
        assert statuses(by, doors(printout)[:2]) == [200, 200]
    assert statuses(cast.office, [f"/desk/batches/{batch.pk}/file/"]) == [200]


def test_a_layout_is_shown_to_administrators_alone(cast, papers):
    printout, _ = papers["layout"]

    for person in (cast.applicant, cast.wang, cast.li, cast.office):
        assert statuses(person, doors(printout)) == [404, 404, 404]


def standing(printout: Printout) -> Standing:
    proof = proof_of_code(printout.code)
    assert proof is not None
    return proof.standing


def test_after_a_change_the_old_papers_are_void_and_stay(cast, claim, papers):
    kinds = {name: standing(printout) for name, (printout, _) in papers.items()}
    assert {name for name, found in kinds.items() if found == Standing.GENUINE} == set(papers) - {"layout"}
    assert kinds["layout"] == Standing.PREVIEW
    old = papers["form"][0]

    another = factories.fill(
        factories.draft(claim.notice_version.notice, factories.person("后来的人"), cast.employer)
    )
    received(another, cast)
    payments.reverse(claim.payments.get(), voucher="XJ-0002", by=cast.office, at=LATER)

    void = {name for name, (printout, _) in papers.items() if standing(printout) == Standing.SUPERSEDED}
    assert void == {"roster", "fees", "receipt"}
    assert Printout.objects.filter(pk=old.pk).exists()
    for name in void:
        printout, by = papers[name]
        assert statuses(by, doors(printout)[:2]) == [200, 200]
        page = signed_in(by).get(f"/proof/{printout.code}/").content.decode()
        assert "已作废" in page


def test_a_publicity_taken_back_is_void(cast, claim, papers):
    printout, _ = papers["publicity"]
    listing = claim.publicities.get()
    listing.superseded_at = LATER
    listing.save()

    assert standing(printout) == Standing.SUPERSEDED
