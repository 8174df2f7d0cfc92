"""An undefined variable in one of our templates fails the test instead of printing nothing; so does
one that would print « None »."""

import sys
from pathlib import Path

from django.conf import settings
from django.template import base, engines

ecrire = base.render_value_in_context


class VariableAbsente(str):
    """Django formats it with the name of any variable it cannot resolve."""

    __slots__ = ()

    def __contains__(self, _motif):
        return True

    def __mod__(self, variable):
        _refuser(f"undefined variable {variable}")
        return ""


def _ecrire_quelque_chose(valeur, contexte):
    if valeur is None:
        _refuser("None is printed")
    return ecrire(valeur, contexte)


def _refuser(faute):
    gabarit = _gabarit_en_cours()
    if gabarit and Path(gabarit).is_relative_to(settings.BASE_DIR / "templates"):
        raise AssertionError(f"{faute} in {gabarit}")


def _gabarit_en_cours() -> str | None:
    cadre = sys._getframe()
    while cadre := cadre.f_back:
        noeud = cadre.f_locals.get("self")
        origine = getattr(noeud, "origin", None)
        if origine is not None and cadre.f_code.co_name.startswith("render"):
            return origine.name
    return None


def refuser_les_variables_absentes() -> None:
    base.render_value_in_context = _ecrire_quelque_chose
    # In the settings and in the engine made from them: a test that changes DEBUG has it made anew.
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = VariableAbsente("%s")
    engines["django"].engine.string_if_invalid = VariableAbsente("%s")
