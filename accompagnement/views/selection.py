"""Acts on several dossiers ticked in the list: the rights are asked again of each, and what is
refused is said by name, or only counted when the name is not for this agent."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accompagnement.actions.commission import proposer
from accompagnement.actions.courrier import LettresIncompletes, ecrire_courriers
from accompagnement.actions.seance import creer_seance, inscrire
from accompagnement.forms import (
    CommissionCommuneForm,
    CourriersForm,
    ReaffectationForm,
    SeanceCommuneForm,
)
from accompagnement.listes.actes_groupes import (
    RIEN_DE_COCHE,
    SANS_COMMISSION,
    SELECTION_MAX,
)
from accompagnement.models import Commission, Parcours, Seance
from accompagnement.permissions import Acte
from accompagnement.portefeuille import portefeuilles_de
from accompagnement.views.actes import exiger
from accompagnement.views.affectation import annoncer_refus, reaffecter
from accompagnement.views.liste import exporter, lire_affiches, page_des_colonnes
from plie.interface.formulaires import executer
from plie.socle.soumission import soumission_unique

SUIVI_PAR_UN_AUTRE = "cette personne est suivie par un autre référent."


class Selection(NamedTuple):
    """The keys of the parcours chosen, all visible, and how many of those asked are not."""

    cles: list
    hors_perimetre: int

    @property
    def parcours(self):
        return Parcours.objects.filter(pk__in=self.cles)


def _retour(request):
    requete = request.GET.urlencode()
    return f"{reverse('accompagnement:dossiers')}{'?' if requete else ''}{requete}"


def _lire(request):
    """What the page ticked; raises ValidationError when there is nothing, or far too much."""
    exiger(Acte.VOIR_DOSSIERS.permet(request.user))
    if "toute_la_liste" in request.POST:
        cles = list(lire_affiches(request).values_list("pk", flat=True)[: SELECTION_MAX + 1])
        demandes = len(cles)
    else:
        morceaux = ",".join(request.POST.getlist("parcours")).split(",")
        demandes = dict.fromkeys(morceau.strip() for morceau in morceaux if morceau.strip())
        valides = [int(m) for m in demandes if m.isascii() and m.isdecimal() and len(m) < 18]
        visibles = Parcours.objects.visibles_par(request.user).filter(
            pk__in=valides[: SELECTION_MAX + 1]
        )
        cles, demandes = list(visibles.values_list("pk", flat=True)), len(demandes)
    if demandes > SELECTION_MAX:
        raise ValidationError(
            f"Une action groupée porte sur {SELECTION_MAX} dossiers au plus : affinez les filtres."
        )
    if not demandes:
        raise ValidationError(RIEN_DE_COCHE)
    return Selection(cles, demandes - len(cles))


def _sur_la_selection(acte):
    """The view of an act: role first, then what is ticked; a refusal goes back to the list and
    says why."""

    def decorer(vue):
        @require_POST
        @soumission_unique
        def enveloppe(request, **options):
            exiger(acte.permet(request.user))
            try:
                selection = _lire(request)
            except ValidationError as refus:
                messages.warning(request, " ".join(refus.messages))
                return redirect(_retour(request))
            return vue(request, selection, **options)

        return enveloppe

    return decorer


def _saisie(request):
    """What was typed on the second step; None on the way from the list."""
    return request.POST if "saisie" in request.POST else None


def _contexte(selection):
    return {"parcours": ",".join(map(str, selection.cles)), "nombre": len(selection.cles)}


@_sur_la_selection(Acte.AFFECTER)
def selection_affecter(request, selection):
    return reaffecter(
        request,
        ReaffectationForm(_saisie(request)),
        selection.cles,
        titre="Affecter les dossiers choisis",
        retour=_retour(request),
        hors_perimetre=selection.hors_perimetre,
        selection=_contexte(selection),
    )


def _page(request, selection, formulaire, *, titre, bouton, gabarit="selection_acte", **suite):
    contexte = {
        "formulaire": formulaire,
        "titre": titre,
        "bouton": bouton,
        "annuler": _retour(request),
        "selection": _contexte(selection),
        "hors_perimetre": selection.hors_perimetre,
        **suite,
    }
    statut = 422 if formulaire.errors else 200
    return render(request, f"accompagnement/{gabarit}.html", contexte, status=statut)


def _a_venir(agent):
    """The sessions this agent may fill: their own, those of whom they replace; coordination all."""
    seances = Seance.objects.filter(debut__gt=timezone.now()).order_by("debut", "pk")
    if Acte.CHOISIR_AGENDA.permet(agent):
        return seances
    return seances.filter(animateur__in=portefeuilles_de(agent))


@_sur_la_selection(Acte.TENIR_AGENDA)
def selection_seance(request, selection):
    formulaire = SeanceCommuneForm(_saisie(request), seances=_a_venir(request.user))
    if formulaire.is_bound and formulaire.is_valid():
        fait = executer(formulaire, _inscrire, request.user, formulaire, selection.cles)
        if fait:
            seance, bilan = fait
            _annoncer(request, len(bilan.inscrits), f"« {seance} »", "inscrite")
            annoncer_refus(request, bilan.refus, selection.hors_perimetre)
            return redirect(_retour(request))
    return _page(
        request,
        selection,
        formulaire,
        titre="Inscrire à une séance collective",
        bouton="Inscrire à la séance",
    )


def _inscrire(agent, formulaire, cles):
    """All in one transaction: a session nobody could be registered to is not created."""
    choisie = formulaire.cleaned_data["seance"]
    seance = choisie or creer_seance(par=agent, **formulaire.nouvelle())
    bilan = inscrire(seance, cles, par=agent)
    if not choisie and not bilan.inscrits:
        raisons = [f"{nom} : {raison}" for nom, raison in bilan.refus[:10]]
        raise ValidationError(
            ["Personne n'a pu être inscrit : la séance n'est pas créée.", *raisons]
        )
    return seance, bilan


def _annoncer(request, nombre, ou, participe):
    accord = "s" if nombre > 1 else ""
    if nombre:
        messages.success(request, f"{ou} : {nombre} personne{accord} {participe}{accord}.")
    else:
        messages.warning(request, f"{ou} : personne n'a été {participe.removesuffix('e')}.")


@_sur_la_selection(Acte.TENIR_AGENDA)
def selection_commission(request, selection):
    if not Commission.objects.a_venir().exists():
        messages.warning(request, SANS_COMMISSION)
        return redirect(_retour(request))
    formulaire = CommissionCommuneForm(_saisie(request))
    if formulaire.is_bound and formulaire.is_valid():
        commission = formulaire.cleaned_data["commission"]
        nombre, refus = _proposer(request.user, commission, selection)
        _annoncer(request, nombre, str(commission), "proposée")
        annoncer_refus(request, refus, selection.hors_perimetre)
        return redirect(_retour(request))
    return _page(
        request,
        selection,
        formulaire,
        titre="Proposer en commission",
        bouton="Ajouter à l'ordre du jour",
    )


def _proposer(agent, commission, selection):
    """(how many were put on the agenda, [(name, why not)])."""
    choisis = selection.parcours.select_related("participant").order_by(
        "participant__recherche", "pk"
    )
    confies = set(selection.parcours.confies_a(agent).values_list("pk", flat=True))
    refus = [(str(p.participant), SUIVI_PAR_UN_AUTRE) for p in choisis if p.pk not in confies]
    inscrits, refuses = proposer(commission, [p for p in choisis if p.pk in confies], par=agent)
    return len(inscrits), refus + [(str(p.participant), raison) for p, raison in refuses]


@_sur_la_selection(Acte.ECRIRE_DES_COURRIERS)
def selection_courriers(request, selection):
    """All the letters, or none and who they can't be written to."""
    formulaire, incompletes = CourriersForm(_saisie(request)), []
    if formulaire.is_bound and formulaire.is_valid():
        try:
            lot = executer(
                formulaire,
                ecrire_courriers,
                selection.cles,
                par=request.user,
                **formulaire.cleaned_data,
            )
        except LettresIncompletes as refus:
            incompletes = refus.lettres
            formulaire.add_error(None, _dire_les_incompletes(incompletes))
        else:
            if lot:
                annoncer_refus(request, [], selection.hors_perimetre)
                return redirect("accompagnement:courriers_lot", lot)
    return _page(
        request,
        selection,
        formulaire,
        titre="Faire des courriers",
        bouton="Vérifier à nouveau" if incompletes else "Faire les courriers",
        gabarit="selection_courriers",
        incompletes=incompletes,
        sauf=_laissees_de_cote(formulaire, incompletes),
    )


def _dire_les_incompletes(lettres):
    suite = "aucun n'est encore fait."
    if len(lettres) == 1:
        qui = lettres[0].parcours.participant.identite_datee
        return f"Le courrier pour {qui} ne peut pas partir : {suite}"
    return f"Les courriers de {len(lettres)} personnes ne peuvent pas partir : {suite}"


def _laissees_de_cote(formulaire, incompletes):
    """The keys to send to go on without those people."""
    deja = formulaire.cleaned_data.get("sauf", []) if incompletes else []
    return ",".join(map(str, [*deja, *(lettre.parcours.pk for lettre in incompletes)]))


@_sur_la_selection(Acte.EXPORTER)
def selection_colonnes(request, selection):
    return page_des_colonnes(request, _retour(request), selection=_contexte(selection))


@_sur_la_selection(Acte.EXPORTER)
def selection_exporter(request, selection, format_):
    requete = selection.parcours.order_by("participant__recherche", "pk")
    annoncer_refus(request, [], selection.hors_perimetre)
    return exporter(
        request, requete, format_, "Export d'une sélection", selection=_contexte(selection)
    )
