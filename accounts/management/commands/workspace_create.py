"""How an empty installation starts: a workspace, and a link for its first administrator."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts.actions.workspaces import workspace_create_for
from accounts.tokens import invitation_link
from config.kernel.errors import DomainError


class Command(BaseCommand):
    help = "Open a workspace and print the link by which its first administrator joins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what the workspace is called")
        parser.add_argument("--email", required=True, help="the first administrator's address")
        parser.add_argument(
            "--time-zone", default="UTC", help="IANA name of its time zone, such as Europe/Madrid"
        )

    def handle(self, *args: Any, name: str, email: str, time_zone: str, **options: Any) -> None:
        name = name.strip()
        if not 0 < len(name) <= 120:
            raise CommandError("A workspace needs a name of at most 120 characters.")
        try:
            validate_email(email)
            workspace, token = workspace_create_for(
                email=email, name=name, time_zone=time_zone, mailed=False
            )
        except ValidationError:
            raise CommandError(f"{email} is no e-mail address.") from None
        except DomainError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{workspace.name} is open at /workspaces/{workspace.slug}/.")
        self.stdout.write(f"{email} becomes its administrator within seven days by this link:")
        self.stdout.write(invitation_link(token))
