"""How a parcours ended, and what proves it: the decision, the contract or the training, the
documents."""

from collections import defaultdict
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q

from accompagnement.enums import CONTRATS, Axe, DeduitDe, EtatPreuve, Resultat, TypePiece
from accompagnement.lecture.piece import pieces_lisibles
from accompagnement.lecture.reserve import RESERVE, Reserve, montrer
from accompagnement.models import (
    Commission,
    Emploi,
    Etape,
    MotifNonEntree,
    MotifSortie,
    NonEntree,
    Passage,
    Piece,
    Sortie,
)
from accompagnement.sorties.deduction import deduire_sortie
from accompagnement.sorties.faits import Deduction
from accompagnement.sorties.parcours import faits_de, lire_les_parcours


class SortieLue(NamedTuple):
    """`appui`: the job or the étape that it rests on, None when the motif rests on none;
    `deduction`: what its own rule says of the dossier of today on its day."""

    sortie: Sortie
    motif: str
    commission: Commission | None
    appui: Emploi | Etape | None
    preuves: list[Piece]
    deduction: Deduction

    @property
    def categorie(self):
        return self.sortie.get_categorie_display()

    @property
    def regle(self):
        return f"v{self.sortie.regle.version}"

    @property
    def etat(self):
        """How well it is proven."""
        if not self.preuves:
            return EtatPreuve.ABSENTE
        verifiees = any(piece.verifiee_le for piece in self.preuves)
        return EtatPreuve.VALIDE if verifiees else EtatPreuve.A_VERIFIER

    @property
    def a_prouver(self):
        """Where the page of deposits puts its proof: on what it rests on, else on the exit."""
        for modele, champ, type_ in (
            (Emploi, "emploi", TypePiece.CONTRAT_TRAVAIL),
            (Etape, "etape", TypePiece.CERTIFICATION),
        ):
            if isinstance(self.appui, modele):
                return urlencode({champ: self.appui.pk, "type": type_})
        return "sortie=1"

    @property
    def a_verifier(self):
        """The first of its documents that nobody judged, while none of them proves it; or None."""
        en_attente = self.etat == EtatPreuve.A_VERIFIER
        return self.preuves[0] if en_attente else None

    @property
    def preuves_dites(self):
        """Those checked together, together."""
        par_verification = defaultdict(list)
        for piece in self.preuves:
            par_verification[piece.verifiee_le, piece.verifiee_par].append(str(piece))
        return " ; ".join(_dire(noms, *qui) for qui, noms in par_verification.items())


def _dire(noms, verifiee_le, verifiee_par):
    premier, *autres = noms
    dits = ", ".join(
        [premier, *(nom if nom.isupper() else nom[0].lower() + nom[1:] for nom in autres)]
    )
    if verifiee_le is None:
        return f"{dits} : à vérifier"
    verifie = "vérifiés" if len(noms) > 1 else "vérifié"
    return f"{dits} : {verifie} le {verifiee_le:%d/%m/%Y} par {verifiee_par}"


def lire_sortie(parcours, reserve):
    """The exit of a parcours, without what is withheld; None while nothing is proposed."""
    sorties = Sortie.objects.filter(parcours=parcours)
    sortie = sorties.select_related("motif", "regle").first()
    if sortie is not None:
        if reserve.tait_le_motif(sortie.motif):
            sortie.motif = MotifSortie(libelle=RESERVE)
        montrer(sortie, "commentaire", reserve.texte(sortie.commentaire))
    return sortie


def lire_non_entree(parcours, reserve):
    """The same of a parcours that ended before any entry."""
    lues = NonEntree.objects.filter(parcours=parcours)
    non_entree = lues.select_related("motif", "prononcee_par").first()
    if non_entree is not None and reserve.tait_le_motif(non_entree.motif):
        montrer(non_entree, "motif", MotifNonEntree(libelle=RESERVE))
    return non_entree


def lire_sorties(cles, agent):
    """{parcours: SortieLue} of those whose exit is validated, for `agent`, in six statements."""
    sorties = Sortie.objects.filter(parcours__in=cles, validee_le__isnull=False)
    sorties = list(sorties.select_related("motif", "regle"))
    reserve = Reserve.de_plusieurs(agent)
    commissions = _commissions(sorties)
    deductions, appuis = _rejouer(sorties)
    preuves = _preuves(sorties, appuis, agent)
    return {
        sortie.parcours_id: SortieLue(
            sortie,
            reserve.motif_sortie(sortie.motif),
            commissions.get(sortie.passage_id),
            next(iter(appuis[sortie.pk]), None),
            preuves[sortie.pk],
            deductions[sortie.pk],
        )
        for sortie in sorties
    }


def _commissions(sorties):
    passages = Passage.objects.filter(pk__in=[s.passage_id for s in sorties if s.passage_id])
    return {p.pk: p.commission for p in passages.select_related("commission")}


def _rejouer(sorties):
    """({exit: what its rule deduces}, {exit: what it may rest on, what it shows first})."""
    suivis = lire_les_parcours([sortie.parcours_id for sortie in sorties])
    deductions, appuis = {}, {}
    for sortie in sorties:
        suivi = suivis[sortie.parcours_id]
        deduction = deduire_sortie(faits_de(suivi), sortie.regle, sortie.date_effet)
        deductions[sortie.pk] = deduction
        appuis[sortie.pk] = _appuis(sortie, deduction, suivi)
    return deductions, appuis


def _appuis(sortie, deduction, suivi):
    """What the rule looked at, when it deduces the motif that was decided; else what is of the kind
    of that motif."""
    origine = sortie.motif.deduit_de
    if not origine:
        return []
    if origine == deduction.deduit_de:
        par_la_formation = origine == DeduitDe.FORMATION
        lignes = suivi.formations_lues if par_la_formation else suivi.emplois_lus
        lues = {ligne.pk: ligne for ligne in lignes}
        return [lues[retenu.cle] for retenu in deduction.retenus]
    if origine == DeduitDe.FORMATION:
        return _formations(sortie, suivi)[:1]
    return [
        emploi
        for emploi in suivi.emplois_lus
        if emploi.date_debut <= sortie.date_effet and origine in _deductions(emploi)
    ]


def _formations(sortie, suivi):
    """Those done by the exit: one with its title comes before a later one without."""
    faites = [
        formation
        for formation in suivi.formations_lues
        if formation.resultat == Resultat.REALISEE
        and (formation.date_fin is None or formation.date_fin <= sortie.date_effet)
    ]
    return sorted(faites, key=lambda f: (f.est_prouvee, f.date_debut, f.pk), reverse=True)


def _deductions(emploi):
    """From what an exit that rests on this job may be deduced."""
    contrat = CONTRATS[emploi.type_contrat]
    return {contrat.deduit_de, contrat.par_exception, DeduitDe.EMPLOI_COURT} - {""}


def sortie_fondee(piece):
    """The validated exit that `piece` is put to prove, of itself or by the job or the training that
    it may rest on; the last decided, None if none. Any training done counts, were it said since not
    to be, for a title deposited since would change which one comes first. One query for what proves
    by its kind, with the job and the étape at hand."""
    fondees = Q(pk=piece.sortie_id)
    if piece.emploi:
        fondees |= _par_l_emploi(piece.emploi)
    if piece.etape:
        fondees |= _par_la_formation(piece.etape)
    validees = Sortie.objects.filter(validee_le__isnull=False).select_related("motif", "regle")
    par_sa_nature = validees.filter(fondees).order_by("-validee_le").first()
    return par_sa_nature or _par_la_deduction(validees, piece)


def _par_la_deduction(validees, piece):
    """Whose rule looked at the job or the training, whatever its kind."""
    lies = [appui for appui in (piece.emploi, piece.etape) if appui]
    sorties = list(validees.filter(parcours__in=[appui.parcours_id for appui in lies]))
    _, appuis = _rejouer(sorties) if sorties else ({}, {})
    fondees = [s for s in sorties if any(appui in appuis[s.pk] for appui in lies)]
    return fondees[0] if fondees else None


def _par_l_emploi(emploi):
    return Q(
        parcours=emploi.parcours_id,
        date_effet__gte=emploi.date_debut,
        motif__deduit_de__in=_deductions(emploi),
    )


def _par_la_formation(etape):
    if etape.axe != Axe.FORMATION or not _fut_realisee(etape):
        return Q()
    fin = {"date_effet__gte": etape.date_fin} if etape.date_fin else {}
    return Q(parcours=etape.parcours_id, motif__deduit_de=DeduitDe.FORMATION, **fin)


def _fut_realisee(etape):
    if etape.resultat == Resultat.REALISEE:
        return True
    passe = Etape.pgh_event_model.objects.filter(pgh_obj_id=etape.pk)
    return passe.filter(resultat=Resultat.REALISEE).exists()


def _preuves(sorties, appuis, agent):
    """{exit: the documents that nobody refused, of itself or of what it rests on}."""
    emplois = {a.pk: s for s, siens in appuis.items() for a in siens if isinstance(a, Emploi)}
    etapes = {a.pk: s for s, siens in appuis.items() for a in siens if isinstance(a, Etape)}
    jointes = Piece.objects.recevables().filter(
        Q(sortie__in=[s.pk for s in sorties]) | Q(emploi__in=emplois) | Q(etape__in=etapes)
    )
    trouvees = defaultdict(list)
    for piece in pieces_lisibles(jointes, agent).select_related("verifiee_par").order_by("pk"):
        cles = {piece.sortie_id, emplois.get(piece.emploi_id), etapes.get(piece.etape_id)}
        for cle in cles & appuis.keys():
            trouvees[cle].append(piece)
    return trouvees
