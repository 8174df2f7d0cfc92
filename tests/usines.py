"""Factories for the tests: invented people, valid rows, French trades.

ParcoursFactory()                             prescribed only
ParcoursFactory(actif=True)                   entered on 15 January 2025
ParcoursFactory(sorti=True, motif="cdi")      left on 30 June 2025, exit validated
ParcoursFactory(actif=True, criteres=["rsa"], niveau="infra3", referent=agent)
"""

import hashlib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import factory
import pgtrigger
from django.utils import timezone
from factory.django import DjangoModelFactory

from accompagnement.actions.regle_sortie import MOTIFS, PREMIERE_REGLE, motif_livre
from accompagnement.enums import (
    Axe,
    Jalon,
    Moment,
    Presence,
    Sexe,
    Statut,
    TypeCommission,
    TypeContrat,
    TypePiece,
)
from accompagnement.models import (
    AffectationReferent,
    Commission,
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    MiseEnRelation,
    MotifSortie,
    Orientation,
    Parcours,
    Participant,
    Piece,
    PieceOrientation,
    RegleSortie,
    Remplacement,
    Seance,
    Situation,
    Sortie,
    SuiviEmploi,
)
from offres.enums import Declencheur, Origine, StatutOffre, StatutSynchronisation
from offres.models import Etablissement, Offre, Synchronisation
from plie.comptes.enums import Role, TypeStructure
from plie.comptes.models import Agent, Structure
from plie.referentiels.models import Commune
from tests.fichiers import PDF

MOT_DE_PASSE = "mot-de-passe-des-essais"
PARIS = ZoneInfo("Europe/Paris")


class StructureFactory(DjangoModelFactory):
    class Meta:
        model = Structure

    nom = factory.Sequence(lambda rang: f"CCAS numéro {rang}")
    type = TypeStructure.CCAS
    accompagne = True


class AgentFactory(DjangoModelFactory):
    """AgentFactory(role=Role.COORDINATION); a référent, a partner, gets a structure
    of their own."""

    class Meta:
        model = Agent
        skip_postgeneration_save = True

    email = factory.Sequence(lambda rang: f"agent{rang}@exemple.fr")
    nom = factory.Sequence(lambda rang: f"Agent{rang}")
    prenom = "Camille"
    role = Role.REFERENT
    structure = factory.Maybe(
        factory.LazyAttribute(lambda agent: agent.role in (Role.REFERENT, Role.PARTENAIRE)),
        factory.SubFactory(StructureFactory),
    )
    password = factory.django.Password(MOT_DE_PASSE)


class CoordinationFactory(AgentFactory):
    """Who may write to any dossier: the author of what a test is not about."""

    role = Role.COORDINATION


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Commune
        django_get_or_create = ("code_insee",)

    code_insee = "59172"
    nom = "Denain"
    codes_postaux = ["59220"]
    latitude = 50.33
    longitude = 3.39


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    nom = factory.Sequence(lambda rang: f"Nom{rang}")
    prenom = "Dominique"
    date_naissance = date(1985, 5, 20)
    sexe = Sexe.FEMME
    commune = factory.SubFactory(CommuneFactory)


class RegleSortieFactory(DjangoModelFactory):
    class Meta:
        model = RegleSortie
        django_get_or_create = ("version",)

    version = 1
    libelle = PREMIERE_REGLE["libelle"]
    valide_du = PREMIERE_REGLE["valide_du"]


class MotifSortieFactory(DjangoModelFactory):
    class Meta:
        model = MotifSortie
        django_get_or_create = ("code",)

    code = "cdi"
    libelle = factory.LazyAttribute(lambda motif: _motif_par_defaut(motif.code)[0])
    categorie = factory.LazyAttribute(lambda motif: _motif_par_defaut(motif.code)[1])
    est_sensible = factory.LazyAttribute(lambda motif: _faits_du_motif(motif, "est_sensible"))
    est_deces = factory.LazyAttribute(lambda motif: _faits_du_motif(motif, "est_deces"))
    deduit_de = factory.LazyAttribute(lambda motif: _faits_du_motif(motif, "deduit_de"))


def _faits_du_motif(motif, champ):
    return motif_livre(motif.code, motif.categorie)[champ]


def _motif_par_defaut(code):
    return {connu: (libelle, categorie) for connu, libelle, categorie in MOTIFS}[code]


class ParcoursFactory(DjangoModelFactory):
    class Meta:
        model = Parcours
        skip_postgeneration_save = True

    class Params:
        actif = factory.Trait(statut=Statut.ACTIF, date_entree=date(2025, 1, 15))
        sorti = factory.Trait(
            statut=Statut.SORTI, date_entree=date(2025, 1, 15), date_sortie=date(2025, 6, 30)
        )

    participant = factory.SubFactory(ParticipantFactory)
    structure = factory.SubFactory(StructureFactory)

    @factory.post_generation
    def motif(parcours, creer, motif, **options):
        if parcours.date_sortie:
            SortieFactory(parcours=parcours, motif__code=motif or "cdi")

    @factory.post_generation
    def niveau(parcours, creer, niveau, **options):
        if niveau is not None:
            SituationFactory(parcours=parcours, niveau_formation=niveau)

    @factory.post_generation
    def criteres(parcours, creer, codes, **options):
        for code in codes or ():
            CritereFactory(parcours=parcours, code=code)

    @factory.post_generation
    def referent(parcours, creer, agent, **options):
        if agent:
            AffectationFactory(parcours=parcours, agent=agent)


class SortieFactory(DjangoModelFactory):
    """The validated exit of a parcours that has its date."""

    class Meta:
        model = Sortie

    parcours = factory.SubFactory(ParcoursFactory)
    motif = factory.SubFactory(MotifSortieFactory)
    date_effet = factory.SelfAttribute("parcours.date_sortie")
    proposee_le = factory.SelfAttribute("parcours.date_sortie")
    regle = factory.SubFactory(RegleSortieFactory)
    categorie = factory.LazyAttribute(lambda sortie: sortie.regle.categorie_de(sortie.motif))
    validee_le = factory.SelfAttribute("parcours.date_sortie")


class SituationFactory(DjangoModelFactory):
    class Meta:
        model = Situation

    parcours = factory.SubFactory(ParcoursFactory)
    moment = Moment.ENTREE
    date = factory.LazyAttribute(
        lambda situation: situation.parcours.date_entree or date(2025, 1, 10)
    )
    niveau_formation = "3"


class CritereFactory(DjangoModelFactory):
    """A criterion at entry, even of somebody who has already entered."""

    class Meta:
        model = CritereEligibilite

    parcours = factory.SubFactory(ParcoursFactory)
    code = "rsa"
    constate_le = factory.LazyAttribute(
        lambda critere: critere.parcours.date_entree or date(2025, 1, 10)
    )

    @classmethod
    def _create(cls, modele, *args, **champs):
        with pgtrigger.ignore("accompagnement.CritereEligibilite:entree_close"):
            return super()._create(modele, *args, **champs)


class AffectationFactory(DjangoModelFactory):
    class Meta:
        model = AffectationReferent

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    agent = factory.SubFactory(AgentFactory)
    date_debut = factory.LazyAttribute(
        lambda affectation: affectation.parcours.date_entree or date(2025, 1, 10)
    )
    date_fin = factory.SelfAttribute("parcours.date_sortie")


class EntretienFactory(DjangoModelFactory):
    class Meta:
        model = Entretien

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    agent = factory.SubFactory(AgentFactory)
    debut = datetime(2025, 3, 3, 10, 0, tzinfo=PARIS)
    presence = Presence.HONORE
    notes_confidentielles = ""
    confie_par = factory.LazyAttribute(
        lambda entretien: entretien.agent if entretien.notes_confidentielles else None
    )


class SeanceFactory(DjangoModelFactory):
    class Meta:
        model = Seance

    titre = "Atelier CV"
    debut = datetime(2025, 3, 4, 14, 0, tzinfo=PARIS)
    animateur = factory.SubFactory(AgentFactory)


class EtapeFactory(DjangoModelFactory):
    class Meta:
        model = Etape

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    axe = Axe.FORMATION
    libelle = "Remise à niveau"
    date_debut = date(2025, 3, 1)


class EmploiFactory(DjangoModelFactory):
    class Meta:
        model = Emploi

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    type_contrat = TypeContrat.CDI
    employeur = "Entreprise inventée"
    date_debut = date(2025, 3, 1)


class SuiviEmploiFactory(DjangoModelFactory):
    class Meta:
        model = SuiviEmploi

    emploi = factory.SubFactory(EmploiFactory)
    jalon = Jalon.J30
    prevu_le = date(2025, 3, 31)


class PieceFactory(DjangoModelFactory):
    """A checked-in PDF; the file is written where the test puts MEDIA_ROOT."""

    class Meta:
        model = Piece

    participant = factory.SubFactory(ParticipantFactory)
    type = TypePiece.IDENTITE
    fichier = factory.django.FileField(data=PDF, filename="piece.pdf")
    nom = "piece.pdf"
    type_contenu = "application/pdf"
    taille = len(PDF)
    empreinte = factory.Sequence(lambda rang: f"{rang:064x}")
    empreinte_conservee = hashlib.sha256(PDF).hexdigest()
    deposee_par = factory.SubFactory(AgentFactory)


class OrientationFactory(DjangoModelFactory):
    """Sent today by a partner, to be answered within fifteen days."""

    class Meta:
        model = Orientation

    structure = factory.SubFactory(StructureFactory, accompagne=False)
    deposee_par = factory.SubFactory(
        AgentFactory, role=Role.PARTENAIRE, structure=factory.SelfAttribute("..structure")
    )
    declarant = "Renée Dupont <r.dupont@exemple.fr>"
    empreinte = factory.Sequence(lambda rang: f"{rang:064x}")
    nom = factory.Sequence(lambda rang: f"Orienté{rang}")
    prenom = "Claude"
    date_naissance = date(1985, 5, 20)
    repondre_avant = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=15))


class PieceOrientationFactory(DjangoModelFactory):
    class Meta:
        model = PieceOrientation

    orientation = factory.SubFactory(OrientationFactory)
    fichier = factory.django.FileField(data=PDF, filename="piece.pdf")
    nom = "piece.pdf"
    type_contenu = "application/pdf"
    taille = len(PDF)
    empreinte = factory.Sequence(lambda rang: f"{rang:064x}")
    empreinte_conservee = hashlib.sha256(PDF).hexdigest()
    deposee_par = factory.SelfAttribute("orientation.deposee_par")
    declarant = factory.SelfAttribute("orientation.declarant")


class CommissionFactory(DjangoModelFactory):
    class Meta:
        model = Commission

    type = TypeCommission.INTEGRATION
    date = factory.Sequence(lambda rang: date.fromordinal(date(2025, 1, 1).toordinal() + rang))


class RemplacementFactory(DjangoModelFactory):
    """Running today, unless told otherwise."""

    class Meta:
        model = Remplacement

    absent = factory.SubFactory(AgentFactory)
    remplacant = factory.SubFactory(AgentFactory)
    date_debut = factory.LazyFunction(timezone.localdate)
    date_fin = factory.LazyFunction(timezone.localdate)
    decide_par = factory.SubFactory(AgentFactory, role=Role.COORDINATION)


class EtablissementFactory(DjangoModelFactory):
    class Meta:
        model = Etablissement

    nom = factory.Sequence(lambda n: f"Ateliers du Hainaut {n}")


class SynchronisationFactory(DjangoModelFactory):
    """A complete run that has just ended."""

    class Meta:
        model = Synchronisation

    statut = StatutSynchronisation.REUSSIE
    declencheur = Declencheur.HORAIRE
    debut = factory.LazyFunction(timezone.now)
    fin = factory.LazyAttribute(lambda synchronisation: synchronisation.debut)


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


class MiseEnRelationFactory(DjangoModelFactory):
    class Meta:
        model = MiseEnRelation

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    offre = factory.SubFactory(OffreFactory)
    proposee_par = factory.SubFactory(AgentFactory)
    proposee_le = date(2025, 6, 2)
    origine = factory.SelfAttribute("offre.origine")
    rome_code = factory.SelfAttribute("offre.rome_code")
    rome_libelle = factory.SelfAttribute("offre.rome_libelle")
