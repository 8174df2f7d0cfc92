"""Signatures of who came: drawn on a screen, or on a sheet put among the documents."""

import hashlib
import io
import json
from datetime import UTC

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from PIL import Image

from accompagnement.actions.acte import acte
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.piece import deposer, empreinte_de, modifier_piece, recevoir
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.enums import Presence, TypePiece
from accompagnement.models import Emargement, Entretien, Piece
from accompagnement.permissions import Acte
from plie.socle.ecriture import exiger_version

PNG = "image/png"
OCTETS_MAXIMUM = 300 * 1024
COTE_MAXIMUM = 2000
# Pixels darker than this are ink; fewer of them are a touch by mistake.
ENCRE, TRAIT_MINIMUM = 128, 60


@acte(Acte.ECRIRE_DOSSIER)
def signer(entretien, *, par, version, image):
    """Keep the signature that the person drew (`image`, a PNG), with what they signed: day, hour,
    length, référent. An older one, of other facts, gives way; the history keeps its fingerprint.

    Raises ValidationError for an image refused (type, size, virus, nothing drawn), a meeting that
    did not take place, or one already signed as it is; Conflit when it changed after `version`.
    """
    # Before any lock: the antivirus may take its time.
    conserve, faits = recevoir(image)
    _exiger_une_signature(conserve, faits)
    exiger_ouvert(verrouiller(entretien.parcours))
    actuel = _realise(entretien.pk)
    exiger_version(actuel, version)
    _exiger_a_signer(actuel)
    emargement = Emargement.objects.filter(entretien=actuel).first() or Emargement(entretien=actuel)
    emargement.piece = None
    emargement.fichier.save("signature", conserve, save=False)
    gardee = False
    try:
        _ecrire(emargement, par, faits["empreinte_conservee"])
        gardee = True
    finally:
        if not gardee:
            emargement.fichier.delete(save=False)
    return emargement


@acte(Acte.DEPOSER_PIECE)
def joindre_feuille(parcours, *, par, fichier, entretiens):
    """Put a signed sheet among the documents of `parcours`, over or not, for proofs come late: it
    covers `entretiens`, as they are now. A sheet already there covers them too, and is to be
    checked again. Raises ValidationError for a file refused, or one of them that is not to be
    signed."""
    if not entretiens:
        raise ValidationError({"entretiens": "Cochez les entretiens que cette feuille couvre."})
    connue = _feuille_deja_la(parcours, fichier)
    piece = (
        modifier_piece(connue, par=par, version=connue.version)
        if connue
        else _deposer(parcours, par, fichier, entretiens)
    )
    try:
        with transaction.atomic():
            verrouiller(parcours)
            for entretien in entretiens:
                _couvrir(_realise(entretien.pk), piece, par)
    except BaseException:
        if connue is None:
            piece.fichier.delete(save=False)
        raise
    return piece


def _feuille_deja_la(parcours, fichier):
    feuilles = Piece.objects.filter(parcours=parcours, type=TypePiece.EMARGEMENT, refusee_le=None)
    return feuilles.filter(empreinte=empreinte_de(fichier)).first()


def _deposer(parcours, par, fichier, entretiens):
    return deposer(
        parcours.participant,
        par=par,
        fichier=fichier,
        parcours=parcours,
        type=TypePiece.EMARGEMENT,
        date_piece=timezone.localdate(max(entretien.debut for entretien in entretiens)),
        date_fin_validite=None,
    )


def _couvrir(entretien, piece, par):
    if entretien.parcours_id != piece.parcours_id:
        raise ValidationError({"entretiens": "Cet entretien est d'un autre dossier."})
    _exiger_a_signer(entretien)
    emargement = Emargement.objects.filter(entretien=entretien).first()
    emargement = emargement or Emargement(entretien=entretien)
    emargement.piece, emargement.fichier = piece, ""
    _ecrire(emargement, par, piece.empreinte_conservee)


def _realise(pk):
    """The row as it is now, locked."""
    actuel = Entretien.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if actuel is None:
        raise ValidationError("Cet entretien a été retiré entre-temps.")
    if actuel.presence != Presence.HONORE:
        raise ValidationError("Seul un entretien honoré se signe.")
    return actuel


def _exiger_a_signer(entretien):
    if not Entretien.objects.filter(pk=entretien.pk).sans_emargement().exists():
        raise ValidationError(f"L'{str(entretien).lower()} est déjà signé.")


def _exiger_une_signature(conserve, faits):
    if faits["type_contenu"] != PNG:
        raise ValidationError({"image": "La signature n'est pas une image PNG : recommencez."})
    if conserve.size > OCTETS_MAXIMUM:
        raise ValidationError({"image": "Cette image est trop lourde pour une signature."})
    with Image.open(io.BytesIO(conserve.read())) as image:
        if max(image.size) > COTE_MAXIMUM:
            raise ValidationError({"image": "Cette image est trop grande pour une signature."})
        if _encre(image) < TRAIT_MINIMUM:
            raise ValidationError({"image": "Rien n'est dessiné : signez dans le cadre."})
    conserve.seek(0)


def _encre(image):
    """How many pixels are drawn, on white paper."""
    papier = Image.new("RGBA", image.size, "white")
    papier.alpha_composite(image.convert("RGBA"))
    return sum(papier.convert("L").histogram()[:ENCRE])


def _ecrire(emargement, par, empreinte_image):
    entretien = emargement.entretien
    emargement.parcours_id = entretien.parcours_id
    for nom in ("debut", "duree_minutes", "agent_id"):
        setattr(emargement, nom, getattr(entretien, nom))
    emargement.empreinte_image = empreinte_image
    emargement.recueilli_par, emargement.signe_le = par, timezone.now()
    emargement.dementi_le = None
    emargement.empreinte = empreinte_des_faits(emargement)
    emargement.full_clean()
    emargement.save()


def empreinte_des_faits(emargement):
    """SHA-256 of the image and of what it signs: what an auditor computes again."""
    faits = {
        "image": emargement.empreinte_image,
        "entretien": emargement.entretien_id,
        "debut": emargement.debut.astimezone(UTC).isoformat(),
        "duree_minutes": emargement.duree_minutes,
        "agent": emargement.agent_id,
        "signe_le": emargement.signe_le.astimezone(UTC).isoformat(),
    }
    return hashlib.sha256(json.dumps(faits, sort_keys=True).encode()).hexdigest()


def lire_signature(emargement):
    """The image as it was drawn; raises ValidationError when it is gone, or when it or what was
    signed has been altered."""
    try:
        with emargement.fichier.storage.open(emargement.fichier.name) as fichier:
            contenu = fichier.read()
    except FileNotFoundError:
        raise ValidationError("L'image de cette signature est introuvable.") from None
    intacte = hashlib.sha256(contenu).hexdigest() == emargement.empreinte_image
    if not intacte or empreinte_des_faits(emargement) != emargement.empreinte:
        raise ValidationError("Cette signature n'est plus celle qui a été recueillie.")
    return contenu
