"""Two dossiers of one person made one, and made two again within thirty days."""

from datetime import timedelta

import pgtrigger
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from accompagnement.actions.affectation import clore_affectation
from accompagnement.actions.alerte import rafraichir
from accompagnement.actions.participant import CHAMPS, verifier_naissance
from accompagnement.enums import Statut
from accompagnement.models import (
    AffectationReferent,
    Brouillon,
    ConstatQpv,
    Courrier,
    Emargement,
    Entretien,
    Etape,
    Fusion,
    Memo,
    MiseEnRelation,
    Mot,
    Opposition,
    Parcours,
    Partage,
    Participant,
    Piece,
)
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.socle.sms import lire_mobile

DELAI = timedelta(days=30)
UNIQUES = ("numero_france_travail",)
# Relations moved from the parcours set aside to the one that goes on.
SUIVENT = {
    "entretiens": Entretien,
    "emargements": Emargement,
    "etapes": Etape,
    "mots": Mot,
    "courriers": Courrier,
    "memos": Memo,
    "mises_en_relation": MiseEnRelation,
    "pieces_du_parcours": Piece,
    "brouillons": Brouillon,
}
# Relations of the person, one for each partner.
UNE_PAR_PARTENAIRE = {"oppositions": Opposition, "partages": Partage}


@acte(Acte.FUSIONNER)
def fusionner(garde, absorbe, *, par, choix):
    """Put the dossier `absorbe` into `garde`; `choix` maps a field of CHAMPS to the one whose
    value is kept, "garde" or "absorbe" (a field left out is kept from `garde`).

    Every parcours, with all it holds, becomes one of `garde`. Two open parcours cannot both go
    on: the one not entered yet is closed, nobody follows it any more, and its entretiens, étapes,
    mises en relation and documents go on the other. What the person refuses to share stays refused.
    Raises ValidationError for a person with itself, a dossier already merged, two people entered at
    once, or a case that waits for a commission.
    """
    if garde.pk == absorbe.pk:
        raise ValidationError("Une personne ne se fusionne pas avec elle-même.")
    garde, absorbe = _verrouiller(garde, absorbe)
    detail = {
        "oppositions_avant": list(garde.oppositions.values_list("pk", flat=True)),
        "champs": {nom: [_cle(garde, nom), _cle(absorbe, nom)] for nom in CHAMPS},
        "parcours": list(absorbe.parcours.values_list("pk", flat=True)),
        **_ecarter(garde, absorbe),
        **_reprendre_ce_qui_est_partage(garde, absorbe),
    }
    _reprendre_les_champs(garde, absorbe, choix)
    Parcours.objects.filter(pk__in=detail["parcours"]).update(participant=garde)
    verifier_naissance(garde)
    detail["pieces"] = _reprendre_les_pieces(garde, absorbe)
    detail["constats_qpv"] = list(absorbe.constats_qpv.values_list("pk", flat=True))
    absorbe.constats_qpv.update(participant=garde)
    detail["apres"] = {nom: _cle(garde, nom) for nom in CHAMPS}
    rafraichir(*garde.parcours.values_list("pk", flat=True))
    return Fusion.objects.create(garde=garde, absorbe=absorbe, par=par, detail=_simple(detail))


def _verrouiller(garde, absorbe):
    lignes = Participant.objects.select_for_update().order_by("pk")
    par_cle = lignes.in_bulk([garde.pk, absorbe.pk])
    for participant in par_cle.values():
        if participant.fusionne_dans_id:
            raise ValidationError(f"Le dossier de {participant} est déjà fusionné.")
    return par_cle[garde.pk], par_cle[absorbe.pk]


def _cle(participant, nom):
    return getattr(participant, Participant._meta.get_field(nom).attname)


def _simple(valeur):
    """The value as JSON stores it: dates become texts."""
    if isinstance(valeur, dict):
        return {cle: _simple(v) for cle, v in valeur.items()}
    if isinstance(valeur, list):
        return [_simple(v) for v in valeur]
    return valeur.isoformat() if hasattr(valeur, "isoformat") else valeur


def _ouvert(participant):
    return next((p for p in participant.parcours.all() if p.est_ouvert), None)


def _ecarter(garde, absorbe):
    """Close the absorbed open parcours when both have one; returns what undoing it needs."""
    en_cours, en_trop = _ouvert(garde), _ouvert(absorbe)
    if en_cours is None or en_trop is None:
        return {}
    if en_trop.date_entree:
        raise ValidationError(
            "Les deux personnes sont déjà entrées dans le PLIE : clôturez d'abord l'un des "
            "parcours."
            if en_cours.date_entree
            else f"Gardez plutôt le dossier de {absorbe}, dont le parcours est entré."
        )
    if en_trop.passages.filter(decision="").exists():
        raise ValidationError(
            f"Le dossier de {absorbe} attend une décision : retirez-le d'abord de l'ordre du jour."
        )
    suivent = {}
    for nom, modele in SUIVENT.items():
        lignes = modele.objects.filter(parcours=en_trop)
        if modele in A_TRIER:
            lignes = A_TRIER[modele](lignes, en_cours)
        suivent[nom] = list(lignes.values_list("pk", flat=True))
        lignes.update(parcours=en_cours)
    ecarte = {"pk": en_trop.pk, "statut": en_trop.statut, "vers": en_cours.pk}
    ecarte["affectations"] = clore_affectation(en_trop, timezone.localdate())
    _imposer_statut(en_trop.pk, Statut.REFUSE)
    return {"ecarte": ecarte, **suivent}


def _sans_mises_en_double(mises, en_cours):
    """Leave out the offers already proposed on the parcours that goes on: an offer has one
    proposal in progress for a person."""
    deja = MiseEnRelation.objects.en_cours().filter(parcours=en_cours)
    doubles = MiseEnRelation.objects.en_cours().filter(offre__in=deja.values("offre"))
    return mises.exclude(pk__in=doubles.values("pk"))


def _sans_pieces_en_double(pieces, en_cours):
    """Leave out the documents that the kept dossier already has, by their fingerprint: they stay
    with the parcours set aside."""
    deja = Piece.objects.filter(participant=en_cours.participant_id)
    return pieces.exclude(empreinte__in=deja.values("empreinte"))


def _d_un_entretien(brouillons, en_cours):
    """Those of a meeting, which goes on; a new note on what is closed is given back to copy."""
    return brouillons.exclude(cle="entretien:creer")


A_TRIER = {
    Brouillon: _d_un_entretien,
    MiseEnRelation: _sans_mises_en_double,
    Piece: _sans_pieces_en_double,
}


def _imposer_statut(pk, statut):
    """Set the statut without the transitions' trigger: a dossier typed twice is closed without any
    commission."""
    with pgtrigger.ignore("accompagnement.Parcours:transitions"):
        Parcours.objects.filter(pk=pk).update(statut=statut)


def _reprendre_les_champs(garde, absorbe, choix):
    repris = [nom for nom in CHAMPS if choix.get(nom) == "absorbe"]
    valeurs = {nom: _cle(absorbe, nom) for nom in repris}
    absorbe.fusionne_dans = garde
    for nom in UNIQUES:
        # The dossier kept takes the number when it has none: imports find people by it.
        if nom not in repris and not _cle(garde, nom):
            valeurs[nom] = _cle(absorbe, nom)
        setattr(absorbe, nom, None)
    absorbe.save()
    for nom, valeur in valeurs.items():
        setattr(garde, Participant._meta.get_field(nom).attname, valeur)
    # The "yes" of one dossier may meet the landline of the other.
    garde.accepte_sms = garde.accepte_sms and lire_mobile(garde.telephone) is not None
    garde.version += 1
    garde.full_clean()
    garde.save()


def _reprendre_les_pieces(garde, absorbe):
    """Documents follow, but those that `garde` already has."""
    deja = garde.pieces.values("empreinte")
    reprises = absorbe.pieces.exclude(empreinte__in=deja)
    cles = list(reprises.values_list("pk", flat=True))
    Piece.objects.filter(pk__in=cles).update(participant=garde)
    return cles


def _reprendre_ce_qui_est_partage(garde, absorbe):
    """Refusals, and what partners know, follow but those that `garde` already has."""
    deja, a_elle = _par_partenaire(garde), _par_partenaire(absorbe)
    reprises = {}
    for nom, modele in UNE_PAR_PARTENAIRE.items():
        cles = [cle for structure, cle in a_elle[nom].items() if structure not in deja[nom]]
        modele.objects.filter(pk__in=cles).update(participant=garde)
        reprises[nom] = cles
    return reprises


def _par_partenaire(participant):
    """{relation: {key of the partner, None for all: key of the row in force}}."""
    lignes = {
        "oppositions": participant.oppositions.en_cours(),
        "partages": participant.partages.all(),
    }
    return {nom: dict(lues.values_list("structure_id", "pk")) for nom, lues in lignes.items()}


@acte(Acte.FUSIONNER)
def annuler_fusion(fusion, *, par):
    """Make the two dossiers again, with what each had; what was written since stays where it is.

    A field changed since the merge keeps its new value. Raises ValidationError after DELAI, twice,
    or when the dossiers have changed too much to part.
    """
    fusion = Fusion.objects.select_for_update().get(pk=fusion.pk)
    if fusion.annulee_le:
        raise ValidationError("Cette fusion est déjà annulée.")
    if timezone.now() > fusion.le + DELAI:
        raise ValidationError("Cette fusion a plus de 30 jours : elle ne peut plus être annulée.")
    lignes = Participant.objects.select_for_update().order_by("pk")
    par_cle = lignes.in_bulk([fusion.garde_id, fusion.absorbe_id])
    garde, absorbe = par_cle[fusion.garde_id], par_cle[fusion.absorbe_id]
    if garde.fusionne_dans_id:
        raise ValidationError(f"Annulez d'abord la fusion du dossier de {garde}.")
    detail = fusion.detail
    Parcours.objects.filter(pk__in=detail["parcours"]).update(participant=absorbe)
    # A document received since goes with the parcours it was put in.
    pieces = Q(pk__in=detail["pieces"]) | Q(parcours__in=detail["parcours"])
    Piece.objects.filter(pieces, participant=garde).update(participant=absorbe)
    constats = ConstatQpv.objects.filter(pk__in=detail.get("constats_qpv", ()))
    constats.filter(participant=garde).update(participant=absorbe)
    for nom, modele in UNE_PAR_PARTENAIRE.items():
        venues = modele.objects.filter(pk__in=detail.get(nom, ()), participant=garde)
        venues.update(participant=absorbe)
    _opposer_aux_deux(garde, absorbe, detail)
    _rouvrir(detail)
    _rendre_les_champs(garde, absorbe, detail)
    fusion.annulee_par, fusion.annulee_le = par, timezone.now()
    fusion.save()
    concernes = Parcours.objects.filter(participant__in=[garde, absorbe])
    rafraichir(*concernes.values_list("pk", flat=True))


def _opposer_aux_deux(garde, absorbe, detail):
    """What was refused while they were one is refused for both. An older merge does not say what
    was refused before it: nothing is copied."""
    if "oppositions_avant" not in detail:
        return
    deja = _par_partenaire(absorbe)["oppositions"]
    depuis = garde.oppositions.en_cours().exclude(pk__in=detail["oppositions_avant"])
    for opposition in depuis:
        if opposition.structure_id not in deja:
            opposition.pk, opposition.participant = None, absorbe
            opposition.save(force_insert=True)


def _rouvrir(detail):
    ecarte = detail.get("ecarte")
    if ecarte is None:
        return
    for nom, modele in SUIVENT.items():
        # A key added to SUIVENT since is absent from the detail of an older merge.
        venus = modele.objects.filter(pk__in=detail.get(nom, ()), parcours=ecarte["vers"])
        venus.update(parcours=ecarte["pk"])
    _rendre_les_emargements(ecarte)
    _rendre_les_jointes(ecarte)
    _imposer_statut(ecarte["pk"], ecarte["statut"])
    closes = AffectationReferent.objects.filter(pk__in=ecarte.get("affectations", ()))
    closes.update(date_fin=None)


def _rendre_les_emargements(ecarte):
    """What was signed while they were one goes with its entretien; a sheet, when all that it covers
    goes."""
    rendu = Parcours.objects.get(pk=ecarte["pk"])
    signes = Emargement.objects.filter(entretien__parcours=rendu, parcours=ecarte["vers"])
    feuilles = list(signes.exclude(piece=None).values_list("piece", flat=True))
    signes.update(parcours=rendu)
    pieces = Piece.objects.filter(pk__in=feuilles, parcours=ecarte["vers"])
    partent = pieces.exclude(emargements__parcours=ecarte["vers"])
    partent.update(parcours=rendu, participant=rendu.participant_id)


def _rendre_les_jointes(ecarte):
    """What was joined meanwhile goes with its entretien; what the dossier has already, or proves
    something of the parcours that goes on, is no longer joined."""
    rendu = Parcours.objects.get(pk=ecarte["pk"])
    jointes = Piece.objects.filter(entretien__parcours=rendu, parcours=ecarte["vers"])
    deja = Piece.objects.filter(participant=rendu.participant_id)
    partent = jointes.filter(sortie=None, emploi=None, etape=None, criteres=None)
    partent = partent.exclude(empreinte__in=deja.values("empreinte"))
    partent.update(parcours=rendu, participant=rendu.participant_id)
    jointes.update(entretien=None)


def _rendre_les_champs(garde, absorbe, detail):
    for nom, (avant, de_l_absorbe) in detail["champs"].items():
        champ = Participant._meta.get_field(nom)
        if _simple(_cle(garde, nom)) == detail["apres"][nom]:
            setattr(garde, champ.attname, champ.to_python(avant))
        # The merge emptied no other field; a refusal of mails made since stays.
        if nom in UNIQUES:
            setattr(absorbe, champ.attname, champ.to_python(de_l_absorbe))
    absorbe.fusionne_dans = None
    garde.version += 1
    garde.save()
    absorbe.save()
