import csv
import io

import pytest

from accompagnement.actions.importation.controle import Faute
from accompagnement.actions.importation.rapport import FAUTES_MONTREES, Rapport


def _fautes(nombre):
    return [Faute(ligne, "nom", "", "Manque.") for ligne in range(2, nombre + 2)]


@pytest.mark.parametrize(("de_plus", "dit"), [(0, False), (3, True)])
def test_only_so_many_faults_are_shown_and_the_others_counted(de_plus, dit):
    rapport = Rapport(lignes=500, fautes=_fautes(FAUTES_MONTREES + de_plus))
    assert (f"… et {de_plus} autres" in rapport.texte()) is dit
    assert rapport.lignes_rejetees == FAUTES_MONTREES + de_plus
    assert len(_lignes(rapport)) == FAUTES_MONTREES + de_plus


def test_a_file_refused_whole_says_why_on_its_first_line():
    assert _lignes(Rapport(refus=("La colonne « nom » manque.",))) == [
        ["1", "", "", "La colonne « nom » manque."]
    ]


def _lignes(rapport):
    return list(csv.reader(io.StringIO(rapport.rejets().lstrip("\ufeff")), delimiter=";"))[1:]
