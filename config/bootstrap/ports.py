"""The address we listen on, and who else has it."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

from .failures import Failure
from .processes import PROC, command_of

LISTENING = "0A"
BACKLOG = 512


class PortTaken(Exception):
    """Somebody listens there already."""


def listen(bind: str, port: int) -> socket.socket:
    """A listening socket, to be handed to the web server: from here on the port is ours.

    Raises PortTaken, or Failure when the address is not one of this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            bind, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, OverflowError) as error:
        raise Failure(f"{bind}, port {port}, is no address to listen on: {error}.") from None
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken from None
        raise Failure(f"Seam cannot listen on {bind}, port {port}: {error.strerror}.") from None
    return listener


def taken_by(port: int) -> str:
    """Who listens on a port, for a sentence: "process 123 (python3 …)"."""
    holders = [f"process {pid} ({command_of(pid)[:120]})" for pid in holders_of(port)]
    return holders[0] if holders else "another program"


def holders_of(port: int) -> list[int]:
    """The processes that listen on a TCP port, as far as this system lets us see them."""
    inodes = {f"socket:[{inode}]" for name in ("tcp", "tcp6") for inode in _inodes(name, port)}
    if not inodes:
        return []
    pids = sorted(int(path.name) for path in PROC.iterdir() if path.name.isdigit())
    return [pid for pid in pids if inodes & _open_files(pid)]


def _inodes(table: str, port: int) -> list[str]:
    path = Path(PROC, "net", table)
    rows = [line.split() for line in path.read_text().splitlines()[1:]] if path.exists() else []
    wanted = f":{port:04X}"
    return [row[9] for row in rows if row[1].endswith(wanted) and row[3] == LISTENING]


def _open_files(pid: int) -> set[str]:
    """What the open files of a process are; none when it is not ours to look at, or gone."""
    found = set()
    try:
        for descriptor in (PROC / str(pid) / "fd").iterdir():
            found.add(os.readlink(descriptor))
    except OSError:
        return found
    return found
