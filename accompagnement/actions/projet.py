"""The project of a person: trades aimed at, skills, and within which limits."""

from django.core.exceptions import ValidationError

from accompagnement.actions.acte import acte
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.models import Competence, Projet
from accompagnement.permissions import Acte
from plie.socle.ecriture import remplir
from plie.socle.erreurs import Conflit

METIERS_MAX, COMPETENCES_MAX = 5, 50


@acte(Acte.ECRIRE_DOSSIER)
def enregistrer_projet(
    parcours, *, par, version=None, metiers=(), communes=(), competences=(), **champs
):
    """Write the whole project; `competences` are the labels of all the skills, the others go.

    Raises Conflit when somebody saved after `version` was read (0: there was none).
    """
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    projet = Projet.objects.filter(parcours=parcours).first()
    projet = projet or Projet(parcours=parcours, version=0)
    if version not in (None, projet.version):
        raise Conflit(projet)
    if len(set(metiers)) > METIERS_MAX:
        raise ValidationError({"metier_1": f"Un projet vise {METIERS_MAX} métiers au plus."})
    projet.version += 1
    remplir(projet, champs)
    projet.full_clean()
    projet.save()
    projet.metiers.set(metiers)
    projet.communes.set(communes)
    _ecrire_competences(parcours, competences)
    return projet


def _ecrire_competences(parcours, libelles):
    voulues = {libelle.casefold(): libelle for libelle in libelles}
    if len(voulues) > COMPETENCES_MAX:
        raise ValidationError({"competences": f"{COMPETENCES_MAX} compétences au plus."})
    presentes = {competence.libelle.casefold() for competence in parcours.competences.all()}
    for competence in parcours.competences.all():
        if competence.libelle.casefold() not in voulues:
            competence.delete()
    for cle, libelle in voulues.items():
        if cle not in presentes:
            competence = Competence(parcours=parcours, libelle=libelle)
            competence.full_clean()
            competence.save()
