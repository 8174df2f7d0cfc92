"""Home: what each role decides in the morning. Every number opens the list that it counts."""

from collections import Counter
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from accompagnement.actions.entretien import AVANCE
from accompagnement.alertes.declarations import COMMISSIONS, groupes, phrases
from accompagnement.alertes.effectifs import (
    Charge,
    LigneReferent,
    charge,
    effectifs,
    prochaines_commissions,
)
from accompagnement.enums import DITES_EN_MAIN, STATUTS_ENTRES
from accompagnement.listes.brouillon import non_envoyes
from accompagnement.listes.ce_qui_attend import ce_qui_attend, premiers
from accompagnement.listes.en_attente import en_attente
from accompagnement.listes.filtres import TOUTES_LES_ALERTES
from accompagnement.listes.portefeuille import alertes_du_portefeuille, relances_dues
from accompagnement.listes.recherche import recents as dossiers_recents
from accompagnement.listes.rendez_vous_du_jour import rendez_vous_avant_demain
from accompagnement.models import Parcours, Reglages
from accompagnement.permissions import Acte
from accompagnement.portefeuille import remplacements_de
from plie.comptes.middleware import ouverte_aux_conseillers
from plie.interface.accueil import lire_blocs

RENDEZ_VOUS_MONTRES, PRESCRIPTIONS_MONTREES, REFERENTS_MONTRES = 20, 6, 40
RELANCES_MONTREES = 10
RETARDS_MONTRES = 3
NOTIFICATIONS_MONTREES = 6
MEMOS_MONTRES = 8
BROUILLONS_MONTRES = 6
# The alerts by what one does about them.
ALERTES = ("alertes__code", "alertes__lecteurs")


def _dites(code, lecteurs):
    """The alert of a row, if it is told to who has the parcours in hand."""
    return [code] if code and lecteurs in DITES_EN_MAIN else []


@ouverte_aux_conseillers
@require_safe
def accueil(request):
    if Acte.TENIR_ESPACE_PARTENAIRE.permet(request.user):
        return redirect("accompagnement:partenaire")
    principaux, lateraux = lire_blocs(request.user)
    contexte = {
        "agent": request.user,
        "principaux": principaux,
        "lateraux": lateraux,
        "peut_creer": Acte.CREER_DOSSIER.permet(request.user),
    }
    return render(request, "accompagnement/accueil.html", contexte)


def _portee(agent):
    return "mes" if Acte.SUIVRE.permet(agent) else "tous"


def _adresse(agent, **filtres):
    adresse = reverse("accompagnement:dossiers")
    return f"{adresse}?{urlencode({'portee': _portee(agent), **filtres})}"


class Ligne(NamedTuple):
    """A number, what it counts, and its list."""

    nombre: int
    texte: str
    adresse: str


def alertes(agent):
    """The sentences, by group, those that count nobody left out; the FSE manager reads those that
    speak of proofs."""
    en_cours, comptes = _compter(agent)
    textes = phrases(Reglages.objects.actuels())
    lus = groupes() if Acte.VOIR_ALERTES.permet(agent) else groupes(COMMISSIONS)
    par_groupe = [
        (titre, _lignes(textes, comptes, codes, partial(_adresse, agent)))
        for titre, codes in lus.items()
    ]
    return {
        "groupes": [(titre, lignes) for titre, lignes in par_groupe if lignes],
        "en_parcours": Ligne(en_cours, "", _adresse(agent, statut="en_cours")),
        "peut_regler": Acte.REGLER.permet(agent),
    }


def _lignes(textes, comptes, codes, adresse):
    """The sentences of these alerts that count somebody; `adresse(alerte=)` opens their list."""
    return [
        Ligne(comptes[code], textes[code].texte(comptes[code]), adresse(alerte=code.value))
        for code in codes
        if code in comptes
    ]


def remplacements(agent):
    """The portfolios one holds for absent colleagues, each with what calls for somebody in it;
    None when there is none."""
    tenus = remplacements_de(agent)
    if not tenus:
        return None
    absents = [remplacement.absent_id for remplacement in tenus]
    suivis = Parcours.objects.ouverts().des_referents(absents)
    lus = list(suivis.values_list("affectations__agent", "pk", *ALERTES))
    textes = phrases(Reglages.objects.actuels())
    return {"remplacements": [_remplacement(agent, r, lus, textes) for r in tenus]}


def _remplacement(agent, remplacement, lus, textes):
    """(the replacement, how many people it covers with their list, the sentences)."""
    siens = [(pk, dite) for absent, pk, *dite in lus if absent == remplacement.absent_id]
    adresse = partial(_adresse, agent, portee="remplacement", referent=remplacement.absent_id)
    nombre = len({pk for pk, _ in siens})
    comptes = Counter(code for _, dite in siens for code in _dites(*dite))
    return remplacement, Ligne(nombre, "", adresse()), _lignes(textes, comptes, textes, adresse)


def _compter(agent):
    """(people entered and not left, people by alert)."""
    if _portee(agent) == "tous":
        lus = effectifs(agent)
        return lus.en_cours, lus.par_alerte
    lus = alertes_du_portefeuille(agent)
    en_cours = len({pk for pk, statut, *_ in lus if statut in STATUTS_ENTRES})
    return en_cours, Counter(code for _, _, *dite in lus for code in _dites(*dite))


def en_parcours(agent):
    """The people known, for who reads nothing of the follow-up."""
    nombre = Parcours.objects.visibles_par(agent).un_par_personne().count()
    return {"nombre": nombre, "adresse": _adresse(agent)}


def rendez_vous(agent):
    """The past appointments still to be written down, then today's: those of `agent`, and those of
    the portfolios that they follow or hold for a colleague."""
    maintenant, jour = timezone.now(), timezone.localdate()
    montres = rendez_vous_avant_demain(agent, RENDEZ_VOUS_MONTRES)
    if not montres and not Acte.SUIVRE.permet(agent):
        return None
    nombre = montres[0].en_retard if montres else 0
    notes = [_a_noter(r, agent, maintenant) for r in montres]
    # The oldest first: those of the days before, then all of today's.
    en_retard = notes[: sum(timezone.localtime(r.debut).date() < jour for r in montres)]
    return {
        "en_retard": en_retard[:RETARDS_MONTRES],
        "autres_retards": en_retard[RETARDS_MONTRES:],
        "nombre_en_retard": nombre,
        "du_jour": notes[len(en_retard) :],
        "adresse_suite": _adresse(agent, retard="on") if nombre > len(en_retard) else "",
        "aujourd_hui": jour,
    }


class ANoter(NamedTuple):
    """One appointment, ready to be shown."""

    pk: int
    le: str
    quand: str
    personne: str
    dossier: str
    mode: str
    telephone: str
    lieu: str
    # Whose appointment it is, unless one's own.
    pour: str
    noter: str
    # Its hour has come: one may say that the person came, or did not.
    est_l_heure: bool


def _a_noter(r, agent, maintenant):
    debut = timezone.localtime(r.debut)
    format_ = "H:i" if debut.date() == timezone.localdate() else "D d/m H:i"
    return ANoter(
        pk=r.pk,
        le=debut.isoformat(),
        quand=date_format(debut, format_),
        personne=r.personne,
        dossier=reverse("accompagnement:dossier", args=[r.participant_id]),
        mode=r.libelle_mode,
        telephone=r.telephone,
        lieu=r.lieu,
        pour=r.agent if r.agent_id != agent.pk else "",
        noter=reverse("accompagnement:entretien_modifier", args=[r.pk]),
        est_l_heure=r.debut <= maintenant + AVANCE,
    )


def notifications(agent):
    """What is new for them, unless nothing is."""
    lues = premiers(agent, "notifications", NOTIFICATIONS_MONTREES)
    reste = ce_qui_attend(agent)["notifications"].nombre > NOTIFICATIONS_MONTREES
    return {"notifications": lues, "reste": reste} if lues else None


def brouillons(agent):
    """The notes begun and not sent, unless there is none."""
    lus = non_envoyes(agent, BROUILLONS_MONTRES)
    return {"brouillons": lus} if lus else None


def memos(agent):
    """The first things that they noted to do, that a colleague gave them, or that nobody is
    left to do."""
    reste = ce_qui_attend(agent)["memos"].nombre > MEMOS_MONTRES
    return {"memos": premiers(agent, "memos", MEMOS_MONTRES), "reste": reste}


def relances(agent):
    """The reminders due of the portfolios in one's hands; None when there is none, and for who
    holds no portfolio."""
    if not Acte.SUIVRE.permet(agent):
        return None
    lues, nombre = relances_dues(agent, RELANCES_MONTREES)
    return {"relances": lues, "nombre": nombre} if lues else None


def commissions(agent):
    return {"commissions": prochaines_commissions(agent)}


def a_affecter(agent):
    """Open parcours that nobody follows, the oldest prescription first."""
    sans = effectifs(agent).sans_referent
    premiers = Parcours.objects.filter(pk__in=sans[:PRESCRIPTIONS_MONTREES])
    lus = premiers.select_related("participant__commune", "prescripteur")
    parcours = list(lus.order_by("date_prescription", "pk")) if sans else []
    if not parcours:
        return None
    return {
        "parcours": parcours,
        "nombre": len(sans),
        "adresse": _adresse(agent, sans_referent="on"),
    }


def orientations(agent):
    """What partners ask and nobody has answered; None when there is none."""
    lus = en_attente(agent)
    if not lus.orientations:
        return None
    return {"nombre": lus.orientations, "en_retard": lus.orientations_en_retard}


def corrections(agent):
    """What waits for a second person; None when nothing does."""
    nombre = en_attente(agent).corrections
    juge = Acte.CONFIRMER_CORRECTION.permet(agent)
    return {"nombre": nombre, "est_a_juger": juge} if nombre else None


class LigneEquipe(NamedTuple):
    """A référent, their load for a full-time equivalent, and the lists of what is counted."""

    referent: LigneReferent
    charge: Charge
    adresse_personnes: str
    adresse_a_voir: str


def equipe(agent):
    """Every référent, or the REFERENTS_MONTRES most loaded of a very large team."""
    repere = Reglages.objects.actuels().personnes_par_etp
    tous = effectifs(agent).equipe
    etp = sum(referent.quotite for referent in tous)
    personnes = sum(referent.personnes for referent in tous)
    montres = tous
    if len(tous) > REFERENTS_MONTRES:
        montres = sorted(tous, key=lambda r: -r.personnes / r.quotite)[:REFERENTS_MONTRES]
    adresse = _adresse(agent)
    return {
        "lignes": [_ligne_equipe(adresse, referent, repere) for referent in montres],
        "nombre": len(tous),
        "repere": repere,
        "etp": etp,
        "personnes": personnes,
        "charge": charge(personnes, etp, repere) if etp else None,
        "a_voir": sum(referent.a_voir for referent in tous),
        "peut_affecter": Acte.AFFECTER.permet(agent),
    }


def _ligne_equipe(adresse, referent, repere):
    siens = f"{adresse}&referent={referent.pk}"
    return LigneEquipe(
        referent,
        charge(referent.personnes, referent.quotite, repere),
        f"{siens}&statut=en_cours",
        f"{siens}&alerte={TOUTES_LES_ALERTES}",
    )


def recents(agent):
    """The dossiers opened last, unless none was."""
    lus = dossiers_recents(agent)
    return {"dossiers": lus} if lus else None


def pieces(agent):
    """People with a document that nobody has checked."""
    adresse = _adresse(agent, pieces="on", statut="tous")
    return {"nombre": en_attente(agent).pieces, "adresse": adresse}
