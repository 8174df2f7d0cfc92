"""What proves each exit of a list: its decision, the contract or the training, the documents."""

from collections import defaultdict
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q

from accompagnement.enums import CONTRATS, Axe, DeduitDe, EtatPreuve, Resultat, TypePiece
from accompagnement.lecture.piece import pieces_lisibles
from accompagnement.lecture.reserve import Reserve
from accompagnement.models import Commission, Emploi, Etape, Passage, Piece, Sortie


class SortieLue(NamedTuple):
    """`appui`: the job or the étape that it rests on, None when the motif rests on none."""

    sortie: Sortie
    motif: str
    commission: Commission | None
    appui: Emploi | Etape | None
    preuves: list[Piece]

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
    def preuves_dites(self):
        return ", ".join(_dire(piece) for piece in self.preuves)


def _dire(piece):
    if piece.verifiee_le is None:
        return f"{piece} (à vérifier)"
    return f"{piece} (vérifié le {piece.verifiee_le:%d/%m/%Y} par {piece.verifiee_par})"


def lire_sorties(cles, agent):
    """{parcours: SortieLue} of those whose exit is validated, for `agent`, in five statements."""
    sorties = Sortie.objects.filter(parcours__in=cles, validee_le__isnull=False)
    sorties = list(sorties.select_related("motif", "regle"))
    reserve = Reserve.de_plusieurs(agent)
    commissions = _commissions(sorties)
    emplois, formations = _emplois(sorties), _formations(sorties)
    appuis = {sortie.pk: _appuis(sortie, emplois, formations) for sortie in sorties}
    preuves = _preuves(sorties, appuis, agent)
    return {
        sortie.parcours_id: SortieLue(
            sortie,
            reserve.motif_sortie(sortie.motif),
            commissions.get(sortie.passage_id),
            next(iter(appuis[sortie.pk]), None),
            preuves[sortie.pk],
        )
        for sortie in sorties
    }


def _commissions(sorties):
    passages = Passage.objects.filter(pk__in=[s.passage_id for s in sorties if s.passage_id])
    return {p.pk: p.commission for p in passages.select_related("commission")}


def _emplois(sorties):
    """{parcours: its jobs, the latest first}, of the exits that rest on one."""
    return _par_parcours(
        Emploi.objects.filter(parcours__in=_de(sorties, lambda o: o != DeduitDe.FORMATION))
    )


def _formations(sorties):
    formations = Etape.objects.filter(
        parcours__in=_de(sorties, lambda o: o == DeduitDe.FORMATION),
        axe=Axe.FORMATION,
        resultat=Resultat.REALISEE,
    )
    titres = Piece.objects.recevables().filter(etape=OuterRef("pk"))
    certifiees = formations.annotate(est_certifiee=Exists(titres))
    return _par_parcours(certifiees.order_by("-est_certifiee", "-date_debut", "-pk"))


def _de(sorties, retenue):
    origines = ((sortie.parcours_id, sortie.motif.deduit_de) for sortie in sorties)
    return [parcours for parcours, origine in origines if origine and retenue(origine)]


def _par_parcours(lignes):
    trouvees = defaultdict(list)
    for ligne in lignes:
        trouvees[ligne.parcours_id].append(ligne)
    return trouvees


def _appuis(sortie, emplois, formations):
    """What the exit may rest on, what it shows first: every contract of the kind proves, for the
    rule adds them up; of the trainings, one with its title comes before a later one without."""
    origine = sortie.motif.deduit_de
    if origine == DeduitDe.FORMATION:
        # One that ended after the exit is not what it was decided on.
        siennes = formations[sortie.parcours_id]
        return [f for f in siennes if f.date_fin is None or f.date_fin <= sortie.date_effet][:1]
    return [
        emploi
        for emploi in emplois[sortie.parcours_id]
        if emploi.date_debut <= sortie.date_effet and origine in _deductions(emploi)
    ]


def _deductions(emploi):
    """From what an exit that rests on this job may be deduced."""
    return {CONTRATS[emploi.type_contrat].deduit_de, DeduitDe.EMPLOI_COURT} - {""}


def sortie_fondee(piece):
    """The validated exit that `piece` is put to prove, of itself or by the job or the training that
    it may rest on; the last decided, None if none. Any training done counts, for a title deposited
    since would change which one comes first. One query, with the job and the étape at hand."""
    fondees = Q(pk=piece.sortie_id)
    if piece.emploi:
        fondees |= _par_l_emploi(piece.emploi)
    if piece.etape:
        fondees |= _par_la_formation(piece.etape)
    return Sortie.objects.filter(fondees, validee_le__isnull=False).order_by("-validee_le").first()


def _par_l_emploi(emploi):
    return Q(
        parcours=emploi.parcours_id,
        date_effet__gte=emploi.date_debut,
        motif__deduit_de__in=_deductions(emploi),
    )


def _par_la_formation(etape):
    if (etape.axe, etape.resultat) != (Axe.FORMATION, Resultat.REALISEE):
        return Q()
    fin = {"date_effet__gte": etape.date_fin} if etape.date_fin else {}
    return Q(parcours=etape.parcours_id, motif__deduit_de=DeduitDe.FORMATION, **fin)


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
