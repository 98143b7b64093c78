"""Documented observations that bear on claims."""

from evidence.models.artifacts import Artifact, Doubt, Revalidation
from evidence.models.files import StoredFile
from evidence.models.measurements import MeasuredValue, Measurement
from evidence.models.pilots import Pilot, PilotCriterion
from evidence.models.readings import Answer, Assessment, Bearing, Reading
from evidence.models.vocabulary import Auditability, Conditions, Kind, Source, Subject

__all__ = [
    "Answer",
    "Artifact",
    "Assessment",
    "Auditability",
    "Bearing",
    "Conditions",
    "Doubt",
    "Kind",
    "MeasuredValue",
    "Measurement",
    "Pilot",
    "PilotCriterion",
    "Reading",
    "Revalidation",
    "Source",
    "StoredFile",
    "Subject",
]
