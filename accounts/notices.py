"""What notices say, in the language of whoever reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice
from accounts.rules.notices import Kind

#: The sentence of each kind, by the case that its params name.
SENTENCES: dict[tuple[Kind, str], Any] = {
    (Kind.PROPOSAL_WAITS, ""): _("A proposal waits for your word: %(what)s."),
    (Kind.PROPOSAL_DECIDED, "authorised"): _("Your proposal was authorised: %(what)s."),
    (Kind.PROPOSAL_DECIDED, "declined"): _("Your proposal was declined: %(what)s."),
    (Kind.TRIGGER_SEEN, ""): _("A trigger of %(what)s was seen on %(day)s: %(seen)s"),
    (Kind.DEFERRAL_EFFECT, ""): _(
        "The deferral of %(what)s took effect: by %(day)s a claim did not have its evidence."
    ),
    (Kind.IN_QUESTION, ""): _(
        "The commitment to %(what)s is in question since %(day)s: what it rests on lapsed, or its "
        "term is over. Revalidate, renegotiate or unwind."
    ),
    (Kind.REVIEW_DUE, "due"): _("A health review of %(what)s is due by %(day)s."),
    (Kind.REVIEW_DUE, "overdue"): _(
        "The health review of %(what)s was due by %(day)s. Until it is held, the commitment is in "
        "question."
    ),
    (Kind.EVIDENCE_LAPSES, ""): _(
        "“%(what)s” holds until %(day)s. Look at it again before then, or find newer evidence."
    ),
    (Kind.TERM_ENDS, ""): _(
        "The term of %(what)s ends on %(day)s. Renew, renegotiate or unwind before then."
    ),
    (Kind.LINE_HANDED_OVER, ""): _("Handed over to you: %(what)s. “%(seen)s”"),
}

#: What a fact is cut to inside a sentence.
LONGEST_FACT = 120


@dataclass(frozen=True)
class Due:
    """Somebody is to be told something. `params` may hold `case`, `what`, `day`, `seen`."""

    user_id: int
    kind: Kind
    subject: str
    path: str
    occasion: str = ""
    params: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[int, str, str, str]:
        """What makes it the one that was told before."""
        return self.user_id, self.kind.value, self.subject, self.occasion


def sentence(notice: Notice) -> str:
    """The notice as one sentence, in the language in force."""
    said = {name: _cut(value) for name, value in notice.params.items()}
    day = parse_date(said.get("day", ""))
    if day:
        said["day"] = date_format(day)
    return _ended(str(SENTENCES[Kind(notice.kind), said.get("case", "")]) % said)


def address(notice: Notice) -> str:
    """The whole address of the page to look at, for a letter."""
    return f"{settings.PUBLIC_URL}{notice.path}"


def _ended(text: str) -> str:
    """With a full stop, where what somebody wrote stands last and has none."""
    return text if text.endswith((".", "!", "?", "…", "”")) else f"{text}."


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_FACT else f"{plain[: LONGEST_FACT - 1].rstrip()}…"
