"""The OpenAPI document as it is published, its fingerprint, the dated journal of its changes."""

import functools
import hashlib
import json
import tomllib
from pathlib import Path

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

JOURNAL = Path(__file__).parent / "journal.toml"


@functools.cache
def rendu():
    """The document, in JSON; it says nothing of who asks for it."""
    return OpenApiJsonRenderer().render(SchemaGenerator().get_schema(public=True))


def document():
    return json.loads(rendu())


def empreinte_du(document):
    """The same for two documents that say the same, in whatever order."""
    trie = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(trie.encode()).hexdigest()[:16]


@functools.cache
def journal():
    """The versions, latest first: `le`, `empreinte` of the document, `changements`."""
    return tomllib.loads(JOURNAL.read_text())["version"]
