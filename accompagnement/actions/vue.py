"""The lists that an agent keeps under a name. A view is a query string: it gives no right."""

from django.core.exceptions import ValidationError

from accompagnement.models import ChoixColonnes, VueListe
from accompagnement.permissions import Acte
from plie.comptes.models import Agent
from plie.journal.acte import acte
from plie.socle.ecriture import relire

VUES_MAX = 20


@acte(Acte.GARDER_VUE)
def enregistrer_vue(*, par, nom, requete):
    """Keep the query string `requete`, already reduced to known filters, under `nom`."""
    Agent.objects.select_for_update(no_key=True).get(pk=par.pk)
    if par.vues.count() >= VUES_MAX:
        raise ValidationError(
            f"Vous avez déjà {VUES_MAX} vues : supprimez-en une pour enregistrer celle-ci."
        )
    if len(requete) > VueListe._meta.get_field("requete").max_length:
        raise ValidationError("Cette liste a trop de filtres pour être enregistrée.")
    return _ecrire(VueListe(agent=par, requete=requete), nom)


@acte(Acte.GARDER_VUE)
def renommer_vue(vue, *, par, nom):
    return _ecrire(relire(vue), nom)


@acte(Acte.GARDER_VUE)
def supprimer_vue(vue, *, par):
    VueListe.objects.filter(pk=vue.pk).delete()


def _ecrire(vue, nom):
    vue.nom = nom.strip()
    vue.full_clean()
    vue.save()
    return vue


@acte(Acte.EXPORTER)
def retenir_colonnes(*, par, colonnes):
    """Keep the choice of columns (keys of `listes.colonnes`), proposed the next time."""
    ChoixColonnes.objects.update_or_create(agent=par, defaults={"colonnes": list(colonnes)})


@acte(Acte.GARDER_VUE)
def choisir_affichage(*, par, colonnes, par_page):
    """Keep which columns (keys) and how many rows the list of dossiers shows to `par`."""
    valeurs = {"a_l_ecran": list(colonnes), "par_page": par_page}
    return ChoixColonnes.objects.update_or_create(agent=par, defaults=valeurs)[0]
