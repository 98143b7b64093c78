"""One piece of evidence about a partner."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from evidence.models.files import StoredFile
from evidence.models.pilots import Pilot
from evidence.models.vocabulary import Auditability, Conditions, Kind, Source, Subject
from partnerships.models import Partner


class Artifact(Audited):
    """A documented observation. It can be read for several criteria of several partnerships.

    `observed_on` is the end of the period that it describes, not its publication or upload.
    """

    partner = TenantForeignKey(
        Partner, null=True, blank=True, related_name="artifacts", verbose_name=_("partner")
    )
    pilot = TenantForeignKey(Pilot, null=True, editable=False, related_name="artifacts")
    superseded_by = TenantForeignKey("self", null=True, editable=False, related_name="supersedes")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    source = models.CharField(_("source"), max_length=20, choices=Source.choices)
    conditions = models.CharField(_("conditions"), max_length=20, choices=Conditions.choices)
    subject = models.CharField(_("subject"), max_length=20, choices=Subject.choices)
    limits = models.TextField(_("limits"))
    observed_on = models.DateField(_("observed on"))
    holds_until = models.DateField(_("holds until"), null=True, blank=True)
    auditable = models.CharField(
        _("source data can be audited"), max_length=30, choices=Auditability.choices
    )
    audited_how = models.TextField(_("how, under which right"), blank=True)
    file = TenantForeignKey(
        StoredFile, null=True, blank=True, related_name="artifacts", verbose_name=_("file")
    )
    link = models.URLField(_("link"), blank=True, max_length=1000)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("artifact")
        verbose_name_plural = _("artifacts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(limits=""), name="evidence_artifact_states_limits"),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_artifact_has_title"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values)
                & Q(source__in=Source.values)
                & Q(conditions__in=Conditions.values)
                & Q(subject__in=Subject.values)
                & Q(auditable__in=Auditability.values),
                name="evidence_artifact_choices_known",
            ),
            models.CheckConstraint(
                condition=Q(holds_until__isnull=True) | Q(holds_until__gte=F("observed_on")),
                name="evidence_artifact_holds_after_observed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="evidence_artifact_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
                name="evidence_artifact_superseded_by_another",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-observed_on", "-id"], name="evidence_artifact_log")
        ]

    def __str__(self) -> str:
        return self.title


class Revalidation(Audited):
    """Somebody looked at an artifact again, and what they saw."""

    artifact = TenantForeignKey(Artifact, related_name="revalidations")
    looked_on = models.DateField(_("looked on"))
    seen = models.TextField(_("what was seen"))
    holds_until = models.DateField(_("holds until"), null=True, blank=True)
    looked_by_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("revalidation")
        verbose_name_plural = _("revalidations")
        ordering: ClassVar[list[str]] = ["looked_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(holds_until__isnull=True) | Q(holds_until__gte=F("looked_on")),
                name="evidence_revalidation_holds_after",
            )
        ]

    def __str__(self) -> str:
        return self.seen[:120]


class Doubt(Audited):
    """Somebody trusts an artifact less since `doubted_on`, until `looked_again`."""

    artifact = TenantForeignKey(Artifact, related_name="doubts")
    doubted_on = models.DateField(_("since"))
    why = models.TextField(_("why it is less trustworthy now"))
    doubted_by_id = models.BigIntegerField(null=True, editable=False)
    looked_again = TenantForeignKey(
        Revalidation, null=True, editable=False, related_name="answers_doubts"
    )

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        ordering: ClassVar[list[str]] = ["doubted_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(why=""), name="evidence_doubt_says_why")
        ]

    def __str__(self) -> str:
        return self.why[:120]
