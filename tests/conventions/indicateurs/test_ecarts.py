from datetime import UTC, date, datetime

import pghistory
import pytest

from accompagnement.actions.affectation import affecter
from accompagnement.actions.situation import noter_changement
from accompagnement.enums import Presence, Statut
from accompagnement.models import (
    MiseEnRelation,
    Parcours,
    Participant,
    SuiviEmploi,
)
from conventions.actions.releve import figer
from conventions.indicateurs.ecarts import ecarts, ecarts_expliques
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.periodes import mois_de
from conventions.models import MoisArrete
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommuneFactory,
    CritereFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
    StructureFactory,
    SuiviEmploiFactory,
)

pytestmark = pytest.mark.django_db
MARS = date(2025, 3, 1)


def _expliquer(mois=MARS):
    """({code: difference of a total}, differences of the breakdowns)."""
    totaux, ventiles = ecarts_expliques(MoisArrete.objects.get(mois=mois))
    return {ecart.indicateur.code: ecart for ecart in totaux}, ventiles


def _causes(ecart):
    return {cause.quoi for dossier in ecart.dossiers for cause in dossier.causes}


def test_an_official_month_that_nobody_corrected_has_no_difference():
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    ParcoursFactory(actif=True, date_entree=date(2025, 4, 2))
    assert ecarts(lire(*mois_de(MARS))) == []
    assert _expliquer() == ({}, [])


def test_a_later_correction_appears_with_its_dossier_its_author_and_what_changed():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    autrice = AgentFactory(role=Role.COORDINATION, prenom="Ada", nom="Martin")
    with pghistory.context(agent=autrice.pk):
        Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    totaux, _ = _expliquer()
    entrees = totaux["entrees"]
    assert (entrees.fige, entrees.actuel, entrees.difference) == ("1", "0", "−1")
    (dossier,) = entrees.dossiers
    assert (dossier.participant_id, dossier.sens) == (
        suivi.participant_id,
        "compté alors, plus aujourd'hui",
    )
    (cause,) = dossier.causes
    assert (cause.par, cause.quoi) == (
        "Ada Martin",
        "parcours : date d'entrée 10/03/2025 → 02/04/2025",
    )
    assert "sorties" not in totaux


def _deplacer(objet, **champs):
    type(objet).objects.filter(pk=objet.pk).update(**champs)


def _etape(suivi):
    return EtapeFactory(parcours=suivi, date_debut=date(2025, 2, 5))


def _entretien(suivi):
    return EntretienFactory(
        parcours=suivi,
        debut=datetime(2025, 3, 20, 9, tzinfo=UTC),
        presence=Presence.HONORE,
    )


def _emploi(suivi):
    return EmploiFactory(parcours=suivi, date_debut=date(2024, 9, 10))


def _emploi_fini(suivi):
    return EmploiFactory(
        parcours=suivi, date_debut=date(2024, 9, 10), date_fin=date(2024, 10, 1), motif_fin="terme"
    )


def _mise(suivi):
    return MiseEnRelationFactory(parcours=suivi, proposee_le=date(2025, 3, 20))


CAS = {
    "a proposal moved": (_mise, {"proposee_le": date(2025, 4, 2)}, "mises_en_relation"),
    "an entry moved": (None, {"date_entree": date(2025, 4, 2)}, "entrees"),
    "a step moved after the month": (_etape, {"date_debut": date(2025, 4, 5)}, "sans_etape"),
    "a meeting moved after the month": (
        _entretien,
        {"debut": datetime(2025, 4, 20, 9, tzinfo=UTC)},
        "sans_entretien_30j",
    ),
    "a meeting moved counts elsewhere": (
        _entretien,
        {"debut": datetime(2025, 4, 20, 9, tzinfo=UTC)},
        "rendez_vous",
    ),
    "an end of a job corrected": (
        _emploi_fini,
        {"date_fin": date(2025, 4, 1)},
        "maintien_emploi_6_mois",
    ),
    "a job moved": (_emploi, {"date_debut": date(2024, 10, 20)}, "maintien_emploi_6_mois"),
}


def test_a_follow_up_noted_since_explains_a_job_held():
    suivi = ParcoursFactory(actif=True, date_entree=date(2024, 5, 10))
    emploi = EmploiFactory(
        parcours=suivi,
        type_contrat="cdd",
        date_debut=date(2024, 9, 10),
        date_fin_prevue=date(2024, 12, 31),
    )
    m6 = SuiviEmploiFactory(emploi=emploi, jalon="m6", prevu_le=date(2025, 3, 10))
    figer(MARS)
    faits = {"fait_le": date(2025, 3, 12), "maintien": "en_poste", "fait_par": AgentFactory()}
    SuiviEmploi.objects.filter(pk=m6.pk).update(**faits)
    ecart = _expliquer()[0]["maintien_emploi_6_mois"]
    assert [dossier.participant_id for dossier in ecart.dossiers] == [suivi.participant_id]
    (cause,) = _causes(ecart)
    assert "suivi dans l'emploi" in cause


@pytest.mark.parametrize("cas", CAS)
def test_whatever_moves_out_of_the_month_explains_its_figure(cas):
    creer, champs, code = CAS[cas]
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    objet = creer(suivi) if creer else suivi
    figer(MARS)
    _deplacer(objet, **champs)
    ecart = _expliquer()[0][code]
    assert [dossier.participant_id for dossier in ecart.dossiers] == [suivi.participant_id]
    assert len(_causes(ecart)) == 1


def test_what_divides_the_charge_is_said_to_be_of_no_dossier():
    agent = AgentFactory()
    suivi, _ = (
        ParcoursFactory(actif=True, date_entree=date(2025, 1, 10), referent=agent) for _ in range(2)
    )
    figer(MARS)
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    ecart = _expliquer()[0]["charge_par_etp"]
    assert ecart.somme == "−1 au numérateur ; ce qui le divise n'est d'aucun dossier"


def test_a_merge_explains_what_it_takes_away():
    garde = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    double = ParcoursFactory(sorti=True, date_entree=date(2024, 1, 1), date_sortie=date(2025, 3, 5))
    figer(MARS)
    Parcours.objects.filter(pk=double.pk).update(participant=garde.participant)
    ecart = _expliquer()[0]["personnes_accompagnees"]
    assert ecart.difference == "−1"
    (dossier,) = ecart.dossiers
    assert "dossier fusionné" in {cause.quoi for cause in dossier.causes}


def test_a_row_added_since_is_told_in_plain_words():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 1, 10))
    figer(MARS)
    EtapeFactory(parcours=suivi, date_debut=date(2025, 3, 5))
    assert _causes(_expliquer()[0]["sans_etape"]) == {"étape : ajout"}


def test_a_row_taken_out_since_is_told_too():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 1, 10))
    etape = EtapeFactory(parcours=suivi, date_debut=date(2025, 3, 5))
    figer(MARS)
    etape.delete()
    assert _causes(_expliquer()[0]["sans_etape"]) == {"étape : suppression"}


def test_what_no_figure_reads_is_no_cause_however_much_of_it_there_is():
    seniors = ParcoursFactory.create_batch(25, actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    personnes = Participant.objects.filter(parcours__in=seniors)
    personnes.update(telephone="0601020304")
    personnes.update(date_naissance=date(1960, 5, 4))
    ecart = _expliquer()[0]["part_seniors"]
    assert len(ecart.dossiers) == 25
    for dossier in ecart.dossiers:
        (cause,) = dossier.causes
        assert cause.quoi.startswith("identité : date de naissance")


def test_a_move_that_was_not_dated_shows_in_the_breakdowns():
    ici, la_bas = CommuneFactory(), CommuneFactory(code_insee="59491", nom="Raismes")
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), participant__commune=ici)
    figer(MARS)
    Participant.objects.filter(pk=suivi.participant_id).update(commune=la_bas)
    totaux, ventiles = _expliquer()
    assert totaux == {}
    lus = {(e.indicateur.code, e.modalite): (e.fige, e.actuel) for e in ventiles}
    assert lus["entrees", str(ici.pk)] == ("1", "0")
    assert lus["entrees", str(la_bas.pk)] == ("0", "1")
    for ecart in ventiles:
        assert _causes(ecart) == {"identité : commune"}


def test_a_proposal_counted_in_another_trade_shows_in_the_breakdowns():
    parcours = ParcoursFactory(actif=True, date_entree=date(2025, 2, 1))
    mise = MiseEnRelationFactory(
        parcours=parcours, proposee_le=date(2025, 3, 10), rome_code="K1304"
    )
    figer(MARS)
    MiseEnRelation.objects.filter(pk=mise.pk).update(rome_code="N1103")
    _, ventiles = _expliquer()
    lus = {(e.indicateur.code, e.modalite): e.difference for e in ventiles}
    assert lus == {("mises_en_relation", "K"): "−1", ("mises_en_relation", "N"): "+1"}
    assert all(ecart.dossiers for ecart in ventiles)


def test_a_change_noted_on_its_day_and_a_hand_over_rewrite_no_past(coordination):
    ici, la_bas = CommuneFactory(), CommuneFactory(code_insee="59491", nom="Raismes")
    avant = AgentFactory(role=Role.REFERENT, structure=StructureFactory())
    suivi = ParcoursFactory(
        actif=True,
        date_entree=date(2025, 3, 10),
        structure=avant.structure,
        participant__commune=ici,
        referent=avant,
    )
    figer(MARS)
    noter_changement(
        suivi,
        par=coordination,
        date=date(2025, 4, 10),
        adresse="2 rue Neuve",
        commune=la_bas,
    )
    apres = AgentFactory(role=Role.REFERENT, structure=StructureFactory())
    affecter(suivi, par=coordination, agent=apres)
    suivi.refresh_from_db()
    assert (suivi.structure, suivi.participant.commune) == (apres.structure, la_bas)
    assert _expliquer() == ({}, [])


def test_a_figure_that_had_nothing_to_divide_by_differs_once_it_has():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 1, 10))
    figer(MARS)
    Parcours.objects.filter(pk=suivi.pk).update(statut=Statut.SORTIE_PROPOSEE)
    Parcours.objects.filter(pk=suivi.pk).update(statut=Statut.SORTI, date_sortie=date(2025, 3, 12))
    duree = _expliquer()[0]["duree_moyenne_parcours_mois"]
    assert (duree.fige, len(duree.dossiers)) == ("—", 1)


def test_a_criterion_explains_only_its_own_share():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    CritereFactory(parcours=suivi, code="rqth")
    CritereFactory(parcours=suivi, code="rsa")
    expliques = _expliquer()[0]
    assert set(expliques) == {"part_rqth", "part_rsa"}
    assert expliques["part_rsa"].somme == "+1 au numérateur, 0 au dénominateur"


def test_what_is_noted_since_the_entry_counts_nowhere():
    suivi, autre = ParcoursFactory.create_batch(2, actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    CritereFactory(parcours=suivi, code="rqth")
    CritereFactory(parcours=autre, code="rqth", a_l_entree=False)
    dossiers = _expliquer()[0]["part_rqth"].dossiers
    assert [dossier.participant_id for dossier in dossiers] == [suivi.participant_id]


@pytest.fixture
def coordination():
    return AgentFactory(role=Role.COORDINATION, prenom="Ada", nom="Martin")


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION, prenom="Jo", nom="Petit")
