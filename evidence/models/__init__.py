"""Documented observations that bear on claims."""

from evidence.models.artifacts import Artifact, Conditions, Kind, Source, Subject
from evidence.models.files import StoredFile
from evidence.models.readings import Bearing, Reading

__all__ = [
    "Artifact",
    "Bearing",
    "Conditions",
    "Kind",
    "Reading",
    "Source",
    "StoredFile",
    "Subject",
]
