"""The whole demonstration, on ordinary days and on the edges of the calendar."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q

from accompagnement.actions.non_entree import charger_motifs_non_entree
from accompagnement.actions.piece import lire_piece
from accompagnement.actions.regle_contrat import charger_regles_contrat
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.suspension import charger_motifs_suspension
from accompagnement.enums import Moment, Statut
from accompagnement.listes.orientation import signaler_les_doublons
from accompagnement.models import (
    Commission,
    CritereEligibilite,
    Entretien,
    Orientation,
    Parcours,
    Participant,
    Situation,
    Sortie,
)
from conventions.actions.releve import figer
from conventions.indicateurs.controle import controler
from conventions.models import MoisArrete
from plie.comptes.demonstration import COMPTES, COMPTES_PAR_CODE, MOT_DE_PASSE
from plie.comptes.models import Agent
from plie.demonstration.personnes.chargement import charger
from plie.referentiels.actions import charger_referentiels
from tests.conventions.sommes import verifier_les_sommes
from tests.plie.demonstration.personnes.regles import REGLES

DEBUT, FIN = date(2025, 1, 1), date(2025, 12, 31)


@pytest.fixture(params=["2026-01-01 07:00", "2027-02-28 23:30"])
def jour(request, db, time_machine):
    time_machine.move_to(f"{request.param}:00+01:00", tick=False)
    charger_referentiels()
    charger_regles()
    charger_regles_contrat()
    charger_motifs_suspension()
    charger_motifs_non_entree()
    jour = date.fromisoformat(request.param[:10])
    charger(jour)
    with connection.cursor() as curseur:
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Nothing else would tell the planner, in this transaction, that tables are no longer empty.
        curseur.execute("ANALYZE")
    return jour


def test_the_demonstration_is_the_plie_of_the_convention_and_is_alive(jour):
    _verifier_chiffres_fondateurs()
    _verifier_preuves()
    _verifier_profil()
    _verifier_comptes()
    _verifier_portefeuilles(jour)
    _verifier_commissions(jour)
    _verifier_orientations()
    _verifier_changements(jour)
    for regle in REGLES:
        regle(jour)
    _verifier_ecarts()


def _verifier_chiffres_fondateurs():
    entres = Parcours.objects.filter(date_entree__lte=FIN)
    accompagnes = entres.filter(Q(date_sortie=None) | Q(date_sortie__gte=DEBUT))
    sortis = Sortie.objects.filter(parcours__date_sortie__range=(DEBUT, FIN))
    assert accompagnes.values("participant").distinct().count() == accompagnes.count() == 461
    assert accompagnes.filter(date_entree__gte=DEBUT).count() == 201
    assert sortis.count() == 125
    assert sortis.filter(categorie="positive").count() == 70
    assert sortis.filter(categorie="neutre").count() == 10
    assert accompagnes.filter(date_entree__lt=DEBUT).count() == 260
    assert accompagnes.exclude(date_sortie__lte=FIN).count() == 336
    assert 5450 <= entres.values("participant").distinct().count() <= 5499


def _verifier_preuves():
    """Each of the seventy has its documents, and the rule contradicts none."""
    fait = controler(DEBUT, FIN, Agent.objects.get(email="coordination@demo.example"))
    assert (fait.declare.numerateur, fait.declare.denominateur, fait.declare.valeur) == (
        70,
        125,
        56,
    )
    assert fait.prouve == fait.declare
    assert [(s.deduction.clauses, s.lue.preuves) for s in fait.contredites] == []
    assert (fait.sans_preuve, fait.a_verifier) == ([], [])
    piece = fait.sorties[0].lue.preuves[0]
    assert "inventé" in lire_piece(piece).decode("cp1252")


def _verifier_ecarts():
    """A month made official, then corrected here and there: its dossiers add up to what differs."""
    figer(date(2025, 10, 1))
    du_mois = Parcours.objects.filter(date_entree__range=(date(2025, 10, 1), date(2025, 10, 31)))
    cles = list(du_mois.order_by("pk").values_list("pk", flat=True))
    Parcours.objects.filter(pk__in=cles[:3]).update(date_entree=date(2025, 9, 30))
    Participant.objects.filter(parcours__in=cles[3:6]).update(sexe="X", commune=None)
    trouves = verifier_les_sommes(MoisArrete.objects.get())
    assert {"entrees", "part_femmes", "delai_entree_jours", "taux_renouvellement"} <= {
        ecart.indicateur.code for ecart in trouves
    }
    assert {"commune", "sexe"} <= {e.ventilation.code for e in trouves if e.ventilation}


def _verifier_orientations():
    statuts = set(Orientation.objects.values_list("statut", flat=True))
    assert statuts == {"nouvelle", "expiree", "refusee", "acceptee"}
    recues = signaler_les_doublons(Orientation.objects.a_traiter())
    assert any(une.a_des_doublons for une in recues)


def _verifier_profil():
    personnes = Participant.objects.filter(parcours__date_entree__range=(DEBUT, FIN))
    criteres = CritereEligibilite.objects.filter(parcours__date_entree__range=(DEBUT, FIN))
    assert 0.5 < personnes.filter(sexe="F").count() / 201 < 0.65
    assert 0.38 < criteres.filter(code="rsa").count() / 201 < 0.57
    assert personnes.filter(date_naissance__lte=date(1975, 12, 31)).count() / 201 > 0.2
    assert personnes.values("commune").distinct().count() > 25


def _verifier_comptes():
    assert dict(Agent.objects.filter(email__in=COMPTES).values_list("email", "role")) == COMPTES
    par_code = Agent.objects.filter(email__in=COMPTES_PAR_CODE)
    assert dict(par_code.values_list("email", "role")) == COMPTES_PAR_CODE
    assert all(conseiller.est_reconnu for conseiller in par_code)
    assert Agent.objects.get(email="direction@demo.example").check_password(MOT_DE_PASSE)
    assert Agent.objects.referents().values("structure").distinct().count() == 3


def _verifier_portefeuilles(jour):
    for referent in Agent.objects.referents():
        suivis = Parcours.objects.du_referent(referent).en_cours()
        prevus = Entretien.objects.filter(agent=referent, presence="prevu")
        assert 45 <= suivis.count() / float(referent.quotite) <= 72
        assert prevus.filter(debut__date=jour).count() == 5
        assert prevus.filter(debut__date__lt=jour).count() == 3
        assert prevus.filter(debut__date__gt=jour).exists()
        assert {Statut.SUSPENDU, Statut.EN_EMPLOI, Statut.SORTIE_PROPOSEE} <= set(
            suivis.values_list("statut", flat=True)
        )
    mures = Parcours.objects.filter(
        statut=Statut.EN_EMPLOI, emplois__date_debut__lt=jour - timedelta(days=183)
    )
    assert mures.count() >= 6
    a_affecter = Parcours.objects.filter(statut=Statut.PRESCRIT, affectations=None)
    assert a_affecter.count() == 6


def _verifier_commissions(jour):
    tenues = Commission.objects.filter(date__lt=jour, date__gte=DEBUT)
    assert tenues.filter(date__lte=FIN).count() == 24
    assert not tenues.filter(passages__decision="").exists()
    prochaines = Commission.objects.filter(date__range=(jour, jour + timedelta(days=14)))
    assert prochaines.filter(type="integration", passages__decision="").exists()
    assert prochaines.filter(type="sortie", passages__decision="").exists()


def _verifier_changements(jour):
    changements = Situation.objects.filter(moment=Moment.A_DATE)
    assert changements.count() >= 20 and not changements.filter(date__gt=jour).exists()
    assert CritereEligibilite.objects.filter(perdu_le__isnull=False).exists()
    conducteurs = changements.filter(a_permis=True).values("parcours")
    permis = CritereEligibilite.objects.filter(code="sans_permis", parcours__in=conducteurs)
    assert permis.exists() and not permis.filter(perdu_le=None).exists()
    assert Parcours.objects.get(statut=Statut.NON_ENTRE).non_entree.motif_id == "injoignable"
    sortis = Parcours.objects.filter(statut=Statut.SORTI)
    sans = sortis.exclude(situations__moment=Moment.SORTIE)
    assert 1 <= sans.count() <= 30
    assert not sans.filter(date_sortie__lt=jour - timedelta(days=60)).exists()
