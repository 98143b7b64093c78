"""What people fill in to propose, to sign and to take back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.second_factor import LONGEST_CODE
from config.kernel.forms import CurrencyField, DateField, Group, LongTextField, SeamForm
from config.kernel.sentences import choices
from partnerships.rules.standing import DecisionKind, Standing
from reviews.sentences import MEANWHILE_LABELS
from reviews.words import MATTERS


class ProposeForm(SeamForm):
    """The base: why. Each kind adds its terms in front; what they must say, the rules ask for."""

    rationale = LongTextField(
        label=_("Why"),
        rows=6,
        help_text=_(
            "What the evidence shows, what it leaves open, and why this is the right step now. "
            "Somebody who was not here reads it years from now."
        ),
        error_messages={"required": _("Say why: a decision without its reasons defends nothing.")},
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    OURS = ("version", "rationale", "seen")

    @property
    def terms(self) -> dict[str, Any]:
        """The terms of the kind, without what was left empty."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in self.OURS}
        return {name: value for name, value in said.items() if value not in (None, "")}


class CommitForm(ProposeForm):
    scope = LongTextField(
        label=_("Scope"),
        rows=3,
        help_text=_(
            "What you commit to: service, places, volume. What lies outside is not committed."
        ),
        required=False,
    )
    term_ends_on = DateField(
        label=_("Term ends on"),
        help_text=_("The day on which the commitment ends unless it is renewed."),
        required=False,
    )
    notice_by = DateField(
        label=_("Last day to give notice"),
        help_text=_("After this day the term can no longer be stopped. It shows on the desk."),
        required=False,
    )
    guardrails = LongTextField(
        label=_("Guardrails"),
        help_text=_("What must stay true while it runs, and what we watch to know that it does."),
        required=False,
    )
    field_order = ("scope", "term_ends_on", "notice_by", "guardrails", "rationale")
    asked_later = ("scope", "term_ends_on", "notice_by", "guardrails")


class DeferForm(ProposeForm):
    revisit_on = DateField(
        label=_("Taken up again on"),
        help_text=_("Deferral is a decision with a date: it keeps the options open until then."),
        required=False,
    )
    meanwhile = forms.ChoiceField(
        label=_("What happens meanwhile"),
        choices=lambda: choices(MEANWHILE_LABELS),
        widget=forms.RadioSelect,
        required=False,
    )
    until = DateField(
        label=_("Continues until"),
        help_text=_("Only for what continues under guardrails."),
        required=False,
    )
    guardrails = LongTextField(
        label=_("Guardrails"),
        help_text=_("Only for what continues: what must stay true, and how we would see it fail."),
        required=False,
    )
    field_order = ("revisit_on", "meanwhile", "until", "guardrails", "rationale")
    asked_later = ("revisit_on", "meanwhile")


class RenegotiateForm(ProposeForm):
    matters = forms.MultipleChoiceField(
        label=_("What it is about"),
        choices=lambda: choices(MATTERS),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("While it lasts, old and new are shown side by side under these."),
        error_messages={
            "required": _("Say what it is about: at least one of the four."),
            "invalid_choice": _("Choose among the four that are offered."),
        },
    )
    what_is_to_change = LongTextField(
        label=_("What is to change"),
        help_text=_("The terms, the boundary or the design that would make it defensible."),
        required=False,
    )
    field_order = ("matters", "what_is_to_change", "rationale")
    asked_later = ("what_is_to_change",)


class UnwindForm(ProposeForm):
    steps = LongTextField(
        label=_("Steps"),
        rows=6,
        help_text=_("Who does what by when, starting from the exit path of the Fit Card."),
        required=False,
    )
    field_order = ("steps", "rationale")
    asked_later = ("steps",)


class CloseForm(ProposeForm):
    """The end of an unwinding: what was done, and what it really took."""

    steps = LongTextField(
        label=_("What was done, and what was not"),
        rows=6,
        help_text=_("Filled in from the steps. What is left undone can stay so if you say it."),
        required=False,
    )
    took_days = forms.IntegerField(
        label=_("Days it took"),
        required=False,
        min_value=0,
        max_value=36_500,
        help_text=_("From the decision until you ran without them."),
    )
    took_cost = forms.DecimalField(
        label=_("What it cost"),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=2,
        help_text=_("Money and people together, as an amount."),
    )
    took_currency = CurrencyField(required=False)
    groups = (
        Group(("steps",)),
        Group(("took_days", "took_cost", "took_currency"), css="short"),
        Group(("rationale",)),
    )
    field_order = ("steps", "took_days", "took_cost", "took_currency", "rationale")
    asked_later = ("steps", "took_days", "took_cost", "took_currency")


PROPOSE_FORMS: dict[str, type[ProposeForm]] = {
    DecisionKind.COMMIT.value: CommitForm,
    DecisionKind.DEFER.value: DeferForm,
    DecisionKind.RENEGOTIATE.value: RenegotiateForm,
    DecisionKind.UNWIND.value: UnwindForm,
}


def propose_form(kind: str, standing: str) -> type[ProposeForm]:
    """The form of a kind of decision; from unwinding, one more unwind closes it."""
    closing = kind == DecisionKind.UNWIND and standing == Standing.UNWINDING
    return CloseForm if closing else PROPOSE_FORMS[kind]


class CodeInput(forms.PasswordInput):
    """Readable while it is typed, and never sent back: a recovery code may still be good."""

    input_type = "text"


class SignForm(SeamForm):
    """A reason and the password. The digest says what was on the screen as a whole.

    Whoever enrolled a second factor (`asks_code`) is asked for a code of it, too.
    """

    reason = LongTextField(
        label=_("Your reason"),
        rows=3,
        help_text=_("One or two sentences. They are signed with your name and stay readable."),
        error_messages={"required": _("Give your reason: it is signed with your name.")},
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=1000,
        help_text=_("Asked for every signature, so that nobody else can sign in your name."),
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "class": "w-20"}, render_value=False
        ),
        error_messages={"required": _("Enter the password that you sign in with.")},
    )
    code = forms.CharField(
        label=_("Your code"),
        max_length=LONGEST_CODE,
        help_text=_("What your app shows now, or a recovery code. Each works once."),
        widget=CodeInput(
            attrs={"autocomplete": "one-time-code", "class": "w-10", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the code that your app shows, or a recovery code.")},
    )
    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]


class WithdrawForm(SeamForm):
    reason = LongTextField(
        label=_("Why it is withdrawn"),
        rows=3,
        required=False,
        help_text=_("It stays in the trail beside the proposal."),
    )
