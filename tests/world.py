"""One workspace with something on every page, for tests that walk through all of them.

Every text in it holds SECRET: whoever belongs elsewhere must never read that word.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from accounts.actions.invitations import invitation_accept_as_new, invitation_create
from accounts.actions.notices import notices_queue
from accounts.models import Membership, Notice
from accounts.notices import Due
from accounts.rules.notices import Kind
from accounts.tokens import invitation_link
from config.kernel.scope import workspace_scope
from evidence.models import Reading
from partnerships.actions.boundaries import escalation_step_create, responsibility_create
from partnerships.actions.card_rows import (
    conflict_risk_create,
    exit_rehearsal_create,
    exit_step_create,
    integration_point_create,
)
from partnerships.actions.partner_facts import partner_fact_create
from partnerships.actions.scale_steps import option_create
from partnerships.actions.triggers import trigger_create
from partnerships.models import Partnership
from reviews.decisions.actions.guests import guest_invite
from reviews.desk.actions.handovers import desk_line_hand_over
from reviews.health.actions.sightings import sighting_note
from reviews.models import Decision, Proposal
from reviews.vocabulary import LineKind
from tests import factories
from tests.conftest import MEMBERS, PASSWORD, Cast, make_cast
from tests.evidence.factories import (
    a_pdf,
    make_answer,
    make_artifact,
    make_measurement,
    make_pilot,
    make_pilot_criterion,
    make_reading,
)
from tests.reviews import stage
from tests.reviews.gate.policies import make_change
from tests.reviews.health import stage as health

SECRET = "Quay-secret"
PDF = a_pdf().read()

ROLES = (*MEMBERS, "guest", "stranger", "anonymous")


@dataclass
class World:
    """The cast, a guest, and the objects by the name that the table of addresses uses."""

    cast: Cast
    guest: Membership
    objects: dict[str, Any] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        if role != "guest":
            return self.cast.client(role)
        client = Client()
        client.force_login(self.guest.user)
        return client

    def argument(self, name: str) -> str:
        """What an address needs: the id of an object, or the word itself."""
        there = self.objects.get(name, name)
        return str(getattr(there, "pk", there))


def make_world() -> World:
    cast = make_cast()
    by = cast.actor("administrator")
    tag = cast.workspace.slug
    decision, proposal = _decided(cast), _proposed(cast)
    seat, _ = guest_invite(
        by=cast.actor("contributor"), proposal=proposal, email=f"guest.{tag}@example.org"
    )
    guest = invitation_accept_as_new(
        invitation=seat.invitation, name=f"Guest {SECRET}", password=PASSWORD
    )
    invitation, token = invitation_create(
        by=by, email=f"{SECRET}.{tag}@example.org", roles=["auditor"]
    )
    world = World(cast=cast, guest=guest)
    world.objects |= {
        "member": cast.members["contributor"],
        "invitation": invitation,
        "decision": decision,
        "proposal": proposal,
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "shown": stage.on_screen(proposal),
        "shown_declining": stage.on_screen(proposal, declining=True),
        "token": invitation_link(token).rstrip("/").rpartition("/")[2],
    }
    _add_partnership(world)
    stage.set_aside(cast, world.objects["partnership"], reason=f"Not so {SECRET}")
    _add_boundary(world)
    _add_scale_steps(world)
    _add_evidence(world)
    world.objects["notice"] = _told(cast)
    _add_health(world)
    _add_what_follows(world)
    _add_handed_over(world)
    world.objects["policy_change"] = make_change(cast, reason=f"Because {SECRET}")
    return world


def _told(cast: Cast) -> Notice:
    """A notice of the contributor's."""
    due = Due(
        cast.user("contributor").pk,
        Kind.PROPOSAL_WAITS,
        "proposal:0",
        f"/{SECRET}/",
        params={"what": SECRET},
    )
    with workspace_scope(cast.workspace.pk):
        notices_queue(workspace=cast.workspace, due=[due])
        return Notice.objects.get(user_id=due.user_id, subject=due.subject)


def _decided(cast: Cast) -> Decision:
    """A sealed decision about a partnership of its own."""
    return stage.decide(cast, stage.make_ready(cast, name=f"Decided {SECRET}"), "defer")


def _proposed(cast: Cast) -> Proposal:
    """An open proposal to commit, about a partnership of its own."""
    partnership = stage.make_ready(cast, name=f"Proposed {SECRET}")
    stage.read_file_for(cast, partnership, a_pdf(f"{SECRET}.pdf"))
    return stage.make_proposal(cast, partnership)


def _add_partnership(world: World) -> None:
    partner = factories.make_partner(world.cast, name=f"Partner {SECRET}")
    partnership = factories.make_partnership(
        world.cast, name=f"Partnership {SECRET}", partner=partner
    )
    by, within = world.cast.actor("contributor"), {"partnership": partnership}
    world.objects |= {
        "conflict_risk": conflict_risk_create(by=by, description=f"Risk {SECRET}", **within),
        "integration_point": integration_point_create(by=by, name=f"Point {SECRET}", **within),
        "exit_step": exit_step_create(by=by, step=f"Step {SECRET}", **within),
        "exit_rehearsal": exit_rehearsal_create(
            by=by,
            kind="rehearsed",
            held_on=date(2026, 5, 1),
            learnt=f"Learnt {SECRET}",
            **within,
        ),
        "partner_fact": partner_fact_create(
            by=by,
            partner=partner,
            kind="owner",
            statement=f"Sold {SECRET}",
            happened_on=date(2026, 5, 1),
            source=SECRET,
        ),
        "bare_claim": factories.make_claim(world.cast, partnership, uncertainty=f"if {SECRET}"),
    }
    claim = factories.make_claim(world.cast, partnership, uncertainty=f"whether {SECRET}")
    criterion = factories.make_criterion(world.cast, claim, statement=f"{SECRET} holds")
    world.objects |= {
        "partner": partner,
        "partnership": partnership,
        "fit_card": partnership.fit_card,
        "claim": claim,
        "criterion": criterion,
    }


def _add_boundary(world: World) -> None:
    by, within = world.cast.actor("contributor"), {"partnership": world.objects["partnership"]}
    responsibility = responsibility_create(by=by, name=f"Duty {SECRET}", **within)
    world.objects |= {
        "responsibility": responsibility,
        "escalation_step": escalation_step_create(
            by=by, responsibility=responsibility, who=f"Ana {SECRET}", within=1, unit="hours"
        ),
        "trigger": trigger_create(by=by, observable=f"Seen {SECRET}", calls_for="unwind", **within),
    }


def _add_scale_steps(world: World) -> None:
    """One step that a claim rests on, and one that may go."""
    cast, by = world.cast, world.cast.actor("contributor")
    step = factories.make_scale_step(cast, name=f"Step {SECRET}")
    about = factories.make_uncertainty(cast, step, statement=f"Whether {SECRET}")
    factories.make_claim(cast, world.objects["partnership"], about=about)
    world.objects |= {
        "scale_step": step,
        "bare_step": factories.make_scale_step(cast, name=f"Bare {SECRET}"),
        "uncertainty": about,
        "bare_uncertainty": factories.make_uncertainty(cast, step, statement=f"If {SECRET}"),
        "option": option_create(by=by, scale_step=step, kind="build", what_it_takes=SECRET),
    }


def _add_evidence(world: World) -> None:
    partner, criterion = world.objects["partner"], world.objects["criterion"]
    artifact = make_artifact(
        world.cast, partner, title=f"Report {SECRET}", limits=SECRET, upload=a_pdf(f"{SECRET}.pdf")
    )
    partnership = world.objects["partnership"]
    measurement = make_measurement(world.cast, partnership, name=f"Measured {SECRET}")
    pilot = make_pilot(world.cast, partnership, question=f"Asked {SECRET}")
    answered = _refuting(world)
    make_answer(world.cast, answered, f"Answered {SECRET}")
    world.objects |= {
        "newer": make_artifact(world.cast, partner, title=f"Newer {SECRET}"),
        "measurement": measurement,
        "pilot": pilot,
        "bare_pilot": make_pilot(world.cast, partnership, question=f"Bare {SECRET}"),
        "pilot_criterion": make_pilot_criterion(world.cast, pilot, criterion),
        "artifact": artifact,
        "reading": make_reading(world.cast, artifact, criterion, why=f"Because {SECRET}"),
        "refuting": _refuting(world),
        "answered": answered,
        "unread": factories.make_criterion(world.cast, criterion.claim, statement=SECRET),
    }


def _add_health(world: World) -> None:
    """An open review, one that only has to be closed, a closed one, and a violation."""
    cast, partnership = world.cast, world.objects["partnership"]
    answers = dict.fromkeys(health.ANSWERS, f"We looked and found {SECRET}.")
    answered = stage.make_ready(cast, name=f"Answered {SECRET}")
    held = health.open_review(cast, stage.make_ready(cast, name=f"Held {SECRET}"))
    held = health.answer(cast, held, said=answers)
    world.objects |= {
        "unreviewed": factories.make_partnership(cast, name=f"Unreviewed {SECRET}"),
        "violation": health.note_violation(cast, partnership, what=f"Crossed {SECRET}"),
        "closed_review": health.close(cast, held, ends_in_reason=f"Because {SECRET}"),
        "health_review": health.open_review(cast, partnership),
        "answered_review": health.answer(cast, health.open_review(cast, answered), said=answers),
    }


def _add_what_follows(world: World) -> None:
    """A trigger that its measurement saw, a partnership being renegotiated and one being left."""
    cast = world.cast
    seen, renegotiated, leaving = (
        _committed(cast, f"{word} {SECRET}") for word in ("Seen", "Renegotiated", "Leaving")
    )
    stage.decide(cast, renegotiated, "renegotiate")
    decision = stage.decide(cast, leaving, "unwind")
    with workspace_scope(cast.workspace.pk):
        step = decision.unwind_steps.first()
    world.objects |= {
        "sighting": stage.see_by_measurement(cast, seen, name=f"Measured {SECRET}"),
        "renegotiated": renegotiated,
        "leaving": leaving,
        "unwinding": decision,
        "unwind_step": step,
    }


def _add_handed_over(world: World) -> None:
    """A line of the contributor's desk that the approver has, and one that could be handed over."""
    cast, by = world.cast, world.cast.actor("contributor")
    approver = cast.user("approver").pk
    partnership = factories.make_partnership(cast, name=f"Handed {SECRET}")
    trigger = trigger_create(
        by=by, partnership=partnership, observable=f"Noted {SECRET}", calls_for="unwind"
    )
    seen = sighting_note(by=by, trigger=trigger, seen_on=date(2026, 5, 1), what=SECRET)
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        handover = desk_line_hand_over(
            by=by,
            kind=LineKind.TRIGGER,
            subject=f"sighting-{seen.pk}",
            to=approver,
            note=f"Away {SECRET}",
        )
    world.objects |= {
        "handover": handover,
        "line_kind": "trigger",
        "line": f"sighting-{world.objects['sighting'].pk}",
        "approver_id": approver,
    }


def _committed(cast: Cast, name: str) -> Partnership:
    partnership = stage.make_ready(cast, name=name)
    stage.decide(cast, partnership, "commit")
    with workspace_scope(cast.workspace.pk):
        partnership.refresh_from_db()
    return partnership


def _refuting(world: World) -> Reading:
    """An artifact of its own that speaks against the criterion."""
    cast, criterion = world.cast, world.objects["criterion"]
    artifact = make_artifact(cast, world.objects["partner"], title=f"Against {SECRET}")
    return make_reading(cast, artifact, criterion, bearing="refutes", why=f"Not so {SECRET}")
