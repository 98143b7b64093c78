"""Measurements of a partnership: the list, one with its trend, and how values come in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.drafts import opened
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.forms import SeamForm
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from evidence import access
from evidence.actions.measurements import MEASUREMENTS, figure_of, values_record
from evidence.forms.measurements import MeasurementForm, SeriesForm, ValueForm
from evidence.models import Measurement
from evidence.rules import series
from evidence.rules.series import Figure, Line, Outcome
from evidence.rules.trend import trend
from evidence.rules.vocabulary import Period
from evidence.selectors.dossier import measurement_part
from evidence.selectors.measurements import criteria_of, series_of, triggers_of
from evidence.sentences import BOOK
from partnerships.access import may_write, partnership_for_read, partnership_for_update
from partnerships.views.rows import Rows, row_list, row_views


class Measurements(Rows):
    """The measurements of a partnership."""

    actions = MEASUREMENTS
    form = MeasurementForm
    named_by = "name"
    app = "evidence"

    def page(self) -> str:
        return href("evidence:measurement_list", self.parent.pk)

    def read(self) -> Iterable[Any]:
        return series_of(self.parent)

    def around(self) -> dict[str, Any]:
        return {"partnership": self.parent}

    def form_extras(self, actor: Actor, row: Any = None) -> dict[str, Any]:
        return {"criteria": criteria_of(self.parent), "triggers": triggers_of(self.parent)}


MEASUREMENT = row_views(Measurements, partnership_for_update, access.measurement_for_update)


def measurement_list(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Measurements(partnership_for_read(request.actor, pk))
    context = {"row_list": row_list(request, rows), **rows.around()}
    return render_page(request, "evidence/measurement_list.html", context)


def measurement_detail(request: MemberRequest, pk: int) -> HttpResponse:
    measurement = access.measurement_for_read(request.actor, pk)
    part = measurement_part(measurement)
    context = {
        "measurement": measurement,
        "partnership": measurement.partnership,
        "part": part,
        "trend": trend(part),
        "may_write": may_write(request.actor),
    }
    return render_page(request, "evidence/measurement_detail.html", context)


def value_create(request: MemberRequest, pk: int) -> HttpResponse:
    measurement = access.measurement_for_update(request.actor, pk)
    form = opened(request, ValueForm, key=f"value:new:{pk}")
    if form.is_valid():
        with form.catching():
            figures = [Figure(**form.values)]
            values_record(by=request.actor, measurement=measurement, figures=figures)
            messages.success(request, _("The value is recorded."))
            return see_other(request, href("evidence:measurement_detail", pk))
    context = {
        "form": form,
        "measurement": measurement,
        "partnership": measurement.partnership,
    }
    return render_page(request, "evidence/value_create.html", context, status=form.status)


def values_paste(request: MemberRequest, pk: int) -> HttpResponse:
    """Paste or upload, check line by line, then record all of it or nothing."""
    measurement = access.measurement_for_update(request.actor, pk)
    form = opened(request, SeriesForm, key=f"values:{pk}")
    step = request.POST.get("step", "")
    if step != "change" and form.is_valid():
        lines = _lines(measurement, form.values["text"])
        _refuse_text(form, lines)
        if form.is_valid():
            if step == "save" and series.was_seen(lines, request.POST.get("seen", "")):
                with form.catching():
                    return _recorded(request, measurement, lines)
            return _check(request, measurement, form, lines)
    if step == "change":
        form = _again(request, f"values:{pk}")
    context = {"form": form, "measurement": measurement, "partnership": measurement.partnership}
    return render_page(request, "evidence/values_paste.html", context, status=form.status)


def _again(request: MemberRequest, key: str) -> SeriesForm:
    """The form with what was checked, to be corrected: not yet wrong, so without errors."""
    form = SeriesForm(initial={"text": request.POST.get("text", "")})
    form.draft_key = key
    return form


def _lines(measurement: Measurement, text: str) -> tuple[Line, ...]:
    period = Period(measurement.period)
    return series.read_series(text, period, clock.today(), _known(measurement))


def _known(measurement: Measurement) -> dict[date, Figure]:
    return {value.starts_on: figure_of(value) for value in measurement.values.all()}


def _refuse_text(form: SeamForm, lines: tuple[Line, ...]) -> None:
    for problem in BOOK.problems(series.text_findings(lines)):
        form.add_error("text", str(problem.text))


def _recorded(
    request: MemberRequest, measurement: Measurement, lines: tuple[Line, ...]
) -> HttpResponse:
    written = values_record(
        by=request.actor,
        measurement=measurement,
        figures=series.changes(lines),
        known={line.starts_on: line.before for line in lines if line.starts_on},
    )
    said = ngettext("%(count)d value is recorded.", "%(count)d values are recorded.", written)
    messages.success(request, said % {"count": written})
    return see_other(request, href("evidence:measurement_detail", measurement.pk))


def _check(
    request: MemberRequest, measurement: Measurement, form: SeriesForm, lines: tuple[Line, ...]
) -> HttpResponse:
    accepted = series.is_accepted(lines)
    context = {
        "form": form,
        "text": form.values["text"],
        "lines": lines,
        "seen": series.seen(lines),
        "accepted": accepted,
        "changes": len(series.changes(lines)),
        "refused": sum(line.outcome is Outcome.REFUSED for line in lines),
        "measurement": measurement,
        "partnership": measurement.partnership,
    }
    status = 200 if accepted else 422
    return render_page(request, "evidence/values_check.html", context, status=status)
