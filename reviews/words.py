"""What the words of the vocabulary are called on pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Labels
from reviews.vocabulary import DriftKind, EndsIn, Fared, LineKind, Matter, Severity

SEVERITIES: Labels = {
    Severity.MINOR: _("Minor"),
    Severity.SERIOUS: _("Serious"),
    Severity.CRITICAL: _("Critical"),
}
ENDS_IN: Labels = {
    EndsIn.CONTINUE: _("Continue"),
    EndsIn.RENEGOTIATE: _("Propose renegotiation"),
    EndsIn.UNWIND: _("Propose unwinding"),
}
FARED: Labels = {
    Fared.BORNE_OUT: _("Borne out"),
    Fared.NOT_BORNE_OUT: _("Not borne out"),
    Fared.OPEN: _("Open"),
}
DRIFT_KINDS: Labels = {
    DriftKind.MISSED_CHANGE_WINDOWS: _("Missed change windows"),
    DriftKind.INCOMPATIBLE_INCIDENTS: _("Incidents handled past each other"),
    DriftKind.OWN: _("Our own indicator"),
}
MATTERS: Labels = {
    Matter.BOUNDARY: _("The boundary"),
    Matter.TERMS: _("The terms"),
    Matter.INCENTIVES: _("The incentives"),
    Matter.INTEGRATION: _("The integration"),
}

LINE_KINDS: Labels = {
    LineKind.AUTHORISE: _("To authorise"),
    LineKind.NO_APPROVER: _("No approver"),
    LineKind.POLICY: _("Policy"),
    LineKind.TRIGGER: _("Trigger seen"),
    LineKind.QUESTION: _("In question"),
    LineKind.DEFERRAL: _("Deferral"),
    LineKind.TERM: _("Term"),
    LineKind.REVIEW: _("To review"),
    LineKind.EVIDENCE: _("Evidence"),
    LineKind.OUTCOME: _("Outcome"),
    LineKind.PROPOSED: _("Proposed"),
    LineKind.INVITATION: _("Invitation"),
    LineKind.INCOMPLETE: _("Incomplete"),
    LineKind.DRAFT: _("Draft"),
    LineKind.DECIDED: _("Decided"),
}

#: Labels by vocabulary, for the app's phrasebook.
WORDS: dict[type, Labels] = {
    Severity: SEVERITIES,
    EndsIn: ENDS_IN,
    Fared: FARED,
    DriftKind: DRIFT_KINDS,
    Matter: MATTERS,
    LineKind: LINE_KINDS,
}
