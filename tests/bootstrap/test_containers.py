"""The container files hold what the application needs, and no more rights than it needs."""

from __future__ import annotations

import yaml

from tests.bootstrap.conftest import CHECKOUT

#: What the running application does not need.
LEFT_OUT = {"docs", "requirements", "tests"}
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())


def test_every_folder_of_the_application_is_in_the_image() -> None:
    folders = {
        path.name
        for path in CHECKOUT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and any(path.rglob("*.*"))
    }
    copied = {line.split()[1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ")}
    assert folders - LEFT_OUT - {"staticfiles", "htmlcov", "node_modules"} <= copied


def test_the_image_runs_as_an_ordinary_user_on_hash_pinned_packages() -> None:
    assert "\nUSER seam\n" in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE


def test_only_the_migration_knows_the_owners_address() -> None:
    knows = {
        name
        for name, service in COMPOSE["services"].items()
        if "DATABASE_OWNER_URL" in service["environment"]
    }
    assert knows == {"migrate"}


def test_the_worker_has_no_more_rights_than_the_web_process_and_no_port() -> None:
    web, worker = COMPOSE["services"]["web"], COMPOSE["services"]["worker"]
    for name in ("cap_drop", "read_only", "security_opt", "depends_on", "volumes"):
        assert worker[name] == web[name]
    assert worker["command"] == ["python", "manage.py", "worker"]
    assert "ports" not in worker


def test_the_web_process_waits_for_the_migration_and_is_reached_from_this_machine_only() -> None:
    web = COMPOSE["services"]["web"]
    assert web["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert all(port.startswith("127.0.0.1:") for port in web["ports"])
    assert "ports" not in COMPOSE["services"]["database"]
