"""Whether the web process of this container is well, asked as the edge asks it."""

import json
import os
import sys
import urllib.error
import urllib.request

PORT = 8000


def main() -> int:
    """0 when the application says so itself."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    question = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"}
    )
    try:
        with urllib.request.urlopen(question, timeout=4) as answer:  # noqa: S310
            return 0 if json.load(answer).get("ok") else 1
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
