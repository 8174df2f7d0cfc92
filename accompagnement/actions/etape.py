"""Étapes of one parcours: planned, begun, finished, or given up before they began."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.operateur import retenir
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.enums import Axe, Resultat, TypeContrat
from accompagnement.models import Etape
from accompagnement.permissions import Acte
from plie.journal.acte import motiver
from plie.socle.ecriture import exiger_version, relire, remplir

# What the étape of a contract takes from its job.
DATES_DE_L_EMPLOI = ("date_debut", "date_fin_prevue", "date_fin")
D_INSERTION = (TypeContrat.IAE, TypeContrat.AI, TypeContrat.AIDE)
HORIZON = timedelta(days=5 * 366)


@acte(Acte.ECRIRE_DOSSIER)
def ajouter_etape(parcours, *, par, **champs):
    """Add a step, only planned while it has no real beginning; several may run at once. The
    accompaniment itself is never one. An `operateur` not written yet joins the catalogue."""
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    return _enregistrer(Etape(parcours=parcours), champs)


@acte(Acte.ECRIRE_DOSSIER)
def ajouter_immersion(parcours, *, par, **champs):
    """Add an immersion (PMSMP): an étape in an employer's house, with its agreement. Planned or
    begun, as any other."""
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    return _enregistrer(Etape(parcours=parcours, est_immersion=True, axe=Axe.ACTIVITE), champs)


@acte(Acte.ECRIRE_DOSSIER)
def modifier_etape(etape, *, par, version, **champs):
    """Change an étape; raises Conflit when somebody saved after `version`."""
    actuel = _verrouiller(etape)
    exiger_version(actuel, version)
    actuel.version += 1
    return _enregistrer(actuel, champs)


@acte(Acte.ECRIRE_DOSSIER)
def commencer_etape(etape, *, par, date_debut):
    """A planned step begins."""
    actuelle = _verrouiller(etape)
    _exiger_prevue(actuelle)
    actuelle.version += 1
    return _enregistrer(actuelle, {"date_debut": date_debut})


@acte(Acte.TERMINER_ETAPE)
def terminer_etape(etape, *, par, date_fin, resultat, issue=""):
    """A running step ends with its result, and an immersion with its `issue`: after the exit too,
    for one that ran then."""
    actuelle = _verrouiller(etape, clos=True)
    if actuelle.date_fin:
        raise ValidationError(f"Cette étape est terminée depuis le {actuelle.date_fin:%d/%m/%Y}.")
    if actuelle.date_debut is None:
        raise ValidationError(
            "Cette étape n'a pas commencé : notez son début, ou qu'elle n'aura pas lieu."
        )
    actuelle.version += 1
    return _enregistrer(actuelle, {"date_fin": date_fin, "resultat": resultat, "issue": issue})


@acte(Acte.TERMINER_ETAPE)
def corriger_resultat(etape, *, par, version, motif, date_fin, resultat, issue=""):
    """Say otherwise when an étape ended and with what result, after the exit too; `date_fin` None,
    with no result: it has not ended, or is planned again. The exit stays as it is, and the history
    keeps `motif`, why it is corrected. Raises Conflit when somebody saved after `version` was
    read."""
    actuelle = _verrouiller(etape, clos=True)
    exiger_version(actuelle, version)
    if actuelle.date_fin is None:
        raise ValidationError("La fin de cette étape n'est pas notée.")
    actuelle.version += 1
    with motiver(motif):
        return _enregistrer(actuelle, {"date_fin": date_fin, "resultat": resultat, "issue": issue})


@acte(Acte.TERMINER_ETAPE)
def renoncer_a_l_etape(etape, *, par, date_fin):
    """A planned step will not take place, which was known on `date_fin`; after the exit too. It
    has no real beginning: nothing counts it as begun."""
    actuelle = _verrouiller(etape, clos=True)
    _exiger_prevue(actuelle)
    if date_fin > timezone.localdate():
        raise ValidationError({"date_fin": "Cette date est dans le futur."})
    actuelle.version += 1
    return _enregistrer(actuelle, {"date_fin": date_fin, "resultat": Resultat.ABANDONNEE})


def _exiger_prevue(etape):
    if etape.date_debut:
        raise ValidationError(f"Cette étape a commencé le {etape.date_debut:%d/%m/%Y}.")
    if etape.date_fin:
        raise ValidationError(
            f"Depuis le {etape.date_fin:%d/%m/%Y}, cette étape est notée comme n'ayant pas lieu."
        )


def _verrouiller(etape, *, clos=False):
    parcours = verrouiller(etape.parcours)
    if not clos:
        exiger_ouvert(parcours)
    return relire(etape)


def tenir_l_etape(emploi):
    """Bring the étape that a job is, or is no longer, to what the job says; nothing before its
    day. For whoever holds the parcours."""
    etape = Etape.objects.filter(emploi=emploi).first()
    if emploi.est_a_venir or not emploi.est_une_etape:
        if etape:
            etape.delete()
        return
    etape = etape or Etape(
        parcours_id=emploi.parcours_id, emploi=emploi, axe=Axe.ACTIVITE, libelle=_nommer(emploi)
    )
    voulu = {nom: getattr(emploi, nom) for nom in DATES_DE_L_EMPLOI}
    if etape.pk and voulu == {nom: getattr(etape, nom) for nom in DATES_DE_L_EMPLOI}:
        return
    if etape.date_fin != emploi.date_fin:
        etape.resultat = _resultat(emploi)
    remplir(etape, voulu)
    etape.version += 1 if etape.pk else 0
    etape.full_clean()
    etape.save()


def _nommer(emploi):
    contrat = emploi.get_type_contrat_display()
    prefixe = "" if emploi.type_contrat in D_INSERTION else "Contrat court : "
    return f"{prefixe}{contrat} {emploi.employeur}".strip()[:200]


def _resultat(emploi):
    """Held to its end, or interrupted; the référent may say otherwise on the étape."""
    if emploi.date_fin is None:
        return ""
    tenu = emploi.date_fin_prevue is None or emploi.date_fin >= emploi.date_fin_prevue
    return Resultat.REALISEE if tenu else Resultat.INTERROMPUE


def _exiger_les_dates_de_l_emploi(etape):
    emploi = etape.emploi
    if any(getattr(etape, nom) != getattr(emploi, nom) for nom in DATES_DE_L_EMPLOI):
        raise ValidationError(
            "Cette étape est un contrat : ses dates sont celles de l'emploi. Corrigez-les dans "
            "l'onglet « Emploi »."
        )


def _enregistrer(etape, champs):
    remplir(etape, champs)
    etape.operateur = retenir(etape.operateur)
    if etape.emploi_id:
        _exiger_les_dates_de_l_emploi(etape)
    _verifier_dates(etape)
    etape.full_clean()
    etape.save()
    return etape


def _verifier_dates(etape):
    aujourdhui = timezone.localdate()
    if etape.date_debut and etape.date_debut > aujourdhui:
        raise ValidationError(
            {"date_debut": "Cette date est à venir : indiquez-la comme début prévu."}
        )
    if etape.date_fin and etape.date_fin > aujourdhui:
        raise ValidationError(
            {"date_fin": "Cette date est à venir : indiquez-la comme fin prévue."}
        )
    for champ in ("date_debut_prevue", "date_fin_prevue"):
        if (getattr(etape, champ) or aujourdhui) > aujourdhui + HORIZON:
            raise ValidationError({champ: "Cette date est trop lointaine."})
