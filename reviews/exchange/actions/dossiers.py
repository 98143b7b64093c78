"""Taking a dossier into a register: a new candidate with everything that travels.

All or nothing, and one entry in the ledger. A partner of that name that is there is taken as it
is; so is a scale step, and an uncertainty of it that reads the same. Whatever the rows refuse is
told at once, each with its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.translation import gettext as _

from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import Audited, refusing_duplicates
from config.kernel.canonical import ShapeProblem
from config.kernel.errors import DomainError, Problem
from config.kernel.parts import values_of
from config.kernel.recording import action
from evidence.models import (
    Artifact,
    MeasuredValue,
    Measurement,
    Pilot,
    PilotCriterion,
    Reading,
    Revalidation,
    StoredFile,
)
from partnerships.dossier import ScaleStepPart
from partnerships.models import (
    BoundaryDesign,
    Claim,
    ConflictRisk,
    EscalationStep,
    ExitRehearsal,
    ExitStep,
    FitCard,
    IntegrationPoint,
    Option,
    Partner,
    PartnerFact,
    Partnership,
    Responsibility,
    ScaleStep,
    SuccessCriterion,
    Trigger,
    Uncertainty,
)
from partnerships.rules.sort_key import sort_key
from reviews.dossier import Dossier
from reviews.exchange.files import refused
from reviews.exchange.rules import carried

#: What rows hold of the moment they were written, where the file does not say.
MOMENTS = ("recorded_at", "read_at")


@action
def dossier_import(*, by: Actor, dossier: Dossier, check: bool = False) -> Partnership:
    """A new partnership with what `dossier` says; with `check`, everything but the writing.

    Raises DomainError with every problem at once, each with its JSONPath, and when the partner
    has a partnership of that name. What was written when something fails is taken back.
    """
    with recorded(by=by, kind="dossier.imported") as under_way:
        taken = _Taken(by, carried(dossier))
        taken.everything()
        if problems := taken.problems():
            raise refused(problems)
        _require_free(taken)
        if not check:
            taken.save()
            under_way.subject = under_way.thread = taken.partnership
    return taken.partnership


def _require_free(taken: _Taken) -> None:
    name, partner = taken.partnership.sort_key, taken.partner
    if partner.pk and Partnership.objects.filter(partner=partner, sort_key=name).exists():
        raise _name_taken()


def _name_taken() -> DomainError:
    text = _("This partner has a partnership of this name here. Rename one of the two first.")
    return DomainError(Problem(text, "file"))


@dataclass
class _Taken:
    """The rows of a dossier, made and not yet saved; `_new` in the order in which they can be."""

    by: Actor
    dossier: Dossier
    _new: list[tuple[str, Audited]] = field(default_factory=list)
    _rows: dict[tuple[type[models.Model], str], Any] = field(default_factory=dict)

    partner: Partner = field(init=False)
    partnership: Partnership = field(init=False)

    def everything(self) -> None:
        self._partner()
        self._scale_steps()
        self._fit_card()
        self._boundary_design()
        self._claims()
        self._evidence()
        self._measurements()

    def problems(self) -> list[ShapeProblem]:
        """What the rows refuse, in the order of the file."""
        return [problem for path, row in self._new for problem in _problems(path, row)]

    def save(self) -> None:
        with refusing_duplicates(_name_taken().problems[0]):
            for _path, row in self._new:
                row.save()
        for artifact, part in zip(self._artifacts(), self.dossier.artifacts, strict=True):
            if part.superseded_by_id is not None:
                artifact.superseded_by = self._row(Artifact, part.superseded_by_id)
                artifact.save()

    # Partnerships

    def _partner(self) -> None:
        part = self.dossier.partner
        there = Partner.objects.filter(
            workspace_id=self.by.workspace_id, sort_key=sort_key(part.name)
        ).first()
        self.partner = there or self._add("$.partner", Partner, part, sort_key=sort_key(part.name))
        self._rows[Partner, part.id] = self.partner
        for path, fact in _placed("$.partner.facts", part.facts if there is None else ()):
            self._add(path, PartnerFact, fact, partner=self.partner)
        ours = self.dossier.partnership
        self.partnership = self._add(
            "$.partnership",
            Partnership,
            ours,
            partner=self.partner,
            sort_key=sort_key(ours.name),
        )

    def _scale_steps(self) -> None:
        for path, part in _placed("$.scale_steps", self.dossier.scale_steps):
            step = ScaleStep.objects.filter(
                workspace_id=self.by.workspace_id, sort_key=sort_key(part.name)
            ).first()
            known = {row.statement: row for row in step.uncertainties.all()} if step else {}
            kinds = set(step.options.values_list("kind", flat=True)) if step else set()
            step = step or self._add(path, ScaleStep, part, sort_key=sort_key(part.name))
            self._uncertainties(path, part, step, known)
            for place, option in _placed(f"{path}.options", part.options):
                if option.partnership_id is not None:
                    self._add(place, Option, option, scale_step=step, partnership=self.partnership)
                elif option.kind.value not in kinds:
                    self._add(place, Option, option, scale_step=step)

    def _uncertainties(
        self, path: str, part: ScaleStepPart, step: ScaleStep, known: dict[str, Uncertainty]
    ) -> None:
        for place, each in _placed(f"{path}.uncertainties", part.uncertainties):
            there = known.get(each.statement)
            self._rows[Uncertainty, each.id] = there or self._add(
                place, Uncertainty, each, scale_step=step
            )

    def _fit_card(self) -> None:
        card, path = self.dossier.fit_card, "$.fit_card"
        self._add(path, FitCard, card, partnership=self.partnership)
        self._beneath(f"{path}.conflict_risks", ConflictRisk, card.conflict_risks)
        self._beneath(f"{path}.integration_points", IntegrationPoint, card.integration_points)
        self._beneath(f"{path}.exit_steps", ExitStep, card.exit_steps)
        self._beneath(f"{path}.exit_rehearsals", ExitRehearsal, card.exit_rehearsals)

    def _boundary_design(self) -> None:
        design, path = self.dossier.boundary_design, "$.boundary_design"
        self._add(path, BoundaryDesign, design, partnership=self.partnership)
        for place, part in _placed(f"{path}.responsibilities", design.responsibilities):
            row = self._add(place, Responsibility, part, partnership=self.partnership)
            for step_place, step in _placed(f"{place}.escalation", part.escalation):
                self._add(step_place, EscalationStep, step, responsibility=row)
        self._beneath("$.triggers", Trigger, self.dossier.triggers)

    def _claims(self) -> None:
        for path, part in _placed("$.claims", self.dossier.claims):
            about = self._row(Uncertainty, part.about_id)
            claim = self._add(path, Claim, part, partnership=self.partnership, about=about)
            for place, criterion in _placed(f"{path}.criteria", part.criteria):
                self._add(place, SuccessCriterion, criterion, claim=claim)

    # Evidence

    def _evidence(self) -> None:
        for path, part in _placed("$.pilots", self.dossier.pilots):
            pilot = self._add(path, Pilot, part, partnership=self.partnership)
            for place, each in _placed(f"{path}.criteria", part.criteria):
                criterion = self._row(SuccessCriterion, each.criterion_id)
                self._add(place, PilotCriterion, each, pilot=pilot, criterion=criterion)
        for path, artifact_part in _placed("$.artifacts", self.dossier.artifacts):
            artifact = self._add(
                path,
                Artifact,
                artifact_part,
                partner=self._row(Partner, artifact_part.partner_id),
                pilot=self._row(Pilot, artifact_part.pilot_id),
                file=self._file(artifact_part.file),
            )
            for place, again in _placed(f"{path}.revalidations", artifact_part.revalidations):
                self._add(place, Revalidation, again, artifact=artifact)
        for path, reading in _placed("$.readings", self.dossier.readings):
            self._add(
                path,
                Reading,
                reading,
                artifact=self._row(Artifact, reading.artifact_id),
                criterion=self._row(SuccessCriterion, reading.criterion_id),
            )

    def _measurements(self) -> None:
        for path, part in _placed("$.measurements", self.dossier.measurements):
            measurement = self._add(
                path,
                Measurement,
                part,
                partnership=self.partnership,
                criterion=self._row(SuccessCriterion, part.criterion_id),
                trigger=self._row(Trigger, part.trigger_id),
            )
            for place, value in _placed(f"{path}.values", part.values):
                self._add(place, MeasuredValue, value, measurement=measurement)

    def _file(self, part: Any) -> StoredFile | None:
        """The file of that content in this workspace: a dossier names files and carries none."""
        if part is None:
            return None
        files = StoredFile.objects.filter(workspace_id=self.by.workspace_id, sha256=part.sha256)
        return files.filter(name=part.name).first() or files.first()

    # Rows

    def _beneath(self, path: str, model: type[Audited], parts: Iterable[Any]) -> None:
        for place, part in _placed(path, parts):
            self._add(place, model, part, partnership=self.partnership)

    def _add(self, path: str, model: type[Any], part: Any, **given: Any) -> Any:
        row = model(workspace_id=self.by.workspace_id, **_columns(model, part), **given)
        self._new.append((path, row))
        if hasattr(part, "id"):
            self._rows[model, part.id] = row
        return row

    def _row(self, model: type[Any], reference: str | None) -> Any:
        return None if reference is None else self._rows[model, reference]

    def _artifacts(self) -> list[Artifact]:
        return [row for _path, row in self._new if isinstance(row, Artifact)]


def _placed(path: str, parts: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(f"{path}[{place}]", part) for place, part in enumerate(parts)]


def _columns(model: type[models.Model], part: Any) -> dict[str, Any]:
    """The part's values for the model's own columns; what nobody said is "" where a text stands."""
    there = {column.name: column for column in model._meta.concrete_fields}
    said = {name: value for name, value in values_of(part).items() if name in there}
    said.pop("file", None)
    for name, value in said.items():
        if value is None and not there[name].null:
            said[name] = clock.now() if name in MOMENTS else ""
    return said


def _problems(path: str, row: Audited) -> list[ShapeProblem]:
    """What the columns and the checks of a row refuse, in their own words."""
    references = {each.name for each in row._meta.concrete_fields if each.is_relation}
    found: list[ShapeProblem] = []
    try:
        row.clean_fields(exclude=references)
    except ValidationError as error:
        found = [
            ShapeProblem(f"{path}.{name}", "refused", " ".join(messages))
            for name, messages in error.message_dict.items()
        ]
    return found or list(_broken_checks(path, row, references))


def _broken_checks(path: str, row: Audited, references: set[str]) -> Iterable[ShapeProblem]:
    checks = (each for each in row._meta.constraints if isinstance(each, models.CheckConstraint))
    for check in checks:
        try:
            check.validate(type(row), row, exclude=references, using=connection.alias)
        except ValidationError:
            yield ShapeProblem(path, "refused", _("These values cannot stand together."))
