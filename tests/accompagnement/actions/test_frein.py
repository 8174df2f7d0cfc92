from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accompagnement.actions.frein import SaisieFrein, enregistrer_freins
from accompagnement.lecture.frein import evolution
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import EvaluationFrein, Frein
from plie.comptes.enums import Role
from plie.referentiels.actions import charger_referentiels
from plie.referentiels.models import CodeExterne, SituationFrein, TypeFrein
from plie.socle.erreurs import Conflit
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def referentiels(db):
    charger_referentiels()


@pytest.fixture
def referent():
    return AgentFactory()


@pytest.fixture
def parcours(referent):
    return ParcoursFactory(actif=True, structure=referent.structure, referent=referent)


def saisie(type_="mobilite", **champs):
    defauts = {
        "impact": "fort",
        "est_prioritaire": True,
        "statut": "ouvert",
        "commentaire": "",
        "situations": frozenset(),
        "objectifs": {},
        "version": 0,
    }
    return SaisieFrein(type_, **(defauts | champs))


def test_the_list_is_loaded_twice_without_harm_and_codes_follow_their_version():
    avant = TypeFrein.objects.count(), SituationFrein.objects.count(), CodeExterne.objects.count()
    charger_referentiels()
    apres = TypeFrein.objects.count(), SituationFrein.objects.count(), CodeExterne.objects.count()
    assert avant == apres
    assert avant[0] == 9
    codes = CodeExterne.objects.filter(nature="objectif", slug="mobilite-permis")
    assert dict(codes.values_list("version", "code")) == {"anterieure": "28", "v4": "6"}
    assert not CodeExterne.objects.filter(slug="confiance").exists()


def test_what_did_not_change_is_not_written(parcours, referent):
    ecrire = {"par": referent, "saisies": [saisie(), saisie("sante", impact="faible")]}
    assert len(enregistrer_freins(parcours, **ecrire)) == 2
    encore = [saisie(version=1), saisie("sante", impact="moyen", version=1)]
    (ecrit,) = enregistrer_freins(parcours, par=referent, saisies=encore)
    assert (ecrit.type_id, ecrit.version) == ("sante", 2)
    assert EvaluationFrein.objects.filter(frein__type="sante").get().impact == "moyen"
    assert Frein.objects.get(type="mobilite").version == 1


def test_an_objective_unticked_goes_and_the_others_stay(parcours, referent):
    deux = {"mobilite-permis": "en_cours", "mobilite-point-complet": "en_cours"}
    enregistrer_freins(parcours, par=referent, saisies=[saisie(objectifs=deux)])
    reste = {"mobilite-permis": "realise"}
    enregistrer_freins(parcours, par=referent, saisies=[saisie(objectifs=reste, version=1)])
    objectifs = Frein.objects.get().objectifs
    assert dict(objectifs.values_list("type", "statut")) == reste


def test_somebody_who_read_before_another_save_writes_nothing(parcours, referent):
    enregistrer_freins(parcours, par=referent, saisies=[saisie()])
    en_retard = [saisie(impact="faible"), saisie("numerique")]
    with pytest.raises(Conflit) as conflit:
        enregistrer_freins(parcours, par=referent, saisies=en_retard)
    assert [frein.type_id for frein in conflit.value.actuel] == ["mobilite"]
    assert Frein.objects.get().impact == "fort"


def test_who_may_not_read_health_housing_and_justice_writes_no_frein(parcours, referent):
    collegue = AgentFactory(structure=referent.structure)
    with pytest.raises(PermissionDenied):
        enregistrer_freins(parcours, par=collegue, saisies=[saisie()])
    assert Frein.objects.count() == 0


@pytest.mark.parametrize(
    "fausse",
    [
        saisie("inconnu"),
        saisie(situations=frozenset({"sante-metiers"})),
        saisie(objectifs={"inconnu": "realise"}),
        saisie(impact="enorme"),
    ],
)
def test_a_code_that_does_not_exist_writes_nothing(parcours, referent, fausse):
    with pytest.raises(ValidationError):
        enregistrer_freins(parcours, par=referent, saisies=[fausse])
    assert Frein.objects.count() == 0


def test_the_evolution_says_what_was_lifted_and_what_appeared(parcours, referent, time_machine):
    time_machine.move_to(date(2025, 2, 1))
    enregistrer_freins(parcours, par=referent, saisies=[saisie(), saisie("sante")])
    time_machine.move_to(date(2025, 9, 1))
    suite = [
        saisie(statut="leve", version=1),
        saisie("sante", impact="moyen", version=1),
        saisie("famille"),
    ]
    enregistrer_freins(parcours, par=referent, saisies=suite)
    freins = Lecture.pour(parcours, referent).freins
    verdicts = {m.type.pk: m.verdict for m in evolution(freins, date(2025, 2, 1), date(2025, 9, 1))}
    assert verdicts == {"mobilite": "Levé", "sante": "Allégé", "famille": "Apparu"}
    avant = evolution(freins, date(2025, 2, 1), date(2025, 8, 31))
    assert {m.verdict for m in avant} == {"Inchangé"}


def test_a_diagnosis_is_read_in_as_many_statements_whatever_its_size(parcours, referent):
    nombres = []
    for saisies in ([saisie()], [saisie("famille"), saisie("langue")]):
        enregistrer_freins(parcours, par=referent, saisies=saisies)
        with CaptureQueriesContext(
            connection,
        ) as requetes:
            assert Lecture.pour(parcours, referent).freins
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1]


def test_coordination_writes_everything(parcours):
    coordination = AgentFactory(role=Role.COORDINATION)
    assert enregistrer_freins(parcours, par=coordination, saisies=[saisie("logement")])
