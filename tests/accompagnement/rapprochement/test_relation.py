import re
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accompagnement.actions.rapprochement import calculer_rapprochements
from accompagnement.actions.regle_contrat import EMPLOI, ETAPE
from accompagnement.enums import CONTRATS, ContratAccepte, Statut, Transport
from accompagnement.models import (
    Parcours,
    Projet,
    Rapprochement,
    ReglagesRapprochement,
    RegleContrat,
)
from accompagnement.rapprochement import relation
from accompagnement.rapprochement.raisons import exclusion, raisons
from offres.enums import ORIGINES_IMPORTEES, Origine, StatutOffre, StatutSynchronisation
from offres.models import Offre
from plie.referentiels.enums import Niveau
from plie.referentiels.models import DomaineProche, Rome
from tests.usines import (
    EmploiFactory,
    OffreFactory,
    ParcoursFactory,
    SituationFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db
OUVERTE = StatutOffre.OUVERTE
POINTS_DU_CONTRAT = ReglagesRapprochement().contrat


def personne(*codes, niveau="", **champs):
    parcours = ParcoursFactory(actif=True)
    projet = Projet.objects.create(parcours=parcours, **champs)
    projet.metiers.set([_rome(code) for code in codes])
    if niveau:
        SituationFactory(parcours=parcours, niveau_formation=niveau)
    return parcours


def _rome(code):
    return Rome.objects.get_or_create(
        code=code,
        defaults={
            "libelle": code,
            "grand_domaine_code": code[0],
            "grand_domaine_libelle": code[0],
            "domaine_code": code[:3],
            "domaine_libelle": code[:3],
        },
    )[0]


def ici(parcours, **champs):
    commune = parcours.participant.commune
    return OffreFactory(latitude=commune.latitude, longitude=commune.longitude, **champs)


def seule(parcours):
    (paire,) = relation.rapprocher(parcours_ids=[parcours.pk])
    return paire


def test_everything_that_fits_gives_all_the_points():
    parcours = personne("K2204")
    ici(parcours)
    paire = seule(parcours)
    assert (paire.score, paire.exclusion) == (100, "")


def test_the_same_domain_is_worth_more_than_a_near_one():
    parcours = personne("K2202")
    OffreFactory(rome_code="K2204")
    OffreFactory(rome_code="K1302")
    DomaineProche.objects.get_or_create(domaine="K13", proche="K22")
    metiers = [p.criteres["metier"] for p in relation.rapprocher(parcours_ids=[parcours.pk])]
    assert metiers == [[22, "domaine"], [10, "proche"]]


@pytest.mark.parametrize(
    ("accepte", "code"),
    [(faits.accepte, code) for faits in CONTRATS.values() for code in faits.codes],
)
def test_each_code_of_a_contract_suits_who_accepts_that_contract(accepte, code):
    parcours = personne("K2204", contrats=[accepte])
    ici(parcours, contrat=code)
    assert seule(parcours).criteres["contrat"] == [POINTS_DU_CONTRAT, "accepte"]
    autres = [a for a in ContratAccepte.values if a != accepte]
    Projet.objects.update(contrats=autres)
    assert seule(parcours).exclusion == "refuse"


@pytest.mark.parametrize("possede", Niveau.values)
def test_a_level_is_enough_for_those_below(possede):
    parcours = personne("K2204", niveau=possede)
    for exige in Niveau.values:
        ici(parcours, niveau_exige=exige)
    obtenus = {
        Offre.objects.get(pk=paire.offre_id).niveau_exige: paire.criteres["niveau"][1]
        for paire in relation.rapprocher(parcours_ids=[parcours.pk])
    }
    rang = Niveau.values.index(possede)
    assert obtenus == {
        exige: "accepte" if Niveau.values.index(exige) <= rang else "insuffisant"
        for exige in Niveau.values
    }


def test_an_offer_of_another_trade_is_not_looked_at():
    parcours = personne("K2204")
    OffreFactory(rome_code="M1805")
    assert relation.rapprocher(parcours_ids=[parcours.pk]) == []


def test_distance_falls_to_nothing_at_the_radius_and_excludes_beyond():
    parcours = personne("K2204", mobilite_km=20)
    commune = parcours.participant.commune
    # One degree of latitude is 111.2 km.
    OffreFactory(latitude=commune.latitude + 10 / 111.195, longitude=commune.longitude)
    OffreFactory(latitude=commune.latitude + 30 / 111.195, longitude=commune.longitude)
    pres, loin = relation.rapprocher(parcours_ids=[parcours.pk])
    assert pres.criteres["distance"][0] in (12, 13)
    assert (loin.exclusion, loin.criteres["distance"][0]) == ("distance", 0)
    assert raisons(pres.criteres)[1].phrase == "10 km à vol d'oiseau ; rayon indiqué : 20 km"


@pytest.mark.parametrize("transport", Transport)
def test_a_means_of_transport_that_changes_nothing_is_not_spoken_of(transport):
    parcours = personne("K2204", mobilite_km=20, transport=transport)
    ici(parcours)
    paire = seule(parcours)
    assert raisons(paire.criteres)[1].phrase == "0 km à vol d'oiseau ; rayon indiqué : 20 km"


def test_an_unknown_place_gives_no_point_and_does_not_exclude():
    parcours = personne("K2204")
    OffreFactory()
    paire = seule(parcours)
    assert paire.exclusion == ""
    assert (paire.criteres["distance"][0], raisons(paire.criteres)[1].phrase) == (
        0,
        "lieu non précisé",
    )


@pytest.mark.parametrize(
    ("projet", "offre", "attendue"),
    [
        ({"a_permis": False}, {"permis_exiges": ["B"]}, "permis"),
        ({"a_permis": None}, {"permis_exiges": ["B"]}, ""),
        ({"contrats": ["cdi"]}, {"contrat": "DIN"}, ""),
        ({"contrats": ["cdi"]}, {"contrat": "CDD"}, "refuse"),
        ({"contrats": ["cdi"]}, {"contrat": ""}, ""),
        ({"contrats": ["iae"]}, {"contrat": "CDD", "est_iae": True}, ""),
        ({"contrats": ["cdd"]}, {"contrat": "CDD", "est_alternance": True}, "alternance"),
        ({"contrats": ["alternance"]}, {"contrat": "CDD", "est_alternance": True}, ""),
        ({"contrats": []}, {"contrat": "CDD", "est_alternance": True}, ""),
        ({"heures_max": 20}, {"heures_hebdo": 35}, "heures"),
        ({"heures_max": 20}, {}, ""),
        ({"souhaite_adapte": True}, {}, "adapte"),
        ({"souhaite_adapte": True}, {"accessible_th": True}, ""),
        ({"souhaite_adapte": True}, {"entreprise_adaptee": True}, ""),
        ({"experience_mois": 1}, {"experience": "E", "experience_mois": 24}, ""),
    ],
)
def test_what_excludes_an_offer(projet, offre, attendue):
    parcours = personne("K2204", **projet)
    ici(parcours, **offre)
    assert seule(parcours).exclusion == attendue


def test_a_level_or_an_experience_not_met_gives_no_point():
    parcours = personne("K2204", niveau="3", experience_mois=1)
    ici(parcours, niveau_exige="4", experience="E", experience_mois=12)
    criteres = seule(parcours).criteres
    assert criteres["niveau"] == [0, "insuffisant"]
    assert criteres["experience"] == [0, "insuffisant"]


def test_what_sets_an_offer_aside_is_said_in_words():
    assert "handicapés" in exclusion("adapte")


def test_offers_of_france_travail_wait_for_a_young_run():
    parcours = personne("K2204")
    OffreFactory(importee=True)
    assert relation.rapprocher(parcours_ids=[parcours.pk]) == []
    SynchronisationFactory(debut=timezone.now() - timedelta(hours=25), fin=timezone.now())
    assert relation.rapprocher(parcours_ids=[parcours.pk]) == []
    SynchronisationFactory()
    assert len(relation.rapprocher(parcours_ids=[parcours.pk])) == 1


@pytest.mark.parametrize(
    ("issue", "heures"),
    [
        (StatutSynchronisation.REUSSIE, 0),
        (StatutSynchronisation.PARTIELLE, 0),
        (StatutSynchronisation.REUSSIE, 25),
    ],
)
def test_the_offers_looked_at_are_those_that_may_be_shown(issue, heures):
    parcours = personne("K2204")
    for origine, statut in product(Origine, (OUVERTE, StatutOffre.BROUILLON, StatutOffre.POURVUE)):
        fin = timezone.now() if statut == StatutOffre.POURVUE else None
        importee = origine in ORIGINES_IMPORTEES
        OffreFactory(importee=importee, origine=origine, statut=statut, fin_le=fin)
    SynchronisationFactory(statut=issue, debut=timezone.now() - timedelta(hours=heures))
    montrables = set(Offre.objects.montrables().values_list("pk", flat=True))
    pour_elle = relation.rapprocher(parcours_ids=[parcours.pk])
    assert {paire.offre_id for paire in pour_elle} == montrables
    for offre in Offre.objects.all():
        assert bool(relation.rapprocher(offre=offre.pk)) == (offre.pk in montrables)


def test_no_sensitive_column_is_read():
    texte, _ = relation.instruction()
    tables = set(re.findall(r"accompagnement_\w+", texte))
    assert tables == {
        f"accompagnement_{nom}"
        for nom in (
            "parcours",
            "projet",
            "projet_metiers",
            "projet_communes",
            "participant",
            "situation",
            # Whether a contract runs, and whether it keeps the offers.
            "emploi",
            "reglecontrat",
        )
    }
    interdits = (
        "sexe naissance nationalite critereeligibilite qpv rqth frein sans_emploi statut_emp"
    )
    assert [mot for mot in interdits.split() if mot in texte] == []


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "rome_code": st.sampled_from(["K2204", "K2202", "K1302"]),
                "contrat": st.sampled_from(["", "CDI", "CDD", "MIS"]),
                "heures_hebdo": st.sampled_from([None, 20, 35]),
                "niveau_exige": st.sampled_from(["", "infra3", "4"]),
                "experience": st.sampled_from(["", "D", "S", "E"]),
                "permis_exiges": st.sampled_from([[], ["B"], ["C"]]),
            }
        ),
        max_size=5,
    )
)
def test_a_score_is_its_points_and_the_night_says_what_the_spot_says(db, tirages):
    parcours = personne("K2204", contrats=["cdi", "cdd"], heures_max=30, a_permis=False)
    for tirage in tirages:
        ici(parcours, **tirage)
    sur_place = relation.rapprocher(parcours_ids=[parcours.pk])
    for paire in sur_place:
        assert paire.score == sum(critere[0] for critere in paire.criteres.values())
        (seul,) = relation.rapprocher(offre=paire.offre_id, parcours_ids=[parcours.pk])
        assert (seul.score, seul.exclusion) == (paire.score, paire.exclusion)
    calculer_rapprochements()
    calculer_rapprochements()
    ranges = Rapprochement.objects.filter(parcours=parcours)
    assert set(ranges.values_list("offre_id", "score")) == {
        (p.offre_id, p.score) for p in sur_place if not p.exclusion
    }


@pytest.mark.parametrize(
    ("statut", "effets", "date_fin", "est_servi"),
    [
        (Statut.ACTIF, ETAPE, None, True),
        (Statut.ACTIF, {"est_une_etape": True}, None, False),
        (Statut.ACTIF, {"est_une_etape": True}, timezone.localdate(), True),
        (Statut.EN_EMPLOI, EMPLOI, None, False),
        (Statut.EN_EMPLOI, EMPLOI | {"garde_les_offres": True}, None, True),
        (Statut.EN_EMPLOI, EMPLOI | {"garde_les_offres": True}, timezone.localdate(), False),
        # Noted under no rule: the state alone says it.
        (Statut.ACTIF, None, None, True),
        (Statut.EN_EMPLOI, None, None, False),
    ],
)
def test_the_rule_of_the_contract_says_who_is_still_offered_something(
    statut, effets, date_fin, est_servi
):
    parcours = personne("K2204")
    ici(parcours)
    Parcours.objects.update(statut=statut)
    regle = effets and RegleContrat.objects.create(type_contrat="cdi", **effets)
    EmploiFactory(parcours=parcours, regle=regle, date_fin=date_fin)
    assert bool(relation.rapprocher(parcours_ids=[parcours.pk])) == est_servi
    assert relation.servis(Parcours.objects).exists() == est_servi
