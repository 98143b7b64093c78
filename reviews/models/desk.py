"""Who looks after what waits: lines of the desk that were handed over."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.words import word_field, words_known
from reviews.vocabulary import LineKind
from reviews.words import LINE_KINDS


class DeskHandover(Audited):
    """A line of the desk that somebody handed to another member, with a note.

    `kind` and `subject` are the line (reviews.desk.rules.lines), `title` how it read then. Lines
    themselves are read from what stands and are no rows. `depth` counts the handings of one line
    that was handed on. It ends when the line is given back; then it changes no more. Where the line
    was cleared, there is nothing left to end.
    """

    kind = word_field(_("kind"), LINE_KINDS, editable=False)
    subject = models.CharField(max_length=60, editable=False)
    title = models.CharField(max_length=200, editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    given_by_id = models.BigIntegerField(editable=False)
    given_to_id = models.BigIntegerField(editable=False)
    note = models.TextField(_("note"))
    given_at = models.DateTimeField(editable=False)
    ended_by_id = models.BigIntegerField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    sealed_once = "ended_at"

    class Meta:
        verbose_name = _("line handed over")
        verbose_name_plural = _("lines handed over")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("reviews_deskhandover_words", kind=LineKind),
            models.UniqueConstraint(
                fields=["workspace", "kind", "subject", "depth"],
                condition=Q(ended_at__isnull=True),
                name="reviews_deskhandover_one_open",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="reviews_deskhandover_says_why"),
            models.CheckConstraint(
                condition=~Q(given_by_id=models.F("given_to_id")),
                name="reviews_deskhandover_to_another",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by_id=None)
                | Q(ended_at__isnull=False, ended_by_id__isnull=False),
                name="reviews_deskhandover_ended_whole",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["workspace", "subject"],
                condition=Q(ended_at__isnull=True),
                name="reviews_deskhandover_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)
