"""A partnership that is being renegotiated: what was, what is now, and the ways out.

The dossier that was sealed with the decision to renegotiate stands against today's, by what the
renegotiation is about. The number of queries is fixed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from config.kernel.actors import Actor
from config.kernel.pages import href, render_page
from config.kernel.requests import MemberRequest
from partnerships.access import partnership_for_read
from partnerships.models import Partnership
from partnerships.rules.standing import DecisionKind, Standing, kinds_open
from partnerships.sentences import KIND_LABELS
from reviews import access
from reviews.decisions.rules.comparison import differences
from reviews.decisions.selectors.decisions import last_decision
from reviews.decisions.selectors.proposals import open_proposal
from reviews.decisions.views.dossiers import whole
from reviews.decisions.wording import Term, terms_of
from reviews.models import Decision, Proposal
from reviews.selectors.dossier import dossier_of, read_frozen
from reviews.trail.compared import Section
from reviews.trail.comparing import telling_of
from reviews.trail.rules.matters import by_matter
from reviews.trail.wording import sections
from reviews.vocabulary import Matter
from reviews.words import MATTERS


@dataclass(frozen=True)
class MatterPage:
    """One matter: what differs since, and whether the decision said that it is to change.

    `href` is the page on which it changes. `is_beside` tells what is of no matter.
    """

    title: str
    asked: bool
    sections: tuple[Section, ...]
    href: str = ""
    is_terms: bool = False
    is_beside: bool = False


@dataclass(frozen=True)
class TermPair:
    """One term of the commitment: what was agreed, and what is proposed instead."""

    label: str
    old: str
    new: str
    old_day: date | None = None
    new_day: date | None = None


@dataclass(frozen=True)
class WayOut:
    """One decision by which the renegotiation ends."""

    kind: str
    label: str
    words: str


def _sealed_of(actor: Actor, pk: int) -> Proposal:
    decision = last_decision(partnership_for_read(actor, pk))
    if decision is None:
        raise Http404
    return decision.proposal


@whole(_sealed_of)
def renegotiation(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    decision = last_decision(partnership)
    context: dict[str, object] = {"partnership": partnership}
    if partnership.standing == Standing.RENEGOTIATING and decision is not None:
        context |= {
            "decision": decision,
            "terms": terms_of(decision.terms),
            "matters": matters_of(partnership, decision),
            "pairs": _terms_side_by_side(partnership),
            "ways": _ways_out(partnership),
            "proposal": open_proposal(partnership),
            "may_propose": access.may_propose(request.actor),
        }
    return render_page(request, "reviews/renegotiation.html", context)


def matters_of(partnership: Partnership, decision: Decision) -> list[MatterPage]:
    """What differs today from the dossier sealed with the decision, by matter.

    First what the decision names, then the others, then what is of no matter. Raises
    DossierAltered.
    """
    then = read_frozen(decision.proposal, decision.dossier_digest)
    now = dossier_of(partnership)
    found = differences(then, now)
    telling = telling_of(partnership, found, then, now)
    told = {
        matter: tuple(sections(several, telling)) for matter, several in by_matter(found).items()
    }
    asked = [Matter(each) for each in decision.terms.get("matters", ())]
    in_order = [*asked, *(each for each in Matter if each not in asked)]
    where = _where(partnership.pk)
    pages = [
        MatterPage(str(MATTERS[each]), each in asked, told[each], where[each], each is Matter.TERMS)
        for each in in_order
    ]
    return [*pages, *_beside(told[None])]


def _where(pk: int) -> dict[Matter, str]:
    """The page on which each matter of a partnership changes."""
    return {
        Matter.BOUNDARY: href("partnerships:boundary_design_detail", pk),
        Matter.TERMS: href("reviews:decision_propose", pk, DecisionKind.COMMIT.value),
        Matter.INCENTIVES: href("partnerships:fit_card_section_edit", pk, "incentives"),
        Matter.INTEGRATION: href("partnerships:fit_card_section_edit", pk, "integration"),
    }


def _beside(told: tuple[Section, ...]) -> list[MatterPage]:
    return [MatterPage(_("Beside these"), False, told, is_beside=True)] if told else []


def _terms_side_by_side(partnership: Partnership) -> list[TermPair]:
    """The terms of the last commitment against those of an open proposal. Two queries."""
    committed = partnership.decisions.filter(kind=DecisionKind.COMMIT).order_by("-decided_at")
    old = _by_label(committed.values_list("terms", flat=True)[:1])
    asked = partnership.proposals.filter(state="open", kind=DecisionKind.COMMIT)
    new = _by_label(asked.values_list("terms", flat=True)[:1])
    return [_pair(label, old.get(label), new.get(label)) for label in dict.fromkeys([*old, *new])]


def _by_label(stored: Collection[dict[str, object]]) -> dict[str, Term]:
    return {term.label: term for terms in stored for term in terms_of(terms)}


def _pair(label: str, old: Term | None, new: Term | None) -> TermPair:
    return TermPair(
        label,
        old.value if old else "",
        new.value if new else "",
        old.day if old else None,
        new.day if new else None,
    )


def _ways_out(partnership: Partnership) -> list[WayOut]:
    words = {
        DecisionKind.COMMIT: _("You agreed on new terms, and the gate holds for them."),
        DecisionKind.DEFER: _("It takes longer: say until when, and what happens meanwhile."),
        DecisionKind.UNWIND: _("You do not come together. The exit path is filled in."),
    }
    kinds = kinds_open(Standing.RENEGOTIATING, partnership.in_operation)
    return [
        WayOut(kind.value, str(KIND_LABELS[kind]), words[kind]) for kind in kinds if kind in words
    ]
