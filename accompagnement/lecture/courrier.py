"""What a letter may say of a person, and who reads those that were written. Nothing of health,
justice or housing is a field; what an agent typed themselves is read like what is reserved."""

from itertools import chain
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import CIVILITES, Mode, Presence, Sexe, TexteCode
from accompagnement.enums.adresse import lieu_de_vie
from accompagnement.enums.courrier import CHAMPS, champs_de, remplir
from accompagnement.lecture.reserve import Reserve, montrer
from accompagnement.models import Courrier, Entretien, NonEntree, Parcours, Sortie
from accompagnement.portefeuille import coordonne, portefeuilles_de
from plie.comptes.models import Agent
from plie.socle.dates import ecrire_le_jour

LIEUX = {
    Mode.TELEPHONE: "entretien par téléphone",
    Mode.VISIO: "entretien en visioconférence",
    Mode.VISITE: "votre domicile",
    Mode.COURRIEL: "échange par courriel",
}
OBJET_MAX = Courrier._meta.get_field("objet").max_length
SANS_ADRESSE = "adresse incomplète"
EST_DECEDEE = "la personne est décédée"
SUIVIE_PAR_UN_AUTRE = "suivie par un autre référent"


class Lettre(NamedTuple):
    """A letter before it is written: the model filled, and why it can't leave as it is. `ou`: the
    page where what lacks is completed."""

    parcours: Parcours
    modele: str
    expediteur: str
    destinataire: str
    objet: str
    texte: str
    manques: list
    ou: str


def preparer_lettres(requete, texte, *, par, entretien=None):
    """A letter for each parcours of `requete`, in its order, from the words of `texte`
    (TexteImprime); in as few statements for five hundred as for one.

    The appointment named is `entretien`, else the next one of each.
    """
    lus = list(_avec_ce_que_disent_les_champs(requete))
    actifs = Agent.objects.filter(is_active=True)
    agents = actifs.in_bulk({p.signataire for p in lus} - {None})
    rendez_vous = Entretien.objects.in_bulk({p.rendez_vous for p in lus} - {None})
    confies = set(portefeuilles_de(par))
    return [
        _lettre(
            p,
            texte,
            _valeurs(p, agents.get(p.signataire), entretien or _le_sien(p, rendez_vous), par),
            agents.get(p.signataire),
            est_confie=coordonne(par) or _est_confie(p, confies),
        )
        for p in lus
    ]


def _est_confie(parcours, confies):
    """As the right to write one letter: a former référent tells an end, not a new beginning."""
    return parcours.signataire in confies and (parcours.est_ouvert or not parcours.est_suivie)


def _le_sien(parcours, rendez_vous):
    return rendez_vous.get(parcours.rendez_vous)


def _avec_ce_que_disent_les_champs(requete):
    maintenant = timezone.now()
    entretiens = Entretien.objects.filter(parcours=OuterRef("pk")).order_by()
    prevus = entretiens.filter(presence=Presence.PREVU, debut__gt=maintenant)
    tenus = entretiens.filter(presence=Presence.HONORE)
    manques = entretiens.filter(presence__in=(Presence.ABSENT, Presence.EXCUSE))
    manques = manques.filter(debut__lte=maintenant)
    ouverts = Parcours.objects.ouverts().filter(participant=OuterRef("participant"))
    deces = Sortie.objects.filter(parcours__participant=OuterRef("participant"))
    reponses = NonEntree.objects.filter(parcours=OuterRef("pk"))
    return (
        requete.select_related("participant__commune", "structure", "prescripteur")
        .avec_signataire()
        .annotate(
            rendez_vous=Subquery(prevus.order_by("debut", "pk").values("pk")[:1]),
            absence=Subquery(manques.order_by("-debut").values("debut")[:1]),
            entretien_tenu=Subquery(tenus.order_by("-debut").values("debut")[:1]),
            reponse=Subquery(reponses.values("reponse")[:1]),
            est_decedee=Exists(deces.filter(motif__est_deces=True)),
            est_suivie=Exists(ouverts),
        )
    )


def _valeurs(parcours, referent, entretien, par):
    """{field: what it says}, of those that have something to say."""
    participant, structure = parcours.participant, parcours.structure
    valeurs = {
        "civilité": CIVILITES[participant.sexe],
        "prénom": participant.prenom,
        "nom": participant.nom,
        "référent": str(referent or ""),
        "courriel du référent": referent.email if referent else "",
        "contact du référent": _contact(structure, referent),
        "structure": str(structure or ""),
        "plie": settings.PLIE_NOM,
        "signature": str(par),
        "date du jour": _jour(timezone.localdate()),
        "date de l'absence": _jour_de_semaine(parcours.absence),
        "dernier entretien": _jour_de_semaine(parcours.entretien_tenu),
        "prescripteur": str(parcours.prescripteur or ""),
        "date de prescription": _jour(parcours.date_prescription),
        "date d'entrée": _jour(parcours.date_entree),
        "date de sortie": _jour(parcours.date_sortie),
        "réponse": parcours.reponse or "",
    }
    return valeurs | _du_rendez_vous(entretien, structure)


def _du_rendez_vous(entretien, structure):
    if entretien is None:
        return {}
    debut = timezone.localtime(entretien.debut)
    return {
        "date du rendez-vous": ecrire_le_jour(debut, "l j F Y"),
        "heure du rendez-vous": f"{debut:%-H h %M}",
        "lieu du rendez-vous": entretien.lieu or LIEUX.get(entretien.mode) or _locaux(structure),
    }


def _contact(structure, referent):
    """How to answer: many who receive a letter read no mail."""
    if referent is None:
        return ""
    telephone = structure.contact_telephone if structure else ""
    return " ou ".join(filter(None, [telephone, referent.email]))


def _locaux(structure):
    if structure is None:
        return ""
    return ", ".join([structure.nom, *structure.adresse.splitlines()])


def _jour(date):
    return ecrire_le_jour(date, "j F Y") if date else ""


def _jour_de_semaine(debut):
    return ecrire_le_jour(timezone.localtime(debut), "l j F Y") if debut else ""


def _lettre(parcours, texte, valeurs, referent, *, est_confie):
    au_prescripteur = texte.code == TexteCode.COURRIER_ORIENTEUR
    adresse = (
        adresse_de_la_structure(parcours.prescripteur)
        if au_prescripteur
        else adresse_de_la_personne(parcours.participant)
    )
    manques = []
    if not est_confie:
        manques.append(SUIVIE_PAR_UN_AUTRE)
    if parcours.est_decedee and not au_prescripteur:
        manques.append(EST_DECEDEE)
    if not adresse.est_complete:
        manques.append(SANS_ADRESSE)
    vides = [nom for nom in champs_de(texte.titre, texte.contenu) if not valeurs.get(nom)]
    manques += dict.fromkeys(_pourquoi(nom, valeurs) for nom in vides)
    objet = remplir(texte.titre, valeurs)
    if len(objet) > OBJET_MAX:
        manques.append("objet trop long")
    ecrit = {
        "destinataire": adresse.texte,
        "objet": objet,
        "texte": remplir(texte.contenu, valeurs),
    }
    fautes = {} if manques else _fautes(Courrier(**ecrit))
    a_l_adresse = SANS_ADRESSE in manques or "destinataire" in fautes
    return Lettre(
        parcours=parcours,
        modele=texte.code,
        expediteur=expediteur(parcours.structure, referent),
        manques=[*manques, *chain.from_iterable(fautes.values())],
        ou=_ou_completer(
            parcours, a_l_adresse=a_l_adresse and est_confie, au_prescripteur=au_prescripteur
        ),
        **ecrit,
    )


def _fautes(courrier):
    """{field: what would refuse the letter written so}, in the words of what lacks."""
    try:
        courrier.clean()
    except ValidationError as refus:
        return {champ: map(_en_manque, dits) for champ, dits in refus.message_dict.items()}
    return {}


def _en_manque(phrase):
    return phrase[:1].lower() + phrase[1:].rstrip(".")


def _pourquoi(nom, valeurs):
    """Why a field has nothing to say; the place of an appointment that does not exist is not what
    lacks."""
    if nom == "lieu du rendez-vous" and "date du rendez-vous" not in valeurs:
        nom = "date du rendez-vous"
    return CHAMPS[nom].manque


def _ou_completer(parcours, *, a_l_adresse, au_prescripteur):
    """Where the address is written when it is what lacks, else the dossier."""
    if not a_l_adresse:
        return reverse("accompagnement:dossier", args=[parcours.participant_id])
    if not au_prescripteur:
        return reverse("accompagnement:dossier_modifier", args=[parcours.participant_id])
    if parcours.prescripteur_id is None:
        return reverse("accompagnement:dossier", args=[parcours.participant_id])
    return reverse("accompagnement:structure_modifier", args=[parcours.prescripteur_id])


class Adresse(NamedTuple):
    """As an envelope shows it; what is known of one that is not complete."""

    texte: str
    est_complete: bool


def adresse_de_la_personne(participant):
    """The street as it was typed, then postcode and town: those it ends with, else the
    commune's."""
    civilite = CIVILITES[participant.sexe] if participant.sexe != Sexe.AUTRE else ""
    qui = " ".join(filter(None, [civilite, participant.prenom, participant.nom]))
    commune = participant.commune
    lieu = lieu_de_vie(
        participant.adresse, commune.nom if commune else "", commune and commune.codes_postaux
    )
    ville = " ".join(filter(None, [lieu.code_postal, lieu.ville])).upper()
    return Adresse("\n".join(filter(None, [qui, *lieu.rue.splitlines(), ville])), all(lieu))


def adresse_de_la_structure(structure):
    """Who is written to by name, the structure, its postal address."""
    if structure is None:
        return Adresse("", est_complete=False)
    contact = f"À l'attention de {structure.contact}" if structure.contact else ""
    lignes = [structure.nom, contact, *structure.adresse.splitlines()]
    return Adresse("\n".join(filter(None, lignes)), bool(structure.adresse.strip()))


def expediteur(structure, referent):
    """Under the name of the PLIE, at the head of the letter."""
    lignes = [structure.nom, *structure.adresse.splitlines()] if structure else []
    lignes = [ligne for ligne in lignes if ligne != settings.PLIE_NOM]
    if referent:
        telephone = structure.contact_telephone if structure else ""
        lignes += filter(None, [f"Votre contact : {referent}", telephone, referent.email])
    return "\n".join(lignes)


def lire_courriers(courriers, agent, reserve):
    """All of them; of those that others wrote, the words for who reads what is reserved."""
    for courrier in courriers:
        courrier.est_reserve = reserve.tait and courrier.auteur_id != getattr(agent, "pk", None)
        if courrier.est_reserve:
            montrer(courrier, "objet", "")
            montrer(courrier, "texte", "")
    return courriers


def lire_lot(lot, agent):
    """The letters made at once under the key `lot`, of the people whom `agent` may still open:
    one's own, and coordination's whoever made them. In the order of the names."""
    siens = Q() if not Reserve.de_plusieurs(agent).tait else Q(auteur=agent)
    visibles = Parcours.objects.order_by().visibles_par(agent).values("pk")
    courriers = Courrier.objects.filter(siens, lot=lot, parcours__in=visibles)
    courriers = courriers.select_related("parcours__participant", "auteur")
    return list(courriers.order_by("parcours__participant__recherche", "pk"))
