"""The published schema of a dossier file: docs/seam-dossier-1.schema.json."""

from __future__ import annotations

import json

from config.kernel.schema import schema_of
from reviews.dossier import FORMAT, Dossier


def dossier_schema() -> str:
    """The JSON Schema of `seam-dossier/1` as text, as it is published."""
    schema = schema_of(Dossier, title="A dossier of Seam", constants={"format": FORMAT})
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
