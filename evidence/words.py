"""What the words of the vocabulary are called on pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Labels
from evidence.rules.vocabulary import Direction, Period, Verdict

VERDICTS: Labels = {
    Verdict.UPHELD: _("Upheld"),
    Verdict.REJECTED: _("Rejected"),
}
DIRECTIONS: Labels = {
    Direction.AT_LEAST: _("at least"),
    Direction.AT_MOST: _("at most"),
}
PERIODS: Labels = {
    Period.WEEK: _("Week"),
    Period.MONTH: _("Month"),
    Period.QUARTER: _("Quarter"),
}

#: Labels by vocabulary, for the app's phrasebook.
WORDS: dict[type, Labels] = {Verdict: VERDICTS, Direction: DIRECTIONS, Period: PERIODS}
