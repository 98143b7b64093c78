"""For somebody who lost the app and the recovery codes: they sign in by password again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.second_factors import second_factor_remove
from accounts.models import User


class Command(BaseCommand):
    help = "Remove the second factor of a person who lost it. Make sure that it is them who asks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address that they sign in with")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {email}.")
        if not second_factor_remove(of=user):
            raise CommandError(f"{email} has no second factor.")
        self.stdout.write(f"{email} signs in by password alone until they enrol another.")
