import csv
import io
from datetime import datetime, time

import pytest

from accompagnement.actions.importation.colonnes import COLONNES
from accompagnement.actions.importation.deroulement import importer
from accompagnement.actions.regle_sortie import charger_regles
from tests.accompagnement.alertes.lignes import JOUR
from tests.usines import PARIS, CommuneFactory

PERSONNE = {
    "identifiant_externe": "A1",
    "nom": "Dupont",
    "prenom": "Éloïse",
    "date_naissance": "1980-02-03",
    "sexe": "F",
}


@pytest.fixture
def references(db):
    charger_regles()
    CommuneFactory()
    CommuneFactory(code_insee="01004", nom="Ambérieu-en-Bugey", codes_postaux=["01500"])


@pytest.fixture
def ecrire(tmp_path):
    """Write rows (what differs from PERSONNE) to a CSV; returns its path."""

    def ecrire(*lignes, encodage="utf-8", colonnes=COLONNES):
        flux = io.StringIO()
        ecrivain = csv.DictWriter(flux, colonnes, delimiter=";")
        ecrivain.writeheader()
        ecrivain.writerows(PERSONNE | ligne for ligne in lignes)
        chemin = tmp_path / "dossiers.csv"
        chemin.write_bytes(flux.getvalue().encode(encodage))
        return chemin

    return ecrire


@pytest.fixture
def importer_lignes(references, ecrire):
    def importer_lignes(*lignes, **options):
        return importer(ecrire(*lignes), **options)

    return importer_lignes


@pytest.fixture
def fautes(importer_lignes):
    """[(line, column, reason)] of an import that must write nothing."""

    def fautes(*lignes):
        rapport = importer_lignes(*lignes)
        assert not rapport.est_accepte
        return [(faute.ligne, faute.colonne, faute.motif) for faute in sorted(rapport.fautes)]

    return fautes


@pytest.fixture
def le_15_juin(time_machine):
    """The clock stops on `JOUR`, a Monday, at nine."""
    time_machine.move_to(datetime.combine(JOUR, time(9), tzinfo=PARIS), tick=False)
