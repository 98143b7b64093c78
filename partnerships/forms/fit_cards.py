"""The forms of the Fit Card: one section a screen, with what the section is for.

Nothing in a section has to be said at once. What a commitment will ask for is not called optional
either: the margin says what is still unknown.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import CurrencyField, Group, LongTextField, SeamForm
from config.kernel.sentences import choices
from partnerships.rules.fit_cards import Section
from partnerships.words import PORTABILITIES


class SectionForm(SeamForm):
    """A section's texts. `question` is what the section answers, `purpose` why it is asked."""

    question: ClassVar[str | Promise] = ""
    purpose: ClassVar[str | Promise] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_later = tuple(self.fields)


class CapabilityForm(SectionForm):
    question = _("What would they do that you cannot do, or not yet?")
    purpose = _(
        "A partner is worth its dependency when it reduces an uncertainty of yours. "
        "A capability that only replaces your own learning leaves you knowing no more than before."
    )

    capability = LongTextField(
        label=_("Capability provided"),
        required=False,
        rows=5,
        help_text=_("In the words of somebody who will rely on it, not of their brochure."),
    )
    uncertainty_reduced = LongTextField(
        label=_("Uncertainty it reduces"),
        required=False,
        rows=4,
        help_text=_("What you do not know today, and would know once they deliver."),
    )
    complementary = LongTextField(
        label=_("How it complements your own"),
        required=False,
        rows=3,
        help_text=_("What you go on doing and learning yourselves, beside them."),
    )


class IncentivesForm(SectionForm):
    question = _("What do they gain, and when would that turn against you?")
    purpose = _(
        "Incentives change before behaviour does. Name each conflict while it is only possible, "
        "how it would show early, and who watches for it."
    )

    incentives = LongTextField(
        label=_("Incentives"),
        required=False,
        rows=5,
        help_text=_(
            "What they earn, learn or avoid through this, and what they would earn without you."
        ),
    )


class IncentivesReviewForm(SeamForm):
    """One question, once something about the partner changed."""

    incentives_seen = LongTextField(
        label=_("What do you see?"),
        rows=3,
        help_text=_(
            "Whether a conflict risk grew, shrank or is new, and why. The risks themselves are "
            "changed in their list; here stands that you looked."
        ),
        error_messages={
            "required": _("Say what you saw. If nothing changed for you, say so and why.")
        },
    )


class IntegrationForm(SectionForm):
    question = _("Where do your work and theirs meet?")
    purpose = _(
        "Every point where they meet can fail, drift or go dark. What nobody on your side can "
        "check will not convince anybody later; what has no fallback raises the evidence you need."
    )

    integration_surface = LongTextField(
        label=_("Integration surface"),
        required=False,
        rows=5,
        help_text=_("Systems, data, people and procedures that touch, and how tightly."),
    )


class EvidenceForm(SectionForm):
    question = _("What would show that they fit?")
    purpose = _(
        "Say beforehand what you will count. Pilots under real conditions weigh more than "
        "demonstrations, and a trend more than a single good week."
    )

    evidence_expected = LongTextField(
        label=_("Evidence artifacts"),
        required=False,
        rows=6,
        help_text=_(
            "Pilot results, references, service records, incident reports: which ones, over "
            "what period, and where you would get them. What you find goes into the Evidence Log."
        ),
    )


class ExitForm(SectionForm):
    question = _("How would you leave, and what would it cost?")
    purpose = _(
        "An exit that nobody has thought through is no exit. Work it out while leaving is cheap, "
        "so that what it costs never becomes the reason to stay."
    )

    exit_days = forms.IntegerField(
        label=_("Days to leave"),
        required=False,
        min_value=0,
        max_value=36_500,
        help_text=_("From the decision until you run without them."),
    )
    exit_cost = forms.DecimalField(
        label=_("Cost of leaving"),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=2,
        help_text=_("Money and people together, as an amount."),
    )
    exit_currency = CurrencyField(required=False)
    exit_basis = LongTextField(
        label=_("How you know"),
        required=False,
        rows=3,
        help_text=_("What is in it, and what the figures rest on: a quote, a contract, a trial."),
    )
    portability = forms.ChoiceField(
        label=_("How much of the data comes along"),
        required=False,
        choices=[("", _("Not stated")), *choices(PORTABILITIES)],
    )
    data_portability = LongTextField(
        label=_("Data portability"),
        required=False,
        rows=4,
        help_text=_("What you get back, in which format, how fast, and what stays behind."),
    )

    groups = (
        Group(("exit_days", "exit_cost", "exit_currency"), css="short"),
        Group(("exit_basis", "portability", "data_portability")),
    )


class CadenceForm(SectionForm):
    question = _("Do your rhythms fit together?")
    purpose = _(
        "Partnerships drift apart over missed change windows and clashing release calendars "
        "long before anybody decides anything."
    )

    operational_cadence = LongTextField(
        label=_("Operational cadence"),
        required=False,
        rows=6,
        help_text=_(
            "Releases, change windows, reporting, reviews: how often on each side, "
            "and where decisions are taken together."
        ),
    )


class FailureForm(SectionForm):
    question = _("How do they behave when something breaks?")
    purpose = _(
        "Anybody is pleasant while it works. Fit shows in who tells whom, how soon, "
        "and whether they learn from it where you can see."
    )

    failure_behaviour = LongTextField(
        label=_("Failure behaviour"),
        required=False,
        rows=6,
        help_text=_(
            "Their last incidents: how you heard of them, who answered, what they changed since."
        ),
    )


SECTION_FORMS: dict[Section, type[SectionForm]] = {
    Section.CAPABILITY: CapabilityForm,
    Section.INCENTIVES: IncentivesForm,
    Section.INTEGRATION: IntegrationForm,
    Section.EVIDENCE: EvidenceForm,
    Section.EXIT: ExitForm,
    Section.CADENCE: CadenceForm,
    Section.FAILURE: FailureForm,
}
