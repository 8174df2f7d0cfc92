from django.utils import timezone

from accompagnement.actions.situation import corriger_situation_entree, enregistrer_diagnostic
from accompagnement.enums import Moment
from accompagnement.forms import DiagnosticForm
from accompagnement.models import Situation
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, parcours_visible, tracer_ouverture
from accompagnement.views.parcours import page_de_parcours
from plie.socle.soumission import soumission_unique


@soumission_unique
def parcours_diagnostic(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    correction = parcours.date_entree is not None
    if correction:
        exiger(Acte.CORRIGER_ENTREE.permet(request.user))
    tracer_ouverture(request, parcours.participant_id, "Diagnostic d'entrée")
    situation = parcours.situations.filter(moment=Moment.ENTREE).first()
    criteres = parcours.criteres.filter(a_l_entree=True).values_list("code", flat=True)
    formulaire = DiagnosticForm(
        request.POST or None,
        instance=situation or Situation(parcours=parcours, moment=Moment.ENTREE),
        initial={
            "criteres": list(criteres),
            "version": situation.version if situation else 0,
            **_date_proposee(situation),
        },
    )
    verbe = corriger_situation_entree if correction else enregistrer_diagnostic
    return page_de_parcours(
        request,
        parcours,
        formulaire,
        verbe,
        titre="Corriger la situation à l'entrée" if correction else "Diagnostic d'entrée",
        bouton="Corriger" if correction else "Enregistrer le diagnostic",
        succes="Situation à l'entrée enregistrée.",
        explication="Cette situation est figée depuis l'entrée : ne corrigez qu'une erreur de "
        "saisie. L'ancienne valeur reste dans l'historique."
        if correction
        else "La situation enregistrée ici sera figée le jour de l'entrée.",
    )


def _date_proposee(situation):
    return {} if situation else {"date": timezone.localdate()}
