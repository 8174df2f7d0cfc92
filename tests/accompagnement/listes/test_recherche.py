"""What the search of the top bar finds here, and what it must not."""

from datetime import date

import pytest
from django.db import connection

from accompagnement.listes.recherche import personnes, recents, structures
from accompagnement.models import Participant
from accompagnement.models.recherche import PROCHES_ASSEZ
from plie.comptes.enums import Role
from plie.journal.actions import tracer_consultation, tracer_consultations
from tests.usines import AgentFactory, ParcoursFactory, RemplacementFactory, StructureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


def suivi(agent, nom, **champs):
    return ParcoursFactory(
        actif=True, structure=agent.structure, referent=agent, participant__nom=nom, **champs
    )


def noms(trouvailles):
    return [resultat.libelle for resultat in trouvailles.resultats]


def test_a_name_is_found_whatever_its_accents(agent):
    suivi(agent, "Bénali")
    trouvees = personnes(agent, "BENALI domin", 5)
    assert (noms(trouvees), trouvees.nombre, trouvees.proches) == (["Bénali Dominique"], 1, False)


def test_a_birth_date_is_found(agent):
    suivi(agent, "Benali", participant__date_naissance=date(1979, 3, 2))
    suivi(agent, "Martin")
    assert noms(personnes(agent, "02/03/1979", 5)) == ["Benali Dominique"]


def test_two_letters_swapped_give_near_names(agent):
    suivi(agent, "Benali")
    trouvees = personnes(agent, "Benlai", 5)
    assert (noms(trouvees), trouvees.proches) == (["Benali Dominique"], True)


def test_who_resembles_little_is_asked_for_only_when_few_resemble_more(agent):
    suivi(agent, "Marin")
    assert noms(personnes(agent, "Amrin", 5)) == ["Marin Dominique"]
    for _ in range(PROCHES_ASSEZ):
        suivi(agent, "Amrein")
    assert set(noms(personnes(agent, "Amrin", 100))) == {"Amrein Dominique"}
    with connection.cursor() as curseur:
        curseur.execute("SHOW pg_trgm.word_similarity_threshold")
        assert curseur.fetchone() == ("0.3",)


def test_somebody_out_of_scope_is_not_found_even_nearly(agent):
    ParcoursFactory(actif=True, participant__nom="Benali")
    assert noms(personnes(agent, "Benali", 5)) == noms(personnes(agent, "Benlai", 5)) == []


def test_whoever_came_back_is_found_once(agent):
    ancien = ParcoursFactory(sorti=True, structure=agent.structure, participant__nom="Benali")
    ParcoursFactory(
        actif=True,
        participant=ancien.participant,
        structure=agent.structure,
        date_entree=date(2025, 9, 1),
    )
    trouvees = personnes(agent, "Benali", 5)
    assert (trouvees.nombre, trouvees.resultats[0].detail.split(", ")[-1]) == (1, "Actif")


def test_all_are_counted_when_only_some_are_shown(agent):
    for rang in range(4):
        suivi(agent, f"Benali{rang}")
    trouvees = personnes(agent, "benali", 2)
    assert (len(trouvees.resultats), trouvees.nombre, trouvees.plafonne) == (2, 4, False)


def test_a_merged_dossier_is_found_no_more(agent):
    absorbe, garde = suivi(agent, "Benali"), suivi(agent, "Benali")
    absorbe.participant.fusionne_dans = garde.participant
    absorbe.participant.save()
    assert personnes(agent, "Benali", 5).nombre == 1


def test_a_structure_is_found_by_its_words_then_nearly(agent):
    StructureFactory(nom="Mission locale du Hainaut")
    exacte, proche = structures(agent, "hainaut mission", 5), structures(agent, "misson localle", 5)
    assert noms(exacte) == noms(proche) == ["Mission locale du Hainaut"]
    assert (exacte.proches, proche.proches) == (False, True)


def test_a_structure_opens_for_who_keeps_the_list_and_is_only_named_to_the_others(agent):
    structure = StructureFactory(nom="Mission locale du Hainaut")
    coordination = AgentFactory(role=Role.COORDINATION)
    assert structures(agent, "mission", 5).resultats[0].adresse == ""
    adresse = structures(coordination, "mission", 5).resultats[0].adresse
    assert adresse == f"/structures/{structure.pk}/"


def ouvrir(agent, *parcours):
    for chacun in parcours:
        tracer_consultation(par=agent, participant_id=chacun.participant_id, objet="Parcours")


def test_the_last_dossiers_opened_come_first_each_once(agent):
    premier, second = suivi(agent, "Premier"), suivi(agent, "Second")
    ouvrir(agent, premier, second, premier)
    assert [r.libelle for r in recents(agent)] == ["Premier Dominique", "Second Dominique"]


def test_eight_dossiers_are_remembered(agent):
    ouvrir(agent, *(suivi(agent, f"Nom{rang}") for rang in range(10)))
    assert len(recents(agent)) == 8


def test_a_dossier_that_left_ones_scope_is_remembered_no_more(agent):
    parcours = suivi(agent, "Benali")
    ouvrir(agent, parcours)
    parcours.affectations.all().delete()
    parcours.structure = StructureFactory()
    parcours.save()
    assert recents(agent) == []


def test_an_export_and_a_colleague_open_nothing_for_me(agent):
    parcours = suivi(agent, "Benali")
    tracer_consultations(par=agent, participant_ids=[parcours.participant_id], objet="Export")
    ouvrir(AgentFactory(structure=agent.structure), parcours)
    assert recents(agent) == []


def test_the_recent_dossiers_take_one_query(agent, django_assert_num_queries):
    ouvrir(agent, *(suivi(agent, f"Nom{rang}") for rang in range(3)))
    recents(agent)  # the replacements of the day are read once for the request
    with django_assert_num_queries(1):
        assert len(recents(agent)) == 3


def test_dossiers_out_of_scope_are_passed_over_until_eight_are_found(agent):
    gardes = [suivi(agent, f"Nom{rang}") for rang in range(9)]
    perdus = [suivi(agent, f"Perdu{rang}") for rang in range(9)]
    ouvrir(agent, *gardes, *perdus)
    for parcours in perdus:
        parcours.affectations.all().delete()
        parcours.structure = StructureFactory()
        parcours.save()
    assert [r.libelle for r in recents(agent)] == [
        f"Nom{rang} Dominique" for rang in range(8, 0, -1)
    ]


@pytest.mark.parametrize("role", Role)
def test_what_is_remembered_is_what_may_be_opened(role, agent):
    """The statement says the scope again, for speed: it is compared with the models."""
    qui = AgentFactory(role=role, structure=agent.structure)
    remplace = AgentFactory()
    RemplacementFactory(absent=remplace, remplacant=qui)
    tous = [
        suivi(agent, "Structure"),
        ParcoursFactory(actif=True, participant__nom="Ailleurs"),
        ParcoursFactory(actif=True, referent=remplace, participant__nom="Remplacé"),
        ParcoursFactory(sorti=True, structure=agent.structure, participant__nom="Sorti"),
        ParcoursFactory(sorti=True, referent=qui, participant__nom="Ancien"),
    ]
    fusionne = suivi(agent, "Fusionné")
    Participant.objects.filter(pk=fusionne.participant_id).update(fusionne_dans=tous[0].participant)
    ouvrir(qui, *tous, fusionne)
    attendus = Participant.objects.actuels().visibles_par(qui)
    assert {r.adresse for r in recents(qui)} == {f"/dossiers/{p.pk}/" for p in attendus}


def test_ones_own_come_first_then_the_structure_then_whoever_is_followed(agent):
    def salomez(prenom, **champs):
        champs = {"participant__nom": "Salomez", "participant__prenom": prenom, **champs}
        return ParcoursFactory(**champs)

    structure = agent.structure
    salomez("Alain", sorti=True, structure=structure)
    salomez("Bruno", actif=True, structure=structure)
    salomez("Zoé", actif=True, structure=structure, referent=agent)
    trouvees = personnes(agent, "salomez", 5).resultats
    assert [trouvee.libelle.split()[1] for trouvee in trouvees] == ["Zoé", "Bruno", "Alain"]
