"""Collective sessions: the list, who is registered, who came, the sheet to sign."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.seance import (
    creer_seance,
    desinscrire,
    inscrire,
    modifier_seance,
    noter_presences,
    retirer_seance,
)
from accompagnement.documents.emargement import ecrire_feuille
from accompagnement.forms import InscriptionSeanceForm, PresencesForm, SeanceForm
from accompagnement.models import Parcours, ParticipationSeance, Seance
from accompagnement.permissions import Acte
from accompagnement.portefeuille import portefeuilles_de
from accompagnement.views.actes import exiger, page_acte, page_de_modification, presser
from plie.interface.formulaires import executer
from plie.interface.listes import paginer
from plie.journal.actions import tracer_consultations
from plie.socle.erreurs import Conflit
from plie.socle.export import telechargement
from plie.socle.soumission import soumission_unique


@require_safe
def seances(request):
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    trouvees = Seance.objects.visibles_par(request.user).select_related("animateur")
    trouvees = trouvees.annotate(inscrits=Count("participations")).order_by("-debut", "-pk")
    page = paginer(request, trouvees)
    contexte = {"page": page, "peut_creer": Acte.TENIR_AGENDA.permet(request.user)}
    return render(request, "accompagnement/seances.html", contexte)


def _visible(request, pk):
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    visibles = Seance.objects.visibles_par(request.user)
    return get_object_or_404(visibles.select_related("animateur"), pk=pk)


def _tenue(request, pk):
    seance = _visible(request, pk)
    exiger(Acte.TENIR_SEANCE.permet(request.user, seance))
    return seance


def _participations(request, seance):
    """Who is registered, by name. Who holds the session reads every name, since they must be
    called and sign; the others read those of their own scope."""
    toutes = seance.participations.select_related("parcours__participant").order_by(
        "parcours__participant__recherche", "pk"
    )
    if Acte.TENIR_SEANCE.permet(request.user, seance):
        return toutes
    return toutes.filter(parcours__in=Parcours.objects.visibles_par(request.user))


def _adresse(seance):
    return reverse("accompagnement:seance", args=[seance.pk])


@soumission_unique
def seance_creer(request):
    exiger(Acte.TENIR_AGENDA.permet(request.user))
    prochaine = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    formulaire = SeanceForm(request.POST or None, initial={"debut": prochaine})
    return page_acte(
        request,
        formulaire,
        lambda formulaire: creer_seance(par=request.user, **formulaire.valeurs()),
        titre="Créer une séance collective",
        bouton="Créer la séance",
        succes="La séance est créée : inscrivez les personnes.",
        retour=_adresse,
        annuler=reverse("accompagnement:seances"),
    )


@soumission_unique
def seance_modifier(request, pk):
    seance = _tenue(request, pk)
    return page_de_modification(
        request,
        SeanceForm,
        modifier_seance,
        seance,
        titre=f"Modifier la séance : {seance.titre}",
        bouton="Enregistrer la séance",
        succes="Séance enregistrée.",
        retour=_adresse(seance),
    )


@require_POST
@soumission_unique
def seance_retirer(request, pk):
    seance = _tenue(request, pk)
    est_retiree = presser(
        request,
        lambda: retirer_seance(seance, par=request.user),
        f"La séance « {seance.titre} » est retirée.",
    )
    return redirect("accompagnement:seances" if est_retiree else _adresse(seance))


@require_safe
def seance(request, pk):
    return _page(request, _visible(request, pk))


def _page(request, seance, presences=None, inscription=None):
    participations = list(_participations(request, seance))
    tient = Acte.TENIR_SEANCE.permet(request.user, seance)
    visibles = Parcours.objects.visibles_par(request.user)
    cles = [participation.parcours_id for participation in participations]
    ouvrables = set(visibles.filter(pk__in=cles).values_list("pk", flat=True))
    if presences is None and tient:
        presences = PresencesForm(
            participations=participations, initial={"version": seance.version}
        )
    total = seance.participations.count()
    contexte = {
        "seance": seance,
        "lignes": [
            (p, p.parcours_id in ouvrables, presences and presences[f"presence_{p.pk}"])
            for p in participations
        ],
        "presences": presences,
        "total": total,
        "ailleurs": total - len(participations),
        "peut_tenir": tient,
        "inscription": inscription or _inscription(request, seance, None),
        "peut_inscrire": Acte.REMPLIR_SEANCE.permet(request.user, seance),
        "pour_un_autre": Acte.CHOISIR_AGENDA.permet(request.user),
    }
    refus = (presences and presences.errors) or contexte["inscription"].errors
    return render(request, "accompagnement/seance.html", contexte, status=422 if refus else 200)


def _inscription(request, seance, donnees):
    """The people of the portfolios in one's hands that are not registered yet; coordination, which
    has none, fills a session with those of whoever animates it."""
    agent = seance.animateur if Acte.CHOISIR_AGENDA.permet(request.user) else request.user
    parcours = Parcours.objects.ouverts().des_referents(portefeuilles_de(agent))
    parcours = parcours.exclude(participations__seance=seance).select_related("participant")
    return InscriptionSeanceForm(
        donnees, parcours=parcours.order_by("participant__recherche", "pk")
    )


@require_POST
@soumission_unique
def seance_inscrire(request, pk):
    seance = _visible(request, pk)
    exiger(Acte.REMPLIR_SEANCE.permet(request.user, seance))
    formulaire = _inscription(request, seance, request.POST)
    if not formulaire.is_valid():
        return _page(request, seance, inscription=formulaire)
    annoncer(
        request,
        inscrire(seance, [p.pk for p in formulaire.cleaned_data["parcours"]], par=request.user),
    )
    return redirect(_adresse(seance))


def annoncer(request, bilan):
    """Say what `inscrire` did, person by person when it refused."""
    nombre = len(bilan.inscrits)
    if nombre:
        accord = "s" if nombre > 1 else ""
        messages.success(request, f"{nombre} personne{accord} inscrite{accord}.")
    for nom, raison in bilan.refus:
        messages.warning(request, f"{nom} : {raison}")


@require_POST
def participation_retirer(request, pk):
    # Right before look-up: a 404 would tell which keys exist.
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    visibles = Seance.objects.visibles_par(request.user).order_by().values("pk")
    participations = ParticipationSeance.objects.filter(seance__in=visibles)
    liens = ("seance__animateur", "parcours")
    participation = get_object_or_404(participations.select_related(*liens), pk=pk)
    seance = participation.seance
    tient = Acte.TENIR_SEANCE.permet(request.user, seance)
    exiger(tient or Acte.ECRIRE_DOSSIER.permet(request.user, participation.parcours))
    formulaire = InscriptionSeanceForm({}, parcours=Parcours.objects.none())
    formulaire.full_clean()
    executer(formulaire, desinscrire, participation, par=request.user)
    for phrase in formulaire.non_field_errors():
        messages.warning(request, phrase)
    return redirect(_adresse(seance))


@require_POST
@soumission_unique
def seance_presences(request, pk):
    seance = _tenue(request, pk)
    participations = list(_participations(request, seance))
    formulaire = PresencesForm(request.POST, participations=participations)
    if not formulaire.is_valid():
        return _page(request, seance, presences=formulaire)
    try:
        noter_presences(
            seance,
            par=request.user,
            version=formulaire.cleaned_data["version"],
            presences=formulaire.presences(),
        )
    except Conflit:
        messages.warning(
            request, "Quelqu'un d'autre a modifié cette séance : vérifiez, puis recommencez."
        )
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect("accompagnement:seances")
    else:
        messages.success(request, "Présences enregistrées.")
    return redirect(_adresse(seance))


@require_safe
def seance_emargement(request, pk):
    seance = _tenue(request, pk)
    participations = list(_participations(request, seance))
    tracer_consultations(
        par=request.user,
        participant_ids=[p.parcours.participant_id for p in participations],
        objet="Feuille d'émargement",
    )
    feuille = ecrire_feuille(seance, [p.parcours.participant for p in participations])
    return telechargement(feuille, f"emargement-{seance.pk}.pdf")
