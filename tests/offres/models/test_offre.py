import pytest
from django.db import IntegrityError
from django.utils import timezone

from offres.enums import Origine, StatutOffre
from offres.models import Offre
from offres.models.synchronisation import FRAICHEUR
from tests.usines import OffreFactory, SynchronisationFactory

pytestmark = pytest.mark.django_db


def test_words_are_found_whatever_their_accents_and_endings():
    OffreFactory(intitule="Employés de ménage à domicile", rome_libelle="")
    OffreFactory(intitule="Cariste", rome_libelle="")
    trouvees = Offre.objects.rechercher("EMPLOYE menages")
    assert [offre.intitule for offre in trouvees] == ["Employés de ménage à domicile"]


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Cuisinier", "cuisinière"),
        ("Boulanger", "boulangères"),
        ("Conseiller", "conseillère"),
        ("Employé", "employées"),
        ("Ouvrier qualifié", "ouvrière qualifiée"),
        ("Serveur", "serveuse"),
        ("Conducteur", "conductrice"),
        ("Chef", "cheffe"),
    ],
)
def test_a_trade_is_found_by_its_name_in_either_gender(un, autre):
    for ecrit, cherche in ((un, autre), (autre, un), (autre, un.lower())):
        offre = OffreFactory(intitule=ecrit, rome_libelle="")
        assert Offre.objects.rechercher(cherche).get() == offre
        assert not Offre.objects.rechercher(f"-{cherche}").exists()
        offre.delete()


def test_quotes_and_alternatives_keep_their_sense():
    OffreFactory(intitule="Agent de production", rome_libelle="")
    OffreFactory(intitule="Production d'un agent", rome_libelle="")
    OffreFactory(intitule="Infirmière", rome_libelle="")
    trouvees = Offre.objects.rechercher('"agent de production" or infirmier')
    assert {offre.intitule for offre in trouvees} == {"Agent de production", "Infirmière"}


def test_offers_of_france_travail_are_shown_only_while_the_last_complete_run_is_fresh():
    OffreFactory(intitule="À nous")
    OffreFactory(importee=True)
    assert [offre.intitule for offre in Offre.objects.montrables()] == ["À nous"]
    perimee = timezone.now() - FRAICHEUR
    SynchronisationFactory(debut=perimee)
    assert Offre.objects.montrables().count() == 1
    SynchronisationFactory()
    assert Offre.objects.montrables().count() == 2


def test_a_withdrawn_offer_keeps_nothing_that_names_its_employer():
    offre = OffreFactory(importee=True, entreprise="Ateliers du Hainaut")
    with pytest.raises(IntegrityError, match="offre_retiree_anonyme"):
        Offre.objects.filter(pk=offre.pk).update(
            statut=StatutOffre.RETIREE, fin_le=timezone.now(), brut=None
        )


def test_an_offer_filled_does_not_become_withdrawn():
    offre = OffreFactory(importee=True, statut=StatutOffre.POURVUE, fin_le=timezone.now())
    with pytest.raises(Exception, match="transition"):
        Offre.objects.filter(pk=offre.pk).update(statut=StatutOffre.RETIREE, brut=None)


def test_an_imported_offer_has_its_number():
    with pytest.raises(IntegrityError, match="offre_importee_numerotee"):
        OffreFactory(origine=Origine.FRANCE_TRAVAIL)
