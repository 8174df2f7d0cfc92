"""The figures that everybody reads: official for an official month, of the day otherwise."""

import json
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from accompagnement.actions.affectation import affecter
from accompagnement.enums import TypeCommission
from accompagnement.models import Parcours
from conventions.actions.releve import calculer_releves, figer, figer_mois_echus
from conventions.enums import Etat, Partie
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.dossiers import disparus, dossiers
from conventions.indicateurs.ecarts import ecarts, ecarts_expliques
from conventions.indicateurs.officiel import TOTAL, arrete_de, lire, lire_periodes
from conventions.indicateurs.periodes import annee_de, mois_de
from conventions.indicateurs.rejeu import changements
from conventions.indicateurs.ventilations import PAR_CODE as VENTILATIONS
from conventions.models import MoisArrete
from conventions.rapports.donnees import prendre
from plie.comptes.enums import Role
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    CritereFactory,
    ParcoursFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
MARS = date(2025, 3, 1)
ADDITIFS = ("entrees", "sorties", "sorties_positives", "sorties_neutres", "sorties_autres")


def test_what_tells_health_of_a_whole_year_is_what_december_wrote_down():
    """Read before and after the correction of one person, it would tell what that person is."""
    ParcoursFactory(actif=True, date_entree=date(2025, 2, 3), criteres=["rqth"])
    autre = ParcoursFactory(actif=True, date_entree=date(2025, 2, 3))
    annee = annee_de(MARS)
    for mois in range(1, 12):
        figer(date(2025, mois, 1))
    assert lire(*annee).sensible == {}
    figer(date(2025, 12, 1))
    CritereFactory(parcours=autre, code="rqth")
    lue = lire(*annee)
    assert lue.mesures["part_rqth"].numerateur == 2
    assert lue.sensible[TOTAL]["part_rqth"].numerateur == 1


def test_an_official_month_reads_as_it_was_whatever_the_dossiers_say_since():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rsa"], niveau="4")
    ParcoursFactory(sorti=True, date_entree=date(2024, 3, 4), date_sortie=date(2025, 3, 12))
    vivant = calculer(*mois_de(MARS), ventilations=list(VENTILATIONS))
    figer(MARS)
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    officiel = lire(*mois_de(MARS), ventilations=list(VENTILATIONS))
    assert officiel.etat == Etat.ARRETE
    assert officiel.mesures == vivant.mesures
    assert officiel.ventilations == vivant.ventilations
    assert calculer(*mois_de(MARS)).mesures != vivant.mesures


def test_a_period_says_what_it_stands_on():
    figer(MARS)
    figer(date(2025, 4, 1))
    lues = lire_periodes(
        [
            mois_de(MARS),
            (MARS, date(2025, 4, 30)),
            (MARS, date(2025, 5, 31)),
            (MARS, date(2025, 3, 30)),
        ]
    )
    attendus = [Etat.ARRETE, Etat.RECALCULE, Etat.PROVISOIRE, Etat.RECALCULE]
    assert [resultat.etat for resultat in lues] == attendus


@pytest.mark.parametrize("partie", Partie)
@pytest.mark.parametrize("ou", [{}, {"ventilation": "sexe", "modalite": "F"}])
def test_the_list_of_an_official_month_is_as_long_as_its_figure(partie, ou):
    """Somebody counted then and no longer, somebody counted since."""
    parti, reste = ParcoursFactory.create_batch(
        2, actif=True, date_entree=date(2025, 3, 10), participant__sexe="F"
    )
    arrive = ParcoursFactory(actif=True, date_entree=date(2025, 4, 3), participant__sexe="F")
    figer(MARS)
    Parcours.objects.filter(pk=parti.pk).update(date_entree=date(2025, 4, 2))
    Parcours.objects.filter(pk=arrive.pk).update(date_entree=date(2025, 3, 3))
    code = "taux_renouvellement"
    demande = {"partie": partie, **ou}
    alors = dossiers(code, *mois_de(MARS), arrete=arrete_de(*mois_de(MARS)), **demande)
    assert set(alors) == {parti, reste}
    assert set(dossiers(code, *mois_de(MARS), **demande)) == {arrive, reste}


def test_a_row_deleted_since_is_told_without_whose_it_was():
    vide, reste = (ParcoursFactory(date_prescription=date(2025, 3, 10)) for _ in "ab")
    figer(MARS)
    arrete = arrete_de(*mois_de(MARS))
    vide.participant.parcours.all().delete()
    couples = changements(arrete)
    alors = dossiers("prescriptions", *mois_de(MARS), arrete=arrete, couples=couples)
    assert list(alors) == [reste]
    (le,) = disparus("prescriptions", couples)
    assert le.date() == datetime.now(UTC).date()
    assert disparus("entrees", couples) == []


def test_the_command_says_the_official_figure_and_its_state(capsys):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    call_command("indicateurs", debut="2025-03-01", fin="2025-03-31", en_json=True)
    dit = json.loads(capsys.readouterr().out)
    assert dit["etat"] == "arrete"
    assert {i["code"]: i["valeur"] for i in dit["indicateurs"]}["entrees"] == 1


def test_before_anybody_follows_a_person_the_structure_is_that_of_the_prescription():
    """Between two référents too, when nobody follows for a time."""
    prescripteur, premier, second = (
        StructureFactory(),
        *(AgentFactory(role=Role.REFERENT, structure=StructureFactory()) for _ in "ab"),
    )
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 1, 30), structure=prescripteur)
    par = AgentFactory(role=Role.COORDINATION)
    affecter(suivi, par=par, agent=premier, le=date(2025, 3, 10))
    suivi.affectations.update(date_fin=date(2025, 5, 10))
    affecter(Parcours.objects.get(pk=suivi.pk), par=par, agent=second, le=date(2025, 8, 10))
    lues = [
        calculer(*mois_de(date(2025, mois, 1)), ventilations=["structure"]) for mois in (2, 3, 6, 8)
    ]
    codes = [ligne.code for resultat in lues for ligne in resultat.ventilations["structure"]]
    quatre = (prescripteur.pk, premier.structure_id, premier.structure_id, second.structure_id)
    assert codes == [str(cle) for cle in quatre]


def test_a_hand_over_leaves_its_past_to_the_former_structure():
    """That of before the first assignment included."""
    avant, apres = (AgentFactory(role=Role.REFERENT, structure=StructureFactory()) for _ in "ab")
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 1, 30), structure=avant.structure)
    AffectationFactory(parcours=suivi, agent=avant, date_debut=date(2025, 2, 2))
    par = AgentFactory(role=Role.COORDINATION)
    affecter(suivi, par=par, agent=apres, le=date(2025, 5, 10))
    lues = [
        calculer(*mois_de(date(2025, mois, 1)), ventilations=["structure"]) for mois in (1, 4, 5)
    ]
    (janvier,), (avril,), (mai,) = (resultat.ventilations["structure"] for resultat in lues)
    assert janvier.code == avril.code == str(avant.structure_id)
    assert mai.code == str(apres.structure_id)


def _vivre_une_annee(hasard, *, en_retard):
    """A year of exits, each decided by the commission of the next month or, when `en_retard`, by a
    later one; the night makes months official as it goes. Returns the official months."""
    sorties = []
    for _ in range(12):
        jour = date(2025, 1, 1) + timedelta(days=hasard.randrange(365))
        retard = hasard.randrange(1, 5) if en_retard else 1
        sorties.append((jour, retard))
    calculer_releves(date(2025, 1, 15))
    for rang in range(1, 18):
        annee, mois = 2025 + rang // 12, 1 + rang % 12
        commission = date(annee, mois, 17)
        for jour, retard in sorties:
            if (annee - jour.year) * 12 + mois - jour.month == retard:
                ParcoursFactory(sorti=True, date_entree=date(2024, 5, 6), date_sortie=jour)
        CommissionFactory(
            date=commission, type=TypeCommission.SORTIE, close_le=f"{commission}T12:00:00+00:00"
        )
        figer_mois_echus(commission + timedelta(days=1))
    return sorted(MoisArrete.objects.values_list("mois", flat=True))


@pytest.mark.parametrize("en_retard", [False, True])
@pytest.mark.parametrize("graine", range(2))
def test_official_months_and_their_corrections_add_up_to_the_year(graine, en_retard):
    mois = _vivre_une_annee(random.Random(graine), en_retard=en_retard)  # noqa: S311
    assert mois[:12] == [date(2025, numero, 1) for numero in range(1, 13)]
    officiels = lire_periodes([mois_de(debut) for debut in mois[:12]])
    vivants = [calculer(*mois_de(debut)) for debut in mois[:12]]
    annee = calculer(*annee_de(MARS)).mesures
    corrections = prendre(date(2025, 12, 1))["corrections"]
    corriges = {ecart.indicateur.code for officiel in officiels for ecart in ecarts(officiel)}
    for code in ADDITIFS:
        assert _somme(vivants, code) == annee[code].numerateur
        assert (_somme(officiels, code) < annee[code].numerateur) == (code in corriges)
        assert _somme(officiels, code) + _apport(corrections, code) == annee[code].numerateur
    assert ("sorties" in corriges) == en_retard


def _apport(corrections, code):
    """What a report says of the official months that dossiers contradict since."""
    return sum(
        c["mesures"]["recalcule"]["numerateur"] - c["mesures"]["arrete"]["numerateur"]
        for c in corrections
        if c["indicateur"] == code
    )


def _somme(resultats, code):
    return sum(resultat.mesures[code].numerateur for resultat in resultats)


def test_an_official_month_keeps_its_age_brackets_and_the_labels_of_its_rows(settings, client):
    settings.TRANCHES_AGE = [26, 50]
    structure = StructureFactory(nom="CCAS de Denain")
    for naissance in (date(2001, 1, 1), date(1980, 1, 1), date(1960, 1, 1)):
        ParcoursFactory(actif=True, participant__date_naissance=naissance, prescripteur=structure)
    figer(MARS)
    alors = lire(*mois_de(MARS), ventilations=["tranche_age", "prescripteur"])

    settings.TRANCHES_AGE = [30, 45, 62]
    type(structure).objects.filter(pk=structure.pk).update(nom="Renommée")
    officiel = lire(*mois_de(MARS), ventilations=["tranche_age", "prescripteur"])
    assert officiel.ventilations == alors.ventilations
    ages = [(m.code, m.libelle) for m in officiel.ventilations["tranche_age"]]
    assert ages == [("0", "Moins de 26 ans"), ("26", "26 à 49 ans"), ("50", "50 ans et plus")]
    (prescripteur,) = officiel.ventilations["prescripteur"]
    assert prescripteur.libelle == "CCAS de Denain"

    arrete = arrete_de(*mois_de(MARS))
    assert ecarts_expliques(arrete) == ([], [])
    ou = {"ventilation": "tranche_age", "modalite": "26"}
    assert dossiers("file_active_fin", *mois_de(MARS), arrete=arrete, **ou).count() == 1
    client.force_login(AgentFactory(role=Role.DIRECTION))
    liste = reverse("conventions:indicateur_dossiers", args=["file_active_fin"])
    page = client.get(liste, ou | {"debut": "2025-03-01", "fin": "2025-03-31"}).text
    assert "26 à 49 ans" in page
    # What is counted today is cut as today.
    vivant = lire(date(2025, 4, 1), date(2025, 4, 30), ventilations=["tranche_age"])
    assert [m.code for m in vivant.ventilations["tranche_age"]] == ["0", "45", "62"]


def test_a_correction_is_found_in_the_brackets_of_the_official_month(settings):
    settings.TRANCHES_AGE = [26, 50]
    suivi = ParcoursFactory(actif=True, participant__date_naissance=date(1980, 1, 1))
    figer(MARS)
    settings.TRANCHES_AGE = [30, 45]
    type(suivi.participant).objects.update(date_naissance=date(1960, 1, 1))
    _, ventiles = ecarts_expliques(arrete_de(*mois_de(MARS)))
    trouves = {(e.modalite, e.libelle_modalite) for e in ventiles if e.dossiers}
    assert trouves == {("26", "26 à 49 ans"), ("50", "50 ans et plus")}
