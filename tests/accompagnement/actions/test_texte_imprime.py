import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from accompagnement.actions.texte_imprime import charger_textes, ecrire_texte
from accompagnement.enums import TEXTES_DU_DOCUMENT, TexteCode
from accompagnement.models import TexteImprime
from accompagnement.models.texte_imprime import LIVRES
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
DROITS = TexteCode.DROITS


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION)


def ecrire(par, contenu, version=1, titre="Vos droits"):
    return ecrire_texte(par=par, code=DROITS, version=version, titre=titre, contenu=contenu)


def en_vigueur():
    return TexteImprime.objects.en_vigueur()[DROITS]


def test_every_passage_is_shipped_with_its_words_and_printed_by_one_document():
    assert set(LIVRES) == set(TexteCode)
    imprimes = [code for codes in TEXTES_DU_DOCUMENT.values() for code in codes]
    assert sorted(imprimes) == sorted(TexteCode)
    assert all(texte.titre and texte.paragraphes for texte in _tous())


def _tous():
    return TexteImprime.objects.en_vigueur().values()


def test_a_new_version_is_the_one_in_force_and_the_old_one_stays(direction):
    charger_textes()
    livre = en_vigueur()
    ecrire(direction, "Écrivez au délégué.")
    assert (en_vigueur().version, en_vigueur().contenu) == (2, "Écrivez au délégué.")
    assert en_vigueur().ecrit_par == direction
    assert TexteImprime.objects.get(code=DROITS, version=1).contenu == livre.contenu


def test_without_the_reference_rows_the_words_shipped_are_in_force_and_become_version_1(direction):
    livre = en_vigueur().contenu
    assert livre and not TexteImprime.objects.exists()
    ecrire(direction, "Autre texte.")
    versions = TexteImprime.objects.filter(code=DROITS).order_by("version")
    assert list(versions.values_list("version", "contenu")) == [(1, livre), (2, "Autre texte.")]


def test_preparing_again_never_writes_over_what_a_plie_wrote(direction):
    charger_textes()
    ecrire(direction, "Nos mots.")
    charger_textes()
    assert en_vigueur().contenu == "Nos mots."
    assert TexteImprime.objects.count() == len(TexteCode) + 1


def test_the_answer_to_a_prescriber_always_holds_the_answer(direction):
    with pytest.raises(ValidationError, match="Gardez {réponse}") as refus:
        ecrire_texte(
            par=direction,
            code=TexteCode.COURRIER_ORIENTEUR,
            version=1,
            titre="Réponse",
            contenu="Merci de votre orientation.",
        )
    assert list(refus.value.error_dict) == ["contenu"]


def test_the_same_words_make_no_new_version(direction):
    charger_textes()
    ecrire(direction, en_vigueur().contenu)
    assert en_vigueur().version == 1


def test_two_people_at_once_are_told(direction):
    charger_textes()
    ecrire(direction, "La première.")
    with pytest.raises(Conflit) as conflit:
        ecrire(direction, "La seconde.")
    assert conflit.value.actuel.contenu == "La première."


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.COORDINATION, Role.DIRECTION, Role.ADMINISTRATION})
)
def test_who_does_not_set_the_house_writes_no_text(role):
    with pytest.raises(PermissionDenied):
        ecrire(AgentFactory(role=role), "Rien.")


def test_a_version_is_never_changed_nor_deleted():
    charger_textes()
    for changer in (lambda t: t.update(contenu="?"), lambda t: t.delete()):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            changer(TexteImprime.objects.filter(code=DROITS))


def test_a_version_exists_once_and_only_of_a_text_that_is_printed():
    charger_textes()
    for champs in ({"code": DROITS, "version": 1}, {"code": "autre", "version": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TexteImprime.objects.create(titre="?", contenu="?", **champs)
