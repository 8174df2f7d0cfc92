from django.urls import reverse

from accompagnement.actions.qpv import constater_qpv
from accompagnement.forms import ConstatQpvForm
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, participant_visible, tracer_ouverture
from plie.socle.soumission import soumission_unique


@soumission_unique
def dossier_qpv(request, pk):
    participant = participant_visible(request, pk)
    exiger(Acte.ECRIRE_IDENTITE.permet(request.user, participant))
    tracer_ouverture(request, pk, "Quartier prioritaire")
    adresse = ", ".join(filter(None, [participant.adresse, str(participant.commune or "")]))
    return page_acte(
        request,
        ConstatQpvForm(request.POST or None),
        lambda formulaire: constater_qpv(participant, par=request.user, **formulaire.valeurs()),
        titre="Constater le quartier prioritaire",
        bouton="Enregistrer",
        succes="Le constat est enregistré.",
        explication=f"Pour l'adresse : {adresse}. Un déménagement demandera un nouveau constat."
        if adresse
        else "L'adresse de la personne n'est pas notée.",
        retour=reverse("accompagnement:dossier_situation", args=[pk]),
        sur_titre=str(participant),
    )
