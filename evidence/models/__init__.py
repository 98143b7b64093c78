"""Documented observations that bear on claims."""

from evidence.models.artifacts import Artifact, Auditability, Conditions, Kind, Source, Subject
from evidence.models.files import StoredFile
from evidence.models.readings import Bearing, Reading

__all__ = [
    "Artifact",
    "Auditability",
    "Bearing",
    "Conditions",
    "Kind",
    "Reading",
    "Source",
    "StoredFile",
    "Subject",
]
