"""How the desk is called in words, and how its findings read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Labels, Phrasebook
from reviews.desk.rules.lines import Nearness
from reviews.sentences import BOOK as REVIEWS_BOOK

NEARNESS_LABELS: Labels = {
    Nearness.NOW: _("Waiting now"),
    Nearness.TODAY: _("Today"),
    Nearness.WEEK: _("Next 7 days"),
    Nearness.MONTH: _("Next 30 days"),
    Nearness.LATER: _("Later"),
    Nearness.NO_DATE: _("No date"),
    Nearness.DONE: _("Decided last"),
}

SENTENCES = {
    "desk_line.not_here": _(
        "This line does not stand on your desk now: it was cleared, or it is with somebody else. "
        "What you handed over you can take back."
    ),
    "desk_line.stays": _(
        "This line stays with you: nobody else could clear it. Open it and finish it, or leave it."
    ),
    "desk_line.held": _(
        "Somebody looks after this line already. Ask them to hand it on, or to give it back."
    ),
    "desk_line.nobody_else": _(
        "Nobody else here could take it: no other member has the role that it asks for. An "
        "administrator can give somebody that role."
    ),
    "desk_line.not_theirs": _("Choose one of these members: on their desks it can stand."),
    "desk_line.note_missing": _("Say what they need to know to take it up."),
}

BOOK = REVIEWS_BOOK | Phrasebook(sentences=SENTENCES, labels={Nearness: NEARNESS_LABELS})
