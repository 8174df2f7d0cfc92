from accompagnement.enums import TexteCode
from accompagnement.models import TexteImprime
from accompagnement.models.texte_imprime import livre
from accompagnement.permissions import Acte
from plie.journal.acte import acte, travail
from plie.socle.ecriture import exiger_version


@acte(Acte.ECRIRE_TEXTES)
def ecrire_texte(*, par, code, version, titre, contenu):
    """Write the next version of a passage; the documents printed from now on carry it. The same
    words make no new version.

    Raises Conflit when somebody wrote one after `version` was read, ValidationError.
    """
    actuel = TexteImprime.objects.en_vigueur()[code]
    exiger_version(actuel, version)
    if (titre, contenu) == (actuel.titre, actuel.contenu):
        return actuel
    if actuel.pk is None:
        actuel.save()
    suivant = TexteImprime(
        code=code, version=actuel.version + 1, titre=titre, contenu=contenu, ecrit_par=par
    )
    suivant.full_clean()
    suivant.save()
    return suivant


@travail("mise à niveau")
def charger_textes():
    """Write the wording shipped of the passages that have none yet; touch no other."""
    ecrits = set(TexteImprime.objects.values_list("code", flat=True))
    TexteImprime.objects.bulk_create(livre(code) for code in TexteCode if code not in ecrits)
