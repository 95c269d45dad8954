"""`python -m tests.applications.masking.scans.record`: keep what is read of a few scans for the tests.

Needs the extra `ocr`, which the tests do not.
"""

import json
from dataclasses import asdict
from pathlib import Path

from applications.masking import ocr
from tests.applications.masking.scans import scan

SEED = 3
PAGES = (0, 1, 3, 4, 5, 7, 9, 12, 15, 16, 20)  # certificates, forms and letters; a paper is half a megabyte
KEPT = Path(__file__).parents[1] / "readings.json"


def main() -> None:
    """Write them anew."""
    ocr.load()
    pages = []
    for number in PAGES:
        page = scan(number, SEED)
        pages.append(
            {
                "name": page.name,
                "person": asdict(page.person),
                "planted": [place for each in page.planted if not each.in_seal for place in each.places],
                "reading": json.loads(ocr.make(page.picture, False)),
            }
        )
    KEPT.write_text(
        "[\n" + ",\n".join(json.dumps(p, ensure_ascii=False) for p in pages) + "\n]\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
