import random
from datetime import UTC, date, datetime, timedelta

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accompagnement.actions.affectation import affecter
from accompagnement.actions.commission import clore_commission, inscrire
from accompagnement.actions.correction.demande import (
    annuler_decision,
    confirmer_correction,
    corriger_entree,
    rouvrir_prescription,
    rouvrir_sortie,
)
from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.actions.passage import decider
from accompagnement.actions.retrait import retirer
from accompagnement.actions.situation import noter_changement
from accompagnement.enums import Decision, MoyenReponse, NatureCorrection, Presence, Statut
from accompagnement.models import (
    Correction,
    MiseEnRelation,
    MotifNonEntree,
    Parcours,
    Participant,
    SuiviEmploi,
)
from conventions.actions.releve import figer
from conventions.indicateurs.ecarts import ecarts, ecarts_expliques
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.periodes import mois_de
from conventions.models import MoisArrete, Releve
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommissionFactory,
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
    assert set(_expliquer()[0]) == {"part_rqth", "part_rsa"}


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


# The events of a correction bear its time, that of its transaction.
@pytest.mark.django_db(transaction=True)
def test_a_difference_names_its_correction_and_the_two_who_made_it(client, coordination, direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    correction = corriger_entree(
        suivi, par=coordination, motif="Lue de travers", date_entree=date(2025, 4, 2)
    )
    assert correction.est_en_attente and ecarts(lire(*mois_de(MARS))) == []
    confirmer_correction(correction, par=direction)
    (cause,) = _expliquer()[0]["entrees"].dossiers[0].causes
    assert cause.correction == correction
    for agent, motif in (
        (coordination, "Correction : Lue de travers"),
        (direction, "Correction : Lue de travers"),
        (AgentFactory(role=Role.GESTIONNAIRE_FSE), "Correction : motif réservé"),
    ):
        client.force_login(agent)
        page = client.get(reverse("conventions:mois_arrete", args=[MARS])).text
        dit = " ".join(page.split())
        assert motif in dit
        assert "demandée par Ada Martin, confirmée par Jo Petit" in dit


@pytest.mark.django_db(transaction=True)
def test_a_prescription_reopened_explains_the_non_entree_that_is_counted_no_more(
    coordination, direction
):
    parcours = _clore(ParcoursFactory(), coordination, date(2025, 3, 10))
    figer(MARS)
    correction = rouvrir_prescription(parcours, par=coordination, motif="Elle a rappelé")
    assert correction.est_en_attente and ecarts(lire(*mois_de(MARS))) == []
    confirmer_correction(correction, par=direction)
    totaux, _ = _expliquer()
    assert set(totaux) == {"non_entrees", "taux_non_entree"}
    (dossier,) = totaux["non_entrees"].dossiers
    assert [(cause.quoi, cause.correction) for cause in dossier.causes] == [
        ("non-entrée : suppression", correction)
    ]


def _clore(parcours, par, le):
    charger_motifs_non_entree()
    motif, sans = MotifNonEntree.objects.get(code="autre"), MoyenReponse.AUCUN
    clore_sans_entree(parcours, par=par, motif=motif, date=le, moyen=sans)
    return parcours


@pytest.mark.django_db(transaction=True)
def test_a_correction_of_another_day_explains_nothing(coordination, direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    correction = corriger_entree(
        suivi, par=coordination, motif="Lue de travers", date_entree=date(2025, 3, 12)
    )
    confirmer_correction(correction, par=direction)
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    (dossier,) = _expliquer()[0]["entrees"].dossiers
    assert [cause.correction for cause in dossier.causes if "02/04" in cause.quoi] == [None]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("graine", range(3))
def test_whatever_is_corrected_frozen_months_stay_and_each_difference_has_its_cause(
    coordination, direction, graine
):
    hasard = random.Random(graine)  # noqa: S311 - a draw, not a secret
    """Withdrawn, corrected, and corrected again."""
    mois = [date(2025, numero, 1) for numero in (2, 3, 4)]
    suivis = [_suivi(), *(_tirer(hasard) for _ in range(4))]
    integre = _integrer(hasard, coordination)
    close = _clore(ParcoursFactory(), coordination, _un_jour(hasard))
    for debut in mois:
        figer(debut)
    figes = list(Releve.objects.order_by("pk").values())
    _retirer_ce_qui_suit(suivis[0], coordination)
    choisis = hasard.sample(suivis, 3)
    for parcours in [integre, close, *choisis, *choisis]:
        _corriger(hasard, parcours, coordination, direction)
    natures = Correction.objects.faites().values_list("nature", flat=True)
    assert {NatureCorrection.DECISION, NatureCorrection.NON_ENTREE} <= set(natures)
    assert list(Releve.objects.order_by("pk").values()) == figes
    trouves = [ecart for debut in mois for ecart in _expliquer(debut)[0].values()]
    assert trouves
    for ecart in trouves:
        for dossier in ecart.dossiers:
            assert dossier.causes, ecart.indicateur.code
            assert all(_est_sue(cause, mois[0]) for cause in dossier.causes)


def _est_sue(cause, jour):
    """A correction by two people, unless no frozen month is touched; or what was withdrawn."""
    if cause.correction is None:
        return cause.quoi in {"étape : suppression", "entretien : suppression"}
    return cause.correction.confirmee_par or _est_d_avant(cause.correction, jour)


def _est_d_avant(correction, jour):
    """An entry moved from a day to another, both before the first frozen month: nobody confirms."""
    entrees = [etat.get("date_entree") for etat in (correction.avant, correction.apres)]
    return all(entree and entree < jour.isoformat() for entree in entrees)


def _un_jour(hasard):
    return date(2025, 1, 10) + timedelta(days=hasard.randrange(100))


def _integrer(hasard, coordination):
    """By a commission, closed since."""
    parcours = ParcoursFactory(
        statut=Statut.PRESENTE, date_prescription=date(2025, 1, 2), criteres=["rsa"]
    )
    commission = CommissionFactory(date=_un_jour(hasard))
    passage = inscrire(parcours, par=coordination, commission=commission)
    decider(passage, par=coordination, decision=Decision.INTEGRE)
    clore_commission(commission, par=coordination)
    return passage.parcours


def _suivi():
    """With an étape and a meeting, typed by mistake."""
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 1, 20))
    EtapeFactory(parcours=suivi, date_debut=date(2025, 2, 3))
    EntretienFactory(
        parcours=suivi, debut=datetime(2025, 3, 20, 9, tzinfo=UTC), presence=Presence.HONORE
    )
    return suivi


def _tirer(hasard):
    entree = _un_jour(hasard)
    if hasard.random() < 0.5:
        return ParcoursFactory(actif=True, date_entree=entree, criteres=["rsa"])
    sortie = entree + timedelta(days=hasard.randrange(60))
    return ParcoursFactory(sorti=True, date_entree=entree, date_sortie=sortie)


def _retirer_ce_qui_suit(parcours, coordination):
    for objet in (*parcours.etapes.all(), *parcours.entretiens.all()):
        retirer(objet, par=coordination, motif="Saisi par erreur")


def _corriger(hasard, parcours, coordination, direction):
    """Take back what a commission decided, or a closing without entry; move the entry, or take the
    exit away. A day that cannot be is refused."""
    demande = {"par": coordination, "motif": "Erreur"}
    passage = parcours.passages.first()
    try:
        parcours = Parcours.objects.get(pk=parcours.pk)
        if passage:
            correction = annuler_decision(passage, **demande)
        elif parcours.statut == Statut.NON_ENTRE:
            correction = rouvrir_prescription(parcours, **demande)
        elif parcours.date_sortie and hasard.random() < 0.5:
            correction = rouvrir_sortie(parcours, **demande)
        else:
            jour = parcours.date_entree + timedelta(days=hasard.randrange(-40, 40))
            correction = corriger_entree(parcours, **demande, date_entree=jour)
    except ValidationError:
        return
    if correction.est_en_attente:
        confirmer_correction(correction, par=direction)
