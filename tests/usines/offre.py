import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from offres.enums import Declencheur, Origine, StatutOffre, StatutSynchronisation
from offres.models import Etablissement, Offre, Stock, Synchronisation
from tests.usines.agent import StructureFactory


class EtablissementFactory(DjangoModelFactory):
    class Meta:
        model = Etablissement

    nom = factory.Sequence(lambda n: f"Ateliers du Hainaut {n}")


class SynchronisationFactory(DjangoModelFactory):
    """A complete run that has just ended."""

    class Meta:
        model = Synchronisation
        skip_postgeneration_save = True

    statut = StatutSynchronisation.REUSSIE
    declencheur = Declencheur.HORAIRE
    debut = factory.LazyFunction(timezone.now)
    fin = factory.LazyAttribute(lambda synchronisation: synchronisation.debut)

    @factory.post_generation
    def annoncee(synchronisation, creer, extrait, **options):
        """As a run does when it ends."""
        Synchronisation.objects.oublier_la_derniere()


class StockFactory(DjangoModelFactory):
    """StockFactory(jour=..., ouvertes=[offers]): what a complete run writes down of them."""

    class Meta:
        model = Stock

    class Params:
        ouvertes = ()

    jour = factory.LazyFunction(timezone.localdate)
    offres = factory.LazyAttribute(lambda stock: [offre.pk for offre in stock.ouvertes])
    communes = factory.LazyAttribute(lambda s: [offre.commune_id or "" for offre in s.ouvertes])
    metiers = factory.LazyAttribute(lambda s: [offre.rome_code for offre in s.ouvertes])
    releve_le = factory.LazyFunction(timezone.now)


class OffreFactory(DjangoModelFactory):
    """An open offer of our own; OffreFactory(importee=True) comes from France Travail, and is shown
    only once a SynchronisationFactory() stands."""

    class Meta:
        model = Offre

    class Params:
        importee = factory.Trait(
            origine=Origine.FRANCE_TRAVAIL,
            identifiant=factory.Sequence(
                lambda n: f"{100 + n // 26**2:03d}AB{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}"
            ),
            brut=factory.LazyAttribute(lambda offre: {"id": offre.identifiant}),
        )

    origine = Origine.PLIE
    partenaire = factory.LazyAttribute(
        lambda offre: StructureFactory() if offre.origine == Origine.PARTENAIRE else None
    )
    statut = StatutOffre.OUVERTE
    intitule = factory.Sequence(lambda n: f"Agent de propreté {n} (H/F)")
    rome_code = "K2204"
    rome_libelle = "Agent / Agente de nettoyage de locaux"
