"""What the search of the top bar finds here: people and structures, within one's scope."""

from functools import partial
from urllib.parse import urlencode

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, Q, Value, When
from django.urls import reverse

from accompagnement.enums import STATUTS_CLOS, Statut
from accompagnement.models import Parcours
from accompagnement.permissions import Acte
from accompagnement.portefeuille import portefeuilles_de, suit, voit_tout
from plie.comptes.enums import TypeStructure
from plie.comptes.models import Structure
from plie.comptes.tri import Normaliser
from plie.interface.recherche import Resultat, Trouvailles
from plie.socle.sql import lire_sql

# Count capped: beyond it the page says "plus de 100".
PLAFOND = 100
RECENTS, OUVERTURES_LUES = 8, 200
RESSEMBLANCE = 0.4
# Plain values, at home each morning: to compose the query took longer than to answer it.
DOSSIERS_RECENTS = lire_sql(__file__, "dossiers_recents")
CHAMPS = (
    "participant_id",
    "participant__nom",
    "participant__prenom",
    "participant__date_naissance",
    "participant__commune__nom",
    "statut",
    "structure_id",
    "affectation__agent_id",
)


def personnes(agent, texte, limite):
    """People whose name, number or birth date has every word, or whom this telephone number or
    e-mail address reaches; failing that, near names. One's own first, then those of the structure,
    then whoever is followed."""
    visibles = Parcours.objects.visibles_par(agent).filter(participant__fusionne_dans__isnull=True)
    visibles = visibles.avec_referent()
    trouves = _une_fois(
        visibles.rechercher(texte)
        .order_by("participant__recherche", "participant_id", "-pk")
        .distinct("participant__recherche", "participant_id")[: PLAFOND + 1]
    )
    suivi = Acte.VOIR_SUIVI.permet(agent)
    proches = not trouves
    if proches:
        trouves = _une_fois(visibles.rechercher_proches(texte))
    elif suivi:
        trouves.sort(key=partial(_rang, agent, portefeuilles_de(agent)))
    return Trouvailles(
        resultats=[_personne(ligne, suivi=suivi) for ligne in trouves[:limite]],
        nombre=min(len(trouves), PLAFOND),
        plafonne=len(trouves) > PLAFOND,
        proches=proches,
        adresse_liste=_liste(texte),
        libelle_liste="Voir dans la liste des dossiers",
    )


def _rang(agent, portefeuilles, ligne):
    """Whom one is likely to look for: sorting keeps the order of names among equals."""
    if ligne.affectation__agent_id in portefeuilles:
        return 0
    est_clos = ligne.statut in STATUTS_CLOS
    return (1 if ligne.structure_id == agent.structure_id else 2) + 2 * est_clos


def _une_fois(requete):
    """Rows of `requete`, one a person: whoever came back has several parcours."""
    lues = {}
    for ligne in requete.values_list(*CHAMPS, named=True):
        lues.setdefault(ligne.participant_id, ligne)
    return list(lues.values())


def _personne(ligne, *, suivi):
    detail = (
        f"{ligne.participant__date_naissance:%d/%m/%Y}",
        ligne.participant__commune__nom,
        Statut(ligne.statut).label if suivi else "",
    )
    return Resultat(
        f"{ligne.participant__nom} {ligne.participant__prenom}",
        ", ".join(filter(None, detail)),
        reverse("accompagnement:dossier", args=[ligne.participant_id]),
    )


def _liste(texte):
    adresse = reverse("accompagnement:dossiers")
    return f"{adresse}?{urlencode({'q': texte, 'portee': 'tous', 'statut': 'tous'})}"


def structures(agent, texte, limite):
    """Structures by name, those that only resemble it when none has every word."""
    nom = Normaliser("nom")
    tous_les_mots = Q()
    for mot in texte.split()[:8]:
        tous_les_mots &= Q(nom_cherche__contains=Normaliser(Value(mot)))
    trouvees = (
        Structure.objects.filter(est_active=True)
        .annotate(
            nom_cherche=nom,
            exacte=Case(When(tous_les_mots, then=1), default=0),
            ressemblance=TrigramWordSimilarity(Normaliser(Value(texte)), nom),
        )
        .filter(tous_les_mots | Q(ressemblance__gte=RESSEMBLANCE))
        .order_by("-exacte", "-ressemblance", nom, "pk")
    )
    lues = list(trouvees[: PLAFOND + 1])
    exactes = [structure for structure in lues if structure.exacte]
    gere = Acte.GERER_STRUCTURES.permet(agent)
    montrees = exactes or lues
    return Trouvailles(
        resultats=[_structure(structure, gere) for structure in montrees[:limite]],
        nombre=min(len(montrees), PLAFOND),
        plafonne=len(montrees) > PLAFOND,
        proches=not exactes,
        adresse_liste=reverse("accompagnement:structures") if gere else "",
        libelle_liste="Voir toutes les structures",
    )


def _structure(structure, gere):
    adresse = reverse("accompagnement:structure_modifier", args=[structure.pk]) if gere else ""
    return Resultat(structure.nom, TypeStructure(structure.type).label, adresse)


def recents(agent):
    """The dossiers that `agent` opened last and may still open, the latest first."""
    if not (voit_tout(agent) or suit(agent)):
        return []
    valeurs = {
        "agent": agent.pk,
        "partout": voit_tout(agent),
        "structure": agent.structure_id,
        "portefeuilles": portefeuilles_de(agent),
        "ouvertures": OUVERTURES_LUES,
        "nombre": RECENTS,
    }
    with connection.cursor() as curseur:
        curseur.execute(DOSSIERS_RECENTS, valeurs)
        lus = curseur.fetchall()
    return [
        Resultat(
            f"{nom} {prenom}",
            f"{naissance:%d/%m/%Y}",
            reverse("accompagnement:dossier", args=[pk]),
        )
        for pk, nom, prenom, naissance in lus
    ]
