"""An undefined variable in one of our templates fails the test instead of printing nothing."""

import sys
from pathlib import Path

from django.conf import settings
from django.template import engines


class VariableAbsente(str):
    """Django formats it with the name of any variable it cannot resolve."""

    __slots__ = ()

    def __contains__(self, _motif):
        return True

    def __mod__(self, variable):
        gabarit = _gabarit_en_cours()
        if gabarit and Path(gabarit).is_relative_to(settings.BASE_DIR / "templates"):
            raise AssertionError(f"undefined variable {variable} in {gabarit}")
        return ""


def _gabarit_en_cours() -> str | None:
    cadre = sys._getframe()
    while cadre := cadre.f_back:
        noeud = cadre.f_locals.get("self")
        origine = getattr(noeud, "origin", None)
        if origine is not None and cadre.f_code.co_name.startswith("render"):
            return origine.name
    return None


def refuser_les_variables_absentes() -> None:
    # In the settings and in the engine made from them: a test that changes DEBUG has it made anew.
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = VariableAbsente("%s")
    engines["django"].engine.string_if_invalid = VariableAbsente("%s")
