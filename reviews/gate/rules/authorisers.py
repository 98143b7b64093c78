"""Who has to authorise a commitment, and how many: one named person, and as many as the bar asks.

The more irreversible a decision, the more explicit who may take it. The chapter has people name,
while all is well, who could authorise unwinding (4.2): whoever answers for the way out answers for
the way in.
"""

from __future__ import annotations

from partnerships.rules.vocabulary import TriggerCall
from reviews.dossier import Dossier
from reviews.gate.rules.judgement import Judgement
from reviews.gate.rules.policy import Policy


def named_authorisers(dossier: Dossier, judged: Judgement, policy: Policy) -> tuple[int, ...]:
    """The ids of the people of whom one has to authorise; () when any approver may."""
    if not judged.is_gated or not policy.bar(judged.bar).named_authoriser:
        return ()
    named = {
        each.authoriser_id or ""
        for each in dossier.triggers
        if each.calls_for is TriggerCall.UNWIND
    }
    return tuple(sorted(int(each) for each in named if each.isdecimal()))


def signatures_asked(judged: Judgement, policy: Policy) -> int:
    """How many people have to authorise. Only a commitment may ask for more than one: what keeps
    options open must not wait.
    """
    return policy.bar(judged.bar).approvers if judged.is_gated else 1
