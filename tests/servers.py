"""Throwaway servers for tests and measurements: `python -m tests.servers [--redis] -- COMMAND`."""

import argparse
import contextlib
import os
import subprocess
import sys

from zhicheng.deploy.processes import dies_with_parent, signals_interrupt
from zhicheng.deploy.servers import (
    MissingServerError,
    PostgreSQL,
    Redis,
    postgres,
    postgres_server,
    redis,
    redis_server,
)

__all__ = [
    "MissingServerError",
    "PostgreSQL",
    "Redis",
    "postgres",
    "postgres_server",
    "redis",
    "redis_server",
]


def main() -> int:
    """Runs the command with DATABASE_URL (and REDIS_URL) set, and returns its status."""
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    parser.add_argument("--redis", action="store_true", help="also start Redis and set REDIS_URL")
    parser.add_argument("--no-fsync", action="store_true", help="faster, for tests that kill nothing")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    with contextlib.ExitStack() as started:
        started.enter_context(signals_interrupt())
        env = {**os.environ, "DATABASE_URL": started.enter_context(postgres(fsync=not options.no_fsync))}
        env.pop("DJANGO_SETTINGS_MODULE", None)  # set by importing the application; pytest has its own
        if options.redis:
            env["REDIS_URL"] = started.enter_context(redis())
        # In our process group: the terminal's Ctrl-C reaches it too, and we wait for it to end.
        child = subprocess.Popen(options.command, env=env, preexec_fn=dies_with_parent())
        try:
            status = child.wait()
        except KeyboardInterrupt:
            child.terminate()
            status = child.wait()
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main())
