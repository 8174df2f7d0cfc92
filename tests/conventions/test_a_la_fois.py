"""Two people who write at the same moment: one after the other, and the second is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from conventions.actions.commentaire import commenter
from conventions.actions.convention import charger_convention, modifier_convention
from conventions.actions.objectif import amender_cible, modifier_objectif
from conventions.actions.rapport import publier, renvoyer, soumettre
from conventions.actions.serie import importer_series, modifier_serie
from conventions.enums import ModeleRapport, StatutRapport
from conventions.models import Cible, Rapport, Serie, ValeurSerie
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit
from tests.concurrence import ecrire_pendant
from tests.usines import AgentFactory, ObjectifFactory

pytestmark = pytest.mark.django_db(transaction=True)
MARS = date(2025, 3, 1)


@pytest.fixture
def directions():
    return [AgentFactory(role=Role.DIRECTION) for _ in range(2)]


def _a_relire(modele=ModeleRapport.MENSUEL):
    return Rapport.objects.create(
        modele=modele,
        mois=MARS,
        statut=StatutRapport.A_RELIRE,
        donnees={"publies_lus": []},
        prepare_par=AgentFactory(role=Role.COORDINATION),
        prepare_le=timezone.now(),
    )


def test_a_report_is_published_once(directions):
    un, deux = directions
    rapport = _a_relire()
    with pytest.raises(ValidationError, match="il est « Publié »"):
        ecrire_pendant(lambda: publier(rapport, par=un), lambda: publier(rapport, par=deux))
    assert Rapport.objects.get().publie_par == un


def test_a_report_that_is_being_published_is_not_sent_back(directions):
    un, deux = directions
    rapport = _a_relire()
    with pytest.raises(ValidationError, match="il est « Publié »"):
        ecrire_pendant(lambda: publier(rapport, par=un), lambda: renvoyer(rapport, par=deux))
    assert Rapport.objects.publies().get() == rapport


def test_two_reports_of_one_month_are_not_published_without_knowing_of_each_other(directions):
    """What one of them withholds, the other would give back."""
    un, deux = directions
    mensuel, trimestriel = _a_relire(), _a_relire(ModeleRapport.TRIMESTRIEL)
    with pytest.raises(ValidationError, match="Un autre rapport des mêmes mois"):
        ecrire_pendant(lambda: publier(mensuel, par=un), lambda: publier(trimestriel, par=deux))
    assert [r.pk for r in Rapport.objects.publies()] == [mensuel.pk]


def test_a_comment_does_not_enter_a_report_while_it_is_submitted(directions):
    un, deux = directions
    rapport = Rapport.objects.create(mois=MARS, statut=StatutRapport.BROUILLON, donnees={})
    with pytest.raises(ValidationError, match="en cours de production"):
        ecrire_pendant(
            lambda: soumettre(rapport, par=un, differe=False),
            lambda: commenter(rapport, par=deux, version=1, textes={"courbe": "Trop tard"}),
        )
    assert not Rapport.objects.get().commentaires.exists()


def test_of_two_who_comment_the_second_is_told(directions):
    un, deux = directions
    rapport = Rapport.objects.create(mois=MARS, statut=StatutRapport.BROUILLON, donnees={})
    with pytest.raises(Conflit):
        ecrire_pendant(
            lambda: commenter(rapport, par=un, version=1, textes={"courbe": "Premier"}),
            lambda: commenter(rapport, par=deux, version=1, textes={"courbe": "Second"}),
        )
    assert [c.texte for c in Rapport.objects.get().commentaires.all()] == ["Premier"]


@pytest.mark.parametrize("nom", ["objectif", "serie"])
def test_of_two_who_save_one_form_the_second_is_told(directions, nom):
    un, deux = directions
    if nom == "objectif":
        objet, verbe, champ = ObjectifFactory(cible=4), modifier_objectif, "libelle"
    else:
        objet, verbe, champ = Serie.objects.create(libelle="A", unite="%"), modifier_serie, "unite"
    with pytest.raises(Conflit):
        ecrire_pendant(
            lambda: verbe(objet, par=un, version=1, **{champ: "premier"}),
            lambda: verbe(objet, par=deux, version=1, **{champ: "second"}),
        )
    objet.refresh_from_db()
    assert (getattr(objet, champ), objet.version) == ("premier", 2)


def test_a_file_loaded_while_a_form_is_saved_loses_nothing_of_it(directions):
    convention = ObjectifFactory(cible=4).convention
    dit = {"code": convention.code, "libelle": "Du fichier", "partenaires": convention.partenaires}
    dit |= {"date_debut": convention.date_debut, "date_fin": convention.date_fin}
    dit |= {"avenants": [], "cohortes": [], "objectifs": []}
    ecrire_pendant(
        lambda: modifier_convention(convention, par=directions[0], version=1, lieu="Denain"),
        lambda: charger_convention(dit),
    )
    convention.refresh_from_db()
    assert (convention.libelle, convention.lieu) == ("Du fichier", "Denain")
    assert convention.version == 3


def test_two_targets_from_one_day_are_one(directions):
    un, deux = directions
    objectif = ObjectifFactory(cible=4)
    juillet = date(2025, 7, 1)
    with pytest.raises((IntegrityError, ValidationError)):
        ecrire_pendant(
            lambda: amender_cible(objectif, par=un, valeur=5, date_debut=juillet),
            lambda: amender_cible(objectif, par=deux, valeur=6, date_debut=juillet),
        )
    valeurs = Cible.objects.values_list("valeur", "date_debut", "date_fin")
    assert list(valeurs) == [(4, date(2025, 1, 1), date(2025, 6, 30)), (5, juillet, None)]


def test_two_targets_from_two_days_follow_each_other(directions):
    """The second reads the first: no day has two targets, nor none."""
    un, deux = directions
    objectif = ObjectifFactory(cible=4)
    ecrire_pendant(
        lambda: amender_cible(objectif, par=un, valeur=5, date_debut=date(2025, 7, 1)),
        lambda: amender_cible(objectif, par=deux, valeur=6, date_debut=date(2025, 9, 1)),
    )
    assert list(Cible.objects.values_list("valeur", "date_fin")) == [
        (4, date(2025, 6, 30)),
        (5, date(2025, 8, 31)),
        (6, None),
    ]


@pytest.mark.parametrize("est_nouvelle", [True, False])
def test_two_files_of_one_series_write_it_once(directions, est_nouvelle):
    un, deux = directions
    if not est_nouvelle:
        Serie.objects.create(libelle="A", unite="personnes")
    fichier = b"serie;date;valeur;unite;source\nA;2025-01-31;%d;personnes;INSEE\n"
    bilan = ecrire_pendant(
        lambda: importer_series(fichier % 3, par=un), lambda: importer_series(fichier % 4, par=deux)
    )
    assert (bilan.ajoutees, bilan.corrigees) == (0, 1)
    assert [(v.valeur, v.saisie_par) for v in ValeurSerie.objects.all()] == [(4, deux)]
