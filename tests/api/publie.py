"""The document as partners last read it."""

import json
from pathlib import Path

PUBLIE = Path(__file__).parent / "schema_publie.json"


def lire():
    return json.loads(PUBLIE.read_text())
