"""What has been printed in the world of the browser tests: a form, a list, two batches."""

from dataclasses import dataclass

from django.utils import timezone

from applications.models import Batch, Printout
from applications.models.batch import BatchKind, Packing, Sides
from applications.models.printout_kinds import PrintoutKind
from applications.rules import naming
from applications.selectors.batches import Wish, candidates, digest_of
from applications.selectors.rosters import rosters_of
from applications.services import batches, printing
from tests.browser.world import World


@dataclass(frozen=True)
class Papers:
    """The office's: a form that lacks a character, a list, a batch, and one that came to nothing."""

    form: Printout
    fee_list: Printout
    batch: Batch
    unmade: Batch


def print_everything(world: World) -> Papers:
    """Asked for and made by the office."""
    form = Printout.objects.get(code=world.code)
    form.missing = "\ue863"
    form.save()
    batch, unmade = batch_of(world, BatchKind.FORM), batch_of(world, BatchKind.BAG_COVER)
    reason = "这一份没有生成，请系统管理员查看日志。"
    unmade.items.update(printout=None, failed=reason)
    Batch.objects.filter(pk=unmade.pk).update(made_at=None, file="", sha256="", pages=0, failed=reason)
    return Papers(form, fee_list_of(world), batch, unmade)


def batch_of(world: World, kind: BatchKind) -> Batch:
    """One archive of everybody whom the office has received."""
    committee, office = world.stage.notice.committee, world.stage.office
    assert committee is not None
    wish = Wish(committee, world.stage.notice, None, None, kind, Packing.ZIP, Sides.DUPLEX, 1, naming.DEFAULT)
    seen = digest_of(wish, [one for one in candidates(wish, by=office) if one.ready])
    return batches.request(wish, by=office, at=timezone.now(), seen=seen)


def fee_list_of(world: World) -> Printout:
    """缴费名单 of the office."""
    [line] = rosters_of(world.stage.office)
    roster = printing.open_roster(line)
    return printing.request(PrintoutKind.FEE_LIST, roster, by=world.stage.office, at=timezone.now())


def addresses(world: World, papers: Papers) -> dict[str, list[str]]:
    """Role → every page of printing that is opened by its address."""
    form, fee_list = f"/printouts/{papers.form.pk}/", f"/printouts/{papers.fee_list.pk}/"
    return {
        "": [f"/proof/{papers.fee_list.code}/", "/proof/ZZZZZZZZ/"],
        "applicant": [form],
        "personnel": ["/desk/batches/", "/desk/batches/new/", "/desk/missing-characters/", form],
        "office": [
            "/desk/rosters/",
            fee_list,
            "/desk/missing-characters/",
            "/desk/batches/",
            f"/desk/batches/new/?{preview_query(papers.batch)}",
            f"/desk/batches/{papers.batch.pk}/",
            f"/desk/batches/{papers.unmade.pk}/",
        ],
    }


def preview_query(batch: Batch) -> str:
    """The form of a new batch, filled in."""
    return f"desk={batch.organisation_id}:{batch.notice_id}&kind=form&packing=pdf&copies=2&sides=duplex"


def back_office(world: World) -> list[str]:
    """The pages on which layouts are written."""
    version = world.stage.notice.latest_id
    layouts = f"/admin/applications/layout/of/{version}/"
    return ["/admin/applications/layout/", layouts, f"{layouts}evaluation_form/", f"{layouts}receipt/"]
