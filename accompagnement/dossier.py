"""What one parcours shows: its facts, the next due action with its reason, the timeline."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accompagnement import permissions
from accompagnement.enums import (
    CRITERES_SENSIBLES,
    DECISIONS,
    MOTIFS_SORTIE_SENSIBLES,
    MOTIFS_SUSPENSION_SENSIBLES,
    Moment,
    Presence,
    Statut,
)
from accompagnement.lecture import lire_ensemble
from accompagnement.models import (
    AffectationReferent,
    Commission,
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    Passage,
    Situation,
    Sortie,
    Suspension,
)
from plie.comptes.models import Agent

SUIVI_EN_EMPLOI = relativedelta(months=6)
JOURS_SANS_ENTRETIEN = 30
RESERVE = "motif réservé"
STATUTS_DE_SORTIE = (Statut.SORTIE_PROPOSEE, Statut.SORTI)


LISTES = {
    "affectations": AffectationReferent,
    "situations": Situation,
    "criteres": CritereEligibilite,
    "entretiens": Entretien,
    "etapes": Etape,
    "emplois": Emploi,
    "suspensions": Suspension,
    "passages": Passage,
}


class Faits:
    """What is recorded about one parcours, the latest first, for who has it on screen.

    `listes` names what a page reads; it all comes in one statement, so that a dossier costs the
    same however many kinds of events it mixes.
    """

    def __init__(self, parcours, agent, listes):
        self.parcours = parcours
        self.agent = agent
        self._lus = lire_ensemble(parcours, [LISTES[nom] for nom in listes])
        self._nommer_les_agents()

    def __getattr__(self, nom):
        if nom in LISTES:
            return self._lus[LISTES[nom]]
        raise AttributeError(nom)

    def _nommer_les_agents(self):
        signes = [*self._lus.get(AffectationReferent, ()), *self._lus.get(Entretien, ())]
        agents = Agent.objects.in_bulk({objet.agent_id for objet in signes})
        for objet in signes:
            objet.agent = agents[objet.agent_id]
        passages = self._lus.get(Passage, ())
        if passages:
            commissions = Commission.objects.in_bulk({p.commission_id for p in passages})
            for passage in passages:
                passage.commission = commissions[passage.commission_id]
            passages.sort(key=lambda passage: passage.commission.date, reverse=True)

    @cached_property
    def sortie(self):
        if self.parcours is None or self.parcours.statut not in STATUTS_DE_SORTIE:
            return None
        sorties = Sortie.objects.filter(parcours=self.parcours)
        return sorties.select_related("motif", "regle").first()

    @property
    def referent(self):
        return next((a.agent for a in self.affectations if a.date_fin is None), None)

    @property
    def peut_ecrire(self):
        return permissions.peut_ecrire_pour(self.agent, self.referent)

    @property
    def peut_rouvrir(self):
        return permissions.peut(self.agent, "creer_dossier")

    @property
    def peut_corriger_entree(self):
        """Before the entry whoever may write; afterwards it is a correction."""
        if self.parcours is None or not self.parcours.est_ouvert:
            return False
        if self.parcours.date_entree:
            return permissions.peut(self.agent, "corriger_entree")
        return self.peut_ecrire

    @property
    def etapes_en_cours(self):
        return [etape for etape in self.etapes if etape.date_fin is None]

    @property
    def voit_sensible(self):
        return self.peut_ecrire

    @property
    def criteres_visibles(self):
        return [c for c in self.criteres if self.voit_sensible or c.code not in CRITERES_SENSIBLES]

    @property
    def situation_entree(self):
        return next((s for s in self.situations if s.moment == Moment.ENTREE), None)

    @property
    def passage_en_attente(self):
        return next((p for p in self.passages if not p.decision), None)

    def motif_sortie(self):
        """The reason of the exit, withheld when it speaks of health or justice."""
        if self.sortie.motif_id in MOTIFS_SORTIE_SENSIBLES and not self.voit_sensible:
            return RESERVE
        return str(self.sortie.motif)

    def motif_suspension(self, suspension):
        if suspension.motif in MOTIFS_SUSPENSION_SENSIBLES and not self.voit_sensible:
            return RESERVE
        return suspension.get_motif_display()


# --- Next due action


@dataclass(frozen=True)
class Echeance:
    action: str
    raison: str
    adresse: str = ""
    est_en_retard: bool = False


def _jour(instant):
    return timezone.localtime(instant).date() if isinstance(instant, datetime) else instant


def _le(jour):
    return f"{_jour(jour):%d/%m/%Y}"


def _vers(nom, parcours):
    return reverse(f"accompagnement:{nom}", args=[parcours.pk])


def _avant_diagnostic(faits):
    parcours = faits.parcours
    depuis = parcours.date_prescription
    raison = f"Prescrit le {_le(depuis)}." if depuis else "Date de prescription inconnue."
    return Echeance("Faire le diagnostic d'entrée", raison, _vers("parcours_diagnostic", parcours))


def _avant_commission(faits):
    adresse = _vers("parcours_presenter", faits.parcours)
    return Echeance("Présenter en commission", "Le diagnostic est enregistré.", adresse)


def _apres_ajournement(faits):
    motif = faits.passages[0].motif if faits.passages and faits.voit_sensible else ""
    raison = f"La commission a ajourné : {motif}" if motif else "La commission a ajourné."
    return Echeance(
        "Compléter puis présenter à nouveau", raison, _vers("parcours_presenter", faits.parcours)
    )


def _en_attente_de_decision(faits):
    passage = faits.passage_en_attente
    if passage is None:
        return Echeance(
            "Inscrire à une commission",
            "Aucune commission ne l'a à son ordre du jour.",
            _vers("parcours_inscrire", faits.parcours),
            est_en_retard=True,
        )
    commission = passage.commission
    return Echeance(
        "Décision de la commission",
        f"À l'ordre du jour du {_le(commission.date)}.",
        reverse("accompagnement:commission", args=[commission.pk]),
        est_en_retard=commission.date < timezone.localdate(),
    )


def _pendant_le_parcours(faits):
    """The first thing that lacks, in the order in which a person gets lost."""
    parcours, maintenant = faits.parcours, timezone.now()
    a_venir = sorted(
        (e for e in faits.entretiens if e.presence == Presence.PREVU), key=lambda e: e.debut
    )
    if faits.referent is None:
        return Echeance(
            "Affecter un référent",
            "Personne ne suit ce parcours.",
            _vers("parcours_affecter", parcours),
            est_en_retard=True,
        )
    if a_venir and a_venir[0].debut < maintenant:
        return Echeance(
            f"Renseigner l'entretien du {_le(a_venir[0].debut)}",
            "L'heure du rendez-vous est passée.",
            reverse("accompagnement:entretien_modifier", args=[a_venir[0].pk]),
            est_en_retard=True,
        )
    if a_venir:
        rendez_vous = timezone.localtime(a_venir[0].debut)
        return Echeance(
            "Prochain rendez-vous",
            f"Le {rendez_vous:%d/%m/%Y à %H:%M}.",
            reverse("accompagnement:entretien_modifier", args=[a_venir[0].pk]),
        )
    dernier = next((e for e in faits.entretiens if e.presence == Presence.HONORE), None)
    if dernier is None or dernier.debut < maintenant - timedelta(days=JOURS_SANS_ENTRETIEN):
        depuis = f"Dernier entretien le {_le(dernier.debut)}." if dernier else "Aucun entretien."
        return Echeance(
            "Planifier un entretien",
            depuis,
            _vers("entretien_creer", parcours),
            est_en_retard=True,
        )
    if not faits.etapes:
        return Echeance("Ajouter une étape", "Aucune étape.", _vers("etape_creer", parcours))
    return Echeance(
        "Planifier le prochain entretien",
        f"Dernier entretien le {_le(dernier.debut)}.",
        _vers("entretien_creer", parcours),
    )


def _pendant_la_suspension(faits):
    suspension = next((s for s in faits.suspensions if s.date_fin is None), None)
    prevue = suspension.date_fin_prevue if suspension else None
    raison = f"Fin prévue le {_le(prevue)}." if prevue else "Aucune fin prévue."
    return Echeance(
        "Reprendre le parcours",
        raison,
        _vers("parcours_reprendre", faits.parcours),
        est_en_retard=bool(prevue and prevue < timezone.localdate()),
    )


def _pendant_l_emploi(faits):
    emploi = next((e for e in faits.emplois if e.date_fin is None), None)
    if emploi is None:
        return _pendant_le_parcours(faits)
    terme = emploi.date_debut + SUIVI_EN_EMPLOI
    if terme <= timezone.localdate():
        return Echeance(
            "Proposer la sortie",
            f"Six mois en emploi depuis le {_le(terme)}.",
            _vers("parcours_proposer_sortie", faits.parcours),
            est_en_retard=True,
        )
    return Echeance("Suivre l'emploi", f"Six mois atteints le {_le(terme)}.")


def _apres_la_fin(faits):
    return Echeance(
        "Ouvrir un nouveau parcours",
        "Ce parcours est clos ; il reste lisible.",
        reverse("accompagnement:parcours_prescrire", args=[faits.parcours.participant_id]),
    )


ECHEANCES = {
    Statut.PRESCRIT: _avant_diagnostic,
    Statut.EN_DIAGNOSTIC: _avant_commission,
    Statut.AJOURNE: _apres_ajournement,
    Statut.PRESENTE: _en_attente_de_decision,
    Statut.ACTIF: _pendant_le_parcours,
    Statut.SUSPENDU: _pendant_la_suspension,
    Statut.EN_EMPLOI: _pendant_l_emploi,
    Statut.SORTIE_PROPOSEE: _en_attente_de_decision,
    Statut.SORTI: _apres_la_fin,
    Statut.REFUSE: _apres_la_fin,
}


def prochaine_echeance(faits):
    """The one thing to do next on this parcours, and why; None before any prescription."""
    if faits.parcours is None:
        return None
    return ECHEANCES[Statut(faits.parcours.statut)](faits)


# --- Decision bar

GESTES = {
    Statut.PRESCRIT: [("parcours_diagnostic", "Faire le diagnostic")],
    Statut.EN_DIAGNOSTIC: [
        ("parcours_presenter", "Présenter en commission"),
        ("parcours_diagnostic", "Modifier le diagnostic"),
    ],
    Statut.AJOURNE: [
        ("parcours_presenter", "Présenter en commission"),
        ("parcours_diagnostic", "Modifier le diagnostic"),
    ],
    Statut.PRESENTE: [],
    Statut.ACTIF: [
        ("entretien_creer", "Noter un entretien"),
        ("etape_creer", "Ajouter une étape"),
        ("parcours_signer_emploi", "Signaler un emploi"),
        ("parcours_suspendre", "Suspendre"),
        ("parcours_proposer_sortie", "Proposer la sortie"),
    ],
    Statut.SUSPENDU: [
        ("parcours_reprendre", "Reprendre le parcours"),
        ("entretien_creer", "Noter un entretien"),
        ("parcours_proposer_sortie", "Proposer la sortie"),
    ],
    Statut.EN_EMPLOI: [
        ("entretien_creer", "Noter un entretien"),
        ("etape_creer", "Ajouter une étape"),
        ("parcours_proposer_sortie", "Proposer la sortie"),
        ("parcours_rompre_emploi", "Signaler la fin de l'emploi"),
    ],
    Statut.SORTIE_PROPOSEE: [("entretien_creer", "Noter un entretien")],
    Statut.SORTI: [],
    Statut.REFUSE: [],
}


def barre_de_decision(faits):
    """The acts open in this state to who may write; (label, address) each."""
    parcours = faits.parcours
    if parcours is None or not faits.peut_ecrire:
        return []
    gestes = [(libelle, _vers(nom, parcours)) for nom, libelle in GESTES[Statut(parcours.statut)]]
    if parcours.statut in (Statut.PRESCRIT, Statut.EN_DIAGNOSTIC, Statut.AJOURNE, Statut.PRESENTE):
        gestes.append(("Noter un entretien", _vers("entretien_creer", parcours)))
    if parcours.statut in DECISIONS and faits.passage_en_attente is None:
        gestes.insert(0, ("Inscrire à une commission", _vers("parcours_inscrire", parcours)))
    return gestes


# --- Timeline


@dataclass(frozen=True)
class Evenement:
    le: date
    type: str
    titre: str
    detail: str = ""
    statut: str = ""
    libelle_statut: str = ""
    confidentiel: str = ""
    confidentiel_reserve: bool = False
    adresse: str = ""
    heure: str = ""


def _entretiens(faits):
    for entretien in faits.entretiens:
        debut = timezone.localtime(entretien.debut)
        reserve = bool(entretien.notes_confidentielles) and not faits.voit_sensible
        yield Evenement(
            debut.date(),
            "Entretien",
            f"{entretien.get_mode_display()}, {entretien.agent}",
            entretien.notes,
            entretien.presence,
            entretien.get_presence_display(),
            confidentiel="" if reserve else entretien.notes_confidentielles,
            confidentiel_reserve=reserve,
            adresse=reverse("accompagnement:entretien_modifier", args=[entretien.pk]),
            heure=f"{debut:%H:%M}",
        )


def _etapes(faits):
    for etape in faits.etapes:
        adresse = reverse("accompagnement:etape_modifier", args=[etape.pk])
        detail = " – ".join(filter(None, [etape.operateur, etape.get_financement_display()]))
        titre = f"{etape.libelle} ({etape.get_axe_display().lower()})"
        yield Evenement(etape.date_debut, "Étape", titre, detail, adresse=adresse)
        if etape.date_fin:
            resultat = etape.get_resultat_display()
            yield Evenement(
                etape.date_fin,
                "Fin d'étape",
                titre,
                statut=etape.resultat,
                libelle_statut=resultat,
                adresse=adresse,
            )


def _emplois(faits):
    for emploi in faits.emplois:
        heures = f"{emploi.heures_hebdo.normalize():f} h par semaine" if emploi.heures_hebdo else ""
        yield Evenement(emploi.date_debut, "Emploi", str(emploi), heures)
        if emploi.date_fin:
            yield Evenement(emploi.date_fin, "Fin d'emploi", str(emploi))


def _suspensions(faits):
    for suspension in faits.suspensions:
        motif = faits.motif_suspension(suspension)
        yield Evenement(suspension.date_debut, "Suspension", motif)
        if suspension.date_fin:
            yield Evenement(suspension.date_fin, "Reprise", "Fin de la suspension")


def _passages(faits):
    for passage in faits.passages:
        decision = passage.get_decision_display() or "En attente de décision"
        yield Evenement(
            passage.commission.date,
            "Commission",
            decision,
            passage.motif if faits.voit_sensible else "",
            adresse=reverse("accompagnement:commission", args=[passage.commission_id]),
        )


def _affectations(faits):
    for affectation in faits.affectations:
        yield Evenement(affectation.date_debut, "Référent", str(affectation.agent))


def _bornes(faits):
    parcours = faits.parcours
    if parcours.date_prescription:
        yield Evenement(parcours.date_prescription, "Prescription", parcours.get_prescripteur())
    if parcours.date_entree:
        yield Evenement(parcours.date_entree, "Entrée", "Entrée dans le parcours")
    if faits.sortie:
        sortie = faits.sortie
        categorie = sortie.get_categorie_display()
        yield Evenement(
            sortie.date_effet,
            "Sortie" if sortie.validee_le else "Sortie proposée",
            faits.motif_sortie(),
            sortie.commentaire if faits.voit_sensible else "",
            sortie.categorie,
            f"Sortie {categorie.lower()}" if categorie else "À valider",
        )


SOURCES = (_entretiens, _etapes, _emplois, _suspensions, _passages, _affectations, _bornes)


def frise(faits):
    """All events of the parcours, the latest first; those to come stand on top."""
    if faits.parcours is None:
        return []
    evenements = [evenement for source in SOURCES for evenement in source(faits)]
    return sorted(evenements, key=lambda e: (e.le, e.heure), reverse=True)
