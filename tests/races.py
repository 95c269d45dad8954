"""Many hands at once: each in its own thread, with its own connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    """Run all in threads with their own connections; an exception is an answer too."""
    together = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        try:
            together.wait()
            return task()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
