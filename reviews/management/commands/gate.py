"""Ask the gate about a stored partnership, or about a dossier file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.kernel.canonical import ShapeError
from config.kernel.errors import DomainError
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier
from reviews.exchange.files import read_dossier
from reviews.gate.files import LARGEST, read_policy
from reviews.gate.judging import today_of
from reviews.gate.record import as_document
from reviews.gate.rules.clearing import way_to_open
from reviews.gate.rules.commit import judge
from reviews.gate.rules.judgement import Judgement
from reviews.gate.rules.policy import DEFAULT, Policy
from reviews.gate.selectors.policies import gate_policy
from reviews.management.finding import dossier_as_of, workspace_of
from reviews.sentences import BOOK


class Command(BaseCommand):
    help = (
        "Say whether a decision is defensible: each condition with its requirements, and what "
        "would meet them. Exits with 1 when something stops it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "subject", help="the number of a partnership, or the path of a dossier file"
        )
        parser.add_argument(
            "--kind", choices=[kind.value for kind in DecisionKind], default="commit"
        )
        parser.add_argument("--on", type=_day, help="judge as of this day, such as 2026-09-30")
        parser.add_argument(
            "--as-of", default="", help="the partnership as of this entry or moment"
        )
        parser.add_argument("--policy", type=Path, help="a policy file, instead of the workspace's")
        parser.add_argument("--json", action="store_true", help="stable codes, for machines")

    def handle(self, *args: Any, subject: str, **options: Any) -> None:
        dossier, policy = _asked(subject, options["as_of"])
        if options["policy"] is not None:
            policy = _policy(options["policy"])
        day = options["on"] or today_of(dossier)
        judged = judge(DecisionKind(options["kind"]), dossier, policy, day)
        if options["json"]:
            document = as_document(judged) | {"open": judged.is_open}
            self.stdout.write(json.dumps(document, indent=2, ensure_ascii=False))
        else:
            self._tell(judged, dossier, policy)
        if not judged.is_open:
            raise SystemExit(1)

    def _tell(self, judged: Judgement, dossier: Dossier, policy: Policy) -> None:
        answer = "open" if judged.is_open else "not open"
        self.stdout.write(f"{dossier.partnership.name}, {judged.kind} on {judged.today}: {answer}.")
        self.stdout.write(f"Bar {judged.bar}.")
        for condition in judged.conditions:
            self.stdout.write(f"\n{BOOK.label(condition.code)}: {BOOK.label(condition.state)}")
            for each in condition.requirements:
                self.stdout.write(f"  {each.code}: {each.state}")
                for found in each.findings:
                    self.stdout.write(f"    - {BOOK.sentence(found)}")
        for found in judged.signals:
            self.stdout.write(f"\nSignal {found.code}: {BOOK.sentence(found)}")
        for found in judged.questions:
            self.stdout.write(f"\nIn question, {found.code}: {BOOK.sentence(found)}")
        if not judged.is_open:
            self.stdout.write("\nWhat it would take:")
            for number, found in enumerate(way_to_open(dossier, policy, judged.today), start=1):
                self.stdout.write(f"  {number}. {BOOK.sentence(found)}")


def _asked(subject: str, as_of: str) -> tuple[Dossier, Policy]:
    """The dossier and the policy that holds where it comes from; a file comes from nowhere."""
    if subject.isascii() and subject.isdecimal():
        with workspace_of(int(subject)) as (workspace, partnership):
            return dossier_as_of(partnership, workspace, as_of), gate_policy(workspace.pk)
    if as_of:
        raise CommandError("--as-of asks the ledger: give the number of a partnership with it.")
    try:
        with Path(subject).open("rb") as file:
            return read_dossier(file), DEFAULT
    except OSError as error:
        raise CommandError(f"{subject} cannot be read: {error.strerror}.") from None
    except DomainError as refusal:
        raise CommandError(f"{subject}: {refusal}") from None


def _policy(path: Path) -> Policy:
    try:
        with path.open("rb") as file:
            return read_policy(file.read(LARGEST + 1))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    except (DomainError, ShapeError) as refusal:
        raise CommandError(f"{path}: {refusal}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is no day. Write it as 2026-09-30.") from None
