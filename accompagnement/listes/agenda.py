"""What an agent's calendar holds: appointments and collective sessions, in the order of time."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accompagnement.enums import Presence
from accompagnement.models import Entretien, Parcours, Seance
from accompagnement.portefeuille import portefeuilles_de

LIBERES = (Presence.ANNULE, Presence.EXCUSE)
# Whoever does not come leaves the hour to another.
INOCCUPES = (*LIBERES, Presence.ABSENT)
# No meeting lasts longer (constraint `entretien_duree_plausible`).
DUREE_MAXIMALE = timedelta(minutes=600)
# Between which hours a free slot is proposed, and from which length.
JOURNEE = time(9), time(18)
LIBRE_MIN = timedelta(minutes=30)
# What a meeting lasts, as long as nobody has said.
HEURE = timedelta(hours=1)


@dataclass
class Creneau:
    """One line of the calendar: an entretien or a session; neither is that the colleague is taken,
    by somebody whom the reader may not know."""

    debut: datetime
    duree_minutes: int
    entretien: Entretien | None = None
    seance: Seance | None = None
    chevauche: bool = False

    @property
    def fin(self):
        return self.debut + timedelta(minutes=self.duree_minutes)

    @property
    def est_lisible(self):
        return bool(self.seance or self.entretien)

    @property
    def agent(self):
        return self.seance.animateur if self.seance else self.entretien.agent

    @property
    def lieu(self):
        """Empty, too, of what the reader may not know."""
        return getattr(self.seance or self.entretien, "lieu", "")

    @property
    def est_libere(self):
        return self.entretien is not None and self.entretien.presence in LIBERES

    @property
    def est_occupe(self):
        return self.entretien is None or self.entretien.presence not in INOCCUPES


def creneaux(agent, debut, fin, *, lecteur):
    """The calendar of `agent` between two times, with what they hold for the colleagues they
    replace today, as `lecteur` may see it: two queries."""
    periode = {"debut__gte": debut, "debut__lt": fin}
    agents = portefeuilles_de(agent)
    seances = Seance.objects.filter(animateur__in=agents, **periode)
    trouves = [
        Creneau(timezone.localtime(entretien.debut), entretien.duree_minutes, entretien=entretien)
        for entretien in _lisibles(agents, periode, lecteur)
    ] + [
        Creneau(timezone.localtime(seance.debut), seance.duree_minutes, seance=seance)
        for seance in seances.select_related("animateur")
    ]
    # Of one time, their own first.
    trouves.sort(key=lambda creneau: (creneau.debut, creneau.fin, creneau.agent != agent))
    _marquer(trouves)
    return trouves


def creneaux_de_l_equipe(agents, debut, fin, *, lecteur):
    """{key of an agent: what their day holds}, for colleagues side by side: three queries. The
    appointments that `lecteur` may not read only say that the hour is taken."""
    periode = {"debut__gte": debut, "debut__lt": fin}
    lus = {entretien.pk: entretien for entretien in _lisibles(agents, periode, lecteur)}
    tous = Entretien.objects.filter(agent__in=agents, **periode).exclude(presence__in=LIBERES)
    par_agent = {agent.pk: [] for agent in agents}
    for pk, agent, heure, duree in tous.values_list("pk", "agent", "debut", "duree_minutes"):
        place = Creneau(timezone.localtime(heure), duree, entretien=lus.get(pk))
        par_agent[agent].append(place)
    seances = Seance.objects.filter(animateur__in=agents, **periode)
    for seance in seances.select_related("animateur"):
        place = Creneau(timezone.localtime(seance.debut), seance.duree_minutes, seance=seance)
        par_agent[seance.animateur_id].append(place)
    for siens in par_agent.values():
        siens.sort(key=lambda creneau: (creneau.debut, creneau.fin))
        _marquer(siens)
    return par_agent


def _lisibles(agents, periode, lecteur):
    """Their appointments that `lecteur` may read; `est_confie`: and may act upon."""
    lus = Entretien.objects.visibles_par(lecteur).filter(agent__in=agents, **periode)
    confies = Parcours.objects.confies_a(lecteur).filter(pk=OuterRef("parcours"))
    lus = lus.avec_invitation().annotate(est_confie=Exists(confies))
    return lus.select_related("parcours__participant", "agent")


def _marquer(trouves):
    """Say of each slot whether another one takes part of its time."""
    occupes = [creneau for creneau in trouves if creneau.est_occupe]
    for rang, creneau in enumerate(occupes):
        for suivant in occupes[rang + 1 :]:
            if suivant.debut >= creneau.fin:
                break
            creneau.chevauche = suivant.chevauche = True


def lieux_pris(collegues, debut, *, lecteur):
    """The slots of `collegues` that hold a place, a room, in the hour that begins at `debut`."""
    fin = debut + HEURE
    places = creneaux_de_l_equipe(collegues, debut - DUREE_MAXIMALE, fin, lecteur=lecteur)
    trouves = [c for siens in places.values() for c in siens if c.lieu and c.fin > debut]
    return sorted(trouves, key=lambda creneau: (creneau.lieu.casefold(), creneau.debut))


def libres(trouves, jour):
    """What is left of the working day beside these slots: (start, end), half an hour at least."""
    ouverture, fermeture = (timezone.make_aware(datetime.combine(jour, heure)) for heure in JOURNEE)
    restes, depuis = [], ouverture
    for creneau in [c for c in trouves if c.est_occupe]:
        restes.append((depuis, min(creneau.debut, fermeture)))
        depuis = max(depuis, creneau.fin)
    restes.append((depuis, fermeture))
    return [(debut, fin) for debut, fin in restes if fin - debut >= LIBRE_MIN]


def chevauchements(agent, debut, duree_minutes):
    """The slots of `agent` that share some time with this one, itself included if written."""
    fin = debut + timedelta(minutes=duree_minutes)
    proches = creneaux(agent, debut - DUREE_MAXIMALE, fin, lecteur=agent)
    return [c for c in proches if c.est_occupe and c.fin > debut]
