"""What an artifact shows for one success criterion."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from config.kernel.words import word_field, words_known
from evidence.models.artifacts import Artifact
from evidence.rules.vocabulary import Verdict
from evidence.words import VERDICTS
from partnerships.models import SuccessCriterion


class Bearing(models.TextChoices):
    """What a reading says about its criterion."""

    SUPPORTS = "supports", _("Supports")
    REFUTES = "refutes", _("Refutes")
    AMBIGUOUS = "ambiguous", _("Ambiguous")


class Reading(Audited):
    """One person's reading of one artifact for one success criterion."""

    artifact = TenantForeignKey(Artifact, related_name="readings", verbose_name=_("artifact"))
    criterion = TenantForeignKey(
        SuccessCriterion, related_name="readings", verbose_name=_("success criterion")
    )
    bearing = models.CharField(_("bearing"), max_length=20, choices=Bearing.choices)
    why = models.TextField(_("why"))
    limits_here = models.TextField(_("limits here"), blank=True)
    read_by_id = models.BigIntegerField(null=True, editable=False)
    read_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["artifact", "criterion"],
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_reading_one_in_force",
                violation_error_message=_("This artifact has already been read for it."),
            ),
            models.CheckConstraint(
                condition=Q(bearing__in=Bearing.values), name="evidence_reading_bearing_known"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="evidence_reading_says_why"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="evidence_reading_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_bearing_display()}: {self.why[:80]}"

    @property
    def answer(self) -> "Answer | None":
        """What somebody holds against it; no query for a reading that came with its answers."""
        return next(iter(self.answers.all()), None)


class Assessment(Audited):
    """What another person than the reader made of a reading as it stood then."""

    reading = TenantForeignKey(Reading, related_name="assessments")
    reading_version = models.PositiveIntegerField(editable=False)
    read_by_id = models.BigIntegerField(editable=False)
    verdict = word_field(_("verdict"), VERDICTS)
    why = models.TextField(_("why"))
    assessed_by_id = models.BigIntegerField(editable=False)
    assessed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("evidence_assessment_words", verdict=Verdict),
            models.CheckConstraint(
                condition=~Q(assessed_by_id=models.F("read_by_id")),
                name="evidence_assessment_by_another",
            ),
            models.UniqueConstraint(
                fields=["reading", "reading_version"], name="evidence_assessment_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_verdict_display())


class Answer(Audited):
    """What somebody holds against a reading that refutes, and what another person made of it.

    Changing the text takes the assessment away: it was of other words.
    """

    reading = TenantForeignKey(Reading, related_name="answers")
    text = models.TextField(_("answer"))
    written_by_id = models.BigIntegerField(editable=False)
    written_at = models.DateTimeField(editable=False)
    verdict = word_field(_("verdict"), VERDICTS, blank=True)
    assessed_why = models.TextField(_("why"), blank=True)
    assessed_by_id = models.BigIntegerField(null=True, editable=False)
    assessed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("evidence_answer_words", verdict=(Verdict, "")),
            models.UniqueConstraint(fields=["reading"], name="evidence_answer_one"),
            models.CheckConstraint(condition=~Q(text=""), name="evidence_answer_says_something"),
            models.CheckConstraint(
                condition=Q(assessed_by_id__isnull=True)
                | ~Q(assessed_by_id=models.F("written_by_id")),
                name="evidence_answer_by_another",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", assessed_by_id__isnull=True, assessed_why="")
                | ~Q(verdict="") & ~Q(assessed_why="") & Q(assessed_by_id__isnull=False),
                name="evidence_answer_assessed_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
