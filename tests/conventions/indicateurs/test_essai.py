"""A period under another rule: what it gives, what it cannot give, and that it leaves nothing."""

from datetime import date
from decimal import Decimal

import pgtrigger
import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accompagnement.enums import Categorie
from accompagnement.models import MotifSortie, RegleSortie, Sortie
from accompagnement.sorties.faits import Contrat, FaitsDeSortie
from accompagnement.sorties.gardes import garder
from conventions.actions.releve import figer
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.essai import CODES, essayer
from conventions.indicateurs.officiel import lire
from tests.accompagnement.sorties.tirages import FAITS, REGLES
from tests.conventions.tirages import DEBUT, FIN, creer, personnes
from tests.portes import ecritures
from tests.usines import ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db
TIRAGES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
JUIN = date(2025, 6, 1), date(2025, 6, 30)


def regle(**champs):
    return RegleSortie(version=99, **champs)


def cdd(mois, heures=35, debut=date(2025, 6, 1)):
    fin = date(2025 + (debut.month + mois - 1) // 12, (debut.month + mois - 1) % 12 + 1, debut.day)
    contrat = Contrat("cdd", debut, fin_prevue=fin, heures=Decimal(heures))
    return garder(FaitsDeSortie((contrat,)))


def sortir(motif, faits=None, **champs):
    return ParcoursFactory(sorti=True, motif=motif, motif__faits=faits, **champs).sortie


def valeurs(essai):
    return {code: mesure.valeur for code, mesure in essai.mesures.items()}


@TIRAGES
@given(personnes(), st.lists(st.none() | FAITS, min_size=6, max_size=6), REGLES, st.booleans())
def test_whatever_is_tried_nothing_is_written_and_the_same_rule_gives_the_same_figures(
    tirage, faits, essayee, est_arrete
):
    with transaction.atomic():
        creer(tirage)
        _garder(faits)
        if est_arrete:
            figer(DEBUT)
        cache.clear()
        avant, lu = ecritures(), lire(DEBUT, FIN)
        meme = essayer(DEBUT, FIN, RegleSortie.objects.get())
        autre = essayer(DEBUT, FIN, essayee)
        assert ecritures() == avant and lire(DEBUT, FIN) == lu
        transaction.set_rollback(True)
    assert meme.mesures == meme.memes == {code: lu.mesures[code] for code in CODES}
    assert (meme.non_rejouables, meme.deplacees, meme.trie) == (0, 0, False)
    m = valeurs(autre)
    assert m["sorties"] == m["sorties_positives"] + m["sorties_neutres"] + m["sorties_autres"]
    assert m["sorties"] + autre.non_rejouables == lu.mesures["sorties"].valeur
    assert autre.officiel.mesures["sorties"] == lu.mesures["sorties"]


def _garder(faits):
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        for sortie, faits_lus in zip(Sortie.objects.order_by("pk"), faits, strict=False):
            sortie.faits = faits_lus and garder(faits_lus)
            sortie.save()


@pytest.mark.parametrize(
    ("motif", "champs", "categorie"),
    [
        ("creation_entreprise", {"creation_positive": False}, Categorie.AUTRE),
        ("apprentissage", {"alternance_positive": False}, Categorie.AUTRE),
        ("iae", {"iae_positive": True}, Categorie.POSITIVE),
        ("interim_6_mois", {"interim": "non"}, Categorie.AUTRE),
        ("formation_qualifiante", {"formation": "non"}, Categorie.AUTRE),
        ("cdi", {"iae_positive": True}, Categorie.POSITIVE),
        ("demenagement", {"creation_positive": False}, Categorie.NEUTRE),
    ],
)
def test_a_switch_is_tried_on_every_exit_whatever_was_kept(motif, champs, categorie):
    sortir(motif)
    essai = essayer(*JUIN, regle(**champs))
    assert essai.non_rejouables == 0
    assert [s.apres for s in essai.rejouees] == [categorie]


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({}, (3, 1, 0)),
        ({"duree_min_mois": 3}, (3, 1, 0)),
        ({"duree_min_mois": 9}, (1, 3, 0)),
        ({"quotite_min": 1}, (1, 3, 0)),
    ],
)
def test_length_and_hours_are_tried_on_the_facts_that_were_kept(champs, attendu):
    sortir("cdd_6_mois", cdd(10))
    sortir("cdd_6_mois", cdd(7, heures=24))
    sortir("cdd_6_mois", cdd(8, heures=30))
    sortir("abandon", cdd(1))
    essai = essayer(*JUIN, regle(**champs))
    m = valeurs(essai)
    assert (m["sorties_positives"], m["sorties_autres"], essai.non_rejouables) == attendu


def test_an_exit_too_short_becomes_positive_when_less_is_asked():
    sortir("emploi_court", cdd(4))
    sortir("emploi_court", cdd(2))
    essai = essayer(*JUIN, regle(duree_min_mois=3))
    assert (valeurs(essai)["taux_sorties_positives"], essai.deplacees) == (50.0, 1)


def test_what_was_not_kept_is_counted_apart_unless_no_rule_deduces_it():
    sortir("cdi")
    sortir("abandon")
    sortir("demenagement")
    sortir("cdd_6_mois", cdd(8))
    essai = essayer(*JUIN, regle(duree_min_mois=7))
    assert essai.non_rejouables == 1
    assert valeurs(essai) == {
        "taux_sorties_positives": 33.3,
        "sorties": 3,
        "sorties_positives": 1,
        "sorties_neutres": 1,
        "sorties_autres": 1,
    }
    assert essai.officiel.mesures["sorties_positives"].valeur == 2


@pytest.mark.parametrize(
    ("denominateur", "attendu"),
    [("toutes_sorties", (1, 3)), ("hors_neutres", (1, 1)), ("hors_deces", (1, 2))],
)
def test_what_the_rate_divides_by_is_tried_on_every_exit(denominateur, attendu):
    for motif in ("cdi", "deces", "demenagement"):
        sortir(motif)
    taux = essayer(*JUIN, regle(denominateur=denominateur)).mesures["taux_sorties_positives"]
    assert (taux.numerateur, taux.denominateur) == attendu


def test_a_decision_against_the_deduction_stays_what_it_was():
    """A person decides: a rule that asks the same of this exit changes nothing of it."""
    sortir("cdd_6_mois", cdd(2))
    sortir("demenagement", cdd(12))
    for champs in ({"tolerance_jours": 9}, {"duree_min_mois": 5}):
        essai = essayer(*JUIN, regle(**champs))
        assert sorted(s.apres for s in essai.rejouees) == [Categorie.NEUTRE, Categorie.POSITIVE]


def test_a_motif_that_is_withheld_never_moves():
    sortir("iae")
    MotifSortie.objects.filter(pk="iae").update(est_sensible=True)
    essai = essayer(*JUIN, regle(iae_positive=True))
    assert [s.apres for s in essai.rejouees] == [Categorie.AUTRE]


def test_an_official_month_is_tried_as_it_stood():
    sortie = sortir("cdi")
    sortir("abandon")
    figer(JUIN[0])
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        Sortie.objects.filter(pk=sortie.pk).update(categorie=Categorie.AUTRE, motif="abandon")
    sortir("abandon", date_sortie=date(2025, 6, 12))
    essai = essayer(*JUIN, RegleSortieFactory())
    assert essai.mesures == {code: essai.officiel.mesures[code] for code in CODES}
    assert valeurs(essai)["sorties_positives"] == 1
    assert calculer(*JUIN).mesures["sorties_positives"].valeur == 0


def test_the_number_of_questions_does_not_depend_on_that_of_exits(django_assert_num_queries):
    for combien in (1, 4):
        for _ in range(combien):
            sortir("cdd_6_mois", cdd(8))
        cache.clear()
        with django_assert_num_queries(8):
            essayer(*JUIN, regle(duree_min_mois=7))


@pytest.mark.parametrize(
    ("combien", "imprimes", "trahit"),
    [(3, {"creation_entreprise"}, True), (5, {"creation_entreprise"}, False), (5, {"cdi"}, True)],
)
def test_few_exits_that_change_or_a_motif_that_no_report_prints_stay(combien, imprimes, trahit):
    for _ in range(combien):
        sortir("creation_entreprise")
    assert essayer(*JUIN, regle(creation_positive=False)).trahit(imprimes) is trahit
    assert not essayer(*JUIN, regle(denominateur="hors_neutres")).trahit(imprimes)


def test_all_but_a_few_exits_of_a_motif_tell_of_these_few():
    for mois in (8, 8, 8, 8, 8, 12):
        sortir("cdd_6_mois", cdd(mois))
    assert essayer(*JUIN, regle(duree_min_mois=10)).trahit({"cdd_6_mois"})
    sortir("cdd_6_mois", cdd(8))
    for _ in range(4):
        sortir("cdd_6_mois", cdd(12))
    assert not essayer(*JUIN, regle(duree_min_mois=10)).trahit({"cdd_6_mois"})


@pytest.mark.parametrize(
    ("champs", "trie"),
    [
        ({}, False),
        ({"denominateur": "hors_neutres"}, False),
        ({"denominateur": "hors_deces"}, True),
        ({"creation_positive": False}, True),
        ({"duree_min_mois": 7}, True),
    ],
)
def test_a_rule_sorts_motifs_whoever_left(champs, trie):
    sortir("abandon")
    assert essayer(*JUIN, regle(**champs)).trie is trie


def test_a_death_that_is_withheld_divides_as_it_did():
    """Beside the list of exits, whose motif is blank, the divisor would tell of whom it is."""
    for motif in ("cdi", "deces"):
        sortir(motif)
    hors_deces = regle(denominateur="hors_deces")
    assert essayer(*JUIN, hors_deces).mesures["taux_sorties_positives"].denominateur == 1
    MotifSortie.objects.filter(pk="deces").update(est_sensible=True)
    assert essayer(*JUIN, hors_deces).mesures["taux_sorties_positives"].denominateur == 2
