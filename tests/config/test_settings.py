"""Settings come from the environment, and what is missing or wrong says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.bootstrap import web

ROOT = Path(__file__).resolve().parents[2]

PRODUCTION = {
    "SEAM_ENV": "production",
    "SEAM_SECRET_KEY": "3xW9mT0qVbY7nZc5kLrDs2GhJpFa8eUoBi4tQvMw6yXRNEHSKC",
    "SEAM_HOSTS": "seam.example.org,.example.net",
    "DATABASE_URL": "postgresql://seam_app@127.0.0.1:1/seam",
}


def run(*command: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings"} | PRODUCTION
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def settings_of(*names: str, **changes: str | None) -> dict[str, object]:
    program = (
        "import json; from config import settings;"
        f"print(json.dumps({{n: getattr(settings, n, None) for n in {names!r}}}, default=str))"
    )
    done = run("-c", program, **changes)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", None, "Set DATABASE_URL"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL"),
        ("DATABASE_URL", "mysql://x/y", "must start with postgresql://"),
        ("SEAM_SECRET_KEY", None, "Set SEAM_SECRET_KEY"),
        ("SEAM_HOSTS", None, "Set SEAM_HOSTS"),
        ("SEAM_ENV", "staging", "it can be production, development, test"),
        ("SEAM_INSECURE_HTTP", "yes", "it can be 0, 1"),
        ("SEAM_LOG_FORMAT", "xml", "it can be json, console"),
        ("SEAM_EMAIL_URL", "mail.example.org", "must look like smtp+tls://"),
        ("SEAM_EMAIL_URL", "smtp://host:port", "must look like smtp+tls://"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_stops_the_start_in_words(
    name: str, value: str | None, sentence: str
) -> None:
    done = run("-c", "import config.settings", **{name: value})
    assert done.returncode != 0
    assert sentence in done.stderr.splitlines()[-1]


def test_production_is_strict() -> None:
    done = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    strict = settings_of(
        "DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
        "CSRF_TRUSTED_ORIGINS",
    )  # fmt: skip
    assert strict == {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "CSRF_TRUSTED_ORIGINS": ["https://seam.example.org", "https://*.example.net"],
    }


def test_a_proxy_is_believed_only_when_told_so() -> None:
    names = ("SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT")
    assert set(settings_of(*names).values()) == {None}
    assert None not in settings_of(*names, SEAM_TRUST_PROXY="1").values()


def test_a_mail_server_s_address_is_read_whole() -> None:
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    url = "smtp+tls://post:a%40b@mail.example.org"
    assert list(settings_of(*names, SEAM_EMAIL_URL=url).values()) == [
        "mail.example.org", 587, "a@b", True, False,
    ]  # fmt: skip


def test_the_web_process_does_not_know_the_owner() -> None:
    assert settings_of("DATABASES").get("DATABASES", {}).keys() == {"default"}  # type: ignore[attr-defined]


def test_every_thread_of_a_web_process_has_a_connection() -> None:
    pool = settings_of("DATABASES")["DATABASES"]["default"]["OPTIONS"]["pool"]  # type: ignore[index]
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert pool["max_size"] == web.THREADS
    assert f'"--threads", "{web.THREADS}"' in dockerfile
