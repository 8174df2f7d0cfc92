"""Invented employers, what was said with them, and offers of ours in each state."""

from datetime import timedelta

from django.utils import timezone
from stdnum import luhn

from offres.enums import (
    Equipe,
    ObjetEchange,
    Origine,
    StatutOffre,
    TypeEchange,
    TypeEtablissement,
)
from offres.models import Contact, Echange, Etablissement, Offre
from plie.referentiels.models import Commune

ETABLISSEMENTS = [
    ("Les Jardins de l'Escaut", "siae", "59172", "Maraîchage d'insertion"),
    ("Propreté des Terrils", "entreprise", "59172", "Nettoyage de locaux"),
    ("Aide à domicile du Hainaut", "association", "59526", "Services à la personne"),
    ("Entrepôts de la Naville", "entreprise", "59172", "Logistique"),
    ("Transports Lenglet", "entreprise", "59491", "Transport de marchandises"),
    ("Intérim Plus Ostrevant", "interim", "59172", "Travail temporaire"),
    ("Résidence Les Glycines", "association", "59526", "Hébergement de personnes âgées"),
    ("Boulangerie Carlier", "entreprise", "59491", "Boulangerie"),
    ("Atelier Adapté Horizon", "entreprise_adaptee", "59179", "Conditionnement"),
    ("Mairie d'Abscon-les-Prés", "public", "59172", "Services municipaux"),
    ("Menuiserie Watelet", "entreprise", "59205", "Menuiserie"),
    ("Supermarché du Centre", "entreprise", "59172", "Commerce alimentaire"),
    ("Régie de quartier Villars", "siae", "59172", "Entretien d'espaces"),
    ("Plasturgie du Nord", "entreprise", "59491", "Plasturgie"),
    ("Cuisine centrale Pévèle", "public", "59526", "Restauration collective"),
    ("Garage Delsaut", "entreprise", "59179", "Mécanique automobile"),
    ("Ambulances Dorémus", "entreprise", "59205", "Transport sanitaire"),
    ("Pépinières Lecomte", "entreprise", "59526", "Espaces verts"),
    ("Crèche Les Coccinelles", "association", "59172", "Petite enfance"),
    ("Bâti Hainaut", "entreprise", "59491", "Bâtiment"),
    ("Textile Recyclé Solidaire", "siae", "59179", "Tri de textile"),
    ("Hôtel de la Forêt", "entreprise", "59526", "Hôtellerie"),
    ("Sécurité Escaut", "entreprise", "59172", "Sécurité privée"),
    ("Fonderie Mercier", "entreprise", "59205", "Métallurgie"),
    ("M. et Mme Lambert", "particulier", "59526", "Emploi à domicile"),
]
CONTACTS = ["Nadia Cornet", "Bruno Leclercq", "Sabrina Dutoit", "Alain Roussel", "Inès Marchand"]
FONCTIONS = ["Responsable des ressources humaines", "Gérant", "Cheffe d'équipe"]
SUITES = ["Envoyer deux candidatures", "Rappeler pour l'offre à venir", "Convenir d'une immersion"]
OFFRES = [
    ("Agent de propreté (H/F)", "K2204", "Agent / Agente de nettoyage", "CDI", "ouverte", 1),
    ("Aide à domicile (H/F)", "K1304", "Services domestiques", "CDI", "ouverte", 2),
    ("Préparateur de commandes (H/F)", "N1103", "Magasinage et préparation", "CDD", "ouverte", 3),
    (
        "Ouvrier maraîcher en insertion (H/F)",
        "A1414",
        "Horticulture et maraîchage",
        "DDI",
        "ouverte",
        0,
    ),
    ("Chauffeur-livreur (H/F)", "N4105", "Conduite et livraison", "CDD", "pourvue", 4),
    ("Employé de restauration (H/F)", "G1603", "Personnel polyvalent", "CDD", "fermee", 14),
    ("Agent d'espaces verts (H/F)", "A1203", "Entretien d'espaces verts", "CDD", "expiree", 17),
    ("Vendeur en boulangerie (H/F)", "D1106", "Vente en alimentation", "CDI", "brouillon", 7),
]
ECHANGES = 40


def charger(*, agents, aujourdhui):
    """Everything in a few bulk writes; `agents` are those who wrote it, in turn."""
    etablissements = Etablissement.objects.bulk_create(_etablissements())
    contacts = Contact.objects.bulk_create(
        Contact(
            etablissement=etablissement,
            nom=CONTACTS[rang % len(CONTACTS)],
            fonction=FONCTIONS[rang % len(FONCTIONS)],
            telephone=f"03 27 00 {rang:02d} 00",
            email=f"contact{rang}@exemple.fr",
        )
        for rang, etablissement in enumerate(etablissements[:18])
    )
    Echange.objects.bulk_create(
        _echange(rang, contacts[rang % len(contacts)], agents, aujourdhui)
        for rang in range(ECHANGES)
    )
    Offre.objects.bulk_create(
        _offre(rang, etablissements[OFFRES[rang][-1]], agents, aujourdhui)
        for rang in range(len(OFFRES))
    )


def siret_invente(rang):
    """A number whose keys are right and that nobody bears."""
    siren = f"09{rang + 1:06d}"
    siren += luhn.calc_check_digit(siren)
    etablissement = f"{siren}0001"
    return etablissement + luhn.calc_check_digit(etablissement)


def _etablissements():
    communes = Commune.objects.in_bulk()
    for rang, (nom, type_, insee, activite) in enumerate(ETABLISSEMENTS):
        est_un_particulier = type_ == TypeEtablissement.PARTICULIER
        yield Etablissement(
            nom=nom,
            type=type_,
            siret=None if est_un_particulier else siret_invente(rang),
            adresse=f"{3 * rang + 1} rue de la Gare",
            commune=communes.get(insee),
            telephone=f"03 27 01 {rang:02d} 00",
            activite=activite,
        )


def _echange(rang, contact, agents, aujourdhui):
    agent = agents[rang % len(agents)]
    est_de_france_travail = rang % 5 == 4
    le = aujourdhui - timedelta(days=3 + 7 * rang)
    a_une_suite = rang % 2 == 0
    return Echange(
        etablissement=contact.etablissement,
        contact=contact,
        type=TypeEchange.values[rang % len(TypeEchange.values)],
        objet=ObjetEchange.values[rang % 5],
        le=le,
        equipe=Equipe.FRANCE_TRAVAIL if est_de_france_travail else Equipe.PLIE,
        intervenant="Équipe entreprises de Denain" if est_de_france_travail else str(agent),
        compte_rendu="L'employeur recrute toute l'année et accepte les débutants.",
        suite=SUITES[rang % len(SUITES)] if a_une_suite else "",
        suite_le=le + timedelta(days=7) if a_une_suite else None,
        suite_faite_le=le + timedelta(days=6) if a_une_suite and rang > 12 else None,
        saisi_par=agent,
    )


def _offre(rang, etablissement, agents, aujourdhui):
    intitule, code, metier, contrat, statut, _ = OFFRES[rang]
    commune = etablissement.commune
    maintenant = timezone.now()
    finie = statut not in (StatutOffre.OUVERTE, StatutOffre.BROUILLON)
    return Offre(
        origine=Origine.PLIE,
        statut=statut,
        intitule=intitule,
        description="Poste proposé par un employeur rencontré par le PLIE.\nDébutants bienvenus.",
        rome_code=code,
        rome_libelle=metier,
        etablissement=etablissement,
        commune=commune,
        commune_insee=commune.pk if commune else "",
        departement="59",
        latitude=commune.latitude if commune else None,
        longitude=commune.longitude if commune else None,
        contrat=contrat,
        est_temps_plein=rang % 3 != 1,
        heures_hebdo=24 if rang % 3 == 1 else 35,
        est_iae=contrat == "DDI",
        experience="D",
        publiee_le=maintenant - timedelta(days=40 + rang),
        actualisee_le=maintenant - timedelta(days=rang),
        expire_le=aujourdhui - timedelta(days=2)
        if statut == StatutOffre.EXPIREE
        else aujourdhui + timedelta(days=60),
        fin_le=maintenant - timedelta(days=1) if finie else None,
        saisie_par=agents[rang % len(agents)],
    )
