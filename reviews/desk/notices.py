"""Who is to be told what now: read from what stands, so that nothing is told by halves.

Whether it was told before is the outbox's to know. Each kind takes a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import Workspace
from accounts.notices import Due
from accounts.rules.notices import DAYS_BEFORE, Kind, nearest
from accounts.selectors.memberships import roles_in
from config.kernel import clock
from config.kernel.actors import APPROVER, CONTRIBUTOR
from config.kernel.pages import href
from evidence.models import Artifact
from partnerships.models import Position
from reviews.decisions.selectors.people import members_who_may_sign
from reviews.gate.rules.questions import QuestionCode
from reviews.models import DeferralEffect, DeskHandover, Proposal, ProposalState, Sighting

#: How long something that happened is still told: who comes back after months reads the trail.
TOLD_FOR = timedelta(days=14)

#: How far ahead a health review is announced.
REVIEW_AHEAD = timedelta(days=14)


def due_notices(workspace: Workspace) -> list[Due]:
    """Everything of which somebody is to be told. Inside the scope of the workspace, with its slug.

    Days are those of the workspace's zone.
    """
    people = roles_in(workspace.pk)
    contributors = [user_id for user_id, roles in people if CONTRIBUTOR in roles]
    approvers = [user_id for user_id, roles in people if APPROVER in roles]
    today = clock.today(workspace.zone)
    return [
        *_waiting(workspace),
        *_decided(workspace, {user_id for user_id, _roles in people}),
        *_triggers(workspace, approvers),
        *_effects(workspace, {*contributors, *approvers}),
        *_questions(workspace, {*contributors, *approvers}, today),
        *_reviews(workspace, contributors, today),
        *_terms(workspace, contributors, today),
        *_lapses(workspace, contributors, today),
        *_handed_over(workspace, {user_id for user_id, _roles in people}),
    ]


def _waiting(workspace: Workspace) -> Iterator[Due]:
    proposals = _proposals(workspace).filter(state=ProposalState.OPEN)
    for proposal, signers in members_who_may_sign(workspace.pk, proposals):
        yield from _to(
            signers,
            Kind.PROPOSAL_WAITS,
            f"proposal:{proposal.pk}",
            path=href("reviews:proposal_detail", proposal.pk),
            what=_named(proposal),
        )


def _decided(workspace: Workspace, members: set[int]) -> Iterator[Due]:
    ended = _proposals(workspace).filter(
        state__in=[ProposalState.AUTHORISED, ProposalState.DECLINED],
        ended_at__gte=clock.now() - TOLD_FOR,
    )
    for proposal in ended:
        yield from _to(
            {proposal.proposed_by_id} & members,
            Kind.PROPOSAL_DECIDED,
            f"proposal:{proposal.pk}",
            path=href("reviews:proposal_detail", proposal.pk),
            case=str(proposal.state),
            what=_named(proposal),
        )


def _triggers(workspace: Workspace, approvers: list[int]) -> Iterator[Due]:
    """To the person whom the trigger names; to every approver where that is none of them."""
    seen = Sighting.objects.filter(
        workspace=workspace, set_aside_at=None, noted_at__gte=clock.now() - TOLD_FOR
    )
    for each in seen.select_related("trigger__partnership", "trigger__authoriser"):
        named = each.trigger.authoriser
        yield from _to(
            [named.user_id] if named and named.user_id in approvers else approvers,
            Kind.TRIGGER_SEEN,
            f"sighting:{each.pk}",
            path=href("reviews:sighting_list", each.trigger.partnership_id),
            what=each.trigger.partnership.name,
            day=each.seen_on.isoformat(),
            seen=each.what,
        )


def _effects(workspace: Workspace, people: Iterable[int]) -> Iterator[Due]:
    """To those who propose what follows, and to those who confirm it."""
    effects = DeferralEffect.objects.filter(
        workspace=workspace, noticed_at__gte=clock.now() - TOLD_FOR
    )
    for effect in effects.select_related("partnership"):
        yield from _to(
            people,
            Kind.DEFERRAL_EFFECT,
            f"claim:{effect.claim_id}",
            occasion=effect.deferral_date.isoformat(),
            path=href("reviews:gate_detail", effect.partnership_id),
            what=effect.partnership.name,
            day=effect.deferral_date.isoformat(),
        )


def _questions(workspace: Workspace, people: Iterable[int], today: date) -> Iterator[Due]:
    """Of what nobody else is told: a trigger and an overdue review have notices of their own."""
    arose = [QuestionCode.EVIDENCE_LAPSED.value, QuestionCode.TERM_ENDED.value]
    since = _positions(workspace).filter(
        questions__overlap=arose, in_question_since__gte=today - TOLD_FOR
    )
    for position in since:
        day = position.in_question_since or today
        yield from _to(
            people,
            Kind.IN_QUESTION,
            f"partnership:{position.partnership_id}",
            occasion=day.isoformat(),
            path=href("reviews:gate_detail", position.partnership_id),
            what=position.partnership.name,
            day=day.isoformat(),
        )


def _reviews(workspace: Workspace, contributors: list[int], today: date) -> Iterator[Due]:
    for position in _positions(workspace).filter(review_due_on__lte=today + REVIEW_AHEAD):
        day = position.review_due_on or today
        case = "overdue" if day < today else "due"
        yield from _to(
            contributors,
            Kind.REVIEW_DUE,
            f"partnership:{position.partnership_id}",
            occasion=f"{case}:{day}",
            path=href("reviews:health_detail", position.partnership_id),
            case=case,
            what=position.partnership.name,
            day=day.isoformat(),
        )


def _terms(workspace: Workspace, contributors: list[int], today: date) -> Iterator[Due]:
    ending = _positions(workspace).filter(
        decision_kind="commit", term_ends_on__range=_announced(today)
    )
    for position in ending:
        yield from _before(
            contributors,
            Kind.TERM_ENDS,
            f"partnership:{position.partnership_id}",
            day=position.term_ends_on or today,
            today=today,
            path=href("partnerships:partnership_detail", position.partnership_id),
            what=position.partnership.name,
        )


def _lapses(workspace: Workspace, contributors: list[int], today: date) -> Iterator[Due]:
    """Of evidence that somebody reads for a claim: the rest is in nobody's way."""
    soon = _announced(today)
    artifacts = Artifact.objects.filter(
        Q(holds_until__range=soon) | Q(revalidations__holds_until__range=soon),
        workspace=workspace,
        withdrawn_at=None,
        superseded_by=None,
        readings__withdrawn_at=None,
        readings__isnull=False,
    )
    for artifact in artifacts.distinct().prefetch_related("revalidations"):
        until = _held_until(artifact)
        if until is not None:
            yield from _before(
                contributors,
                Kind.EVIDENCE_LAPSES,
                f"artifact:{artifact.pk}",
                day=until,
                today=today,
                path=href("evidence:artifact_detail", artifact.pk),
                what=artifact.title,
            )


def _handed_over(workspace: Workspace, members: set[int]) -> Iterator[Due]:
    """To whoever got it; what was given back meanwhile is told to nobody."""
    rows = DeskHandover.objects.filter(
        workspace=workspace, ended_at=None, given_at__gte=clock.now() - TOLD_FOR
    )
    for each in rows:
        yield from _to(
            {each.given_to_id} & members,
            Kind.LINE_HANDED_OVER,
            f"handover:{each.pk}",
            path=href("reviews:desk", kind=each.kind),
            what=each.title,
            seen=each.note,
        )


def _held_until(artifact: Artifact) -> date | None:
    """As evidence.rules.weight.held_until says it: whoever looked last has said it."""
    looks = list(artifact.revalidations.all())
    return looks[-1].holds_until if looks else artifact.holds_until


def _announced(today: date) -> tuple[date, date]:
    return today, today + timedelta(days=max(DAYS_BEFORE))


def _before(
    people: Iterable[int], kind: Kind, subject: str, *, day: date, today: date, **said: str
) -> Iterator[Due]:
    """As the day comes near: once for each distance that is reached, the nearest alone."""
    distance = nearest((day - today).days)
    if distance is not None:
        yield from _to(
            people, kind, subject, occasion=f"{day}:{distance}", day=day.isoformat(), **said
        )


def _to(
    people: Iterable[int], kind: Kind, subject: str, *, path: str, occasion: str = "", **said: str
) -> Iterator[Due]:
    for user_id in people:
        yield Due(user_id, kind, subject, path, occasion, said)


def _proposals(workspace: Workspace) -> QuerySet[Proposal]:
    proposals: QuerySet[Proposal] = Proposal.objects.filter(workspace=workspace)
    return proposals.select_related("partnership").defer("dossier")


def _positions(workspace: Workspace) -> QuerySet[Position]:
    return Position.objects.filter(workspace=workspace).select_related("partnership")


def _named(proposal: Proposal) -> str:
    return f"{proposal.partnership.name}: {proposal.get_kind_display()}"
