"""The official form: processor milliseconds a page, laid out and stamped, in a warm process."""

import time

from applications.documents.catalogue import Printable, form_content
from applications.documents.sources import source_for
from applications.models import Application
from applications.models.printout import PrintoutKind

RENDERS = 8
GOAL = 26  # milliseconds a page, on the machine of the goals


def report_documents() -> None:
    """Print the figures of the 评审表."""
    application = Application.objects.filter(frozen__isnull=False).first()
    assert application is not None
    kind = PrintoutKind.EVALUATION_FORM
    content = form_content(kind, source_for(application, draft=False), accepted_on="2024年10月8日")
    printable = Printable(kind, content, ("某评审委员会 2024",))
    printable.made("BENCH234")
    before = time.process_time()
    for _ in range(RENDERS):
        _, pages = printable.made("BENCH234")
    spent = (time.process_time() - before) * 1000 / RENDERS
    print(f"evaluation form: {pages} pages, {spent:.0f} ms, {spent / pages:.1f} ms a page (goal {GOAL})")
