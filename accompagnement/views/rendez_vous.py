"""The calendar: a day or a week, and what is done to an appointment."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from itertools import chain, groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_safe

from accompagnement.actions.rendez_vous import annuler, deplacer, planifier
from accompagnement.forms import AnnulationForm, DeplacementForm, RendezVousForm
from accompagnement.forms.rendez_vous import ChoixAgentForm
from accompagnement.listes.agenda import (
    HEURE,
    chevauchements,
    creneaux,
    creneaux_de_l_equipe,
    libres,
    lieux_pris,
)
from accompagnement.listes.grille import Jour, grille
from accompagnement.models import Entretien, Parcours
from accompagnement.permissions import Acte
from accompagnement.portefeuille import portefeuilles_de
from accompagnement.views.actes import exiger, objet_visible, page_acte
from accompagnement.views.retrait import repentir
from plie.comptes.models import Agent
from plie.socle.dates import ecrire_le_jour
from plie.socle.soumission import soumission_unique

VUES = {"jour": ("Jour", 1), "semaine": ("Semaine", 7), "equipe": ("Ma structure", 1)}
# Side by side on a screen.
COLLEGUES_MAX = 8
CHEVAUCHEMENT = "Attention : ce rendez-vous en chevauche un autre."


def _agent(request):
    """Whose calendar is shown first: one's own, or the one coordination chose."""
    exiger(Acte.TENIR_AGENDA.permet(request.user))
    if not Acte.CHOISIR_AGENDA.permet(request.user):
        return request.user, None
    choix = ChoixAgentForm(request.GET, agents=Agent.objects.referents())
    # A key that is nobody's leaves out that field, not the other one.
    choix.is_valid()
    return choix.cleaned_data.get("agent") or request.user, choix


def _agents(vue, agent, choix):
    """Whose calendars stand side by side, `agent` first."""
    autres = choix.cleaned_data.get("avec", ()) if choix else ()
    autres = _collegues(agent) if vue == "equipe" else autres
    return [agent, *[autre for autre in autres if autre != agent][: COLLEGUES_MAX - 1]]


def _jour_demande(request):
    try:
        jour = parse_date(request.GET.get("jour", ""))
    except ValueError:
        jour = None
    # Bounds of a date: beyond, adding a week raises OverflowError.
    return jour if jour and 2000 <= jour.year < 2100 else timezone.localdate()


def _a_minuit(jour):
    return timezone.make_aware(datetime.combine(jour, time.min))


def _periode(vue, jour):
    if vue != "semaine":
        return jour, 1
    return jour - timedelta(days=jour.weekday()), VUES[vue][1]


def _cadre(vue, agent, agents):
    """What an act of the calendar takes along, to come back to the same one (`_agenda_du`)."""
    autres = [] if vue == "equipe" else [autre.pk for autre in agents[1:]]
    return urlencode({"vue": vue, "montre": agent.pk, "avec": autres}, doseq=True)


@require_safe
def rendez_vous(request):
    agent, choix = _agent(request)
    vue = request.GET.get("vue") if request.GET.get("vue") in VUES else "jour"
    debut, nombre = _periode(vue, _jour_demande(request))
    fin = debut + timedelta(days=nombre)
    agents = _agents(vue, agent, choix)
    jours = _jours(agents, debut, nombre, lecteur=request.user)
    contexte = {
        "agent_montre": agent,
        "cadre": _cadre(vue, agent, agents),
        "choix": choix,
        "vue": vue,
        "vues": [(cle, libelle) for cle, (libelle, _) in VUES.items()],
        "jours": jours,
        "dates": _dates(jours),
        "plusieurs": vue == "equipe" or len(agents) > 1,
        "rangees": grille(jours),
        "maintenant": timezone.now(),
        "debut": debut,
        "precedent": debut - timedelta(days=nombre),
        "suivant": fin,
        "aujourd_hui": timezone.localdate(),
        "titre": _titre(vue, debut),
    }
    return render(request, "accompagnement/rendez_vous.html", contexte)


@require_safe
def rendez_vous_journee(request):
    """A part of a page: what the day of the appointment being set already holds, and what is
    free. The field that asks is called `debut` in one form, `prochain_debut` in another."""
    agent, _ = _agent(request)
    debut = _debut_demande(request.GET.get("debut") or request.GET.get("prochain_debut", ""))
    if debut is None:
        return HttpResponse("")
    jour = debut.date()
    heure = timezone.make_aware(debut.replace(tzinfo=None))
    pris = [
        creneau
        for creneau in _journee(agent, jour, lecteur=request.user)
        if creneau.est_occupe and not _est_l_entretien(creneau, request.GET.get("sauf"))
    ]
    contexte = {
        "jour": jour,
        "pris": _par_agent(pris, agent, heure, heure + _duree_demandee(request)),
        "libres": libres(pris, jour),
        "agent": agent if agent != request.user else None,
        "debut": debut,
        "lieux": lieux_pris(_collegues(agent), heure, lecteur=request.user),
    }
    return render(request, "accompagnement/rendez_vous_journee.html", contexte)


def _jours(agents, debut, nombre, *, lecteur):
    """The days of each agent; Saturday and Sunday only when somebody has something."""
    bornes = _a_minuit(debut), _a_minuit(debut + timedelta(days=nombre))
    if len(agents) == 1:
        trouves = {agents[0].pk: creneaux(agents[0], *bornes, lecteur=lecteur)}
    else:
        trouves = creneaux_de_l_equipe(agents, *bornes, lecteur=lecteur)
    dates = [debut + timedelta(days=rang) for rang in range(nombre)]
    occupees = {creneau.debut.date() for siens in trouves.values() for creneau in siens}
    return [
        Jour(jour, [c for c in trouves[agent.pk] if c.debut.date() == jour], agent)
        for jour in dates
        if nombre == 1 or jour.weekday() < 5 or jour in occupees
        for agent in agents
    ]


def _dates(jours):
    """(day, lanes of all that are shown of it), for the head of the table."""
    return [
        (jour, sum(len(j.voies) for j in siens))
        for jour, siens in groupby(jours, attrgetter("date"))
    ]


def _collegues(agent):
    return Agent.objects.referents().filter(structure=agent.structure_id).exclude(pk=agent.pk)


def _journee(agent, jour, *, lecteur):
    """What `agent` holds, for the colleagues they replace too; of another than the reader, also
    what these may not know: the hour is taken."""
    bornes = _a_minuit(jour), _a_minuit(jour + timedelta(days=1))
    if agent == lecteur:
        return creneaux(agent, *bornes, lecteur=lecteur)
    tenus = Agent.objects.filter(pk__in=portefeuilles_de(agent))
    trouves = creneaux_de_l_equipe(tenus, *bornes, lecteur=lecteur).values()
    return sorted(chain.from_iterable(trouves), key=attrgetter("debut", "fin"))


def _par_agent(pris, agent, debut, fin):
    """[(colleague replaced, None first for `agent`, [(slot, whether it overlaps)])]."""
    groupes = defaultdict(list, {None: []})
    for creneau in pris:
        autre = creneau.agent if creneau.est_lisible and creneau.agent != agent else None
        groupes[autre].append((creneau, creneau.debut < fin and creneau.fin > debut))
    return list(groupes.items())


def _est_l_entretien(creneau, cle):
    return creneau.entretien is not None and str(creneau.entretien.pk) == cle


def _titre(vue, debut):
    if vue != "semaine":
        return ecrire_le_jour(debut, "l j F Y").capitalize()
    return f"Semaine du {ecrire_le_jour(debut, 'j F Y')}"


@soumission_unique
def rendez_vous_creer(request):
    agent, _ = _agent(request)
    formulaire = RendezVousForm(
        request.POST or None,
        parcours=_personnes(request, agent),
        initial={"debut": _debut_propose(request), "parcours": request.GET.get("parcours")},
    )

    formulaire.fields["debut"].widget.regarder(agent)

    def ecrire(formulaire):
        valeurs = formulaire.valeurs() | {"inviter": formulaire.cleaned_data["inviter"]}
        parcours = valeurs.pop("parcours")
        exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
        return planifier(parcours, par=request.user, agent=agent, **valeurs)

    return page_acte(
        request,
        formulaire,
        _en_avertissant(request, ecrire),
        titre="Planifier un rendez-vous",
        bouton="Planifier le rendez-vous",
        succes="Rendez-vous planifié.",
        sur_titre=f"Agenda de {agent}",
        retour=lambda entretien: _jour_du(request, entretien),
        annuler=_agenda_du(request, _debut_propose(request), agent.pk),
        repentir=_repentir(request, formulaire),
    )


def _repentir(request, formulaire):
    """Nothing to offer once the person is written to: it is cancelled, and they are told."""
    annuler = repentir(request)
    return lambda entretien: None if formulaire.cleaned_data["inviter"] else annuler(entretien)


def _personnes(request, agent):
    """The portfolios in the hands of the calendar's agent; and the person whose dossier one
    comes from."""
    visibles = Parcours.objects.visibles_par(request.user).ouverts()
    du_portefeuille = visibles.des_referents(portefeuilles_de(agent)).values("pk")
    demande = request.GET.get("parcours", "")
    cles = [int(demande)] if demande.isdecimal() and len(demande) < 18 else []
    choix = visibles.filter(pk__in=du_portefeuille) | visibles.filter(pk__in=cles)
    return choix.select_related("participant").order_by("participant__recherche", "pk")


def _debut_demande(texte):
    try:
        debut = parse_datetime(texte)
    except ValueError:
        return None
    return debut if debut and 2000 <= debut.year < 2100 else None


def _duree_demandee(request):
    """Longer than a day, or none: an hour."""
    texte = request.GET.get("duree_minutes", "")
    minutes = int(texte) if texte.isdecimal() and len(texte) < 4 else 0
    return timedelta(minutes=minutes) or HEURE


def _debut_propose(request):
    """The slot clicked on, else the next full hour."""
    debut = _debut_demande(request.GET.get("debut", ""))
    if debut:
        return debut
    prochaine = timezone.localtime() + timedelta(hours=1)
    return prochaine.replace(minute=0, second=0, microsecond=0)


def _agenda_du(request, debut, agent_id):
    """The calendar of that day, as it was left: as wide, the same colleagues side by side; that of
    `agent_id` when one comes from elsewhere."""
    vue = request.GET.get("vue") if request.GET.get("vue") in VUES else "jour"
    montre = request.GET.get("montre", "")
    montre = int(montre) if montre.isdecimal() and len(montre) < 18 else agent_id
    demande = {
        "vue": vue,
        "jour": f"{debut:%Y-%m-%d}",
        "agent": montre if montre != request.user.pk else [],
        "avec": [cle for cle in request.GET.getlist("avec") if cle.isdecimal()],
    }
    return f"{reverse('accompagnement:rendez_vous')}?{urlencode(demande, doseq=True)}"


def _jour_du(request, entretien):
    return _agenda_du(request, timezone.localtime(entretien.debut), entretien.agent_id)


def _en_avertissant(request, verbe):
    """`verbe`, which returns an appointment; an overlap is told and prevents nothing."""

    def ecrire(formulaire):
        entretien = verbe(formulaire)
        # A colleague's whom one replaces stands among one's own.
        est_tenu = entretien.agent_id in portefeuilles_de(request.user)
        agent = request.user if est_tenu else entretien.agent
        if len(chevauchements(agent, entretien.debut, entretien.duree_minutes)) > 1:
            messages.warning(request, CHEVAUCHEMENT)
        return entretien

    return ecrire


def _a_changer(request, pk):
    """The appointment, its parcours visible and writable."""
    entretien = objet_visible(request, Entretien, pk, "agent")
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, entretien.parcours))
    return entretien


def _arguments(request, formulaire):
    return {
        "par": request.user,
        "version": formulaire.cleaned_data["version"],
        "inviter": formulaire.cleaned_data.get("inviter", False),
        **formulaire.valeurs(),
    }


def _page_suite(request, entretien, formulaire, ecrire, **page):
    return page_acte(
        request,
        formulaire,
        ecrire,
        sur_titre=str(entretien.parcours.participant),
        retour=lambda ecrit: _jour_du(request, ecrit),
        annuler=_jour_du(request, entretien),
        **page,
    )


@soumission_unique
def entretien_deplacer(request, pk):
    entretien = _a_changer(request, pk)
    # The half hour where it was dropped.
    depose = _debut_demande(request.GET.get("debut", ""))
    initial = {"version": entretien.version} | ({"debut": depose} if depose else {})
    formulaire = DeplacementForm(request.POST or None, instance=entretien, initial=initial)

    def ecrire(formulaire):
        return deplacer(entretien, **_arguments(request, formulaire))

    return _page_suite(
        request,
        entretien,
        formulaire,
        _en_avertissant(request, ecrire),
        titre=f"Déplacer le rendez-vous du {_quand(entretien)}",
        bouton="Déplacer le rendez-vous",
        succes="Rendez-vous déplacé.",
    )


@soumission_unique
def entretien_annuler(request, pk):
    entretien = _a_changer(request, pk)
    formulaire = AnnulationForm(
        request.POST or None, instance=entretien, initial={"version": entretien.version}
    )
    return _page_suite(
        request,
        entretien,
        formulaire,
        lambda formulaire: annuler(entretien, **_arguments(request, formulaire)),
        titre=f"Annuler le rendez-vous du {_quand(entretien)} ?",
        bouton="Annuler ce rendez-vous",
        libelle_annuler="Garder le rendez-vous",
        succes="Rendez-vous annulé.",
        explication="Il reste au dossier comme « annulé par nous ». Si la personne s'est excusée "
        "ou n'est pas venue, notez plutôt l'entretien.",
    )


def _quand(entretien):
    return f"{timezone.localtime(entretien.debut):%d/%m/%Y à %H:%M}"
