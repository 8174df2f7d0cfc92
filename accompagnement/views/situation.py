from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accompagnement.actions.retrait import annuler_changement
from accompagnement.actions.situation import (
    corriger_changement,
    corriger_situation_entree,
    enregistrer_diagnostic,
    noter_changement,
)
from accompagnement.enums import Moment
from accompagnement.forms import ChangementCorrigeForm, DiagnosticForm, NouveauChangementForm
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import Situation
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    parcours_visible,
    tracer_ouverture,
)
from accompagnement.views.parcours import page_de_parcours
from accompagnement.views.retrait import (
    adresse_du_repentir,
    lien_de_retrait,
    lire_le_repentir,
    repentir,
)
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


@soumission_unique
def changement_noter(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    tracer_ouverture(request, parcours.participant_id, "Changement de situation")
    lecture = Lecture.pour(parcours, request.user, ("situations", "criteres"))
    au_jour = lecture.situation_au(timezone.localdate())
    formulaire = NouveauChangementForm(
        request.POST or None,
        tenus=lecture.codes_tenus,
        actuels={fait.champ: fait.valeur for fait in au_jour},
    )
    return page_acte(
        request,
        formulaire,
        lambda formulaire: noter_changement(parcours, par=request.user, **formulaire.cleaned_data),
        titre="Noter un changement",
        bouton="Noter ce changement",
        succes="Le changement est noté.",
        explication="Ne remplissez que ce qui a changé ce jour-là. La situation à l'entrée reste "
        "celle que comptent les rapports.",
        retour=_retour(parcours),
        repentir=_repentir(request, parcours, formulaire),
        sur_titre=str(parcours.participant),
    )


def _repentir(request, parcours, formulaire):
    """Criteria are rows of their own: what undoes them with the change says which."""
    annuler = repentir(request)

    def adresse(changement):
        saisi = formulaire.cleaned_data
        if not (saisi["gagnes"] or saisi["perdus"]):
            return annuler(changement)
        perdus = parcours.criteres.filter(code__in=saisi["perdus"], perdu_le=saisi["date"])
        ecrit = {
            "date": saisi["date"].isoformat(),
            "changement": changement and changement.pk,
            "gagnes": list(saisi["gagnes"]),
            "perdus": {c.code: c.verifie_le and c.verifie_le.isoformat() for c in perdus},
        }
        retrait = reverse("accompagnement:changement_annuler", args=[parcours.pk])
        return adresse_du_repentir(request, retrait, ecrit)

    return adresse


@require_POST
def changement_annuler(request, pk):
    """Undo a change and its criteria, from the message that said it was noted."""
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    offert = lire_le_repentir(request)
    if offert is None:
        messages.warning(
            request, "Plus d'une minute est passée : retirez ce qui est faux, ligne par ligne."
        )
    else:
        _annuler(request, parcours, *offert)
    return redirect(_retour(parcours))


def _annuler(request, parcours, ecrit):
    if ecrit["changement"] and not parcours.situations.filter(pk=ecrit["changement"]).exists():
        messages.info(request, "C'est déjà retiré du dossier.")
        return
    try:
        annuler_changement(parcours, par=request.user, **ecrit)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "C'est retiré du dossier.")


@soumission_unique
def changement_modifier(request, pk):
    changement = objet_visible(request, Situation, pk)
    parcours = changement.parcours
    if changement.moment != Moment.A_DATE:
        raise Http404
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    tracer_ouverture(request, parcours.participant_id, "Changement de situation")
    formulaire = ChangementCorrigeForm(
        request.POST or None, instance=changement, initial={"version": changement.version}
    )
    return page_acte(
        request,
        formulaire,
        lambda formulaire: corriger_changement(
            changement, par=request.user, **formulaire.cleaned_data
        ),
        titre="Modifier un changement",
        bouton="Enregistrer le changement",
        succes="Le changement est enregistré.",
        explication="Complétez ou corrigez ce qui a été noté pour ce jour.",
        retour=_retour(parcours),
        retirer=lien_de_retrait(request, changement),
        sur_titre=str(parcours.participant),
    )


def _retour(parcours):
    return reverse("accompagnement:dossier_situation", args=[parcours.participant_id])
