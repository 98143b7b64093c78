"""One relationship with a partner that is decided as a whole."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from config.kernel.words import word_field, words_known
from partnerships.models.partners import Partner
from partnerships.rules.vocabulary import DependencyDepth, Reversibility
from partnerships.words import DEPENDENCY_DEPTHS, REVERSIBILITIES


class Standing(models.TextChoices):
    """Where a partnership stands. It moves by a sealed decision and by nothing else."""

    CANDIDATE = "candidate", _("Candidate")
    DEFERRED = "deferred", _("Deferred")
    COMMITTED = "committed", _("Committed")
    RENEGOTIATING = "renegotiating", _("Renegotiating")
    UNWINDING = "unwinding", _("Unwinding")
    UNWOUND = "unwound", _("Unwound")


class DecisionKind(models.TextChoices):
    """What an organisation can decide about a partnership."""

    COMMIT = "commit", _("Commit")
    DEFER = "defer", _("Defer")
    RENEGOTIATE = "renegotiate", _("Renegotiate")
    UNWIND = "unwind", _("Unwind")


class Partnership(Audited):
    """One relationship with a partner, decided as a whole. A partner can have several."""

    partner = TenantForeignKey(Partner, related_name="partnerships", verbose_name=_("partner"))
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=400, editable=False)
    purpose = models.TextField(_("purpose"), blank=True)
    in_operation_since = models.DateField(_("in operation since"), null=True, blank=True)
    in_operation_until = models.DateField(_("in operation until"), null=True, blank=True)
    live = models.TextField(_("what is live"), blank=True)
    dependency_depth = word_field(_("dependency depth"), DEPENDENCY_DEPTHS, blank=True)
    depth_reason = models.TextField(_("why this deep"), blank=True)
    reversibility = word_field(_("reversibility"), REVERSIBILITIES, blank=True)
    reversibility_reason = models.TextField(_("why this reversible"), blank=True)
    lowered_on = models.DateField(_("last declared lower"), null=True, editable=False)
    standing = models.CharField(
        _("standing"),
        max_length=20,
        choices=Standing.choices,
        default=Standing.CANDIDATE,
        editable=False,
    )

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "partner", "sort_key"],
                name="partnerships_partnership_name_once",
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=Standing.values),
                name="partnerships_partnership_standing_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(sort_key=""), name="partnerships_partnership_has_name"
            ),
            models.CheckConstraint(
                condition=models.Q(in_operation_until__isnull=True)
                | models.Q(in_operation_until__gte=models.F("in_operation_since")),
                name="partnerships_partnership_operation_ends_later",
            ),
            words_known(
                "partnerships_partnership_words",
                dependency_depth=(DependencyDepth, ""),
                reversibility=(Reversibility, ""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "sort_key", "id"], name="partnerships_register"),
            models.Index(
                fields=["workspace", "standing", "sort_key", "id"],
                name="partnerships_register_standing",
            ),
            models.Index(
                fields=["workspace", "standing", "id"], name="partnerships_standing_by_age"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        """Whether it was left for good: nothing is asked of it or decided about it any more."""
        return bool(self.standing == Standing.UNWOUND)

    @property
    def in_operation(self) -> bool:
        """Whether the relationship already runs, whatever was decided about it."""
        return self.in_operation_since is not None and self.in_operation_until is None
