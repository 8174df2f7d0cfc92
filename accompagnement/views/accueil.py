"""Home: what each role decides in the morning. Every number opens the list that it counts."""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement import permissions
from accompagnement.dossier.phrases import phrases
from accompagnement.enums import STATUTS_ENTRES, CodeAlerte, Presence
from accompagnement.filtres import PORTEES, FiltreDossiers
from accompagnement.models import (
    AffectationReferent,
    Alerte,
    Commission,
    Entretien,
    Parcours,
    Reglages,
)
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.interface.accueil import lire_blocs

RENDEZ_VOUS_MONTRES, PRESCRIPTIONS_MONTREES, COMMISSIONS_MONTREES = 20, 6, 3
# The alerts by what one does about them.
GROUPES = (
    (
        "Personnes à revoir",
        (
            CodeAlerte.SANS_ENTRETIEN_1,
            CodeAlerte.SANS_ENTRETIEN_2,
            CodeAlerte.SANS_ENTRETIEN_3,
            CodeAlerte.SANS_ETAPE,
        ),
    ),
    (
        "Échéances",
        (
            CodeAlerte.CONTRAT_M1,
            CodeAlerte.CONTRAT_M3,
            CodeAlerte.CONTRAT_M6,
            CodeAlerte.FIN_PROCHE,
            CodeAlerte.SUSPENSION,
            CodeAlerte.ORIENTATION,
        ),
    ),
    ("Commissions", (CodeAlerte.PREUVE_EXPIREE, CodeAlerte.DOSSIER_INCOMPLET)),
)


@require_safe
def accueil(request):
    principaux, lateraux = lire_blocs(request.user)
    contexte = {
        "agent": request.user,
        "principaux": principaux,
        "lateraux": lateraux,
        "peut_creer": permissions.peut(request.user, "creer_dossier"),
    }
    return render(request, "accompagnement/accueil.html", contexte)


def _portee(agent):
    return "mes" if agent.role == Role.REFERENT else "tous"


def _adresse(agent, **filtres):
    adresse = reverse("accompagnement:dossiers")
    return f"{adresse}?{urlencode({'portee': _portee(agent), **filtres})}"


def _a_suivre(agent):
    return PORTEES[_portee(agent)][1](Parcours.objects.visibles_par(agent), agent)


class Ligne(NamedTuple):
    """A number, what it counts, and its list."""

    nombre: int
    texte: str
    adresse: str


def alertes(agent):
    """The sentences, by group, those that count nobody left out; the FSE manager reads those that
    speak of proofs."""
    gere_le_fse = agent.role == Role.GESTIONNAIRE_FSE
    comptes = dict(_alertes(agent).order_by().values_list("code").annotate(Count("pk")))
    textes = phrases(Reglages.objects.actuels())
    groupes = [
        (
            titre,
            [
                Ligne(comptes[c], textes[c].texte(comptes[c]), _adresse(agent, alerte=c.value))
                for c in codes
                if c in comptes
            ],
        )
        for titre, codes in (GROUPES[-1:] if gere_le_fse else GROUPES)
    ]
    return {
        "groupes": [(titre, lignes) for titre, lignes in groupes if lignes],
        "peut_regler": permissions.peut(agent, "regler"),
    }


def _alertes(agent):
    if _portee(agent) == "tous":
        return Alerte.objects.visibles_par(agent)
    return Alerte.objects.filter(parcours__in=_a_suivre(agent))


def en_parcours(agent):
    nombre = _a_suivre(agent).en_cours().count()
    return {"nombre": nombre, "adresse": _adresse(agent, statut="en_cours")}


def rendez_vous(agent):
    """Those of the portfolio and one's own: first what nobody has written down, then today's."""
    maintenant = timezone.now()
    demain = timezone.localdate() + timedelta(days=1)
    minuit = timezone.make_aware(datetime.combine(demain, time.min))
    de_l_agent = Q(agent=agent)
    if agent.role == Role.REFERENT:
        de_l_agent |= Q(parcours__in=_a_suivre(agent))
    prevus = Entretien.objects.visibles_par(agent).filter(
        de_l_agent, presence=Presence.PREVU, debut__lt=minuit
    )
    tous = list(
        prevus.select_related("parcours__participant").order_by("debut", "pk")[
            : RENDEZ_VOUS_MONTRES + 1
        ]
    )
    if not tous and agent.role != Role.REFERENT:
        return None
    montres = tous[:RENDEZ_VOUS_MONTRES]
    return {
        "agent": agent,
        "en_retard": [e for e in montres if e.debut < maintenant],
        "du_jour": [e for e in montres if e.debut >= maintenant],
        "adresse_suite": _adresse(agent, retard="on") if len(tous) > RENDEZ_VOUS_MONTRES else "",
        "aujourd_hui": timezone.localdate(),
    }


def commissions(agent):
    """The next ones, with how many of their cases lack something."""
    incomplet = Alerte.objects.filter(
        parcours=OuterRef("passages__parcours"), code=CodeAlerte.DOSSIER_INCOMPLET
    )
    en_attente = Q(passages__decision="")
    prochaines = (
        Commission.objects.filter(date__gte=timezone.localdate(), close_le__isnull=True)
        .annotate(
            nombre=Count("passages", filter=en_attente),
            incomplets=Count("passages", filter=en_attente & Exists(incomplet)),
        )
        .order_by("date", "pk")
    )
    return {"commissions": list(prochaines[:COMMISSIONS_MONTREES])}


def a_affecter(agent):
    """Open parcours that nobody follows, the oldest prescription first."""
    sans = Parcours.objects.visibles_par(agent).ouverts().sans_referent()
    lus = sans.select_related("participant__commune", "prescripteur")
    premiers = list(lus.order_by("date_prescription", "pk")[: PRESCRIPTIONS_MONTREES + 1])
    if not premiers:
        return None
    return {
        "parcours": premiers[:PRESCRIPTIONS_MONTREES],
        "nombre": len(premiers) if len(premiers) <= PRESCRIPTIONS_MONTREES else sans.count(),
        "adresse": _adresse(agent, sans_referent="on"),
    }


class LigneEquipe(NamedTuple):
    """One référent: people entered and not left, per full-time equivalent, and those to see."""

    agent: Agent
    personnes: int
    charge: int
    est_au_dessus: bool
    a_voir: int
    adresse_personnes: str
    adresse_a_voir: str


def equipe(agent):
    repere = Reglages.objects.actuels().personnes_par_etp
    comptes = _par_referent()
    agents = Agent.objects.filter(
        Q(role=Role.REFERENT, is_active=True) | Q(pk__in=comptes)
    ).select_related("structure")
    lignes = [
        _ligne_equipe(agent, referent, repere, *comptes.get(referent.pk, (0, 0)))
        for referent in agents
    ]
    etp = sum(ligne.agent.quotite for ligne in lignes)
    personnes = sum(ligne.personnes for ligne in lignes)
    return {
        "lignes": lignes,
        "repere": repere,
        "etp": etp,
        "personnes": personnes,
        "charge": round(personnes / etp) if etp else 0,
        "a_voir": sum(ligne.a_voir for ligne in lignes),
    }


def _par_referent():
    """{agent: (people entered, people with an alert)}, in one pass."""
    alerte = Exists(Alerte.objects.filter(parcours=OuterRef("parcours")))
    comptes = (
        AffectationReferent.objects.filter(date_fin__isnull=True)
        .order_by()
        .values_list("agent")
        .annotate(
            personnes=Count("pk", filter=Q(parcours__statut__in=STATUTS_ENTRES)),
            a_voir=Count("pk", filter=alerte),
        )
    )
    return {agent: (personnes, a_voir) for agent, personnes, a_voir in comptes}


def _ligne_equipe(agent, referent, repere, personnes, a_voir):
    charge = round(personnes / referent.quotite)
    return LigneEquipe(
        referent,
        personnes,
        charge,
        charge > repere,
        a_voir,
        _adresse(agent, referent=referent.pk, statut="en_cours"),
        _adresse(agent, referent=referent.pk, alerte="toutes"),
    )


def pieces(agent):
    """People with a document that nobody has checked."""
    nombre = _filtres(agent, pieces="on", statut="tous").count()
    return {"nombre": nombre, "adresse": _adresse(agent, pieces="on", statut="tous")}


def _filtres(agent, **filtres):
    return FiltreDossiers(filtres, queryset=_a_suivre(agent), criteres=[]).qs


def comptes(agent):
    """Accounts that may sign in, and those that nobody has ever opened."""
    actifs = Agent.objects.filter(is_active=True)
    adresse = f"{reverse('admin:comptes_agent_changelist')}?is_active__exact=1"
    return {
        **actifs.aggregate(nombre=Count("pk"), jamais=Count("pk", filter=Q(last_login=None))),
        "adresse": adresse,
        "adresse_jamais": f"{adresse}&last_login__isnull=True",
    }
