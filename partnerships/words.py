"""What the words of the vocabulary are called on pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Labels
from partnerships.rules.vocabulary import (
    AuditMeans,
    CapabilityKind,
    DependencyDepth,
    FactKind,
    FallbackKind,
    FallbackVerdict,
    GapKind,
    OptionKind,
    PartyKind,
    Portability,
    RehearsalKind,
    Reversibility,
    TimeUnit,
    TriggerCall,
    UncertaintyState,
)

CAPABILITY_KINDS: Labels = {
    CapabilityKind.DISTRIBUTION: _("Distribution"),
    CapabilityKind.COMPLIANCE: _("Compliance"),
    CapabilityKind.OPERATIONS: _("Operations"),
    CapabilityKind.DATA: _("Data"),
    CapabilityKind.TECHNICAL: _("Technical"),
}
GAP_KINDS: Labels = {
    GapKind.TECHNICAL: _("Technical"),
    GapKind.OPERATIONAL: _("Operational"),
    GapKind.REGULATORY: _("Regulatory"),
}
UNCERTAINTY_STATES: Labels = {
    UncertaintyState.OPEN: _("Open"),
    UncertaintyState.REDUCED: _("Reduced"),
    UncertaintyState.RESOLVED: _("Resolved"),
}
OPTION_KINDS: Labels = {
    OptionKind.PARTNERSHIP: _("A partnership"),
    OptionKind.BUILD: _("Build it ourselves"),
    OptionKind.DO_WITHOUT: _("Do without"),
}
PARTY_KINDS: Labels = {
    PartyKind.US: _("Us"),
    PartyKind.PARTNER: _("The partner"),
    PartyKind.OTHER: _("Another institution"),
}
TIME_UNITS: Labels = {
    TimeUnit.MINUTES: _("minutes"),
    TimeUnit.HOURS: _("hours"),
    TimeUnit.DAYS: _("days"),
}
FALLBACK_KINDS: Labels = {
    FallbackKind.ALTERNATIVE: _("An alternative provider"),
    FallbackKind.FALLBACK: _("A fallback without the partner"),
    FallbackKind.NONE: _("There is none"),
}
FALLBACK_VERDICTS: Labels = {
    FallbackVerdict.WORKABLE: _("Assessed as workable"),
    FallbackVerdict.NOT_WORKABLE: _("Assessed as not workable"),
}
AUDIT_MEANS: Labels = {
    AuditMeans.LOGS: _("Logs"),
    AuditMeans.METRICS: _("Metrics"),
    AuditMeans.INCIDENT_RECORDS: _("Incident records"),
    AuditMeans.CONTRACTUAL_REPORTING: _("Contractual reporting"),
}
PORTABILITIES: Labels = {
    Portability.FULL: _("All of it, in a form you can use"),
    Portability.PARTIAL: _("A part of it"),
    Portability.NONE: _("None of it"),
}
REHEARSAL_KINDS: Labels = {
    RehearsalKind.WALKED_THROUGH: _("Walked through"),
    RehearsalKind.REHEARSED: _("Rehearsed"),
}
DEPENDENCY_DEPTHS: Labels = {
    DependencyDepth.PERIPHERAL: _("Peripheral"),
    DependencyDepth.SUPPORTING: _("Supporting"),
    DependencyDepth.STRUCTURAL: _("Structural"),
    DependencyDepth.SINGLE_POINT_OF_FAILURE: _("Single point of failure"),
}
REVERSIBILITIES: Labels = {
    Reversibility.REVERSIBLE: _("Reversible"),
    Reversibility.COSTLY: _("Costly to reverse"),
    Reversibility.IRREVERSIBLE: _("Effectively irreversible"),
}
FACT_KINDS: Labels = {
    FactKind.OWNER: _("Owner"),
    FactKind.LEADERSHIP: _("Leadership"),
    FactKind.FINANCIAL_STATE: _("Financial state"),
    FactKind.KEY_DEPENDENCY: _("A key dependency of theirs"),
    FactKind.OTHER: _("Something else"),
}
TRIGGER_CALLS: Labels = {
    TriggerCall.RENEGOTIATE: _("Renegotiation"),
    TriggerCall.UNWIND: _("Unwind"),
}

#: Labels by vocabulary, for the app's phrasebook.
WORDS: dict[type, Labels] = {
    CapabilityKind: CAPABILITY_KINDS,
    GapKind: GAP_KINDS,
    UncertaintyState: UNCERTAINTY_STATES,
    OptionKind: OPTION_KINDS,
    PartyKind: PARTY_KINDS,
    TimeUnit: TIME_UNITS,
    FallbackKind: FALLBACK_KINDS,
    FallbackVerdict: FALLBACK_VERDICTS,
    AuditMeans: AUDIT_MEANS,
    Portability: PORTABILITIES,
    RehearsalKind: REHEARSAL_KINDS,
    DependencyDepth: DEPENDENCY_DEPTHS,
    Reversibility: REVERSIBILITIES,
    FactKind: FACT_KINDS,
    TriggerCall: TRIGGER_CALLS,
}
