"""Taking a dossier into a register: a new candidate with everything that travels.

All or nothing, and one entry in the ledger. A partner of that name that is there is taken as it
is; so is a scale step, and an uncertainty of it that reads the same. Whatever the rows refuse is
told at once, each with its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
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
from config.kernel.recording import action
from evidence.dossier import ArtifactPart, FilePart, ReadingPart
from evidence.models import MeasuredValue, StoredFile
from evidence.rules.periods import first_day
from evidence.rules.vocabulary import Period
from partnerships.actions.positions import position_write
from partnerships.dossier import (
    OptionPart,
    PartnerFactPart,
    PartnerPart,
    PartnershipPart,
    ScaleStepPart,
    UncertaintyPart,
)
from partnerships.models import Option, Partner, Partnership, Uncertainty
from partnerships.rules.sort_key import sort_key
from partnerships.rules.vocabulary import OptionKind
from reviews.dossier import Dossier
from reviews.exchange.files import refused
from reviews.exchange.rows import MODELS, Key, Placed, columns_of, key, placed, relations_of
from reviews.exchange.rules import carried

#: Nothing was written down in a register before, and clocks differ by no more than that.
EARLIEST, SKEW = datetime(1900, 1, 1, tzinfo=UTC), timedelta(days=1)

#: What is found again by its name.
NAMED = (PartnerPart, PartnershipPart, ScaleStepPart)


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
    _rows: dict[Key, Any] = field(default_factory=dict)

    @property
    def partner(self) -> Partner:
        row: Partner = self._rows[key(self.dossier.partner)]
        return row

    @property
    def partnership(self) -> Partnership:
        row: Partnership = self._rows[key(self.dossier.partnership)]
        return row

    def everything(self) -> None:
        for place in placed(self.dossier):
            if there := self._there(place):
                self._rows[key(place.part)] = there
            else:
                self._add(place)

    def problems(self) -> list[ShapeProblem]:
        """What the rows refuse, in the order of the file."""
        seen: set[tuple[Any, ...]] = set()
        return [
            problem
            for path, row in self._new
            for problem in _problems(path, row) or _twice(path, row, seen)
        ]

    def save(self) -> None:
        with refusing_duplicates(_name_taken().problems[0]):
            for _path, row in self._new:
                row.save()
        position_write(partnership=self.partnership)
        for part in self.dossier.artifacts:
            if part.superseded_by_id is not None:
                artifact = self._rows[key(part)]
                artifact.superseded_by = self._rows[type(part).__name__, part.superseded_by_id]
                artifact.save()

    def _there(self, place: Placed) -> Audited | None:
        """The row that stands for this part here already, and is taken as it is."""
        part = place.part
        if isinstance(part, PartnerPart | ScaleStepPart):
            return self._found(MODELS[type(part)], sort_key=sort_key(part.name))
        above = self._rows.get(key(place.above)) if place.above else None
        if above is None or above.pk is None:
            return None
        if isinstance(part, PartnerFactPart):
            return above  # what is known of the partner here is known of it
        if isinstance(part, UncertaintyPart):
            return self._found(Uncertainty, scale_step=above, statement=part.statement)
        if isinstance(part, OptionPart) and part.partnership_id is None:
            return self._found(Option, scale_step=above, kind=part.kind.value)
        return None

    def _found(self, model: type[Audited], **known_by: Any) -> Audited | None:
        rows = model.objects.filter(workspace_id=self.by.workspace_id, **known_by)
        row: Audited | None = rows.first()
        return row

    def _add(self, place: Placed) -> None:
        part = place.part
        related = relations_of(place, self.dossier)
        related.pop("superseded_by", None)
        row = MODELS[type(part)](
            workspace_id=self.by.workspace_id,
            **columns_of(part),
            **{column: self._rows[each] for column, each in related.items()},
            **self._besides(part),
        )
        self._new.append((place.path, row))
        self._rows[key(part)] = row

    def _besides(self, part: Any) -> dict[str, Any]:
        """What a row holds that its part says in another way."""
        if isinstance(part, NAMED):
            return {"sort_key": sort_key(part.name)}
        if isinstance(part, ArtifactPart):
            return {"file": self._file(part.file)}
        if isinstance(part, ReadingPart):
            # Whoever brings a reading in answers for it here, so that another has to assess it.
            return {"read_by_id": self.by.user_id}
        return {}

    def _file(self, part: FilePart | None) -> StoredFile | None:
        """The file of that content in this workspace: a dossier names files and carries none."""
        if part is None:
            return None
        files = StoredFile.objects.filter(workspace_id=self.by.workspace_id, sha256=part.sha256)
        return files.filter(name=part.name).first() or files.first()


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
    if not found and getattr(row, "sort_key", None) == "":
        text = _("Enter a name with letters or digits.")
        return [ShapeProblem(f"{path}.name", "refused", text)]
    return found or [*_broken_checks(path, row, references), *_at_odds(path, row)]


def _broken_checks(path: str, row: Audited, references: set[str]) -> Iterable[ShapeProblem]:
    checks = (each for each in row._meta.constraints if isinstance(each, models.CheckConstraint))
    for check in checks:
        try:
            check.validate(type(row), row, exclude=references, using=connection.alias)
        except ValidationError:
            yield ShapeProblem(path, "refused", _("These values cannot stand together."))


def _at_odds(path: str, row: Audited) -> Iterable[ShapeProblem]:
    """What a row must not say of the one that it belongs to, or of the day on which it goes in."""
    if isinstance(row, Option):
        is_one, names_one = row.kind == OptionKind.PARTNERSHIP, row.partnership is not None
        if is_one is not names_one:
            text = _("Name the partnership where the option is one, and nowhere else.")
            yield ShapeProblem(f"{path}.partnership_id", "refused", text)
    if isinstance(row, MeasuredValue):
        first = first_day(row.starts_on, Period(row.measurement.period))
        if first != row.starts_on:  # another of the same period could stand beside it
            text = _("A period goes by its first day. Write %(day)s.") % {"day": first.isoformat()}
            yield ShapeProblem(f"{path}.starts_on", "refused", text)
    for column in row._meta.concrete_fields:
        if isinstance(column, models.DateTimeField) and not _may_have_been(row, column):
            text = _("This was done at that moment. Write one between 1900 and now.")
            yield ShapeProblem(f"{path}.{column.name}", "refused", text)


def _may_have_been(row: Audited, column: models.DateTimeField[Any, Any]) -> bool:
    """Whether what was done then can have been; a page could not show the end of the calendar."""
    moment: datetime | None = getattr(row, column.attname)
    return moment is None or EARLIEST <= moment <= clock.now() + SKEW


def _twice(path: str, row: Audited, seen: set[tuple[Any, ...]]) -> Iterable[ShapeProblem]:
    """What a register holds once and the file has a second time."""
    marks = {mark for each in row._meta.constraints for mark in _marks(row, each)}
    if marks & seen:
        yield ShapeProblem(path, "refused", _("This stands in the file already, and goes in once."))
    seen |= marks


def _marks(row: Audited, constraint: models.BaseConstraint) -> Iterable[tuple[Any, ...]]:
    """The values by which a constraint knows the row from others, where it does."""
    if not isinstance(constraint, models.UniqueConstraint) or not _holds(constraint, row):
        return
    values = [_identity(row, name) for name in constraint.fields]
    if None not in values:
        yield (constraint.name, *values)


def _holds(constraint: models.UniqueConstraint, row: Audited) -> bool:
    """Whether its condition is met; each of ours asks that columns hold nothing."""
    condition: Any = constraint.condition
    asked = [name for name, _is_so in condition.children] if condition else []
    return all(getattr(row, name.removesuffix("__isnull")) is None for name in asked)


def _identity(row: Audited, name: str) -> Any:
    """The value of a column; a row that is not saved yet is known by itself."""
    column: Any = row._meta.get_field(name)
    there = row._state.fields_cache.get(name)
    return id(there) if there is not None and there.pk is None else getattr(row, column.attname)
