"""Letters on paper: each is kept as it was printed."""

import uuid

from django.core.exceptions import ValidationError

from accompagnement.enums import TexteCode
from accompagnement.lecture.courrier import preparer_lettres
from accompagnement.models import Courrier, Parcours, Sortie, TexteImprime
from accompagnement.permissions import Acte
from plie.journal.acte import acte


class LettresIncompletes(Exception):
    """Some of a lot can't leave: nothing was written. `lettres`: those that lack something."""

    def __init__(self, lettres):
        super().__init__("des lettres sont incomplètes")
        self.lettres = lettres


@acte(Acte.ECRIRE_COURRIER)
def ecrire_courrier(parcours, *, par, modele, expediteur, destinataire, objet, texte):
    """Keep a letter about to be printed. Raises ValidationError when it says nothing, to nobody,
    to a person who died, or still holds a field that nothing replaced."""
    _exiger_en_vie(parcours, modele)
    courrier = Courrier(
        parcours=parcours,
        modele=modele,
        expediteur=expediteur,
        destinataire=destinataire.strip(),
        objet=objet.strip(),
        texte=texte.strip(),
        auteur=par,
    )
    courrier.full_clean()
    courrier.save()
    return courrier


def _exiger_en_vie(parcours, modele):
    deces = Sortie.objects.filter(motif__est_deces=True)
    est_decedee = deces.filter(parcours__participant=parcours.participant_id).exists()
    if est_decedee and modele != TexteCode.COURRIER_ORIENTEUR:
        raise ValidationError(
            "Cette personne est décédée : seule la réponse à l'orienteur peut encore s'écrire."
        )


@acte(Acte.ECRIRE_DES_COURRIERS)
def ecrire_courriers(cles, *, par, modele, sauf=()):
    """A letter for the person of each parcours of `cles` but `sauf`, from the model in force; the
    key of their lot. All of them or none.

    Raises LettresIncompletes when one has no whole address, nothing to say for a field, or is not
    theirs to write to; ValidationError when nobody is left.
    """
    texte = TexteImprime.objects.en_vigueur()[modele]
    choisis = Parcours.objects.filter(pk__in=cles).un_par_personne().exclude(pk__in=sauf)
    requete = choisis.order_by("participant__recherche", "pk")
    preparees = preparer_lettres(requete, texte, par=par)
    if not preparees:
        raise ValidationError("Il ne reste personne à qui écrire.")
    incompletes = [lettre for lettre in preparees if lettre.manques]
    if incompletes:
        raise LettresIncompletes(incompletes)
    lot = uuid.uuid4()
    Courrier.objects.bulk_create(_du_lot(lettre, lot, par) for lettre in preparees)
    return lot


def _du_lot(lettre, lot, par):
    return Courrier(
        parcours=lettre.parcours,
        modele=lettre.modele,
        expediteur=lettre.expediteur,
        destinataire=lettre.destinataire,
        objet=lettre.objet,
        texte=lettre.texte,
        auteur=par,
        lot=lot,
    )
