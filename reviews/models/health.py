"""What is seen after the decision: health reviews, violations, triggers seen, drift."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited, Sealed
from config.kernel.tenancy import TenantForeignKey
from config.kernel.words import word_field, words_known
from evidence.models import Artifact, Measurement
from partnerships.models import Claim, Partnership, Responsibility, SuccessCriterion, Trigger
from reviews.models.decisions import Proposal
from reviews.vocabulary import DriftKind, EndsIn, Fared, Severity
from reviews.words import DRIFT_KINDS, ENDS_IN, FARED, SEVERITIES


class HealthReview(Audited):
    """One look at how a partnership fares (chapter 28, 4.2), written section by section.

    `boundary`, `evidence` and `triggers` answer the three questions. `due_on` is the day by which
    the bar asked for it, `held_on` the day on which it was closed, both in the workspace's time
    zone. Once closed, neither it nor what hangs beneath it changes.
    """

    partnership = TenantForeignKey(Partnership, related_name="health_reviews")
    due_on = models.DateField(null=True, editable=False)
    boundary = models.TextField(_("which boundary was violated"), blank=True)
    evidence = models.TextField(_("which evidence is less trustworthy now"), blank=True)
    triggers = models.TextField(_("what would make us renegotiate or unwind"), blank=True)
    ends_in = word_field(_("what it ends in"), ENDS_IN, blank=True)
    ends_in_reason = models.TextField(_("why"), blank=True)
    exit_cost_keeps = models.BooleanField(
        _("what leaving costs is a reason to stay"), default=False
    )
    opened_by_id = models.BigIntegerField(editable=False)
    opened_at = models.DateTimeField(editable=False)
    closed_by_id = models.BigIntegerField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    held_on = models.DateField(null=True, editable=False)

    sealed_once = "closed_at"

    class Meta:
        verbose_name = _("health review")
        verbose_name_plural = _("health reviews")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("reviews_healthreview_words", ends_in=(EndsIn, "")),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(closed_at__isnull=True),
                name="reviews_healthreview_one_open",
                violation_error_message=_("A health review of this partnership is open already."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by_id__isnull=True, held_on=None)
                | Q(closed_at__isnull=False, closed_by_id__isnull=False, held_on__isnull=False)
                & ~Q(ends_in="")
                & ~Q(boundary="")
                & ~Q(evidence="")
                & ~Q(triggers=""),
                name="reviews_healthreview_closed_whole",
            ),
        ]

    def __str__(self) -> str:
        return date_format(self.held_on) if self.held_on else str(_("Open health review"))


class _Beneath(Audited):
    """A row of a health review: closed with it."""

    review = TenantForeignKey(HealthReview, related_name="%(class)ss")

    sealed_beneath = "review"

    class Meta:
        abstract = True


class LessTrusted(_Beneath):
    """An artifact that is trusted less since, and why. Closing the review writes a doubt."""

    artifact = TenantForeignKey(Artifact, related_name="+", verbose_name=_("artifact"))
    why = models.TextField(_("why it is less trustworthy now"))

    class Meta:
        verbose_name = _("artifact trusted less")
        verbose_name_plural = _("artifacts trusted less")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review", "artifact"],
                name="reviews_lesstrusted_once",
                violation_error_message=_("This artifact is on the list."),
            ),
            models.CheckConstraint(condition=~Q(why=""), name="reviews_lesstrusted_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.why[:80])


class CriterionFared(_Beneath):
    """What was observed of one success criterion since it was relied on."""

    criterion = TenantForeignKey(SuccessCriterion, related_name="+")
    fared = word_field(_("how it fared"), FARED)
    observed = models.TextField(_("what was observed"), blank=True)

    class Meta:
        verbose_name = _("how a criterion fared")
        verbose_name_plural = _("how criteria fared")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("reviews_criterionfared_words", fared=Fared),
            models.UniqueConstraint(
                fields=["review", "criterion"], name="reviews_criterionfared_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_fared_display())


class LineChecked(_Beneath):
    """Whether a claim was taken for more than its boundary line allows."""

    claim = TenantForeignKey(Claim, related_name="+")
    overstepped = models.BooleanField(_("overstepped"))
    how = models.TextField(_("how"), blank=True)

    class Meta:
        verbose_name = _("boundary line looked at")
        verbose_name_plural = _("boundary lines looked at")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "claim"], name="reviews_linechecked_once"),
            models.CheckConstraint(
                condition=Q(overstepped=False) | ~Q(how=""), name="reviews_linechecked_says_how"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Overstepped") if self.overstepped else _("Kept"))


class DriftIndicator(Audited):
    """Something that a team counts in every review, because it shows drift early."""

    partnership = TenantForeignKey(Partnership, related_name="drift_indicators")
    kind = word_field(_("kind"), DRIFT_KINDS)
    name = models.CharField(_("what is counted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("drift indicator")
        verbose_name_plural = _("drift indicators")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("reviews_driftindicator_words", kind=DriftKind),
            models.CheckConstraint(
                condition=Q(kind="own") & ~Q(name="") | ~Q(kind="own") & Q(name=""),
                name="reviews_driftindicator_named",
            ),
            models.UniqueConstraint(
                fields=["partnership", "kind", "name"],
                name="reviews_driftindicator_once",
                violation_error_message=_("This is counted already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name or self.get_kind_display())


class DriftSeen(_Beneath):
    """How often it was seen since the last review."""

    indicator = TenantForeignKey(DriftIndicator, related_name="seen")
    count = models.PositiveIntegerField(_("how often"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("drift seen")
        verbose_name_plural = _("drift seen")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "indicator"], name="reviews_driftseen_once")
        ]

    def __str__(self) -> str:
        return str(self.count)


class Violation(Audited):
    """A boundary that was crossed: which, how badly, what shows it, how it was put right.

    Noted at any time, or in a health review. Without a responsibility it is about something that
    the organisation retained, said in `what`.
    """

    partnership = TenantForeignKey(Partnership, related_name="violations")
    review = TenantForeignKey(
        HealthReview, null=True, blank=True, editable=False, related_name="violations"
    )
    responsibility = TenantForeignKey(
        Responsibility,
        null=True,
        blank=True,
        related_name="violations",
        verbose_name=_("which responsibility"),
    )
    what = models.TextField(_("what happened"))
    severity = word_field(_("how badly"), SEVERITIES)
    seen_on = models.DateField(_("seen on"))
    artifact = TenantForeignKey(
        Artifact, null=True, blank=True, related_name="+", verbose_name=_("what shows it")
    )
    resolved_on = models.DateField(_("put right on"), null=True, blank=True)
    resolved_how = models.TextField(_("how it was put right"), blank=True)
    noted_by_id = models.BigIntegerField(editable=False)
    noted_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("violation")
        verbose_name_plural = _("violations")
        ordering: ClassVar[list[str]] = ["seen_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("reviews_violation_words", severity=Severity),
            models.CheckConstraint(condition=~Q(what=""), name="reviews_violation_says_what"),
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True, resolved_how="")
                | Q(resolved_on__gte=F("seen_on")) & ~Q(resolved_how=""),
                name="reviews_violation_resolved_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.what[:120])


class Sighting(Audited):
    """A trigger was seen: by a person, in a review, or by a measurement that is bound to it.

    It stays open until a decision follows, or until somebody sets it aside with a reason.
    `proposal` is the one that it opened for whoever may authorise what the trigger calls for.
    """

    trigger = TenantForeignKey(Trigger, related_name="sightings")
    review = TenantForeignKey(
        HealthReview, null=True, blank=True, editable=False, related_name="sightings"
    )
    seen_on = models.DateField(_("seen on"))
    what = models.TextField(_("what was seen"))
    artifact = TenantForeignKey(
        Artifact, null=True, blank=True, related_name="+", verbose_name=_("what shows it")
    )
    measurement = TenantForeignKey(
        Measurement, null=True, blank=True, editable=False, related_name="sightings"
    )
    period_starts_on = models.DateField(null=True, editable=False)
    proposal = TenantForeignKey(
        Proposal, null=True, blank=True, editable=False, related_name="sightings"
    )
    noted_by_id = models.BigIntegerField(null=True, editable=False)
    noted_at = models.DateTimeField(editable=False)
    set_aside_by_id = models.BigIntegerField(null=True, editable=False)
    set_aside_at = models.DateTimeField(null=True, editable=False)
    set_aside_reason = models.TextField(_("why it does not call for anything"), blank=True)

    class Meta:
        verbose_name = _("trigger seen")
        verbose_name_plural = _("triggers seen")
        ordering: ClassVar[list[str]] = ["seen_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(what=""), name="reviews_sighting_says_what"),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_by_id=None, set_aside_reason="")
                | Q(set_aside_at__isnull=False, set_aside_by_id__isnull=False)
                & ~Q(set_aside_reason=""),
                name="reviews_sighting_set_aside_whole",
            ),
            models.UniqueConstraint(
                fields=["measurement", "trigger", "period_starts_on"],
                name="reviews_sighting_once_a_period",
            ),
        ]

    def __str__(self) -> str:
        return str(self.what[:120])


class DeferralEffect(Sealed):
    """A claim's date passed without the evidence it asked for: the deferral took effect.

    Written once for a claim and a date. `claim_id` is a plain number: the claim may go, this stays.
    """

    partnership = TenantForeignKey(Partnership, related_name="deferral_effects")
    claim_id = models.BigIntegerField()
    deferral_date = models.DateField()
    noticed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("deferral that took effect")
        verbose_name_plural = _("deferrals that took effect")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim_id", "deferral_date"], name="reviews_deferraleffect_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.deferral_date}"
