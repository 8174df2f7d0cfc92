"""Write a meeting, what it touched and the appointment that follows, in one transaction."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert, planifier
from accompagnement.enums import Presence
from accompagnement.models import AjoutEntretien, Emargement, Entretien
from accompagnement.permissions import Acte
from plie.socle.ecriture import relire, remplir, reprendre

# A meeting may be written down a little before its end.
AVANCE = timedelta(hours=1)
LIENS = ("etapes", "freins")


@acte(Acte.ECRIRE_DOSSIER)
def enregistrer_entretien(parcours, *, par, prochain=None, etapes=(), freins=(), **champs):
    """Record a meeting of `par`. `prochain` holds the arguments of `planifier` for the
    appointment that follows; its refusals come under `prochain_<argument>`."""
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    entretien = Entretien(parcours=parcours, agent=par)
    return _enregistrer(entretien, champs, par, prochain, {"etapes": etapes, "freins": freins})


@acte(Acte.REECRIRE_ENTRETIEN)
def modifier_entretien(entretien, *, par, version, prochain=None, **champs):
    """Complete an appointment, or change a meeting that `par` held, which then says when; raises
    Conflit when somebody saved after `version`.

    An appointment kept by another agent than the one it was made with becomes theirs: a meeting
    is signed by who held it. Confidential notes are those of their author and of coordination. Of
    a closed parcours, only an appointment whose outcome nobody wrote is completed.
    """
    parcours = verrouiller(entretien.parcours)
    actuel = reprendre(entretien, version)
    if not parcours.est_ouvert:
        _exiger_un_oubli(parcours, actuel, champs)
    if "notes_confidentielles" in champs and not Acte.CONFIER.permet(par, actuel):
        raise ValidationError("Ces notes confidentielles sont celles d'une autre personne.")
    if not Acte.REECRIRE_ENTRETIEN.permet(par, actuel):
        raise ValidationError(
            f"Cet entretien est signé par {actuel.agent} : ajoutez-y plutôt ce que vous savez."
        )
    if actuel.presence != Presence.PREVU:
        actuel.modifie_le = timezone.now()
    if actuel.presence == Presence.PREVU and champs.get("presence") == Presence.HONORE:
        actuel.agent = par
    if actuel.presence == Presence.PREVU and champs.get("debut", actuel.debut) != actuel.debut:
        actuel.rappeler_a_nouveau()
    liens = {nom: champs.pop(nom) for nom in LIENS if nom in champs}
    ecrit = _enregistrer(actuel, champs, par, prochain, liens)
    if ecrit.presence != Presence.HONORE:
        signe = Emargement.objects.filter(entretien=ecrit, dementi_le=None)
        signe.update(dementi_le=timezone.now())
    return ecrit


@acte(Acte.REECRIRE_ENTRETIEN)
def pointer(entretien, *, par, presence):
    """Say in a word what became of an appointment: held, absent, excused. Raises ValidationError
    when somebody has written it down meanwhile."""
    verrouiller(entretien.parcours)
    actuel = relire(entretien)
    if actuel.presence != Presence.PREVU:
        raise ValidationError(f"Ce rendez-vous est déjà noté : {actuel.get_presence_display()}.")
    return modifier_entretien(actuel, par=par, version=actuel.version, presence=presence)


@acte(Acte.ECRIRE_DOSSIER)
def depointer(entretien, *, par, version, agent_id):
    """Undo `pointer`: the appointment is again to be written down, with the agent it was made
    with. Raises ValidationError when somebody saved after `version`, which `pointer` gave."""
    exiger_ouvert(verrouiller(entretien.parcours))
    actuel = relire(entretien)
    if actuel.version != version:
        raise ValidationError("L'entretien a été modifié depuis : rien n'est défait.")
    if actuel.ajouts.exists() or Emargement.objects.filter(entretien=actuel, dementi_le=None):
        raise ValidationError("L'entretien a été complété ou signé depuis : rien n'est défait.")
    actuel.version += 1
    actuel.presence, actuel.agent_id, actuel.modifie_le = Presence.PREVU, agent_id, None
    actuel.full_clean()
    actuel.save()
    return actuel


def _exiger_un_oubli(parcours, entretien, champs):
    """Past and without its outcome, which is what comes to be written."""
    if not entretien.est_un_oubli:
        exiger_ouvert(parcours)
    if champs.get("presence", Presence.PREVU) == Presence.PREVU:
        raise ValidationError(
            {"presence": "Le parcours est clos : dites ce que ce rendez-vous est devenu."}
        )
    if champs.get("debut", entretien.debut) > timezone.now():
        raise ValidationError({"debut": "Le parcours est clos : cette date est à venir."})


@acte(Acte.ECRIRE_DOSSIER)
def ajouter_a_l_entretien(entretien, *, par, texte):
    """Add to a meeting, under one's own name; what is there is not touched."""
    exiger_ouvert(verrouiller(entretien.parcours))
    ajout = AjoutEntretien(entretien=entretien, auteur=par, texte=texte.strip())
    ajout.full_clean()
    ajout.save()
    return ajout


def _enregistrer(entretien, champs, par, prochain, liens):
    remplir(entretien, champs)
    _confier(entretien, par)
    _verifier_presence(entretien)
    entretien.full_clean()
    entretien.save()
    for nom, choisis in liens.items():
        _lier(entretien, nom, list(choisis))
    if prochain:
        _planifier_la_suite(entretien.parcours, par, prochain)
    return entretien


def _confier(entretien, par):
    """The author of confidential notes is the agent who wrote the first of them, until they are
    all erased."""
    if not entretien.notes_confidentielles:
        entretien.confie_par = None
    elif entretien.confie_par_id is None:
        entretien.confie_par = par


def _verifier_presence(entretien):
    """A meeting to come has no outcome yet."""
    a_venir = entretien.debut > timezone.now() + AVANCE
    if a_venir and entretien.presence in (Presence.HONORE, Presence.ABSENT):
        raise ValidationError(
            {"presence": "Ce rendez-vous est à venir : enregistrez-le « À venir »."}
        )


def _lier(entretien, nom, choisis):
    if any(objet.parcours_id != entretien.parcours_id for objet in choisis):
        raise ValidationError({nom: "Ce choix appartient à un autre dossier."})
    getattr(entretien, nom).set(choisis)


def _planifier_la_suite(parcours, par, prochain):
    try:
        planifier(parcours, par=par, **prochain)
    except ValidationError as refus:
        if not hasattr(refus, "error_dict"):
            raise
        raise ValidationError(
            {f"prochain_{nom}": erreurs for nom, erreurs in refus.error_dict.items()}
        ) from None
