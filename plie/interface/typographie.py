"""French spacing, set once when a template is loaded: no line begins with « : » or « ? »."""

import re

from django.template.loaders import app_directories, filesystem
from django.utils.safestring import SafeData, mark_safe

INSECABLE = "\N{NO-BREAK SPACE}"
# What is not text: tags of Django, comments, what is shown as typed, tags of HTML.
A_PART = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->"
    r"|<(?P<brut>script|style|pre|code|textarea)\b.*?</(?P=brut)>"
    r"|<(?:\{%.*?%\}|\{\{.*?\}\}|[^<>])*>",
    re.DOTALL,
)
REGLES = (
    (re.compile(r"\s+(?=[:;?!](?:\s|$)|»)"), INSECABLE),
    (re.compile(r"«\s+"), f"«{INSECABLE}"),
)


def typographier(source):
    """`source`, a template, with the spaces of its French text made unbreakable."""
    morceaux, depuis = [], 0
    for trouve in A_PART.finditer(source):
        morceaux += [_texte(source[depuis : trouve.start()]), trouve.group()]
        depuis = trouve.end()
    return "".join([*morceaux, _texte(source[depuis:])])


def insecables(texte):
    """The same of a sentence that the code says: a label, a help, a message, a rule."""
    dite = str(texte)
    propre = typographier(dite)
    return mark_safe(propre) if isinstance(dite, SafeData) else propre  # noqa: S308 - as safe as it was


def _texte(texte):
    for motif, remplacant in REGLES:
        texte = motif.sub(remplacant, texte)
    return texte


class _Typographie:
    def get_contents(self, origin):
        source = super().get_contents(origin)
        return typographier(source) if origin.template_name.endswith(".html") else source


class Dossiers(_Typographie, filesystem.Loader):
    """Templates of the folders of the settings."""


class Applications(_Typographie, app_directories.Loader):
    """Templates of the installed applications."""
