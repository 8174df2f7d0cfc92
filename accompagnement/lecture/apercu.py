"""What a row of the list says of its parcours: the action due, the next appointment, the étape.

The rule is the one of the dossier (`lecture.echeance`); of each parcours are read the few rows it
looks at, of all of them in one statement.
"""

import json
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone

from accompagnement.enums import STATUTS_CLOS, Presence, Statut
from accompagnement.lecture.echeance import prochaine_echeance
from accompagnement.lecture.emploi import taire_les_commentaires
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import (
    Commission,
    Emploi,
    Entretien,
    Etape,
    Parcours,
    Participant,
    Passage,
    Reglages,
    SuiviEmploi,
    Suspension,
)
from plie.comptes.models import Agent
from plie.socle.sql import lire_sql

APERCUS = lire_sql(__file__, "apercus")
MODELES = {
    "entretiens": Entretien,
    "etapes": Etape,
    "suspensions": Suspension,
    "passages": Passage,
    "emplois": Emploi,
    "suivis_emploi": SuiviEmploi,
}
EN_COMMISSION = {Statut.AJOURNE, Statut.PRESENTE, Statut.SORTIE_PROPOSEE}


class Apercu(Lecture):
    """A parcours of which only these rows were read, enough for what is due."""

    referent = None
    suivis_emploi = ()
    # The list does not say whether a mail has left.
    invitations = {}
    corrections = ()

    def __init__(self, ligne, agent, lus, reglages):
        parcours = Parcours(
            pk=ligne.pk,
            participant_id=ligne.participant_id,
            statut=ligne.statut,
            date_prescription=ligne.date_prescription,
        )
        super().__init__(parcours, agent, participant=Participant(pk=ligne.participant_id))
        referent = ligne.affectation__agent_id
        self.referent = Agent(pk=referent) if referent else None
        self._lus = lus
        self.reglages = reglages
        emplois = {emploi.pk: emploi for emploi in lus["emplois"]}
        for suivi in lus["suivis_emploi"]:
            suivi.emploi = emplois[suivi.emploi_id]
        suivis = sorted(lus["suivis_emploi"], key=lambda suivi: (suivi.prevu_le, suivi.pk))
        self.suivis_emploi = taire_les_commentaires(suivis, self._reserve)

    @property
    def entretiens(self):
        return self._lus["entretiens"]

    @property
    def a_faire(self):
        """The Echeance; None once the parcours is closed."""
        return None if self.parcours.statut in STATUTS_CLOS else prochaine_echeance(self)

    @property
    def prochain(self):
        """The next appointment, None when there is none or its hour is passed."""
        debuts = (e.debut for e in self.entretiens if e.presence == Presence.PREVU)
        return next((debut for debut in debuts if debut > timezone.now()), None)

    @property
    def etape(self):
        """The étape under way, the latest begun."""
        return next((etape for etape in self.etapes if etape.date_fin is None), None)


def apercus(lignes, agent):
    """{pk: Apercu} of rows that have `pk`, `participant_id`, `statut`, `date_prescription` and
    `affectation__agent_id`, in one statement."""
    cles = {ligne.pk: Statut(ligne.statut) for ligne in lignes}
    parametres = {
        "cles": list(cles),
        "prevu": Presence.PREVU,
        "honore": Presence.HONORE,
        "en_commission": [cle for cle, statut in cles.items() if statut in EN_COMMISSION],
        "en_emploi": [cle for cle, statut in cles.items() if statut == Statut.EN_EMPLOI],
    }
    lus = defaultdict(lambda: {nom: [] for nom in MODELES})
    with connection.cursor() as curseur:
        curseur.execute(APERCUS, parametres)
        for cle, nom, ligne in curseur:
            lus[cle][nom].append(_objet(MODELES[nom], json.loads(ligne)))
    reglages = Reglages.objects.actuels()
    return {ligne.pk: Apercu(ligne, agent, lus[ligne.pk], reglages) for ligne in lignes}


class Ligne(NamedTuple):
    """What `apercus` asks of a row."""

    pk: int
    participant_id: int
    statut: str
    date_prescription: date | None
    affectation__agent_id: int | None


def apercu_de(lecture, agent):
    """The Apercu of a parcours read otherwise, without its events."""
    parcours, referent = lecture.parcours, lecture.referent
    ligne = Ligne(
        parcours.pk,
        parcours.participant_id,
        parcours.statut,
        parcours.date_prescription,
        referent and referent.pk,
    )
    return apercus([ligne], agent)[parcours.pk]


def _objet(modele, ligne):
    champs = [champ for champ in modele._meta.concrete_fields if champ.column in ligne]
    valeurs = [champ.to_python(ligne[champ.column]) for champ in champs]
    objet = modele.from_db(DEFAULT_DB_ALIAS, [champ.attname for champ in champs], valeurs)
    if "le" in ligne and modele is Passage:
        objet.commission = Commission(pk=objet.commission_id, date=_jour(ligne["le"]))
    return objet


def _jour(texte):
    return Commission._meta.get_field("date").to_python(texte)
