"""Propose an exit: the rule's own motif first, with its reasons; then what became of the person."""

from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.sortie import proposer_sortie, recueillir_sortie
from accompagnement.enums import Categorie, Moment
from accompagnement.forms import SituationSortieForm, SortieForm
from accompagnement.models import MotifSortie, Situation
from accompagnement.permissions import Acte
from accompagnement.sorties.parcours import deduction_de
from accompagnement.views.actes import exiger, page_acte, parcours_visible, tracer_ouverture
from accompagnement.views.retrait import repentir
from plie.socle.soumission import soumission_unique


@soumission_unique
def sortie_proposer(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    tracer_ouverture(request, parcours.participant_id, "Proposition de sortie")
    deduction, regle = deduction_de(parcours, timezone.localdate())
    deduit = _motif_deduit(deduction)
    formulaire = SortieForm(request.POST or None, initial={"motif": deduit})
    choix = formulaire.fields["motif"]
    choix.label_from_instance = lambda motif: _nommer(motif, deduit, regle)
    return page_acte(
        request,
        formulaire,
        lambda formulaire: proposer_sortie(parcours, par=request.user, **formulaire.cleaned_data),
        titre="Proposer la sortie",
        bouton="Proposer la sortie",
        succes="La sortie est proposée ; la commission la validera.",
        retour=reverse("accompagnement:dossier", args=[parcours.participant_id]),
        repentir=_repentir(request),
        sur_titre=str(parcours.participant),
        gabarit="accompagnement/sortie_proposer.html",
        deduction=deduction,
        regle=regle,
        motif_deduit=deduit,
    )


def _repentir(request):
    """Nothing to offer once the case is on an agenda, which others take it off."""
    annuler = repentir(request)
    return lambda sortie: None if sortie.parcours.passages.filter(decision="") else annuler(sortie)


@soumission_unique
def parcours_situation_sortie(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.RECUEILLIR_SORTIE.permet(request.user, parcours))
    tracer_ouverture(request, parcours.participant_id, "Situation à la sortie")
    lue = parcours.situations.filter(moment=Moment.SORTIE).first()
    formulaire = SituationSortieForm(
        request.POST or None,
        instance=lue or Situation(parcours=parcours, moment=Moment.SORTIE),
        initial={"version": lue.version} if lue else {"version": 0, "date": timezone.localdate()},
    )
    return page_acte(
        request,
        formulaire,
        lambda formulaire: recueillir_sortie(parcours, par=request.user, **formulaire.cleaned_data),
        titre="Situation à la sortie",
        bouton="Enregistrer la situation",
        succes="La situation à la sortie est enregistrée.",
        explication="Ce que fait la personne en sortant du PLIE, recueilli auprès d'elle dans les "
        "28 jours : c'est un résultat du FSE+.",
        retour=reverse("accompagnement:dossier", args=[parcours.participant_id]),
        sur_titre=str(parcours.participant),
    )


def _motif_deduit(deduction):
    if deduction.deduit_de is None:
        return None
    return MotifSortie.objects.filter(est_actif=True, deduit_de=deduction.deduit_de).first()


def _nommer(motif, deduit, regle):
    """The motif, and where the rule and the choice would part."""
    if motif == deduit:
        return f"{motif} – déduit par la règle"
    if regle and regle.categorie_de(motif) == Categorie.POSITIVE:
        return f"{motif} – la règle ne le déduit pas"
    return str(motif)
