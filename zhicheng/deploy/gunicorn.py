"""How the web processes are run; addresses and numbers come from the command line."""

import gc
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

worker_class = "gthread"
preload_app = True  # loaded once, shared by all workers
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than the edge keeps an idle connection, so that the edge is the one to close it
control_socket_disable = True
accesslog = None  # the edge keeps it
loglevel = "warning"
if Path("/dev/shm").is_dir():  # noqa: S108
    worker_tmp_dir = "/dev/shm"  # noqa: S108  # a heartbeat must not wait for a disk


def when_ready(_server: Any) -> None:
    """Loads the pages before the workers part, and puts what is shared out of the collector's reach."""
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
