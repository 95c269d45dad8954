"""`make bench`: seed, serve both sides, ask in turn, print one table of ratios.

Figures are processor milliseconds of the web process a request; they do not shake with the neighbours as
wall time does. Ratios compare with the bare view of the same run, so they hold on another machine too.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

from benchmarks.measuring import report
from benchmarks.serving import serving
from tests.servers import postgres


def main() -> int:
    """Everything is thrown away afterwards."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="只测名称中含有这些字的行")
    options = parser.parse_args()
    with postgres() as url, tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, "DATABASE_URL": url, "ZHICHENG_VAR": var, "LOG_LEVEL": "ERROR"}
        os.environ.update(environment, DJANGO_SETTINGS_MODULE="benchmarks.product_settings")
        Path(var, "files").mkdir()
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from benchmarks.checks import report_checks
        from benchmarks.documents import report_documents
        from benchmarks.masking import report_masking
        from benchmarks.reading import report_reading
        from benchmarks.rows import table
        from benchmarks.scans import report_scans

        with (
            serving("benchmarks.product_settings", environment) as product,
            serving("benchmarks.bare.settings", environment) as bare,
        ):
            rows = [row for row in table(product, bare) if options.only in row.name]
            met = report(rows, options.rounds)
            if options.only in "pre-check":
                met = report_checks() and met
            if options.only in "masking":
                met = report_masking() and met
            sizes = [server.resident() / 2**20 for server in (product, bare)]
            print("worker resident: product {:.0f} MB, bare {:.0f} MB".format(*sizes))
        if options.only in "documents":
            met = report_documents() and met
        if not options.only:
            report_scans()
            met = report_reading() and met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
