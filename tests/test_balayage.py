"""Marked secrets in every sensitive place, then every page of the platform as each role: a mark is
seen by who may read it, and by nobody else."""

import logging
import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accompagnement.actions.agenda import creer_adresse
from accompagnement.enums import (
    Categorie,
    Critere,
    MotifSuspension,
    Presence,
    Statut,
    StatutImport,
    TypePiece,
)
from accompagnement.models import (
    Brouillon,
    EvaluationFrein,
    Frein,
    ImportDossiers,
    ObjectifFrein,
    Projet,
    Sortie,
    Suspension,
)
from accompagnement.permissions import Acte
from conventions.indicateurs.declarations import PAR_CODE
from conventions.models import Rapport
from offres.models import Contact, Echange, GroupeMetiers
from plie.comptes.enums import Role
from plie.referentiels.models import SituationFrein, TypeFrein, TypeObjectif
from plie.taches.models import Demande
from tests.balayage import adresses, texte
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    EmploiFactory,
    EntretienFactory,
    EtablissementFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    MotifSortieFactory,
    OffreFactory,
    ParcoursFactory,
    PieceFactory,
    RemplacementFactory,
    SeanceFactory,
    SortieFactory,
    StructureFactory,
    SuiviEmploiFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db

MARQUE = re.compile(r"zq[a-z]+x\d+qz")
AGENTS = (
    "referente",
    "collegue",
    "ancien",
    "etrangere",
    "remplacante",
    "remplacante_passee",
    "remplacante_a_venir",
    "coordination",
    "direction",
    "gestionnaire_fse",
    "facilitateur",
    "administration",
)
FAITS = {"referente", "remplacante", "coordination"}


class Marques(dict):
    """mark -> who may read it; each call makes one."""

    def poser(self, lieu, lecteurs):
        marque = f"zq{lieu}x{len(self)}qz"
        self[marque] = set(lecteurs)
        return marque

    def permises_a(self, nom):
        return {marque for marque, lecteurs in self.items() if nom in lecteurs}


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return _scene()


def _scene():
    structure = StructureFactory()
    agents = {role.value: AgentFactory(role=role) for role in Role if role is not Role.REFERENT}
    agents |= {nom: AgentFactory() for nom in AGENTS if nom not in agents}
    for nom in ("referente", "collegue"):
        agents[nom].structure = structure
        agents[nom].save()
    scene = SimpleNamespace(agents=agents, structure=structure, marques=Marques(), valeurs={})
    _remplacer(scene)
    _reperes(scene)
    suivis = [_suivi(scene), _propose(scene), _transfere(scene)]
    for parcours in suivis:
        _remplir(scene, parcours)
    # The assignment ends with the exit: what is sensitive there is coordination's to read.
    ouvertes = set(scene.marques)
    suivis.append(_sorti(scene))
    _remplir(scene, suivis[-1])
    scene.du_clos = set(scene.marques) - ouvertes
    _valeurs(scene, suivis)
    return scene


def _remplacer(scene):
    jour = timezone.localdate()
    for nom, du, au in (
        ("remplacante", -1, 1),
        ("remplacante_passee", -9, -5),
        ("remplacante_a_venir", 5, 9),
    ):
        RemplacementFactory(
            absent=scene.agents["referente"],
            remplacant=scene.agents[nom],
            date_debut=jour + timedelta(days=du),
            date_fin=jour + timedelta(days=au),
        )


def _reperes(scene):
    """Freins as the house words them: health, housing and justice, and an ordinary one of which a
    situation and an objective say something of health."""
    for slug in ("sante", "logement", "justice"):
        libelle = scene.marques.poser(f"type{slug}", FAITS)
        TypeFrein.objects.create(slug=f"{slug}-zq", libelle=libelle, est_sensible=True)
    mobilite = TypeFrein.objects.create(slug="mobilite-zq", libelle="Mobilité", est_sensible=False)
    for modele in (SituationFrein, TypeObjectif):
        modele.objects.create(
            slug="detail-zq",
            type=mobilite,
            libelle=scene.marques.poser("detail", FAITS),
            est_sensible=True,
        )


def _suivi(scene):
    return ParcoursFactory(
        actif=True,
        structure=scene.structure,
        referent=scene.agents["referente"],
        criteres=[Critere.RQTH, Critere.RSA],
    )


def _propose(scene):
    parcours = _suivi(scene)
    type(parcours).objects.filter(pk=parcours.pk).update(statut=Statut.SORTIE_PROPOSEE)
    parcours.refresh_from_db()
    Sortie.objects.create(
        parcours=parcours,
        motif=_motif(scene, "propose"),
        date_effet=date(2025, 9, 1),
        proposee_le=date(2025, 9, 1),
        proposee_par=scene.agents["referente"],
        commentaire=scene.marques.poser("sortiecommentaire", FAITS),
    )
    return parcours


def _sorti(scene):
    parcours = ParcoursFactory(
        statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 15), structure=scene.structure
    )
    parcours.statut, parcours.date_sortie = Statut.SORTI, date(2025, 9, 1)
    parcours.save()
    AffectationFactory(parcours=parcours, agent=scene.agents["referente"])
    SortieFactory(parcours=parcours, motif=_motif(scene, "valide"))
    return parcours


def _motif(scene, lieu):
    """No longer offered to whoever types an exit: seen where somebody left for it."""
    return MotifSortieFactory(
        code=f"{lieu}-zq",
        libelle=scene.marques.poser(f"motif{lieu}", FAITS),
        categorie=Categorie.AUTRE,
        est_sensible=True,
        est_deces=False,
        deduit_de="",
        est_actif=False,
    )


def _transfere(scene):
    """From the référent of another structure, who still holds what they wrote of the meetings."""
    parcours = ParcoursFactory(actif=True, structure=scene.structure, criteres=[Critere.DETENTION])
    ancien, referente = scene.agents["ancien"], scene.agents["referente"]
    AffectationFactory(parcours=parcours, agent=ancien, date_fin=date(2025, 4, 1))
    AffectationFactory(parcours=parcours, agent=referente, date_debut=date(2025, 4, 2))
    secret = scene.marques.poser("ancienconfidence", {"ancien", "coordination"})
    EntretienFactory(parcours=parcours, agent=ancien, notes_confidentielles=secret)
    EntretienFactory(
        parcours=parcours,
        agent=referente,
        confie_par=ancien,
        debut=datetime(2030, 3, 4, 9, tzinfo=UTC),
        presence=Presence.PREVU,
        notes_confidentielles=scene.marques.poser("ancienavenir", {"ancien", "coordination"}),
    )
    return parcours


def _remplir(scene, parcours):
    _freins(scene, parcours)
    _entretiens(scene, parcours)
    _pieces(scene, parcours)
    Projet.objects.create(parcours=parcours, souhaite_adapte=True)
    Suspension.objects.create(
        parcours=parcours,
        motif=MotifSuspension.SANTE,
        date_debut=date(2025, 2, 1),
        date_fin=date(2025, 2, 20),
        decidee_par=scene.agents["referente"],
    )
    SuiviEmploiFactory(emploi=EmploiFactory(parcours=parcours))
    EtapeFactory(parcours=parcours)
    MiseEnRelationFactory(parcours=parcours)


def _freins(scene, parcours):
    for type_ in TypeFrein.objects.filter(slug__endswith="-zq"):
        lecteurs = FAITS if type_.est_sensible else AGENTS
        frein = Frein.objects.create(
            parcours=parcours,
            type=type_,
            constate_le=date(2025, 2, 1),
            commentaire=scene.marques.poser("frein", FAITS) if lecteurs is FAITS else "",
        )
        frein.situations.set(type_.situations.all())
        for objectif in type_.objectifs.all():
            ObjectifFrein.objects.create(frein=frein, type=objectif, modifie_le=date(2025, 2, 1))
        EvaluationFrein.objects.create(
            frein=frein,
            le=date(2025, 2, 1),
            impact=frein.impact,
            statut=frein.statut,
            par=scene.agents["referente"],
        )


def _entretiens(scene, parcours):
    referente = scene.agents["referente"]
    auteur = {"referente", "coordination"}
    tenu = EntretienFactory(
        parcours=parcours,
        agent=referente,
        notes_confidentielles=scene.marques.poser("confidence", auteur),
    )
    # Written again: what was there before is in the history.
    tenu.notes_confidentielles = scene.marques.poser("confidencerelue", auteur)
    tenu.save()
    EntretienFactory(
        parcours=parcours,
        agent=referente,
        debut=datetime(2030, 3, 4, 11, tzinfo=UTC),
        presence=Presence.PREVU,
        notes_confidentielles=scene.marques.poser("confidenceavenir", auteur),
    )
    if parcours.est_ouvert:
        Brouillon.objects.create(
            agent=referente,
            parcours=parcours,
            cle="entretien:creer",
            contenu={"notes_confidentielles": [scene.marques.poser("brouillon", {"referente"})]},
        )


def _pieces(scene, parcours):
    for type_ in (TypePiece.RQTH, TypePiece.DETENTION, TypePiece.AUTRE):
        nom = scene.marques.poser("piece", FAITS)
        piece = PieceFactory(
            participant=parcours.participant, parcours=parcours, type=type_, nom=f"{nom}.pdf"
        )
        sensibles = parcours.criteres.filter(code__in=[Critere.RQTH, Critere.DETENTION])
        if type_ == TypePiece.AUTRE and not sensibles:
            piece.sortie = getattr(parcours, "sortie", None)
            scene.marques[nom] = set(AGENTS)
        piece.criteres.set(sensibles)
        piece.save()


def _valeurs(scene, suivis):
    etablissement = EtablissementFactory()
    coordination = scene.agents["coordination"]
    seance = SeanceFactory(animateur=scene.agents["referente"])
    participations = [seance.participations.create(parcours=p).pk for p in suivis]
    commission = CommissionFactory()
    passages = [commission.passages.create(parcours=p).pk for p in suivis]
    offre = OffreFactory(etablissement=etablissement)
    importe = ImportDossiers.objects.create(
        nom_original="a.csv",
        cree_par=coordination,
        statut=StatutImport.TERMINE,
        rapport=scene.marques.poser("rapport", {"coordination"}),
    )
    echange = Echange.objects.create(
        etablissement=etablissement,
        type="appel",
        objet="prospection",
        le="2025-01-10",
        intervenant="Nadia",
        saisi_par=coordination,
    )

    def cles(relation):
        return [objet.pk for p in suivis for objet in getattr(p, relation).all()]

    scene.valeurs = {
        "dossiers": [p.participant_id for p in suivis],
        "parcours": [p.pk for p in suivis],
        "entretiens": cles("entretiens"),
        "pieces": cles("pieces"),
        "etapes": cles("etapes"),
        "emplois": cles("emplois"),
        "suivis-emploi": [s.pk for p in suivis for e in p.emplois.all() for s in e.suivis.all()],
        "mises-en-relation": cles("mises_en_relation"),
        "seances": [seance.pk],
        "participations": participations,
        "commissions": [commission.pk],
        "passages": passages,
        "offres": [offre.pk],
        "vues": [a.vues.create(nom="Les miens").pk for a in scene.agents.values()],
        "remplacements": [RemplacementFactory().pk],
        "structures": [scene.structure.pk],
        "fusions": [suivis[0].participant_id],
        "imports": [importe.pk],
        "offres/groupes": [GroupeMetiers.objects.create(libelle="Propreté", prefixes=["K2"]).pk],
        "offres/synchronisations": [SynchronisationFactory().pk],
        "employeurs": [etablissement.pk],
        "contacts": [Contact.objects.create(etablissement=etablissement, nom="Nadia").pk],
        "echanges": [echange.pk],
        "rapports": [Rapport.objects.create(mois=date(2025, 6, 1)).pk],
    }


def _possibles(scene, nom):
    """By the text before an argument, or by the route, and the name of the argument."""
    return {(f"{texte}/", "pk"): pk for texte, pk in scene.valeurs.items()} | {
        ("dossiers/exporter/", "format_"): ["csv", "xlsx"],
        ("dossiers/selection/exporter/", "format_"): ["csv"],
        ("/dossiers/exporter/", "format_"): ["csv", "xlsx"],
        ("/fichiers/", "format_"): ["pdf", "xlsx"],
        ("indicateurs/arretes/", "mois"): ["2025-06"],
        ("indicateurs/", "code"): list(PAR_CODE),
        ("/offres/", "offre_pk"): scene.valeurs["offres"],
        ("/brouillons/", "cle"): ["entretien:creer"],
        ("/logos/", "rang"): ["0"],
        ("/etat/", "statut"): ["fermee"],
        ("accompagnement:mise_en_relation_acte", "acte"): ["rappel"],
        ("agenda/", "jeton"): [_jeton(scene.agents[nom])],
        ("courriels/refuser/", "jeton"): ["inconnu"],
        ("aide/", "cle"): ["listes"],
    }


def _jeton(agent):
    return creer_adresse(par=agent) if Acte.TENIR_AGENDA.permet(agent) else "inconnu"


def _balayer(scene, nom):
    """{mark: the routes where this agent reads it}."""
    lus, client = {}, Client()
    client.force_login(scene.agents[nom])
    for route, adresse in adresses(_possibles(scene, nom)):
        for marque in set(MARQUE.findall(_lire(client, adresse))):
            lus.setdefault(marque, set()).add(route)
    return lus


def _lire(client, adresse):
    """The fragment, and the page around it when there is a fragment."""
    reponse = client.get(adresse, headers={"HX-Request": "true"})
    assert reponse.status_code < 500, adresse
    lu = texte(reponse)
    if reponse.status_code == 200 and "<html" not in lu:
        lu += texte(client.get(adresse))
    return lu


def test_a_mark_is_read_by_who_may_and_by_nobody_else(scene, caplog):
    """One test, because the scene and the pages are long to make; each agent is told apart."""
    caplog.set_level(logging.INFO)
    balayage = {nom: _balayer(scene, nom) for nom in AGENTS}
    fuites = {nom: _en_trop(scene, nom, lus) for nom, lus in balayage.items()}
    assert {nom: trouvees for nom, trouvees in fuites.items() if trouvees} == {}
    assert scene.marques.permises_a("coordination") - set(balayage["coordination"]) == set()
    assert scene.marques.permises_a("referente") - set(balayage["referente"]) <= scene.du_clos
    assert MARQUE.findall(_hors_des_pages(caplog)) == []


def _en_trop(scene, nom, lus):
    permises = scene.marques.permises_a(nom)
    return {marque: sorted(routes) for marque, routes in lus.items() if marque not in permises}


def _hors_des_pages(caplog):
    """What the platform keeps or sends beside its pages: logs, cache, queue, mail."""
    valkey = cache._cache.get_client()
    cles = list(valkey.scan_iter(f"*{cache.key_prefix}*"))
    gardees = [str((cle, valkey.get(cle))) for cle in cles if valkey.type(cle) == b"string"]
    demandes = [str((d.arguments, d.cle, d.resultat)) for d in Demande.objects.all()]
    courriels = [f"{c.subject} {c.body}" for c in mail.outbox]
    return "\n".join([caplog.text, *gardees, *demandes, *courriels])
