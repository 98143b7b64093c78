"""Answers to evidence against a success criterion."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from accounts.selectors.memberships import may_be_behind
from config.kernel.actors import Actor
from config.kernel.pages import href, render_page, see_other
from config.kernel.parts import part_of
from config.kernel.requests import MemberRequest
from evidence import access
from evidence.actions import answers as actions
from evidence.dossier import AnswerPart
from evidence.forms.answers import AnswerForm
from evidence.forms.assessments import AnswerAssessForm
from evidence.models import Answer, Reading
from evidence.rules.answers import assessor_gaps, nothing_to_answer
from evidence.selectors.dossier import artifact_part, reading_part
from evidence.sentences import BOOK


def answer_write(request: MemberRequest, pk: int) -> HttpResponse:
    reading = access.reading_for_update(request.actor, pk)
    answer = reading.answer
    form = opened(request, AnswerForm, key=f"answer:{pk}", row=answer)
    if form.is_valid():
        with form.catching():
            actions.answer_write(
                by=request.actor, reading=reading, version=form.seen_version, **form.values
            )
            messages.success(
                request, _("Saved. It counts once another person stands by your answer.")
            )
            return see_other(request, _place_of(reading))
    context = {"form": form, "reading": reading, "answer": answer, "refused": _refused(reading)}
    return render_page(request, "evidence/answer_write.html", context, status=form.status)


def answer_assess(request: MemberRequest, pk: int) -> HttpResponse:
    answer = access.answer_for_assessment(request.actor, pk)
    form = opened(request, AnswerAssessForm, key=f"answer-assess:{pk}", row=answer)
    if form.is_valid():
        with form.catching():
            actions.answer_assess(
                by=request.actor, answer=answer, version=form.seen_version, **form.values
            )
            messages.success(request, _("Your assessment stands beside the answer."))
            return see_other(request, _place_of(answer.reading))
    context = {
        "form": form,
        "reading": answer.reading,
        "answer": answer,
        "refused": _refused(answer.reading) or _refused_to(request.actor, answer),
    }
    return render_page(request, "evidence/answer_assess.html", context, status=form.status)


def _refused(reading: Reading) -> str:
    """Why there is nothing to answer, in a sentence; "" when there is."""
    found = nothing_to_answer(reading_part(reading), artifact_part(reading.artifact))
    return " ".join(map(BOOK.sentence, found))


def _refused_to(actor: Actor, answer: Answer) -> str:
    """Why this person cannot assess the answer as it reads; "" when they may."""
    found = assessor_gaps(part_of(AnswerPart, answer), str(actor.person_id), may_be_behind(actor))
    return " ".join(map(BOOK.sentence, found))


def _place_of(reading: Reading) -> str:
    return f"{href('evidence:artifact_detail', reading.artifact_id)}#reading-{reading.pk}"
