"""Random PLIEs for the property tests: a handful of people around one short period."""

from datetime import date, datetime, time, timedelta

import pgtrigger
from hypothesis import strategies as st

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.enums import (
    MISES_EN_RELATION_CONCLUES,
    MOTIFS_DE_FIN,
    Critere,
    IssueImmersion,
    Presence,
    Resultat,
    Sexe,
    Statut,
    StatutMiseEnRelation,
)
from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    MotifSortie,
    Parcours,
    Participant,
    RegleSortie,
    Situation,
    Sortie,
    Suspension,
)
from offres.enums import StatutOffre
from offres.models import Offre, Stock
from plie.referentiels.enums import Niveau
from tests.usines import (
    PARIS,
    AgentFactory,
    CommuneFactory,
    MiseEnRelationFactory,
    MotifSuspensionFactory,
    OffreFactory,
    StockFactory,
    StructureFactory,
)

DEBUT, FIN = date(2025, 3, 1), date(2025, 3, 31)
JOURS = st.integers(-60, 60).map(lambda n: DEBUT + timedelta(days=n))
MOTIFS = ("cdi", "demenagement", "deces", "abandon", "sante")


@st.composite
def relations(draw):
    """(days from DEBUT, ending, days until it) of an offer proposed."""
    return (
        draw(st.integers(-60, 60)),
        draw(st.sampled_from([None, *MISES_EN_RELATION_CONCLUES])),
        draw(st.integers(0, 60)),
    )


@st.composite
def parcours(draw):
    entree = draw(JOURS)
    duree = draw(st.none() | st.integers(0, 60))
    return {
        "entree": entree,
        "sortie": None if duree is None else entree + timedelta(days=duree),
        "motif": draw(st.sampled_from(MOTIFS)),
        "niveau": draw(st.sampled_from(["", *Niveau.values])),
        "criteres": draw(st.sets(st.sampled_from(Critere.values), max_size=3)),
        "structure": draw(st.integers(0, 1)),
        "etape": draw(st.none() | JOURS),
        "etape_dure": draw(st.none() | st.integers(0, 40)),
        "immersion": draw(st.booleans()),
        "resultat": draw(st.sampled_from(Resultat.values)),
        "issue": draw(st.sampled_from(IssueImmersion.values)),
        "entretien": draw(st.none() | JOURS),
        "presence": draw(st.sampled_from(Presence.values)),
        "suspension": draw(st.none() | st.tuples(st.integers(0, 20), st.integers(0, 90))),
        "referent": draw(st.booleans()),
        "emplois": draw(st.lists(st.integers(-200, -140) | st.integers(-40, 10), max_size=2)),
        "emploi_dure": draw(st.none() | st.integers(0, 250)),
        "relations": draw(st.lists(relations(), max_size=2)),
    }


@st.composite
def personnes(draw, *, rentrees=True):
    """Some people with one parcours each, or more that follow one another."""
    liste = []
    for _ in range(draw(st.integers(0, 6))):
        suivis = sorted(
            draw(st.lists(parcours(), max_size=3 if rentrees else 1)), key=lambda p: p["entree"]
        )
        retenus = []
        for suivi in suivis:
            libre = not retenus or (
                retenus[-1]["sortie"] is not None and retenus[-1]["sortie"] < suivi["entree"]
            )
            if libre:
                retenus.append(suivi)
        liste.append(
            {
                "sexe": draw(st.sampled_from(Sexe.values)),
                "naissance": draw(st.dates(date(1960, 1, 1), date(2003, 1, 1))),
                "commune": draw(st.booleans()),
                "parcours": retenus,
            }
        )
    return liste


def creer(personnes):
    """Write the draw to the database, through its constraints."""
    charger_regles()
    commune, agent = CommuneFactory(), AgentFactory()
    structures = [StructureFactory(), StructureFactory()]
    with pgtrigger.ignore("accompagnement.CritereEligibilite:entree_close"):
        for personne in personnes:
            participant = Participant.objects.create(
                nom="Nom",
                prenom="Prénom",
                sexe=personne["sexe"],
                date_naissance=personne["naissance"],
                commune=commune if personne["commune"] else None,
            )
            for suivi in personne["parcours"]:
                _creer_parcours(participant, suivi, structures, agent)
    return agent


def _creer_parcours(participant, suivi, structures, agent):
    cree = Parcours.objects.create(
        participant=participant,
        structure=structures[suivi["structure"]],
        statut=Statut.SORTI if suivi["sortie"] else Statut.ACTIF,
        date_entree=suivi["entree"],
        date_sortie=suivi["sortie"],
    )
    Situation.objects.create(
        parcours=cree, moment="entree", date=suivi["entree"], niveau_formation=suivi["niveau"]
    )
    CritereEligibilite.objects.bulk_create(
        CritereEligibilite(parcours=cree, code=code, constate_le=suivi["entree"])
        for code in suivi["criteres"]
    )
    if suivi["sortie"]:
        _creer_sortie(cree, suivi)
    if suivi["etape"]:
        _creer_etape(cree, suivi)
    if suivi["entretien"]:
        midi = datetime.combine(suivi["entretien"], datetime.min.time(), PARIS)
        Entretien.objects.create(parcours=cree, agent=agent, debut=midi, presence=suivi["presence"])
    if suivi["suspension"]:
        recul, duree = suivi["suspension"]
        motif = MotifSuspensionFactory()
        debut = suivi["entree"] + timedelta(days=recul)
        Suspension.objects.create(
            parcours=cree,
            motif=motif,
            date_debut=debut,
            date_fin=debut + timedelta(days=duree),
            decidee_par=agent,
        )
    if suivi["referent"]:
        AffectationReferent.objects.create(
            parcours=cree, agent=agent, date_debut=suivi["entree"], date_fin=suivi["sortie"]
        )
    for recul in suivi["emplois"]:
        debut = FIN + timedelta(days=recul)
        duree = suivi["emploi_dure"]
        Emploi.objects.create(
            parcours=cree,
            type_contrat="cdi",
            date_debut=debut,
            date_fin=None if duree is None else debut + timedelta(days=duree),
        )
    for relation in suivi["relations"]:
        _creer_relation(cree, relation, agent)


def _creer_etape(cree, suivi):
    finie = suivi["etape_dure"] is not None
    Etape.objects.create(
        parcours=cree,
        axe="bilan",
        libelle="x",
        date_debut=suivi["etape"],
        date_fin=suivi["etape"] + timedelta(days=suivi["etape_dure"]) if finie else None,
        resultat=suivi["resultat"] if finie else "",
        est_immersion=suivi["immersion"],
        employeur="Employeur" if suivi["immersion"] else "",
        issue=suivi["issue"] if finie and suivi["immersion"] else "",
    )


def _creer_relation(cree, relation, agent):
    """An offer open from the day it is proposed to the day the proposal ends."""
    recul, issue, duree = relation
    proposee = DEBUT + timedelta(days=recul)
    fin = proposee + timedelta(days=duree) if issue else None
    offre = OffreFactory(
        statut=StatutOffre.FERMEE if fin else StatutOffre.OUVERTE,
        publiee_le=datetime.combine(proposee, time(8), PARIS),
        fin_le=datetime.combine(fin, time(20), PARIS) if fin else None,
        commune=cree.participant.commune,
        rome_code="" if recul < 0 else "K1304",
    )
    if not fin:
        Stock.objects.filter(jour=FIN).delete()
        StockFactory(jour=FIN, ouvertes=Offre.objects.ouvertes())
    MiseEnRelationFactory(
        parcours=cree,
        offre=offre,
        proposee_par=agent,
        proposee_le=proposee,
        statut=issue or StatutMiseEnRelation.PROPOSEE,
        conclue_le=fin,
        motif=MOTIFS_DE_FIN[issue][0] if issue in MOTIFS_DE_FIN else "",
    )


def _creer_sortie(cree, suivi):
    motif, regle = MotifSortie.objects.get(pk=suivi["motif"]), RegleSortie.objects.get()
    Sortie.objects.create(
        parcours=cree,
        motif=motif,
        date_effet=suivi["sortie"],
        proposee_le=suivi["sortie"],
        categorie=regle.categorie_de(motif),
        regle=regle,
        validee_le=suivi["sortie"],
    )
