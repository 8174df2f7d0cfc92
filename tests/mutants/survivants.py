"""The bugs that may live, each with its reason (`survivants.toml`)."""

import tomllib
from difflib import ndiff
from pathlib import Path
from typing import NamedTuple

FICHIER = Path(__file__).with_suffix(".toml")


class Admis(NamedTuple):
    module: str
    avant: str
    apres: str
    raison: str

    def est(self, module, retire, ajoute):
        change = self.avant in retire and self.avant not in ajoute
        return module.startswith(self.module) and change and self.apres in ajoute


ADMIS = [Admis(**admis) for admis in tomllib.loads(FICHIER.read_text())["survivant"]]


def peut_vivre(module, code, change):
    """Whether no test should notice that `code` became `change`."""
    ecarts = list(ndiff(code.splitlines(), change.splitlines()))
    retire, ajoute = (_lignes(ecarts, signe) for signe in "-+")
    return any(admis.est(module, retire, ajoute) for admis in ADMIS)


def _lignes(ecarts, signe):
    return "\n".join(ecart[2:] for ecart in ecarts if ecart.startswith(f"{signe} "))
