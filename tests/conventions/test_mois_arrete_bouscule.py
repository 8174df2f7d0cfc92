"""What is asked of an official month, or of one that is being made so: a clear answer, one result,
nothing done half."""

from contextlib import suppress
from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from accompagnement.actions.commission import clore_commission, inscrire
from accompagnement.actions.correction.demande import confirmer_correction, corriger_entree
from accompagnement.actions.fusion import annuler_fusion, fusionner
from accompagnement.actions.passage import decider
from accompagnement.actions.regle_sortie import ecrire_regle_sortie
from accompagnement.enums import Decision, Statut, TypeCommission
from accompagnement.models import Fusion, Parcours, Participant, RegleSortie, Sortie
from conventions.actions.rapport import ouvrir, produire
from conventions.actions.releve import figer
from conventions.enums import FormatFichier
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.ecarts import ecarts, ecarts_expliques
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.periodes import mois_de
from conventions.models import MoisArrete, Rapport, Releve
from conventions.rapports.donnees import prendre
from conventions.rapports.masque import masquer
from plie.comptes.enums import Role
from tests.concurrence import ecrire_pendant
from tests.conventions.sommes import verifier_les_sommes
from tests.conventions.tirages import DEBUT, creer, personnes
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    MotifSortieFactory,
    ParcoursFactory,
    RegleSortieFactory,
    SortieFactory,
)

pytestmark = pytest.mark.django_db
MARS, AVRIL, MAI = (date(2025, mois, 1) for mois in (3, 4, 5))


@pytest.fixture
def coordination():
    return AgentFactory(role=Role.COORDINATION)


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION)


# A merge across official months


@pytest.fixture
def doublons():
    """One person twice: there from March on, and for two days of April."""
    garde = ParcoursFactory(actif=True, date_entree=date(2025, 4, 10), participant__sexe="F")
    double = ParcoursFactory(
        sorti=True,
        date_entree=date(2025, 3, 20),
        date_sortie=date(2025, 4, 2),
        participant__sexe="M",
    )
    for mois in (MARS, AVRIL):
        figer(mois)
    return garde.participant, double.participant


def test_a_merge_moves_no_official_month_and_explains_what_it_takes_away(doublons, coordination):
    figes = list(Releve.objects.order_by("pk").values())
    fusion = fusionner(*doublons, par=coordination, choix={})
    assert list(Releve.objects.order_by("pk").values()) == figes
    assert lire(*mois_de(AVRIL)).mesures["personnes_accompagnees"].valeur == 2
    assert calculer(*mois_de(AVRIL)).mesures["personnes_accompagnees"].valeur == 1
    for mois, attendues in (
        (MARS, {"part_femmes"}),
        (AVRIL, {"personnes_accompagnees", "part_femmes"}),
    ):
        trouves = verifier_les_sommes(MoisArrete.objects.get(mois=mois))
        assert attendues <= {ecart.indicateur.code for ecart in trouves}
        for ecart in trouves:
            causes = {cause.quoi for dossier in ecart.dossiers for cause in dossier.causes}
            assert "dossier fusionné" in causes, ecart.intitule
    annuler_fusion(fusion, par=coordination)
    assert ecarts_expliques(MoisArrete.objects.get(mois=AVRIL)) == ([], [])


def test_who_merges_is_told_of_the_official_months_before_and_after(client, doublons, coordination):
    garde, absorbe = doublons
    client.force_login(coordination)
    adresse = reverse("accompagnement:dossier_fusionner", args=[garde.pk])
    dit = "Ces dossiers comptent dans 2 mois arrêtés (de mars 2025 à avril 2025)."
    assert dit in client.get(adresse, {"avec": absorbe.pk}).text
    reunis = client.post(adresse, {"avec": absorbe.pk}, follow=True).text
    assert dit in reunis and "une correction, dite dans le prochain rapport" in reunis
    annulee = reverse("accompagnement:fusion_annuler", args=[Fusion.objects.get().pk])
    assert dit in client.post(annulee, follow=True).text
    assert MoisArrete.objects.count() == 2


def test_a_merge_of_dossiers_that_no_official_month_counts_says_nothing(client, coordination):
    figer(MARS)
    garde = ParcoursFactory(actif=True, date_entree=date(2025, 4, 10)).participant
    absorbe = ParcoursFactory(
        sorti=True, date_entree=date(2024, 1, 8), date_sortie=date(2025, 2, 28)
    ).participant
    client.force_login(coordination)
    adresse = reverse("accompagnement:dossier_fusionner", args=[garde.pk])
    assert "arrêté" not in client.get(adresse, {"avec": absorbe.pk}).text


@pytest.mark.django_db(transaction=True)
def test_a_merge_made_while_a_month_becomes_official_is_counted_or_explained(coordination):
    def deux():
        suivis = [
            ParcoursFactory(actif=True, date_entree=date(2025, 3, 20)),
            ParcoursFactory(
                sorti=True, date_entree=date(2025, 3, 2), date_sortie=date(2025, 3, 10)
            ),
        ]
        return [suivi.participant for suivi in suivis]

    fusion = partial(fusionner, *deux(), par=coordination, choix={})
    ecrire_pendant(fusion, partial(figer, MARS))
    assert lire(*mois_de(MARS)).mesures["personnes_accompagnees"].valeur == 1
    assert ecarts(lire(*mois_de(MARS))) == []

    fusion = partial(fusionner, *deux(), par=coordination, choix={})
    avant = calculer(*mois_de(AVRIL)).mesures["personnes_accompagnees"].valeur
    ecrire_pendant(partial(figer, AVRIL), fusion)
    assert lire(*mois_de(AVRIL)).mesures["personnes_accompagnees"].valeur == avant
    verifier_les_sommes(MoisArrete.objects.get(mois=AVRIL))


@settings(max_examples=15, database=None, phases=[Phase.generate])
@given(personnes(), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2))
def test_whatever_is_merged_the_month_stays_and_its_dossiers_add_up(tirage, couples):
    """Lives drawn at random, merged when the database lets them be, each with the values of the
    other."""
    with transaction.atomic():
        creer(tirage)
        par = AgentFactory(role=Role.COORDINATION)
        figer(DEBUT)
        figes = list(Releve.objects.order_by("pk").values())
        gens = list(Participant.objects.order_by("pk"))
        for rang, ecart in couples if len(gens) > 1 else ():
            autre = rang + 1 + ecart % (len(gens) - 1)
            with suppress(ValidationError, IntegrityError):
                fusionner(
                    gens[rang % len(gens)],
                    gens[autre % len(gens)],
                    par=par,
                    choix=dict.fromkeys(("sexe", "date_naissance"), "absorbe"),
                )
        assert list(Releve.objects.order_by("pk").values()) == figes
        verifier_les_sommes(MoisArrete.objects.get())
        transaction.set_rollback(True)


# A commission that decides meanwhile


@pytest.fixture
def decider_la_sortie(coordination):
    """Validate an exit of March, by the commission of April."""
    MotifSortieFactory(), RegleSortieFactory()
    parcours = ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 10))
    SortieFactory(
        parcours=parcours,
        date_effet=date(2025, 3, 20),
        proposee_le=date(2025, 3, 20),
        categorie="",
        regle=None,
        validee_le=None,
    )
    commission = CommissionFactory(date=date(2025, 4, 17), type=TypeCommission.SORTIE)
    passage = inscrire(parcours, par=coordination, commission=commission)

    def trancher():
        decider(passage, par=coordination, decision=Decision.SORTIE_VALIDEE)
        clore_commission(commission, par=coordination)

    return trancher


def _sorties_de_mars():
    return lire(*mois_de(MARS)).mesures["sorties"].valeur


@pytest.mark.django_db(transaction=True)
def test_an_exit_being_validated_is_in_the_month_that_becomes_official(decider_la_sortie):
    ecrire_pendant(decider_la_sortie, partial(figer, MARS))
    assert _sorties_de_mars() == 1
    assert ecarts_expliques(MoisArrete.objects.get()) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_an_exit_validated_just_after_is_a_correction(decider_la_sortie):
    ecrire_pendant(partial(figer, MARS), decider_la_sortie)
    assert Sortie.objects.get().validee_le and _sorties_de_mars() == 0
    codes = {e.indicateur.code for e in verifier_les_sommes(MoisArrete.objects.get())}
    assert {"sorties", "sorties_positives", "taux_sorties_positives"} <= codes


# What is dated within


@pytest.mark.parametrize("debut", [date(2025, 3, 15), date(2025, 2, 1)])
def test_a_rule_that_begins_within_an_official_month_or_before_is_refused(debut):
    RegleSortieFactory()
    figer(MARS)
    regle = RegleSortie(version=2, libelle="Une autre.", valide_du=debut)
    administration = AgentFactory(role=Role.ADMINISTRATION)
    with pytest.raises(ValidationError, match="Un mois de cette période est arrêté"):
        ecrire_regle_sortie(regle, par=administration)
    assert RegleSortie.objects.count() == 1
    regle.valide_du = AVRIL
    assert ecrire_regle_sortie(regle, par=administration).valide_au is None


def test_a_correction_dated_in_an_official_month_waits_for_a_second_person(coordination, direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 4, 10))
    figer(MARS)
    demande = {"par": coordination, "motif": "Lue de travers", "date_entree": date(2025, 3, 12)}
    correction = corriger_entree(suivi, **demande)
    assert correction.est_en_attente
    assert Parcours.objects.get().date_entree == date(2025, 4, 10)
    with pytest.raises(ValidationError, match="attend déjà la direction"):
        corriger_entree(suivi, **demande)
    confirmer_correction(correction, par=direction)
    assert lire(*mois_de(MARS)).mesures["entrees"].valeur == 0
    entrees = [e for e in verifier_les_sommes(MoisArrete.objects.get()) if not e.ventilation]
    assert "+1" in {e.difference for e in entrees if e.indicateur.code == "entrees"}


def test_a_month_to_come_has_no_report_and_the_page_says_so(client, direction):
    client.force_login(direction)
    page = client.post(reverse("conventions:rapport_produire"), {"mois": "2099-01-01"})
    assert page.status_code == 422
    assert "Choisissez un mois terminé de la liste." in page.text
    assert not Rapport.objects.exists()
    adresse = reverse("conventions:mois_arreter", args=[date(2099, 1, 1)])
    refus = client.post(adresse, {"confirmer": "1"}, follow=True).text
    assert "Janvier 2099 n&#x27;est pas terminé." in refus and not MoisArrete.objects.exists()


# One person


@pytest.mark.parametrize("mois", [MARS, date(2025, 12, 1)])
def test_a_report_of_one_person_has_no_table_and_every_file(mois, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rqth", "rsa"], niveau="4")
    figer(mois)
    masquees = masquer(prendre(mois))
    assert masquees["ventilations"] == [] or not {
        (v["code"], m["libelle"])
        for v in masquees["ventilations"]
        for m in v["modalites"]
        if not m["masque"]["annee"]
    }
    parts = [i for i in masquees["indicateurs"] if i["code"].startswith("part_")]
    assert {i["valeurs"]["mois"].get("est_masque") for i in parts} == {True}
    rapport = ouvrir(mois)
    assert produire(rapport.pk) == "rapport produit"
    assert rapport.fichiers.count() == len(FormatFichier)


@pytest.mark.parametrize("ventilation", ["sexe", "critere", "motif_sortie", "niveau"])
def test_a_breakdown_of_one_person_is_read_by_direction(client, direction, ventilation):
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rqth"], niveau="4")
    figer(MARS)
    client.force_login(direction)
    periode = {"debut": "2025-03-01", "fin": "2025-03-31", "ventilation": ventilation}
    page = client.get(reverse("conventions:indicateurs"), periode)
    assert page.status_code == 200
    lignes = {libelle for _, table in page.context["ventilees"] for libelle, _ in table}
    assert not {libelle for libelle in lignes if "RQTH" in libelle}
