"""Role x act, as one table."""

import pytest

from accompagnement.models import MotifSortie
from conventions import permissions
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.portees import Portee
from conventions.permissions import Acte
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from tests.usines import MotifSortieFactory

R, C, D, F = Role.REFERENT, Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE
PERMIS = {
    Acte.VOIR_INDICATEURS: {R, C, D, F},
    Acte.VOIR_PAR_REFERENT: {R, C, D},
    Acte.LISTER_SENSIBLE: {C},
    Acte.LIRE_CHIFFRES_SENSIBLES: {C, D, F},
    Acte.SUIVRE_LES_PREUVES: {F},
    Acte.VOIR_REGLES_DE_SORTIE: {R, C, D, F, Role.ADMINISTRATION},
    Acte.ESSAYER_UNE_REGLE: {D, F},
    Acte.VOIR_RAPPORTS: {R, C, D, F},
    Acte.PRODUIRE_RAPPORT: {C, D},
    Acte.PUBLIER_RAPPORT: {D},
    Acte.REMETTRE_RAPPORT: {C, D},
    Acte.TENIR_SERIES: {C, D},
    Acte.VOIR_CONVENTIONS: {R, C, D, F},
    Acte.TENIR_CONVENTIONS: {C, D},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("acte", PERMIS)
def test_each_role_may_do_what_the_table_says(role, acte):
    agent = Agent(pk=1, role=role)
    assert acte.permet(agent) == (role in PERMIS[acte])
    agent.is_active = False
    assert not acte.permet(agent)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("code", "ventilation", "modalite", "roles"),
    [
        ("entrees", None, None, {R, C, D, F}),
        ("part_rsa", None, None, {R, C, D, F}),
        ("part_rqth", None, None, {C}),
        ("part_rqth", "commune", "59172", {C}),
        ("entrees", "critere", "rsa", {R, C, D, F}),
        ("entrees", "critere", "aah", {C}),
        ("entrees", "critere", "detention", {C}),
        ("entrees", "critere", "non_renseigne", {C}),
        ("entrees", "motif_sortie", "cdi", {R, C, D, F}),
        ("entrees", "motif_sortie", "sante", {C}),
        ("entrees", "referent", "1", {R, C, D}),
        ("entrees", "referent", "2", {C, D}),
    ],
)
def test_each_role_opens_the_lists_that_the_table_says(
    db, role, code, ventilation, modalite, roles
):
    if ventilation == "motif_sortie":
        MotifSortieFactory(code=modalite)
    agent = Agent(pk=1, role=role)
    peut = permissions.peut_lister(agent, PAR_CODE[code], ventilation, modalite)
    assert peut == (role in roles)


@pytest.mark.parametrize("role", Role)
def test_the_list_behind_a_motif_nobody_has_judged_yet_is_for_coordination(db, role):
    MotifSortie.objects.create(code="longue_maladie", libelle="Longue maladie", categorie="autre")
    agent, indicateur = Agent(pk=1, role=role), PAR_CODE["sorties"]
    peut = permissions.peut_lister(agent, indicateur, "motif_sortie", "longue_maladie")
    assert peut == (role == C)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("code", "portee", "roles"),
    [
        ("sorties", {}, {R, C, D, F}),
        ("part_rqth", {}, {C}),
        ("sorties", {"criteres": ("rsa",)}, {R, C, D, F}),
        ("sorties", {"criteres": ("rsa", "rqth")}, {C}),
        ("sorties", {"motifs": ("cdi",)}, {R, C, D, F}),
        ("sorties", {"motifs": ("cdi", "sante")}, {C}),
    ],
)
def test_each_role_opens_the_list_of_an_objective_by_what_its_scope_says(
    db, role, code, portee, roles
):
    for motif in ("cdi", "sante"):
        MotifSortieFactory(code=motif)
    agent = Agent(pk=1, role=role)
    peut = permissions.peut_lister_dans(agent, PAR_CODE[code], Portee(**portee))
    assert peut == (role in roles)
