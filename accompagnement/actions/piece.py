"""Supporting documents: received, attached, checked, withdrawn."""

import hashlib
from pathlib import PurePath

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.alerte import rafraichir
from accompagnement.actions.notification import notifier, oublier, qui_tient
from accompagnement.actions.parcours import verrouiller_ceux_de
from accompagnement.actions.retrait import noter_le_retrait
from accompagnement.enums import VALIDITE_MOIS, NatureRetrait
from accompagnement.enums.notification import Notifie
from accompagnement.lecture.sortie import sortie_fondee
from accompagnement.models import Notification, Piece
from accompagnement.permissions import Acte
from plie.socle.depot import EXTENSIONS, analyser, reconnaitre, redresser
from plie.socle.ecriture import exiger_version, remplir


@acte(Acte.DEPOSER_PIECE)
def deposer(participant, *, par, fichier, parcours=None, criteres=(), **champs):
    """Keep `fichier` as a proof of `participant`, attached to `criteres` of `parcours`.

    Without `date_fin_validite`, the type's own validity counts from `date_piece` (VALIDITE_MOIS).
    Raises ValidationError for a file refused (type, size, virus), already there, or dates that do
    not hold; then nothing is kept, neither row nor file.
    """
    recue = empreinte_de(fichier)
    deja = participant.pieces.filter(empreinte=recue).first()
    if deja:
        raise ValidationError(
            {
                "fichier": f"Ce fichier est déjà dans le dossier : {deja}, déposé le "
                f"{timezone.localtime(deja.deposee_le):%d/%m/%Y}."
            }
        )
    conserve, faits = recevoir(fichier)
    piece = Piece(participant=participant, parcours=parcours, deposee_par=par, **faits)
    _remplir(piece, champs)

    def ecrire():
        _rafraichir(piece)
        piece.full_clean()
        piece.save()
        piece.criteres.set(_de_ce_parcours(piece, criteres))

    return garder(piece, conserve, ecrire)


@acte(Acte.DEPOSER_PIECE)
def deposer_ensemble(participant, *, par, fichiers, **champs):
    """Keep several files as proofs of the same thing, all or none; `deposer` says the rest. The
    refusal of one among several names it."""
    gardees = []
    try:
        for fichier in fichiers:
            gardees.append(_deposer_nomme(participant, fichier, len(fichiers), par=par, **champs))
    except ValidationError:
        for piece in gardees:
            piece.fichier.delete(save=False)
        raise
    return gardees


def _deposer_nomme(participant, fichier, nombre, **champs):
    try:
        return deposer(participant, fichier=fichier, **champs)
    except ValidationError as refus:
        if nombre == 1 or "fichier" not in getattr(refus, "error_dict", {"fichier": None}):
            raise
        dits = " ".join(refus.messages)
        raise ValidationError({"fichier": f"{fichier.name} : {dits}"}) from refus


def recevoir(fichier):
    """Check a file and make it safe; returns (what is kept, what its row says of it). Raises
    ValidationError for a type, a size or a virus."""
    recue = empreinte_de(fichier)
    type_contenu = reconnaitre(fichier)
    analyser(fichier)
    conserve = redresser(fichier, type_contenu)
    return conserve, {
        "nom": _nom_montre(fichier.name, type_contenu),
        "type_contenu": type_contenu,
        "taille": conserve.size,
        "empreinte": recue,
        "empreinte_conservee": empreinte_de(conserve),
    }


def garder(piece, conserve, ecrire):
    """The file first, then its row, that `ecrire` writes: a row never names a file that is not
    there."""
    piece.fichier.save("piece", conserve, save=False)
    gardee = False
    try:
        with transaction.atomic():
            ecrire()
        gardee = True
    finally:
        if not gardee:
            piece.fichier.delete(save=False)
    return piece


@acte(Acte.DEPOSER_PIECE)
def modifier_piece(piece, *, par, version, criteres=None, **champs):
    """Change what a document is said to be; what was checked, or refused, is to be checked again.
    A criterion that it alone proved, and proves no more, is no longer checked.

    Raises Conflit when somebody saved after `version`, ValidationError when a validated exit rests
    on it: what it proves stays, and once checked it is for who checks.
    """
    actuelle = _verrouiller_piece(piece)
    exiger_version(actuelle, version)
    if _fonde_une_sortie(actuelle):
        _exiger_tenue(actuelle, par, champs)
    actuelle.version += 1
    _ne_plus_tenir_pour_verifiee(actuelle)
    _lever_le_refus(actuelle)
    _remplir(actuelle, champs)
    actuelle.full_clean()
    actuelle.save()
    if criteres is not None:
        _prouver(actuelle, _de_ce_parcours(actuelle, criteres))
    return actuelle


def _exiger_tenue(piece, par, champs):
    if piece.verifiee_le and not Acte.VERIFIER_PIECE.permet(par):
        raise ValidationError(
            "Cette pièce vérifiée prouve une sortie validée : seule une personne qui vérifie les "
            "pièces peut la modifier."
        )
    for lien in ("sortie", "emploi", "etape"):
        tenu = getattr(piece, lien)
        if tenu and champs.get(lien, tenu) != tenu:
            raise ValidationError({lien: "Cette pièce prouve une sortie validée."})


def _prouver(piece, criteres):
    gardes = {critere.pk for critere in criteres}
    _ne_plus_tenir_pour_verifies(piece, piece.criteres.exclude(pk__in=gardes))
    piece.criteres.set(criteres)


@acte(Acte.VERIFIER_PIECE)
def verifier_piece(piece, *, par):
    """Record that the document was read and proves what it is attached to; idempotent.

    Raises ValidationError when it was refused: the refusal is taken back first.
    """
    piece = _verrouiller_piece(piece)
    if piece.refusee_le:
        raise ValidationError("Cette pièce est refusée : reprenez d'abord le refus.")
    if piece.verifiee_le is None:
        piece.verifiee_par = par
        piece.verifiee_le = timezone.localdate()
        piece.version += 1
        piece.save()
        _dire(Notifie.PIECE_VERIFIEE, piece, par)
    return piece


@acte(Acte.VERIFIER_PIECE)
def reprendre_verification(piece, *, par):
    """Take back a check made by mistake: the document is to be checked; idempotent."""
    piece = _verrouiller_piece(piece)
    if piece.verifiee_le:
        _ne_plus_tenir_pour_verifiee(piece)
        piece.version += 1
        piece.save()
    return piece


def _ne_plus_tenir_pour_verifiee(piece):
    """One sentence says of all the documents of a parcours that some are checked: it goes with the
    last that it spoke of."""
    parcours = _parcours_dont_on_parle(piece) if piece.verifiee_le else None
    piece.verifiee_par = piece.verifiee_le = None
    if parcours is None:
        return
    autres = Piece.objects.exclude(pk=piece.pk).filter(
        Q(parcours=parcours) | Q(parcours=None),
        participant=piece.participant_id,
        verifiee_le__gte=OuterRef("cree_le__date"),
    )
    dites = Notification.objects.non_lues().filter(
        ~Exists(autres), nature=Notifie.PIECE_VERIFIEE, parcours=parcours
    )
    dites.delete()


@acte(Acte.VERIFIER_PIECE)
def refuser_piece(piece, *, par, motif):
    """Record that the document proves nothing, and why: it counts no more as a proof, and a
    criterion that rested on it alone is no longer checked. The référent is told.

    Raises ValidationError without `motif`, when it was refused already, and when it was checked to
    prove a validated exit.
    """
    piece = _verrouiller_piece(piece)
    _exiger_refusable(piece)
    _ne_plus_tenir_pour_verifiee(piece)
    piece.refusee_par, piece.refusee_le = par, timezone.localdate()
    piece.motif_refus = motif.strip()
    piece.version += 1
    piece.full_clean()
    piece.save()
    _ne_plus_tenir_pour_verifies(piece, piece.criteres.all())
    _rafraichir(piece)
    _dire(Notifie.PIECE_REFUSEE, piece, par, objet=piece.pk)
    return piece


def _exiger_refusable(piece):
    if piece.refusee_le:
        raise ValidationError(
            f"Cette pièce est déjà refusée, par {piece.refusee_par} : {piece.motif_refus}"
        )
    if piece.verifiee_le and sortie_fondee(piece):
        raise ValidationError(
            "Cette pièce vérifiée prouve une sortie validée : elle ne se refuse plus. Si elle a "
            "été vérifiée à tort, annulez la vérification : elle sera à vérifier de nouveau."
        )


def _fonde_une_sortie(piece):
    """Whether a validated exit rests on it: checked once, or there when the exit was decided. One
    put there since, that nobody ever checked, may still go."""
    sortie = sortie_fondee(piece)
    if sortie is None:
        return False
    return timezone.localdate(piece.deposee_le) <= sortie.validee_le or _fut_verifiee(piece)


def _fut_verifiee(piece):
    passe = Piece.pgh_event_model.objects.filter(pgh_obj_id=piece.pk)
    return passe.filter(verifiee_le__isnull=False).exists()


def _ne_plus_tenir_pour_verifies(piece, criteres):
    """Those of `criteres` that `piece` alone proved."""
    autres = Piece.objects.recevables().exclude(pk=piece.pk).filter(criteres=OuterRef("pk"))
    seuls = criteres.filter(verifie_le__isnull=False).exclude(Exists(autres))
    seuls.update(verifie_par=None, verifie_le=None)


@acte(Acte.VERIFIER_PIECE)
def reprendre_refus(piece, *, par):
    """Take a refusal back: the document is to be checked; idempotent."""
    piece = _verrouiller_piece(piece)
    if piece.refusee_le:
        _lever_le_refus(piece)
        piece.version += 1
        piece.save()
        _rafraichir(piece)
    return piece


def _lever_le_refus(piece):
    piece.refusee_par = piece.refusee_le = None
    piece.motif_refus = ""
    oublier(Notifie.PIECE_REFUSEE, piece.pk)


def _rafraichir(piece):
    if piece.parcours_id:
        rafraichir(piece.parcours_id)


def _dire(nature, piece, par, objet=None):
    """To who put it there, and to who follows the person."""
    parcours = _parcours_dont_on_parle(piece)
    if parcours is not None:
        concernes = {piece.deposee_par_id, *qui_tient(parcours.pk)}
        notifier(nature, concernes, par=par, parcours=parcours.pk, objet=objet)


def _parcours_dont_on_parle(piece):
    return piece.parcours or piece.participant.dernier_parcours()


@acte(Acte.DEPOSER_PIECE)
def retirer_piece(piece, *, par, motif):
    """Take out a document put there by mistake; the history keeps that it was there, and why it
    went. A criterion that rested on it alone is no longer checked.

    Raises ValidationError without `motif`, and when a validated exit rests on it.
    """
    piece = _verrouiller_piece(piece)
    if _fonde_une_sortie(piece):
        raise ValidationError(
            "Cette pièce prouve une sortie validée : elle ne peut plus être retirée."
        )
    noter_le_retrait(piece, piece.participant_id, NatureRetrait.PIECE, par, motif)
    _ne_plus_tenir_pour_verifies(piece, piece.criteres.all())
    _ne_plus_tenir_pour_verifiee(piece)
    oublier(Notifie.PIECE_REFUSEE, piece.pk)
    fichier, stockage = piece.fichier.name, piece.fichier.storage
    piece.delete()
    transaction.on_commit(lambda: stockage.delete(fichier), robust=True)


def _verrouiller_piece(piece):
    """The row as it is now, its person's parcours locked first: an exit that is being validated
    counts it, or no longer finds it."""
    verrouiller_ceux_de(piece.participant_id)
    pieces = Piece.objects.select_for_update(of=("self",)).select_related(
        "sortie", "emploi", "etape"
    )
    actuelle = pieces.filter(pk=piece.pk).first()
    if actuelle is None:
        raise ValidationError("Cette pièce a été retirée du dossier entre-temps.")
    return actuelle


def lire_piece(piece):
    """The content as it was kept; raises ValidationError when the file is gone or was altered."""
    try:
        with piece.fichier.storage.open(piece.fichier.name) as fichier:
            contenu = fichier.read()
    except FileNotFoundError:
        raise ValidationError("Le fichier de cette pièce est introuvable.") from None
    if hashlib.sha256(contenu).hexdigest() != piece.empreinte_conservee:
        raise ValidationError("Le fichier de cette pièce n'est plus celui qui a été déposé.")
    return contenu


def _remplir(piece, champs):
    remplir(piece, champs)
    if piece.etape and piece.etape.parcours_id != piece.parcours_id:
        raise ValidationError({"etape": "Cette étape est celle d'un autre parcours."})
    if piece.entretien and piece.entretien.parcours_id != piece.parcours_id:
        raise ValidationError("Cet entretien est celui d'un autre parcours.")
    if piece.date_piece and piece.date_piece > timezone.localdate():
        raise ValidationError({"date_piece": "Cette date est dans le futur."})
    mois = VALIDITE_MOIS.get(piece.type)
    if piece.date_fin_validite is None and piece.date_piece and mois:
        piece.date_fin_validite = piece.date_piece + relativedelta(months=mois)


def _de_ce_parcours(piece, criteres):
    return [critere for critere in criteres if critere.parcours_id == piece.parcours_id]


def empreinte_de(fichier):
    fichier.seek(0)
    somme = hashlib.sha256()
    for morceau in fichier.chunks():
        somme.update(morceau)
    fichier.seek(0)
    return somme.hexdigest()


def _nom_montre(nom, type_contenu):
    """The name people know it by, with the extension of what it really is; never a path."""
    propre = PurePath(nom.replace("\\", "/")).name
    racine = "".join(lettre for lettre in PurePath(propre).stem if lettre.isprintable())
    return f"{racine[:150] or 'piece'}{EXTENSIONS[type_contenu]}"
