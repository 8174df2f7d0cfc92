"""What a file writes, what the same file writes again (nothing), what an amended one changes."""

from datetime import date, timedelta

import pghistory
import pytest
from django.utils import timezone

from accompagnement.actions.fusion import fusionner
from accompagnement.actions.importation.colonnes import OBLIGATOIRES
from accompagnement.actions.importation.deroulement import importer
from accompagnement.enums import Presence, Statut
from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Entretien,
    Parcours,
    Participant,
    Passage,
    Situation,
    Sortie,
    Suspension,
)
from conventions.models import MoisArrete
from plie.comptes.enums import Role
from plie.comptes.models import Agent, Structure
from tests.concurrence import ecrire_pendant
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    EmploiFactory,
    EntretienFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    ParticipantFactory,
    StructureFactory,
)

SORTI = {
    "numero_france_travail": "12345678901",
    "code_insee": "59172",
    "adresse": "1 rue <b>des</b> Tilleuls",
    "telephone": "0639980001",
    "email": "a@example.org",
    "niveau_formation": "NV5",
    "criteres": "rsa,detld",
    "prescripteur": "France Travail Denain",
    "structure": "CCAS de Denain",
    "referent": "Inconnue@exemple.fr",
    "date_prescription": "2024-12-01",
    "date_entree": "2025-01-15",
    "date_sortie": "2025-09-30",
    "motif_sortie": "cdi",
}
ACTIF = SORTI | {"date_sortie": "", "motif_sortie": ""}
PRESCRIT = ACTIF | {"date_entree": ""}


def evenements():
    return pghistory.models.Events.objects.count()


def test_a_row_becomes_a_person_with_everything_that_hangs_from_it(importer_lignes):
    rapport = importer_lignes(SORTI)

    assert rapport.est_accepte
    parcours = Parcours.objects.get()
    personne = parcours.participant
    assert (personne.identifiant_externe, personne.adresse) == ("A1", SORTI["adresse"])
    assert (parcours.statut, parcours.date_sortie) == (Statut.SORTI, date(2025, 9, 30))
    assert (str(parcours.prescripteur), parcours.prescripteur.accompagne) == (
        "France Travail Denain",
        False,
    )
    assert (str(parcours.structure), parcours.structure.accompagne) == ("CCAS de Denain", True)
    assert set(parcours.criteres.values_list("code", "a_l_entree", "constate_le")) == {
        ("rsa", True, date(2025, 1, 15)),
        ("detld", True, date(2025, 1, 15)),
    }
    situation = Situation.objects.get()
    assert (situation.moment, situation.niveau_formation) == ("entree", "3")
    sortie = parcours.sortie
    assert (sortie.motif_id, sortie.categorie, sortie.regle.version) == ("cdi", "positive", 1)
    assert sortie.proposee_le == sortie.validee_le == sortie.date_effet == date(2025, 9, 30)
    affectation = AffectationReferent.objects.get()
    assert (affectation.date_debut, affectation.date_fin) == (date(2025, 1, 15), date(2025, 9, 30))
    agent = affectation.agent
    assert (agent.email, agent.is_active) == ("inconnue@exemple.fr", False)
    assert (agent.has_usable_password(), agent.structure) == (False, parcours.structure)
    assert rapport.agents == ["inconnue@exemple.fr"]
    assert rapport.structures == ["CCAS de Denain", "France Travail Denain"]


def test_only_the_five_columns_are_required(references, ecrire):
    assert importer(ecrire({}, colonnes=OBLIGATOIRES)).est_accepte
    parcours = Parcours.objects.get()
    assert (parcours.statut, parcours.date_prescription) == (Statut.PRESCRIT, None)


@pytest.mark.parametrize(
    "lignes",
    [
        [SORTI],
        [ACTIF],
        [PRESCRIT],
        [PRESCRIT | {"date_prescription": ""}],
        [SORTI, ACTIF | {"date_entree": "2026-02-01"}, {"identifiant_externe": "B1"}],
    ],
    ids=["left", "active", "prescribed", "prescribed without date", "several"],
)
def test_the_same_file_again_changes_nothing(importer_lignes, lignes):
    importer_lignes(*lignes)
    avant = evenements()

    rapport = importer_lignes(*lignes)

    assert f"Dossiers : 0 créé, 0 modifié, {len(lignes)} inchangé" in rapport.texte()
    assert evenements() == avant
    assert rapport.agents == rapport.structures == []


def test_a_simulation_says_what_it_would_do_and_writes_nothing(importer_lignes):
    rapport = importer_lignes(SORTI, simulation=True)

    assert "Dossiers : 1 créé" in rapport.texte()
    assert "Simulation" in rapport.texte()
    assert (Participant.objects.count(), Agent.objects.count(), Structure.objects.count()) == (
        0,
        0,
        0,
    )


def test_a_prescription_becomes_an_entry_then_an_exit(importer_lignes):
    for ligne, statut in ((PRESCRIT, "prescrit"), (ACTIF, "actif"), (SORTI, "sorti")):
        importer_lignes(ligne)
        assert Parcours.objects.get().statut == statut
    assert AffectationReferent.objects.get().date_fin == date(2025, 9, 30)


def test_the_file_of_the_prescription_read_again_after_the_entry_changes_nothing(importer_lignes):
    importer_lignes(PRESCRIT)
    importer_lignes(ACTIF)

    assert "1 inchangé" in importer_lignes(PRESCRIT).texte()


def test_an_amended_file_updates_only_what_differs(importer_lignes):
    importer_lignes(SORTI)
    avant = evenements()

    rapport = importer_lignes(SORTI | {"telephone": "0639980002", "email": "", "adresse": ""})

    personne = Participant.objects.get()
    assert (personne.telephone, personne.email, personne.version) == (
        "0639980002",
        "a@example.org",
        2,
    )
    assert evenements() == avant + 1
    assert "Dossiers : 0 créé, 1 modifié, 0 inchangé" in rapport.texte()


def test_a_blank_cell_keeps_what_was_known(importer_lignes):
    importer_lignes(ACTIF)
    rapport = importer_lignes(
        ACTIF | {"nom": "Durand", "adresse": "", "telephone": "", "email": "", "code_insee": ""}
    )
    assert rapport.est_accepte
    personne = Participant.objects.get()
    assert (personne.nom, personne.adresse) == ("DURAND", ACTIF["adresse"])
    assert (personne.email, personne.commune_id) == (ACTIF["email"], ACTIF["code_insee"])
    assert personne.telephone


def test_prescription_entry_and_exit_may_be_of_one_day(importer_lignes):
    jour = SORTI["date_sortie"]
    assert importer_lignes(SORTI | {"date_prescription": jour, "date_entree": jour}).est_accepte
    assert Parcours.objects.get().date_prescription == date(2025, 9, 30)


def test_an_import_may_correct_the_frozen_entry_and_the_validated_exit(importer_lignes):
    importer_lignes(SORTI)

    importer_lignes(
        SORTI
        | {
            "niveau_formation": "infra3",
            "criteres": "rsa,qpv",
            "date_sortie": "2025-10-31",
            "motif_sortie": "abandon",
        }
    )

    parcours = Parcours.objects.get()
    assert Situation.objects.get().niveau_formation == "infra3"
    assert set(CritereEligibilite.objects.values_list("code", flat=True)) == {"rsa", "qpv"}
    assert parcours.date_sortie == parcours.sortie.date_effet == date(2025, 10, 31)
    assert (parcours.sortie.motif_id, parcours.sortie.categorie) == ("abandon", "autre")
    assert parcours.sortie.validee_le == date(2025, 10, 31)
    assert AffectationReferent.objects.get().date_fin == date(2025, 10, 31)


@pytest.mark.parametrize(
    ("arrete", "change"),
    [
        (date(2025, 9, 1), {"motif_sortie": "abandon"}),
        (date(2025, 9, 1), {"date_sortie": "2025-11-30"}),
        (date(2025, 10, 1), {"date_sortie": "2025-11-30"}),
        (date(2025, 11, 1), {"date_sortie": "2025-11-30"}),
    ],
    ids=["motif", "out of it", "across it", "into it"],
)
def test_no_import_moves_an_exit_that_an_official_month_counts(importer_lignes, arrete, change):
    """Nor does its simulation say that it would; what is free elsewhere stays so."""
    importer_lignes(SORTI)
    MoisArrete.objects.create(mois=arrete)

    for simulation in (True, False):
        rapport = importer_lignes(SORTI | change, simulation=simulation)
        assert [(faute.ligne, faute.colonne) for faute in rapport.fautes] == [(2, *change)]

    assert importer_lignes(SORTI | {"criteres": "rsa,qpv", "niveau_formation": "4"}).est_accepte
    autre = {"date_entree": "2026-01-10", "date_sortie": "2026-02-10"}
    assert importer_lignes(SORTI | autre).est_accepte


def test_another_referent_is_a_hand_over_dated_today(importer_lignes):
    importer_lignes(ACTIF)
    successeur = AgentFactory()

    rapport = importer_lignes(ACTIF | {"referent": successeur.email})

    assert (rapport.bilan.parcours_modifies, rapport.bilan.parcours_inchanges) == (1, 0)
    aujourdhui = timezone.localdate()
    assert list(
        AffectationReferent.objects.order_by("date_debut").values_list(
            "agent__email", "date_debut", "date_fin"
        )
    ) == [
        ("inconnue@exemple.fr", date(2025, 1, 15), aujourdhui),
        (successeur.email, aujourdhui, None),
    ]


def test_the_referent_of_a_closed_parcours_stays_and_the_report_says_so(importer_lignes):
    importer_lignes(SORTI)

    rapport = importer_lignes(SORTI | {"referent": AgentFactory().email})

    assert AffectationReferent.objects.get().agent.email == "inconnue@exemple.fr"
    assert "le parcours est clos" in rapport.texte()


def test_several_rows_of_a_person_are_several_parcours(importer_lignes):
    rapport = importer_lignes(SORTI, ACTIF | {"date_entree": "2026-02-01", "telephone": ""})

    assert rapport.bilan.personnes_creees == 1
    assert list(Parcours.objects.order_by("date_entree").values_list("statut", flat=True)) == [
        "sorti",
        "actif",
    ]


def test_names_already_known_are_not_created_again(importer_lignes):
    StructureFactory(nom="ccas de denain")
    agent = AgentFactory(email="inconnue@exemple.fr")

    rapport = importer_lignes(SORTI, {"identifiant_externe": "B1", "structure": "CCAS DE DENAIN "})

    assert rapport.structures == ["France Travail Denain"]
    assert rapport.agents == []
    assert AffectationReferent.objects.get().agent == agent


def test_an_exit_told_by_the_file_ends_what_was_running(importer_lignes):
    importer_lignes(ACTIF)
    parcours = Parcours.objects.get()
    Suspension.objects.create(
        parcours=parcours,
        motif=MotifSuspensionFactory(),
        date_debut=date(2025, 5, 1),
        decidee_par=CoordinationFactory(),
    )
    parcours.statut = Statut.SUSPENDU
    parcours.save()
    demain = timezone.now() + timedelta(days=1)
    EntretienFactory(parcours=parcours, presence=Presence.PREVU, debut=demain)

    importer_lignes(SORTI)

    assert Parcours.objects.get().statut == Statut.SORTI
    assert Suspension.objects.get().date_fin == date(2025, 9, 30)
    assert Entretien.objects.get().presence == Presence.ANNULE


def test_a_proposed_exit_is_validated_and_leaves_the_agenda(importer_lignes):
    importer_lignes(ACTIF)
    parcours = Parcours.objects.get()
    parcours.statut = Statut.SORTIE_PROPOSEE
    parcours.save()
    Sortie.objects.create(
        parcours=parcours,
        motif_id="abandon",
        date_effet=date(2025, 9, 1),
        proposee_le=date(2025, 9, 1),
    )
    Passage.objects.create(parcours=parcours, commission=CommissionFactory())

    importer_lignes(SORTI)

    sortie = Sortie.objects.get()
    assert (sortie.motif_id, sortie.categorie) == ("cdi", "positive")
    assert (sortie.date_effet, sortie.validee_le) == (date(2025, 9, 30), date(2025, 9, 30))
    assert not Passage.objects.exists()


def test_what_the_application_has_moved_on_is_left_where_it_is(importer_lignes):
    importer_lignes(ACTIF)
    parcours = Parcours.objects.get()
    EmploiFactory(parcours=parcours)
    parcours.statut = Statut.EN_EMPLOI
    parcours.save()

    assert "1 inchangé" in importer_lignes(ACTIF).texte()
    assert Parcours.objects.get().statut == Statut.EN_EMPLOI


def test_two_people_may_exchange_their_numbers(importer_lignes):
    autre = {"identifiant_externe": "B1", "nom": "Durand"}
    importer_lignes(
        {"numero_france_travail": "11111111111"},
        autre | {"numero_france_travail": "22222222222"},
    )

    rapport = importer_lignes(
        {"numero_france_travail": "22222222222"},
        autre | {"numero_france_travail": "11111111111"},
    )

    assert rapport.est_accepte, rapport.texte()
    assert dict(
        Participant.objects.values_list("identifiant_externe", "numero_france_travail")
    ) == {
        "A1": "22222222222",
        "B1": "11111111111",
    }


def test_a_likely_duplicate_is_told(importer_lignes):
    ParticipantFactory(nom="DUPONT", prenom="Eloise", date_naissance=date(1980, 2, 3))

    rapport = importer_lignes({})

    assert rapport.est_accepte
    assert "même nom et la même date de naissance" in rapport.texte()


def test_the_history_names_who_imported(importer_lignes):
    agent = AgentFactory()

    importer_lignes(SORTI, par=agent)

    contextes = {
        tuple(sorted(evenement.pgh_context.metadata.items()))
        for evenement in Parcours.pgh_event_model.objects.select_related("pgh_context")
    }
    assert contextes == {(("agent", agent.pk),)}


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_survive_each_encoding(references, ecrire, encodage):
    assert importer(ecrire(SORTI, encodage=encodage)).est_accepte
    assert Participant.objects.get().prenom == "Éloïse"


def test_a_refusal_of_the_base_is_one_sentence_and_writes_nothing(importer_lignes, monkeypatch):
    """Whatever our checks would miss, the constraints of the base do not."""
    monkeypatch.setattr("accompagnement.actions.importation.croisements.FAUTES", ())
    ParcoursFactory(actif=True, participant__identifiant_externe="A1")

    rapport = importer_lignes({"date_entree": "2025-03-01"})

    assert not rapport.est_accepte
    assert "Rien n'est écrit" in rapport.texte()
    assert Parcours.objects.count() == 1


def test_a_line_of_a_merged_dossier_goes_to_the_one_that_stays(importer_lignes):
    importer_lignes({"identifiant_externe": "A1"}, {"identifiant_externe": "B2", "nom": "Dupond"})
    garde, absorbe = (Participant.objects.get(identifiant_externe=i) for i in ("A1", "B2"))
    fusionner(garde, absorbe, par=AgentFactory(role=Role.COORDINATION), choix={})
    rapport = importer_lignes({"identifiant_externe": "B2", "telephone": "0612345678"})
    assert rapport.est_accepte
    garde.refresh_from_db()
    assert garde.telephone == "0612345678"


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_of_one_file_write_it_once(importer_lignes):
    second = ecrire_pendant(lambda: importer_lignes(ACTIF), lambda: importer_lignes(ACTIF))
    assert second.est_accepte, second.refus
    assert (second.bilan.personnes_creees, second.bilan.parcours_inchanges) == (0, 1)
    assert Parcours.objects.count() == 1
