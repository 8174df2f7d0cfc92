from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.actions.projet import enregistrer_projet
from accompagnement.enums import ContratAccepte, TypePiece
from accompagnement.forms import ProjetForm
from accompagnement.models import Projet
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, parcours_visible, tracer_ouverture
from accompagnement.views.dossier import ouvrir_dossier
from plie.socle.soumission import soumission_unique


@require_safe
def dossier_projet(request, pk):
    contexte = ouvrir_dossier(request, pk, "projet")
    parcours, lecture = contexte["parcours"], contexte["lecture"]
    projet = lecture.projet
    if parcours:
        contexte["competences"] = parcours.competences.all()
    contexte["projet"] = projet
    acceptes = projet.contrats if projet else []
    contexte["contrats"] = [ContratAccepte(contrat).label for contrat in acceptes]
    contexte["cv"] = lecture.pieces.filter(type=TypePiece.CV).first()
    contexte["peut_modifier"] = lecture.peut_ecrire and bool(parcours and parcours.est_ouvert)
    return render(request, "accompagnement/dossier_projet.html", contexte)


@soumission_unique
def projet_modifier(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    tracer_ouverture(request, parcours.participant_id, "Projet")
    projet = Projet.objects.filter(parcours=parcours).first()
    competences = parcours.competences.values_list("libelle", flat=True)

    def enregistrer(formulaire):
        version = formulaire.cleaned_data["version"]
        return enregistrer_projet(
            parcours, par=request.user, version=version, **formulaire.valeurs()
        )

    return page_acte(
        request,
        ProjetForm(
            request.POST or None,
            instance=projet or Projet(parcours=parcours, version=0),
            competences=competences,
        ),
        enregistrer,
        titre="Projet professionnel",
        bouton="Enregistrer le projet",
        succes="Projet enregistré.",
        retour=reverse("accompagnement:dossier_projet", args=[parcours.participant_id]),
        sur_titre=str(parcours.participant),
    )
