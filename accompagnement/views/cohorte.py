"""A person put in a cohort, or leaving it, from their dossier."""

from django.urls import reverse

from accompagnement.actions.cohorte import mettre_en_cohorte, quitter_cohorte
from accompagnement.forms import ChoixCohorteForm, DepartCohorteForm
from accompagnement.models import AppartenanceCohorte
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, objet_visible, page_acte, parcours_visible
from accompagnement.views.parcours import page_de_parcours
from accompagnement.views.retrait import repentir
from plie.socle.soumission import soumission_unique

CE_QUI_EST_GARDE = (
    "Les critères et les freins connus ce jour-là sont gardés avec le choix. Le suivi renforcé se "
    "voit sur le dossier, dans les listes et à l'accueil."
)


@soumission_unique
def parcours_mettre_en_cohorte(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.GERER_COHORTES.permet(request.user, parcours))
    return page_de_parcours(
        request,
        parcours,
        ChoixCohorteForm(request.POST or None),
        mettre_en_cohorte,
        titre="Mettre en suivi renforcé",
        bouton="Mettre dans la cohorte",
        succes="La personne est dans la cohorte.",
        explication=CE_QUI_EST_GARDE,
        repentir=repentir(request),
    )


@soumission_unique
def cohorte_quitter(request, pk):
    appartenance = objet_visible(request, AppartenanceCohorte, pk, "cohorte")
    parcours = appartenance.parcours
    exiger(Acte.GERER_COHORTES.permet(request.user, parcours))
    return page_acte(
        request,
        DepartCohorteForm(request.POST or None),
        lambda formulaire: quitter_cohorte(
            appartenance, par=request.user, **formulaire.cleaned_data
        ),
        titre=f"Quitter la cohorte : {appartenance.cohorte}",
        bouton="Quitter la cohorte",
        succes="La personne a quitté la cohorte.",
        retour=reverse("accompagnement:dossier", args=[parcours.participant_id]),
        sur_titre=str(parcours.participant),
        explication="Ce qui a été compté jusque-là le reste.",
    )
