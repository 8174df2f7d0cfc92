"""Write the situation at entry, then what changes: each on its day, what was before kept."""

from datetime import timedelta

import pgtrigger
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.critere import gagner, perdre
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.enums import Critere, Foyer, Moment, Statut
from accompagnement.lecture.situation import situation_au
from accompagnement.models import (
    CritereEligibilite,
    Participant,
    Projet,
    Situation,
)
from accompagnement.permissions import Acte
from plie.socle.ecriture import remplir, reprendre
from plie.socle.erreurs import Conflit


@acte(Acte.ECRIRE_DOSSIER)
def enregistrer_diagnostic(parcours, *, par, criteres, date=None, version=None, **situation):
    """Write the situation and the criteria at entry, before the person enters.

    `criteres` is the whole list of codes: those missing are removed. Raises ValidationError
    once the person has entered: the situation is then frozen. Raises Conflit when somebody
    saved after `version` was read (0: there was none); without `version` the last one wins.
    A diagnosis that says nothing is refused.
    """
    parcours = verrouiller(parcours)
    if parcours.date_entree or not parcours.est_ouvert:
        raise ValidationError("La situation à l'entrée est figée.")
    _exiger_un_constat(criteres, situation)
    if parcours.statut in (Statut.PRESCRIT, Statut.AJOURNE):
        changer_statut(parcours, Statut.EN_DIAGNOSTIC)
    date = date or timezone.localdate()
    return _ecrire_situation_entree(parcours, criteres, date, version, situation)


@acte(Acte.CORRIGER_ENTREE)
def corriger_situation_entree(parcours, *, par, criteres, date, version=None, **situation):
    """Correct a typing error in the frozen situation; the history keeps the former values."""
    with pgtrigger.ignore(
        "accompagnement.Situation:entree_figee",
        "accompagnement.CritereEligibilite:entree_figee",
        "accompagnement.CritereEligibilite:entree_ineffacable",
        "accompagnement.CritereEligibilite:entree_close",
    ):
        parcours = verrouiller(parcours)
        return _ecrire_situation_entree(parcours, criteres, date, version, situation)


def _exiger_un_constat(criteres, situation):
    if not criteres and all(valeur in ("", None) for valeur in situation.values()):
        raise ValidationError(
            "Ce diagnostic est vide : indiquez au moins la situation vis-à-vis de l'emploi, le "
            "niveau de formation ou un critère."
        )


MOIS_SANS_EMPLOI_MAX = 720


def _verifier_situation(parcours, date, mois_sans_emploi=None, **_):
    if date > timezone.localdate():
        raise ValidationError({"date": "Cette date est dans le futur."})
    if date <= parcours.participant.date_naissance:
        raise ValidationError({"date": "Cette date précède la naissance."})
    if parcours.date_entree and date > parcours.date_entree:
        raise ValidationError({"date": f"L'entrée a eu lieu le {parcours.date_entree:%d/%m/%Y}."})
    if (mois_sans_emploi or 0) > MOIS_SANS_EMPLOI_MAX:
        raise ValidationError({"mois_sans_emploi": "Ce nombre de mois n'est pas plausible."})


def _ecrire_situation_entree(parcours, criteres, date, version, champs):
    _verifier_situation(parcours, date, **champs)
    situation = parcours.situations.filter(moment=Moment.ENTREE).first()
    situation = situation or Situation(parcours=parcours, moment=Moment.ENTREE, version=0)
    if version not in (None, situation.version):
        situation.criteres = list(
            parcours.criteres.filter(a_l_entree=True).values_list("code", flat=True)
        )
        raise Conflit(situation)
    situation.version += 1
    situation.date = date
    remplir(situation, champs)
    situation.full_clean()
    situation.save()
    a_l_entree = parcours.criteres.filter(a_l_entree=True)
    a_l_entree.exclude(code__in=criteres).delete()
    presents = set(a_l_entree.values_list("code", flat=True))
    for code in criteres:
        if code not in presents:
            _constater_a_l_entree(parcours, code, date)
    return situation


def _constater_a_l_entree(parcours, code, date):
    """One that was noted later was true from the entry on."""
    tenu = parcours.criteres.tenus().filter(code=code).first()
    critere = tenu or CritereEligibilite(parcours=parcours, code=code)
    critere.a_l_entree, critere.constate_le = True, date
    critere.full_clean()
    critere.save()


@acte(Acte.ECRIRE_DOSSIER)
def noter_changement(parcours, *, par, date, gagnes=(), perdus=(), **champs):
    """Write what is true from `date` on: `champs` of Situation, those left empty being unchanged,
    and the codes of the criteria gained and lost. Returns the Situation, None when only criteria
    change.

    The current fields (address of the person, licence and vehicle of their project) follow unless a
    later change said otherwise; what counts at entry never does. Raises ValidationError when
    nothing changes, for a date in the future, before birth or before the entry, for a second change
    of one day, before any entry or once the parcours is closed.
    """
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    if parcours.date_entree is None:
        raise ValidationError("La personne n'est pas encore entrée : modifiez son diagnostic.")
    _exiger_un_changement(gagnes, perdus, champs)
    _verifier_la_date(parcours, date)
    gagner(parcours, gagnes, date)
    perdre(parcours, perdus, date)
    _exiger_la_coherence(parcours, champs)
    if _est_vide(champs):
        return None
    changement = Situation(parcours=parcours, moment=Moment.A_DATE, date=date, **champs)
    return _ecrire_changement(parcours, changement)


@acte(Acte.ECRIRE_DOSSIER)
def corriger_changement(changement, *, par, version, date, **champs):
    """Change what a change says; raises Conflit when somebody saved after `version` was read."""
    parcours = verrouiller(changement.parcours)
    exiger_ouvert(parcours)
    actuel = reprendre(changement, version)
    if actuel.moment != Moment.A_DATE:
        raise ValidationError("Ce n'est pas un changement.")
    _exiger_un_changement((), (), champs)
    _verifier_la_date(parcours, date)
    retirer_changement(parcours, actuel)
    remplir(actuel, {"date": date, **champs})
    _exiger_la_coherence(parcours, champs)
    return _ecrire_changement(parcours, actuel)


def _est_vide(champs):
    return all(valeur in ("", None) for valeur in champs.values())


def _exiger_un_changement(gagnes, perdus, champs):
    if not (gagnes or perdus) and _est_vide(champs):
        raise ValidationError("Indiquez ce qui a changé.")


def _verifier_la_date(parcours, date):
    if date > timezone.localdate():
        raise ValidationError({"date": "Cette date est dans le futur."})
    if date <= parcours.participant.date_naissance:
        raise ValidationError({"date": "Cette date précède la naissance."})
    if date < parcours.date_entree:
        raise ValidationError(
            {
                "date": f"L'entrée a eu lieu le {parcours.date_entree:%d/%m/%Y} : ce qui était "
                "vrai avant se corrige dans la situation à l'entrée."
            }
        )


# What a change may not say of somebody who still has the criterion.
CONTREDISENT = {
    ("a_permis", True): Critere.SANS_PERMIS,
    ("foyer", Foyer.SEUL): Critere.PARENT_ISOLE,
    ("foyer", Foyer.COUPLE): Critere.PARENT_ISOLE,
    ("foyer", Foyer.COUPLE_ENFANTS): Critere.PARENT_ISOLE,
}


def _exiger_la_coherence(parcours, champs):
    tenus = set(parcours.criteres.tenus().values_list("code", flat=True))
    for (champ, valeur), critere in CONTREDISENT.items():
        if champs.get(champ) == valeur and critere in tenus:
            raise ValidationError(
                {champ: f"« {critere.label} » est encore noté : notez aussi qu'il est perdu."}
            )


DU_PROJET = ("a_permis", "a_vehicule")


def _ecrire_changement(parcours, changement):
    _suivre_dans_le_projet(parcours, changement)
    adresse = _adresse_d_avant(parcours, changement) if changement.dit_l_adresse else ("", None)
    changement.adresse_avant, changement.commune_avant = adresse
    changement.full_clean()
    changement.save()
    if changement.dit_l_adresse:
        _transmettre(parcours, changement, changement.adresse, changement.commune)
    return changement


def _autres(parcours, changement):
    """The other rows of the parcours, in order."""
    lignes = parcours.situations.exclude(pk=changement.pk)
    return list(lignes.select_related("commune", "commune_avant"))


def _adresse_d_avant(parcours, changement):
    """The pair (street, commune) of the day before; the person's own if no removal is noted."""
    veille = changement.date - timedelta(days=1)
    connue = situation_au(_autres(parcours, changement), veille).get("adresse")
    if connue:
        return connue[0]
    return parcours.participant.adresse, parcours.participant.commune


def retirer_changement(parcours, changement):
    """Before a change goes, the address and the project are again what they were; `parcours` is
    locked."""
    if changement.dit_l_adresse:
        _transmettre(parcours, changement, changement.adresse_avant, changement.commune_avant)
    _rendre_au_projet(parcours, changement)


def _transmettre(parcours, changement, adresse, commune):
    """Where the person lives after `changement`: what the next removal leaves, or today's."""
    autres = _autres(parcours, changement)
    suivant = next((s for s in autres if s.date > changement.date and s.dit_l_adresse), None)
    if suivant:
        suivant.adresse_avant, suivant.commune_avant = adresse, commune
        suivant.save()
        return
    participant = Participant.objects.select_for_update().get(pk=parcours.participant_id)
    participant.adresse, participant.commune = adresse, commune
    participant.version += 1
    participant.full_clean()
    participant.save()
    parcours.participant = participant


def _suivre_dans_le_projet(parcours, changement):
    """Offers are matched on the licence and the vehicle of the project; what it said is kept."""
    projet = Projet.objects.select_for_update().filter(parcours=parcours).first()
    changement.projet_avant, ecrits = {}, {}
    for champ in DU_PROJET:
        valeur = getattr(changement, champ)
        suivant = _suivant_qui_dit(parcours, changement, champ)
        if valeur is None or projet is None:
            continue
        if suivant is None:
            changement.projet_avant[champ], ecrits[champ] = getattr(projet, champ), valeur
        elif champ in suivant.projet_avant:
            changement.projet_avant[champ] = suivant.projet_avant[champ]
            _garder_l_avant(suivant, champ, valeur)
    _ecrire_dans_le_projet(projet, ecrits)


def _rendre_au_projet(parcours, changement):
    """What it wrote over comes back, unless the project was written again since."""
    projet = Projet.objects.select_for_update().filter(parcours=parcours).first()
    rendus = {}
    for champ, avant in changement.projet_avant.items():
        suivant = _suivant_qui_dit(parcours, changement, champ)
        if suivant is not None and champ in suivant.projet_avant:
            _garder_l_avant(suivant, champ, avant)
        elif suivant is None and projet and getattr(projet, champ) == getattr(changement, champ):
            rendus[champ] = avant
    _ecrire_dans_le_projet(projet, rendus)


def _suivant_qui_dit(parcours, changement, champ):
    apres = (s for s in _autres(parcours, changement) if s.date > changement.date)
    return next((s for s in apres if getattr(s, champ) is not None), None)


def _garder_l_avant(changement, champ, valeur):
    changement.projet_avant |= {champ: valeur}
    changement.save()


def _ecrire_dans_le_projet(projet, champs):
    if champs:
        remplir(projet, champs)
        projet.version += 1
        projet.full_clean()
        projet.save()
