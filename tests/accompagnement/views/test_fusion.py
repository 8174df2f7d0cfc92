from datetime import date

import pytest
from django.urls import reverse

from accompagnement.models import Fusion, Participant
from plie.journal.models import Consultation
from tests.usines import ParcoursFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def deux():
    garde = ParticipantFactory(nom="Lefevre", prenom="Ana", telephone="")
    absorbe = ParticipantFactory(nom="Lefèvre", prenom="Anna", telephone="0611")
    ParcoursFactory(participant=garde, actif=True)
    ParcoursFactory(
        participant=absorbe,
        sorti=True,
        date_entree=date(2020, 1, 1),
        date_sortie=date(2021, 1, 1),
    )
    return garde, absorbe


def _adresse(nom, *args):
    return reverse(f"accompagnement:{nom}", args=args)


def test_probable_duplicates_are_proposed_and_others_searched(client, coordination, deux):
    ParcoursFactory(participant__nom="Tout Autre")
    adresse = _adresse("dossier_fusionner", deux[0].pk)
    page = client.get(adresse).text
    assert "Lefèvre Anna" in page and "Tout Autre" not in page
    assert "Tout Autre" in client.get(adresse, {"q": "tout"}).text


def test_two_dossiers_are_compared_then_merged_then_parted(client, coordination, deux):
    garde, absorbe = deux
    adresse = _adresse("dossier_fusionner", garde.pk)
    page = client.get(adresse, {"avec": absorbe.pk}).text
    assert "Différent" in page and "0611" in page
    assert Consultation.objects.filter(participant_id=absorbe.pk).exists()
    client.post(adresse, {"avec": absorbe.pk, "nom": "absorbe", "telephone": "absorbe"})
    garde.refresh_from_db()
    assert (garde.nom, garde.telephone) == ("Lefèvre", "0611")
    assert client.get(_adresse("dossier_situation", absorbe.pk)).status_code == 404
    reponse = client.get(_adresse("dossier", absorbe.pk))
    assert reponse["Location"] == _adresse("dossier", garde.pk)
    listees = client.get(_adresse("fusions")).text
    assert garde.identite_datee in listees and absorbe.identite_datee in listees
    client.post(_adresse("fusion_annuler", Fusion.objects.get().pk))
    assert client.get(_adresse("dossier_situation", absorbe.pk)).status_code == 200


def test_the_other_dossier_is_kept_with_the_same_values_before_it_is_confirmed(
    client, coordination, deux
):
    """By a plain form, as without JavaScript."""
    garde, absorbe = deux
    choix = {"nom": "absorbe", "prenom": "garde", "telephone": "absorbe"}
    inverse = client.post(
        _adresse("dossier_fusionner", garde.pk), {"avec": absorbe.pk, "inverser": "1", **choix}
    )
    assert not Fusion.objects.exists()
    assert inverse.context["garde"] == absorbe
    assert f'action="{_adresse("dossier_fusionner", absorbe.pk)}"' in inverse.text
    montre = {
        ligne["nom"]: valeur
        for ligne in inverse.context["lignes"]
        for _, valeur, est_choisi in ligne["valeurs"]
        if est_choisi
    }
    assert (montre["nom"], montre["prenom"], montre["telephone"]) == ("Lefèvre", "Ana", "0611")


def test_the_history_says_the_merge_without_what_undoing_it_needs(client, coordination, deux):
    garde, absorbe = deux
    client.post(_adresse("dossier_fusionner", garde.pk), {"avec": absorbe.pk})
    page = client.get(_adresse("dossier_historique", garde.pk))
    fusion = next(c for c in page.context["changements"] if c.objet == "Fusion")
    assert {ligne.champ for ligne in fusion.lignes} == {"Garde", "Absorbe", "Par", "Faite le"}
    assert "numero_france_travail" not in page.text


def test_a_refused_merge_keeps_the_choices(client, coordination, deux):
    garde, absorbe = deux
    adresse = _adresse("dossier_fusionner", garde.pk)
    reponse = client.post(adresse, {"avec": garde.pk, "nom": "absorbe"})
    assert reponse.status_code == 422
    assert "elle-même" in reponse.text
    assert not Fusion.objects.exists()


@pytest.mark.parametrize("avec", ["x", "9" * 30, "-1", ""])
def test_a_key_that_is_none_searches(client, coordination, deux, avec):
    reponse = client.get(_adresse("dossier_fusionner", deux[0].pk), {"avec": avec})
    assert "Doublons probables" in reponse.text


def test_a_field_that_the_page_did_not_show_changes_nothing(client, coordination, deux):
    garde, absorbe = deux
    Participant.objects.filter(pk=absorbe.pk).update(identifiant_externe="B2")
    client.post(
        _adresse("dossier_fusionner", garde.pk),
        {"avec": absorbe.pk, "identifiant_externe": "absorbe", "version": "absorbe"},
    )
    garde.refresh_from_db()
    assert garde.identifiant_externe is None


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_list_of_merges_costs_the_same(
    client, coordination, nombre, django_assert_max_num_queries
):
    for _ in range(nombre):
        Fusion.objects.create(
            garde=ParticipantFactory(),
            absorbe=ParticipantFactory(),
            detail={},
            par=coordination,
        )
    client.get(_adresse("fusions"))
    with django_assert_max_num_queries(4):
        client.get(_adresse("fusions"))
