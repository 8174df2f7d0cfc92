import pytest
from django.db import IntegrityError
from django.utils import timezone

from offres.enums import Origine, StatutOffre
from offres.models import Offre
from offres.models.synchronisations import FRAICHEUR
from tests.usines import OffreFactory, SynchronisationFactory

pytestmark = pytest.mark.django_db


def test_words_are_found_whatever_their_accents_and_endings():
    OffreFactory(intitule="Employés de ménage à domicile", rome_libelle="")
    OffreFactory(intitule="Cariste", rome_libelle="")
    trouvees = Offre.objects.rechercher("EMPLOYE menages")
    assert [offre.intitule for offre in trouvees] == ["Employés de ménage à domicile"]


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
