"""Offers proposed to the people of the first référent, in every state but a hire."""

from datetime import timedelta

from accompagnement.enums import MOTIFS_DE_FIN, StatutMiseEnRelation
from accompagnement.models import MiseEnRelation, Parcours, Projet
from accompagnement.rapprochement.relation import servis
from offres.enums import StatutOffre
from offres.models import Offre
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.demonstration.personnes.jours import ouvrable

S = StatutMiseEnRelation
ETATS = (S.PROPOSEE, S.ACCEPTEE, S.TRANSMISE, S.ENTRETIEN, S.DECLINEE, S.NON_RETENUE, S.SANS_SUITE)
NOMBRE = 15
# What each state supposes was done before, in days after the proposal.
DATES = {
    S.ACCEPTEE: {"repondue_le": 2},
    S.TRANSMISE: {"repondue_le": 2, "transmise_le": 4},
    S.ENTRETIEN: {"repondue_le": 2, "transmise_le": 4, "entretien_le": 9},
    S.DECLINEE: {"repondue_le": 2, "conclue_le": 2},
    S.NON_RETENUE: {"repondue_le": 2, "transmise_le": 4, "conclue_le": 12},
    S.SANS_SUITE: {"conclue_le": 14},
}


def ecrire_mises_en_relation(aujourdhui):
    """Written once the offers of our own stand; returns how many."""
    agent = Agent.objects.filter(role=Role.REFERENT, is_active=True).order_by("pk").first()
    # Offers are only looked for once a trade is aimed at.
    projets = Projet.objects.filter(metiers__isnull=False)
    suivis = servis(Parcours.objects.du_referent(agent)).filter(pk__in=projets.values("parcours"))
    parcours = suivis.order_by("-date_entree", "pk")[:NOMBRE]
    offres = list(Offre.objects.saisies().filter(statut=StatutOffre.OUVERTE).order_by("pk"))
    if not offres:
        return 0
    lignes = [
        _mise(rang, p, offres[rang % len(offres)], agent, aujourdhui)
        for rang, p in enumerate(parcours)
    ]
    return len(MiseEnRelation.objects.bulk_create(lignes))


def _mise(rang, parcours, offre, agent, aujourdhui):
    statut = ETATS[rang % len(ETATS)]
    le = ouvrable(aujourdhui - timedelta(days=15 + rang), parcours.date_entree)
    dates = {
        nom: ouvrable(le + timedelta(days=jours), le)
        for nom, jours in DATES.get(statut, {}).items()
    }
    motifs = MOTIFS_DE_FIN.get(statut, ("",))
    return MiseEnRelation(
        parcours=parcours,
        offre=offre,
        statut=statut,
        proposee_par=agent,
        proposee_le=le,
        motif=motifs[rang % len(motifs)],
        rappel_le=None if "conclue_le" in dates else aujourdhui + timedelta(days=rang % 5 - 1),
        origine=offre.origine,
        rome_code=offre.rome_code,
        rome_libelle=offre.rome_libelle,
        contrat_libelle=offre.contrat_libelle,
        heures_hebdo=offre.heures_hebdo,
        departement=offre.departement,
        etablissement=offre.etablissement,
        **dates,
    )
