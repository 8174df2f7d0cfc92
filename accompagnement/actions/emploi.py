"""Jobs of a parcours: promised or begun, they add up, are followed up for six months, and may
break."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.alerte import rafraichir
from accompagnement.actions.etape import tenir_l_etape
from accompagnement.actions.mise_en_relation import conclure, conclure_la_promesse, promettre
from accompagnement.actions.parcours import changer_statut, verrouiller, verrouiller_ceux_de
from accompagnement.enums import STATUTS_SUIVIS, Jalon, Statut, StatutMiseEnRelation
from accompagnement.lecture.sortie import sortie_fondee
from accompagnement.models import (
    Emploi,
    MiseEnRelation,
    Parcours,
    Piece,
    RegleSortie,
    SuiviEmploi,
)
from accompagnement.permissions import Acte
from accompagnement.sorties.continuite import atteint, derniere_serie
from accompagnement.sorties.contrat import regle_de
from offres.models import Etablissement
from plie.journal.acte import motiver, travail
from plie.socle.ecriture import exiger_version, relire, remplir
from plie.socle.unite import unite

MOIS_DE_SUIVI = 6
ECARTS = {
    Jalon.J30: timedelta(days=30),
    Jalon.M3: relativedelta(months=3),
    Jalon.M6: relativedelta(months=MOIS_DE_SUIVI),
}
# A job promised further ahead is not one yet.
PROMESSE = timedelta(days=60)
# Beside an exit that waits, a job is noted and the commission still decides.
EN_SUIVI = (Statut.ACTIF, Statut.EN_EMPLOI, Statut.SORTIE_PROPOSEE)


@acte(Acte.ECRIRE_DOSSIER)
def signer_emploi(parcours, *, par, mise_en_relation=None, **champs):
    """A job begins, alone or beside others: the follow-up of the run it belongs to is planned. One
    that its RegleContrat makes an étape leaves the parcours active and opens that étape.

    A job already over may be added too (`date_fin`); the parcours is then in a job only if
    another one runs. One promised for a day to come, within PROMESSE, changes nothing before it.
    `mise_en_relation` is the proposal that it comes from: it is concluded, on that day at the
    latest.
    """
    parcours = verrouiller(parcours)
    if parcours.statut not in EN_SUIVI:
        changer_statut(parcours, Statut.EN_EMPLOI)
    employeur = mise_en_relation.etablissement if mise_en_relation else None
    emploi = _ecrire(Emploi(parcours=parcours), champs, employeur)
    accorder(parcours)
    if mise_en_relation is not None:
        _conclure(mise_en_relation, emploi, par)
    return emploi


def _conclure(mise, emploi, par):
    if emploi.est_a_venir:
        promettre(mise, par=par, version=mise.version, emploi=emploi)
        return
    conclure(
        mise,
        par=par,
        version=mise.version,
        statut=StatutMiseEnRelation.EMBAUCHEE,
        conclue_le=max(mise.proposee_le, emploi.date_debut),
        emploi=emploi,
    )


@acte(Acte.ECRIRE_DOSSIER)
def modifier_emploi(emploi, *, par, version, **champs):
    """Correct a job; raises Conflit when somebody saved after `version` was read."""
    parcours, actuel = _verrouiller_emploi(emploi)
    exiger_version(actuel, version)
    actuel.version += 1
    _ecrire(actuel, champs)
    accorder(parcours)
    return actuel


@acte(Acte.SUIVRE_EMPLOI)
def rompre_emploi(emploi, *, par, date_fin, motif_fin=""):
    """The job ends, and why; `date_fin` is its last day. Before six months, and unless another
    contract runs, the parcours is active again and the follow-ups still to come are forgotten. Of
    a parcours already closed, nothing else changes."""
    parcours, actuel = _verrouiller_emploi(emploi, sorti=True)
    if actuel.date_fin:
        raise ValidationError(f"Cet emploi est déjà terminé, le {actuel.date_fin:%d/%m/%Y}.")
    if actuel.est_a_venir:
        raise ValidationError(
            f"Cet emploi commence le {actuel.date_debut:%d/%m/%Y} : s'il ne se fait pas, "
            "retirez-le."
        )
    actuel.version += 1
    _ecrire(actuel, {"date_fin": date_fin, "motif_fin": motif_fin})
    accorder(parcours)
    return actuel


@acte(Acte.SUIVRE_EMPLOI)
def corriger_fin(emploi, *, par, version, motif, date_fin, motif_fin=""):
    """Say otherwise when and why a job ended, after the exit too; `date_fin` None: it has not
    ended, and its follow-ups are planned again. The exit stays as it is, and the history keeps
    `motif`, why it is corrected. Raises Conflit when somebody saved after `version` was read."""
    parcours, actuel = _verrouiller_emploi(emploi, sorti=True)
    exiger_version(actuel, version)
    if actuel.date_fin is None:
        raise ValidationError("La fin de cet emploi n'est pas notée.")
    actuel.version += 1
    with motiver(motif):
        _ecrire(actuel, {"date_fin": date_fin, "motif_fin": motif_fin})
        accorder(parcours)
    return actuel


@acte(Acte.SUIVRE_EMPLOI)
def faire_suivi(suivi, *, par, maintien, fait_le, commentaire="", preuve=None):
    """Answer one follow-up, after the exit too; done again, the latest answer stands. `preuve` is a
    Piece of the same person, attached to the job."""
    if preuve:
        verrouiller_ceux_de(suivi.emploi.parcours.participant_id)
    parcours, emploi = _verrouiller_emploi(suivi.emploi, sorti=True)
    suivi = SuiviEmploi.objects.select_for_update().filter(pk=suivi.pk).first()
    if suivi is None:
        raise ValidationError("Ce suivi n'est plus à faire : l'emploi a changé entre-temps.")
    _verifier_suivi(suivi, fait_le)
    suivi.maintien = maintien
    suivi.fait_le = fait_le
    suivi.commentaire = commentaire
    suivi.fait_par = par
    suivi.full_clean()
    suivi.save()
    if preuve:
        joindre_preuve(emploi, preuve, participant_id=parcours.participant_id)
    return suivi


def _verifier_suivi(suivi, fait_le):
    if fait_le > timezone.localdate():
        raise ValidationError({"fait_le": "Cette date est dans le futur."})
    if fait_le < suivi.prevu_le:
        raise ValidationError(
            {"fait_le": f"Ce suivi se fait à partir du {suivi.prevu_le:%d/%m/%Y}."}
        )


def joindre_preuve(emploi, piece, *, participant_id):
    """Attach to `emploi` a document that is already in the file of the same person."""
    piece = Piece.objects.select_for_update().filter(pk=piece.pk).first()
    if piece is None:
        raise ValidationError({"preuve": "Cette pièce a été retirée du dossier entre-temps."})
    if piece.participant_id != participant_id:
        raise ValidationError({"preuve": "Cette pièce est celle d'une autre personne."})
    if piece.emploi_id == emploi.pk:
        return
    if sortie_fondee(piece):
        raise ValidationError(
            {"preuve": "Cette pièce prouve une sortie validée : déposez-en une autre."}
        )
    piece.emploi = emploi
    # What it proves is another thing, that nobody has checked.
    piece.verifiee_le = piece.verifiee_par = None
    piece.version += 1
    piece.save()


def _verrouiller_emploi(emploi, *, sorti=False):
    """`sorti`: what is asked holds of a parcours that ended too."""
    parcours = verrouiller(emploi.parcours)
    if not parcours.est_ouvert and not (sorti and parcours.statut == Statut.SORTI):
        raise ValidationError("Ce parcours est clos : il n'est plus modifiable.")
    return parcours, relire(emploi)


def _ecrire(emploi, champs, employeur=None):
    avant, siret = _signe(emploi), emploi.siret
    remplir(emploi, champs)
    if emploi.siret != siret:
        emploi.etablissement = _portant(emploi.siret)
    if emploi.etablissement is None and _est_le_meme(employeur, emploi.siret):
        emploi.etablissement = employeur
    entree = emploi.parcours.date_entree
    if emploi.date_debut and entree and emploi.date_debut < entree:
        raise ValidationError({"date_debut": "L'embauche précède l'entrée dans le parcours."})
    _verifier_promesse(emploi)
    if emploi.date_fin and emploi.date_fin > timezone.localdate():
        raise ValidationError({"date_fin": "Cette date est dans le futur."})
    emploi.full_clean()
    if _signe(emploi) != avant:
        emploi.regle = regle_de(emploi)
    emploi.save()
    return emploi


def _portant(siret):
    return Etablissement.objects.filter(siret=siret).first() if siret else None


def _est_le_meme(employeur, siret):
    """Whether nothing typed says another employer than the one of the proposal."""
    return employeur is not None and not (siret and employeur.siret)


def _signe(emploi):
    """What the rule of a contract looks at: while it stays, so does the rule."""
    return emploi.type_contrat, emploi.date_debut, emploi.date_fin_prevue


def _verifier_promesse(emploi):
    limite = timezone.localdate() + PROMESSE
    if emploi.date_debut and emploi.date_debut > limite:
        raise ValidationError(
            {
                "date_debut": f"Un emploi à venir se note {PROMESSE.days} jours à l'avance au plus "
                f"(jusqu'au {limite:%d/%m/%Y})."
            }
        )


@travail("emplois du jour")
def commencer_emplois():
    """Bring to their jobs the parcours whose promised job has begun. Returns how many; those
    suspended, or before a commission, are brought there by what ends that."""
    tenus = Emploi.objects.en_cours().filter(parcours=OuterRef("pk"))
    promises = MiseEnRelation.objects.promises_tenues().filter(parcours=OuterRef("pk"))
    sans_etape = tenus.filter(regle__est_une_etape=True, etape__isnull=True)
    du_jour = Parcours.objects.filter(
        Q(Exists(tenus.mettent_en_emploi()), statut=Statut.ACTIF)
        | Q(Exists(promises) | Exists(sans_etape), statut__in=STATUTS_SUIVIS)
    )
    cles = list(du_jour.order_by("pk").values_list("pk", flat=True))
    for cle in cles:
        with unite():
            accorder(verrouiller(Parcours(pk=cle)))
            rafraichir(cle)
    return len(cles)


def accorder(parcours):
    """Derive from the jobs begun what hangs from them: the state and the follow-ups of the
    parcours, the étapes that some are, and the proposals that a promise came from."""
    for mise in MiseEnRelation.objects.promises_tenues().filter(parcours=parcours):
        conclure_la_promesse(mise)
    for emploi in parcours.emplois.select_related("regle"):
        tenir_l_etape(emploi)
    serie = _serie(parcours)
    if parcours.statut == Statut.ACTIF and serie and serie.est_en_cours:
        changer_statut(parcours, Statut.EN_EMPLOI)
    elif parcours.statut == Statut.EN_EMPLOI and not _tient(serie):
        changer_statut(parcours, Statut.ACTIF)
    _planifier(parcours, serie)


def _tient(serie):
    """Whether a job runs, or the run of jobs lasted long enough for the exit to be proposed."""
    if serie is None:
        return False
    return serie.est_en_cours or atteint(serie.debut, serie.fin, MOIS_DE_SUIVI)


def _serie(parcours):
    emplois = parcours.emplois.commences().mettent_en_emploi()
    return derniere_serie(emplois, _tolerance(timezone.localdate()))


def _tolerance(jour):
    regle = RegleSortie.objects.filter(valide_du__lte=jour).exclude(valide_au__lt=jour).first()
    return regle.tolerance_jours if regle else 0


def _planifier(parcours, serie):
    """Plan the three follow-ups of the latest run of jobs: they count from its first contract and
    hang from the contract that runs. Of a run that broke, those not done are removed."""
    suivis = SuiviEmploi.objects.filter(emploi__parcours=parcours)
    a_faire = {suivi.jalon: suivi for suivi in suivis.filter(fait_le__isnull=True)}
    if serie is None or not serie.est_en_cours:
        _oublier(a_faire.values(), serie)
        return
    faits = set(
        suivis.filter(fait_le__isnull=False, emploi__date_debut__gte=serie.debut).values_list(
            "jalon", flat=True
        )
    )
    tenus = parcours.emplois.en_cours().mettent_en_emploi()
    en_cours = tenus.order_by("date_debut", "pk").first()
    for jalon, ecart in ECARTS.items():
        if jalon in faits:
            continue
        suivi = a_faire.get(jalon) or SuiviEmploi(jalon=jalon)
        voulu = (en_cours.pk, serie.debut + ecart)
        if (suivi.emploi_id, suivi.prevu_le) != voulu:
            suivi.emploi_id, suivi.prevu_le = voulu
            suivi.full_clean()
            suivi.save()


def _oublier(suivis, serie):
    """Delete the follow-ups due after the end of the run; those due before may still be
    answered."""
    for suivi in suivis:
        if serie is None or suivi.prevu_le > serie.fin:
            suivi.delete()


@travail("mise à niveau")
@transaction.atomic
def planifier_suivis_manquants():
    """Plan the follow-ups of the parcours in a job that have none (import, older data). Returns
    how many parcours; a second run finds none."""
    tenus = Emploi.objects.en_cours().mettent_en_emploi().filter(parcours=OuterRef("pk"))
    sans = Parcours.objects.filter(Exists(tenus), statut=Statut.EN_EMPLOI).exclude(
        emplois__suivis__isnull=False
    )
    trouves = list(sans.prefetch_related("emplois__regle"))
    tolerance = _tolerance(timezone.localdate())
    SuiviEmploi.objects.bulk_create(
        [suivi for parcours in trouves for suivi in suivis_a_prevoir(parcours.emplois, tolerance)]
    )
    return len(trouves)


def suivis_a_prevoir(emplois, tolerance):
    """Unsaved follow-ups of a parcours that has none yet."""
    emplois = [e for e in emplois.all() if e.met_en_emploi and not e.est_a_venir]
    serie = derniere_serie(emplois, tolerance)
    en_cours = [emploi for emploi in emplois if emploi.date_fin is None]
    if serie is None or not serie.est_en_cours:
        return []
    emploi = min(en_cours, key=lambda e: (e.date_debut, e.pk))
    return [
        SuiviEmploi(emploi=emploi, jalon=jalon, prevu_le=serie.debut + ecart)
        for jalon, ecart in ECARTS.items()
    ]
