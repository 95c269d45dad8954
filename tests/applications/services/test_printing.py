"""Asking for a document and making it: one content, one file, one code."""

import hashlib
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from applications.documents import glyphs
from applications.documents.composing import composed, order_of
from applications.models import Application, Errand, Printout
from applications.models.printout_kinds import PrintoutKind
from applications.services import attachments, printing
from applications.services.moves import NotAllowed
from applications.services.printing import PrintingRefused
from tests import factories
from tests.notices import SMALL, small_notice
from tests.pages.applying import broken, scan

FORM = PrintoutKind.EVALUATION_FORM
TUESDAY = factories.at("2024-09-10 10:00")
AFTERWARDS = factories.at("2024-09-20 10:00")


@pytest.fixture
def quick(monkeypatch):
    """A printer that does not lay anything out."""
    monkeypatch.setattr("applications.documents.render.pdf", lambda *_, **__: b"%PDF-plain")
    for kept in ("watermark", "fixed_pages"):  # what they make is kept: nothing false may be
        monkeypatch.setattr(f"applications.documents.stamping.{kept}", lambda *_, **__: b"%PDF-plain")
    monkeypatch.setattr("applications.documents.stamping.bound", lambda own, mark, **_: (b"%PDF-made", 2))


@pytest.fixture
def received(draft, cast) -> Application:
    """阿依古丽's application, received by the committee."""
    factories.submit(draft)
    listing = factories.publish(draft, by=cast.wang, when=TUESDAY)
    factories.clear(listing, by=cast.wang, when=AFTERWARDS)
    factories.decide(draft, "forward", by=cast.wang, when=AFTERWARDS, note="材料真实准确，同意推荐")
    factories.decide(draft, "forward", by=cast.li, when=AFTERWARDS)
    return factories.decide(draft, "receive", by=cast.office, when=AFTERWARDS)


def test_a_preview_may_be_asked_for_at_any_time(draft, monday):
    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)

    assert not printout.valid
    assert Errand.objects.get(kind="print").key == f"print:{printout.pk}"


@pytest.mark.rule("N0-65")
@pytest.mark.parametrize("kind", [FORM, PrintoutKind.BAG_COVER])
def test_the_valid_one_waits_for_the_acceptance(draft, monday, kind):
    factories.submit(draft)

    with pytest.raises(PrintingRefused) as refusal:
        printing.request(kind, draft, by=draft.applicant, at=monday)

    assert refusal.value.reasons == ["显示“已接收材料”后方可打印正式件，现在只能预览。"]
    assert not Printout.objects.exists()


def test_receiving_prepares_the_valid_form(received, cast):
    printout = Printout.objects.get()

    assert (printout.kind, printout.valid, printout.application) == (FORM, True, received)
    assert printing.request(FORM, received, by=received.applicant, at=AFTERWARDS) == printout
    assert printing.request(FORM, received, by=cast.li, at=AFTERWARDS) == printout
    assert Errand.objects.filter(kind="print").count() == 1


def test_the_watermark_names_who_accepted_it_and_when(received):
    printable, _ = composed(order_of(Printout.objects.get()))

    assert printable.mark == (
        "某州图书资料系列评委会",
        f"2024年度　编号 {received.number}",
        "2024年9月20日 10:00 接收",
    )
    assert printable.content["filled_on"] == "2024年9月20日"


def test_the_same_content_is_the_same_printout_and_a_changed_one_another(draft, monday):
    first = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    again = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    draft.drafts.filter(section="summary").update(rows=[{"id": "r1", "values": {"text": "改过了。"}}])
    changed = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)

    assert first == again
    assert changed.content_digest != first.content_digest
    assert list(Printout.objects.all()) == [changed]  # the earlier preview is nobody's any more


def test_characters_that_no_font_has_are_kept_with_the_printout(draft, monday, quick):
    rare(draft)

    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    printing.make(printout, at=monday)

    printout.refresh_from_db()
    assert (printout.missing, printout.missing_codes) == ("\ue863", ["U+E863"])
    assert printout.made_at == monday


def test_once_a_font_has_them_the_same_content_is_another_file(draft, monday, quick, monkeypatch):
    rare(draft)
    with_marks = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    monkeypatch.setattr(glyphs, "missing", lambda text: "")

    whole = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)

    assert whole.content_digest != with_marks.content_digest
    assert whole.missing == ""


def test_a_font_that_came_between_asking_and_making_stops_nothing(draft, monday, quick, monkeypatch):
    rare(draft)
    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    monkeypatch.setattr(glyphs, "missing", lambda text: "")

    printing.make(printout, at=monday)

    printout.refresh_from_db()
    assert (printout.made_at, printout.failed, printout.missing) == (monday, "", "")


def test_a_machine_without_fonts_prints_all_the_same(draft, monday, quick, monkeypatch):
    monkeypatch.setattr(glyphs, "missing", lambda text: "".join(map(chr, range(0x4E00, 0x4E00 + 500))))
    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)

    printing.make(printout, at=monday)

    printout.refresh_from_db()
    assert printout.made_at == monday
    assert len(printout.missing) == 60


def rare(draft: Application) -> None:
    """Something typed on an old system."""
    draft.drafts.filter(section="summary").update(rows=[{"id": "r1", "values": {"text": "马\ue863"}}])


def test_a_desk_sees_what_was_submitted_and_not_the_draft(draft, cast, monday):
    factories.submit(draft)
    before = printing.request(FORM, draft, by=cast.wang, at=monday, preview=True)
    factories.decide(draft, "send_back", by=cast.wang, when=monday, note="请补正")
    draft.refresh_from_db()
    draft.drafts.filter(section="summary").update(rows=[{"id": "r1", "values": {"text": "还没提交的话。"}}])

    assert printing.request(FORM, draft, by=cast.wang, at=monday, preview=True) == before
    own = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    assert "还没提交的话。" in str(composed(order_of(own))[0].content)


@pytest.mark.parametrize("kind", ["initial_form", "publicity", "nonsense"])
def test_what_the_notice_does_not_ask_for_is_not_printed(draft, monday, kind):
    with pytest.raises(PrintingRefused):
        printing.request(kind, draft, by=draft.applicant, at=monday, preview=True)


def test_strangers_ask_in_vain(draft, cast, monday):
    for stranger in (cast.outsider, cast.wang):  # the employer's desk has not been reached
        with pytest.raises(NotAllowed):
            printing.request(FORM, draft, by=stranger, at=monday, preview=True)


def test_making_stores_one_file_and_says_what_is_in_it(draft, monday, quick):
    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)

    printing.make(printout, at=monday)
    printing.make(Printout.objects.get(), at=AFTERWARDS)

    printout.refresh_from_db()
    assert (printout.made_at, printout.pages, printout.failed) == (monday, 2, "")
    with default_storage.open(printout.file) as file:
        assert printout.sha256 == hashlib.sha256(file.read()).hexdigest()
    assert draft.number not in printout.file
    assert len(default_storage.listdir("printouts")[1]) == 1


@pytest.fixture
def with_photo(cast) -> Application:
    """A draft under a notice that asks for a portrait, complete."""
    section = {"code": "photos", "kind": "files", "title": "照片", "clause": "五"}
    slot = {"code": "photo", "title": "一寸免冠照片", "clause": "五"}
    raw = small_notice(sections=[*SMALL["sections"], {**section, "materials": [slot]}])
    return factories.fill(factories.draft(factories.notice(raw), cast.applicant, cast.employer))


def test_the_portrait_is_printed_and_a_lost_one_leaves_room_to_paste_it(with_photo, monday):
    printout = printing.request(FORM, with_photo, by=with_photo.applicant, at=monday, preview=True)
    printable, _ = composed(order_of(printout))
    key = with_photo.attachments.get(material="photo").thumbnail

    assert printing._portrait(printable, monday) is None
    default_storage.save(key, ContentFile(b"\xff\xd8"))
    assert printing._portrait(printable, monday) == b"\xff\xd8"
    assert '<img src="photo:portrait"' in printable.html(with_portrait=True)
    assert "照<br>片" in printable.html()


@pytest.mark.parametrize(("upload", "printed"), [(scan, True), (broken, False)])
def test_a_portrait_that_has_just_come_in_is_prepared_first(with_photo, monday, quick, upload, printed):
    with_photo.attachments.filter(material="photo").update(removed_at=monday)
    attachments.add(with_photo, "photos", "photo", [upload()], by=with_photo.applicant, at=monday)
    printout = printing.request(FORM, with_photo, by=with_photo.applicant, at=monday, preview=True)
    printable, _ = composed(order_of(printout))

    portrait = printing._portrait(printable, monday)
    printing.make(printout, at=monday)

    printout.refresh_from_db()
    assert (portrait or b"").startswith(b"\xff\xd8") == printed
    assert (printout.made_at, printout.failed) == (monday, "")  # what became of it is no change of content


def test_two_workers_keep_one_file(draft, monday, quick):
    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    late = Printout.objects.get()

    printing.make(printout, at=monday)
    printing.make(late, at=monday)

    assert len(default_storage.listdir("printouts")[1]) == 1


def test_a_failure_is_recorded_and_leaves_no_file(draft, monday):
    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)

    with patch("applications.documents.render.pdf", side_effect=MemoryError), pytest.raises(MemoryError):
        printing.make(printout, at=monday)

    printout.refresh_from_db()
    assert (printout.made_at, printout.file) == (None, "")
    assert printout.failed == "生成时出错，系统会自动重试。"


def test_asking_again_after_a_failure_tries_again(draft, monday, quick):
    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    Printout.objects.update(failed="生成时出错，系统会自动重试。")

    again = printing.request(FORM, draft, by=draft.applicant, at=AFTERWARDS, preview=True)

    assert (again, again.failed) == (printout, "")
    assert Errand.objects.filter(kind="print").count() == 2


def test_what_changed_meanwhile_is_not_made_under_the_old_code(draft, monday, quick):
    printout = printing.request(FORM, draft, by=draft.applicant, at=monday, preview=True)
    draft.drafts.filter(section="summary").update(rows=[{"id": "r1", "values": {"text": "改过了。"}}])

    printing.make(printout, at=monday)

    printout.refresh_from_db()
    assert (printout.made_at, printout.failed) == (None, "申报内容在生成之前又有变化，请重新生成。")


def test_only_the_unit_prints_its_publicity_and_the_result_waits(draft, cast):
    factories.submit(draft)
    listing = factories.publish(draft, by=cast.wang, when=TUESDAY)
    publicity = listing.publicity

    assert printing.request("publicity", publicity, by=cast.wang, at=TUESDAY).valid
    with pytest.raises(NotAllowed):
        printing.request("publicity", publicity, by=cast.li, at=TUESDAY)
    with pytest.raises(PrintingRefused) as refusal:
        printing.request("publicity_result", publicity, by=cast.wang, at=TUESDAY)
    assert refusal.value.reasons == ["还有 1 人没有登记公示结果。"]
    factories.clear(listing, by=cast.wang, when=AFTERWARDS)
    assert printing.request("publicity_result", publicity, by=cast.wang, at=AFTERWARDS).valid
