"""The process that does the background jobs."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from accounts import jobs

#: Seconds that a job may take to finish once somebody asked the worker to stop.
GRACE = 4.0


class Command(BaseCommand):
    help = "Do the background jobs until somebody stops it: judge, write down, tell, send."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-closed",
            action="store_true",
            help="end when standard input is closed: whoever started the worker is gone",
        )
        parser.add_argument(
            "--once", action="store_true", help="do what waits now, then end instead of waiting"
        )

    def handle(self, *args: Any, until_closed: bool, once: bool, **options: Any) -> None:
        if until_closed:
            threading.Thread(target=_end_with_whoever_started, daemon=True).start()
        jobs.make_up()
        # Few connections: it asks for the next job, and one job runs at a time.
        own = PsycopgConnector(kwargs=connector_params("default"), min_size=1, max_size=3)
        with app.replace_connector(own):
            asyncio.run(_work(wait=not once))


async def _work(*, wait: bool) -> None:
    """No LISTEN: it does not survive a pooler that shares connections, and a look costs little."""
    async with app.open_async():
        await app.run_worker_async(
            wait=wait,
            listen_notify=False,
            delete_jobs="always",
            shutdown_graceful_timeout=GRACE,
        )


def _end_with_whoever_started() -> None:
    """Wait for the pipe's other end to close; then stop, and if that takes too long, at once."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(1.5 * GRACE)
    os._exit(1)
