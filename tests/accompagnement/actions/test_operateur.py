"""Who carries étapes: named once, however it is written, and brought together by coordination."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accompagnement.actions.etape import ajouter_etape, modifier_etape
from accompagnement.actions.operateur import (
    fusionner_operateurs,
    renommer_operateur,
    separer_operateur,
)
from accompagnement.forms.champs import OperateurField
from accompagnement.models import Etape, Operateur
from plie.comptes.enums import Role
from tests.concurrence import ecrire_pendant
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EtapeFactory,
    OperateurFactory,
    ParcoursFactory,
)

ETAPE = {"axe": "formation", "libelle": "Titre"}


@pytest.fixture
def agent(db):
    return CoordinationFactory()


def ajouter(parcours, nom, agent):
    operateur = OperateurField().clean(nom)
    champs = ETAPE | {"date_debut": EtapeFactory.build().date_debut}
    return ajouter_etape(parcours, par=agent, operateur=operateur, **champs)


def test_a_name_typed_for_the_first_time_joins_the_catalogue_once(agent):
    parcours = ParcoursFactory(actif=True)
    premiere = ajouter(parcours, "  École de  la Scarpe ", agent)
    seconde = ajouter(parcours, "ECOLE DE LA SCARPE", agent)
    assert premiere.operateur == seconde.operateur
    assert [o.nom for o in Operateur.objects.all()] == ["École de la Scarpe"]
    assert ajouter(parcours, " ", agent).operateur is None


def test_a_name_that_another_one_was_merged_into_leads_to_it(agent):
    garde, double = OperateurFactory(nom="Mobil'Scarpe"), OperateurFactory(nom="Mob Scarpe")
    fusionner_operateurs(double, par=agent, vers=garde)
    assert ajouter(ParcoursFactory(actif=True), "mob  scarpe", agent).operateur == garde
    # A page shown before the merge sends the name as a new one.
    etape = EtapeFactory()
    modifier_etape(etape, par=agent, version=1, operateur=Operateur(nom="Mob Scarpe"))
    assert Etape.objects.get(pk=etape.pk).operateur == garde


def test_a_merger_brings_the_etapes_and_those_merged_before(agent):
    a, b, c = (OperateurFactory(nom=nom) for nom in "ABC")
    etape = EtapeFactory(operateur=a)
    fusionner_operateurs(a, par=agent, vers=b)
    fusionner_operateurs(b, par=agent, vers=c)
    assert Etape.objects.get(pk=etape.pk).operateur == c
    assert set(Operateur.objects.values_list("nom", "fusionne_avec__nom")) == {
        ("A", "C"),
        ("B", "C"),
        ("C", None),
    }


def test_a_merger_undone_gives_back_the_etapes_of_before_and_no_other(agent):
    a, b, c = (OperateurFactory(nom=nom) for nom in "ABC")
    de_a, de_b, de_c = (EtapeFactory(operateur=operateur) for operateur in (a, b, c))
    avant = EtapeFactory(operateur=a)
    modifier_etape(avant, par=agent, version=1, operateur=c)
    for source, cible in ((a, b), (b, c)):
        fusionner_operateurs(source, par=agent, vers=cible)
    depuis = ajouter(ParcoursFactory(actif=True), "A", agent)
    ailleurs = EtapeFactory(operateur=c)

    def ou(*etapes):
        noms = dict(Etape.objects.values_list("pk", "operateur__nom"))
        return "".join(noms[etape.pk] for etape in etapes)

    separer_operateur(b, par=agent)
    assert ou(de_a, de_b, de_c, avant, depuis, ailleurs) == "BBCCCC"
    a.refresh_from_db()
    assert a.fusionne_avec == b
    separer_operateur(a, par=agent)
    assert ou(de_a, de_b, de_c, avant, depuis, ailleurs) == "ABCCCC"
    assert Operateur.objects.actuels().count() == 3
    with pytest.raises(ValidationError, match="aucun autre"):
        separer_operateur(a, par=agent)


def test_of_mergers_in_a_row_the_first_may_be_undone_first(agent):
    a, b, c = (OperateurFactory(nom=nom) for nom in "ABC")
    de_a, de_b = (EtapeFactory(operateur=operateur) for operateur in (a, b))
    for source, cible in ((a, b), (b, c)):
        fusionner_operateurs(source, par=agent, vers=cible)
    separer_operateur(a, par=agent)
    separer_operateur(b, par=agent)
    noms = dict(Etape.objects.values_list("pk", "operateur__nom"))
    assert (noms[de_a.pk], noms[de_b.pk]) == ("A", "B")


def test_a_merger_with_itself_or_with_one_merged_is_refused(agent):
    a, b = OperateurFactory(nom="A"), OperateurFactory(nom="B")
    with pytest.raises(ValidationError, match="un autre opérateur"):
        fusionner_operateurs(a, par=agent, vers=a)
    fusionner_operateurs(a, par=agent, vers=b)
    for source, cible in ((a, b), (b, a)):
        with pytest.raises(ValidationError, match="entre-temps"):
            fusionner_operateurs(source, par=agent, vers=cible)
    with pytest.raises(ValidationError, match="entre-temps"):
        renommer_operateur(a, par=agent, nom="Autre")


def test_the_name_of_another_one_is_refused(agent):
    a = OperateurFactory(nom="Régie")
    OperateurFactory(nom="Chantier")
    with pytest.raises(ValidationError, match="réunissez-les"):
        renommer_operateur(a, par=agent, nom="CHANTIER")
    assert renommer_operateur(a, par=agent, nom=" Régie  Nord ").nom == "Régie Nord"


@pytest.mark.parametrize("role", [Role.REFERENT, Role.DIRECTION, Role.GESTIONNAIRE_FSE])
def test_coordination_alone_brings_two_together(db, role):
    with pytest.raises(PermissionDenied):
        fusionner_operateurs(
            OperateurFactory(), par=AgentFactory(role=role), vers=OperateurFactory()
        )


def test_two_mergers_the_other_way_round_end_one_way(transactional_db):
    agent = CoordinationFactory()
    a, b = OperateurFactory(nom="A"), OperateurFactory(nom="B")
    with pytest.raises(ValidationError, match="entre-temps"):
        ecrire_pendant(
            partial(fusionner_operateurs, a, par=agent, vers=b),
            partial(fusionner_operateurs, b, par=agent, vers=a),
        )
    assert Operateur.objects.actuels().count() == 1


def test_parted_while_the_other_is_merged_it_is_not_led_further(transactional_db):
    agent = CoordinationFactory()
    a, b, c = (OperateurFactory(nom=nom) for nom in "ABC")
    fusionner_operateurs(a, par=agent, vers=b)
    ecrire_pendant(
        partial(separer_operateur, a, par=agent),
        partial(fusionner_operateurs, b, par=agent, vers=c),
    )
    a.refresh_from_db()
    assert a.fusionne_avec is None
    assert list(Operateur.objects.reunis()) == [b]


def test_of_two_who_name_the_same_one_the_second_finds_it(transactional_db):
    agent = CoordinationFactory()
    etapes = EtapeFactory(), EtapeFactory()
    ecrire_pendant(
        *(
            partial(modifier_etape, e, par=agent, version=1, operateur=Operateur(nom="Régie"))
            for e in etapes
        )
    )
    assert Operateur.objects.count() == 1
    assert Etape.objects.filter(operateur__nom="Régie").count() == 2
