"""The environment in which Django's settings are read, when nobody says otherwise."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Mapping
from pathlib import Path

from .places import Places, secret

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
WILDCARDS = ("0.0.0.0", "::")  # noqa: S104 (compared with, not bound to)


def environment(
    places: Places, env: Mapping[str, str], *, bind: str = "127.0.0.1", port: int = 8000
) -> dict[str, str]:
    """`env` with what the settings need and it lacks: production's rules over plain http.

    The address that is listened on is answered to, whatever else SEAM_HOSTS names.
    """
    hosts = [host for host in env.get("SEAM_HOSTS", "").split(",") if host]
    defaults = {
        "SEAM_ENV": "production",
        "SEAM_INSECURE_HTTP": "1",
        "SEAM_PUBLIC_URL": address(bind, port),
        "SEAM_SECRET_KEY": secret_key(places),
    }
    return defaults | dict(env) | {"SEAM_HOSTS": ",".join([*hosts, *_hosts(bind)])}


def host(bind: str) -> str:
    """How a browser names the address that is listened on."""
    if bind in WILDCARDS:
        return "127.0.0.1"
    return f"[{bind}]" if ":" in bind else bind


def address(bind: str, port: int) -> str:
    """What a person on this machine types to reach it, without the last slash."""
    return f"http://{host(bind)}:{port}"


def mail_folder(places: Places, env: Mapping[str, str]) -> Path:
    """Where letters lie as long as no mail server is set (`SEAM_DATA` of the settings, in mail)."""
    return Path(env.get("SEAM_DATA") or places.checkout / ".seam" / "data") / "mail"


def secret_key(places: Places) -> str:
    """The key of this checkout, made once and kept where only its owner reads it."""
    return secret(places.state / "secret-key", lambda: secrets.token_urlsafe(50))


def _hosts(bind: str) -> list[str]:
    """The names under which a browser may ask for us: loopback, and what we listen on."""
    hosts = list(LOOPBACK)
    if bind in WILDCARDS:
        name = socket.gethostname()
        hosts += [name, socket.getfqdn(name)]
    elif host(bind) not in hosts:
        hosts.append(host(bind))
    return hosts
