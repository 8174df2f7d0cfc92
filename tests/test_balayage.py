"""Marked secrets in every sensitive place, then every page of the platform as each role: a mark is
seen by who may read it, and by nobody else."""

import logging
from functools import cache

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from accompagnement.actions.agenda import creer_adresse
from accompagnement.listes import notification
from accompagnement.models import Notification
from accompagnement.permissions import Acte
from accompagnement.views.retrait import MODELES
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.balayage import valkey
from tests.balayage.marques import AGENTS, marques_de
from tests.balayage.pages import adresses, routes, texte, texte_de
from tests.balayage.scene import monter
from tests.colonnes import ORDINAIRES, SENSIBLES, colonnes, dit, nommer

pytestmark = pytest.mark.django_db
# What names a figure, and where the small numbers of it are masked: it says nothing of anybody.
NOMMENT_UN_CHIFFRE = ("zqmotif", "zqcritere")
CHIFFRES = {
    # The scope of an objective, and the choice of one, name a criterion or a motif.
    "conventions:objectif": AGENTS,
    "conventions:objectif_creer": ("direction",),
    "conventions:objectif_modifier": ("direction",),
    "conventions:rapport_fichier": AGENTS,
    "conventions:indicateurs": ("direction", "gestionnaire_fse"),
    "conventions:indicateur": ("direction", "gestionnaire_fse"),
}

SIENNES = ("zqorientation", "zqechange", "zqdocument", "zqtypepiece", "zqidentite")
PARTAGEES = (*SIENNES, *NOMMENT_UN_CHIFFRE)
# Where a type of document is a code that may be sent: it says nothing of anybody.
DES_CODES = {"api:documentation", "api:schema"}


@pytest.fixture
def scene(settings, tmp_path, monkeypatch, fournisseur, django_capture_on_commit_callbacks):
    """What follows each writing has happened too: hints to the workers, their work, their mails and
    their SMS."""
    settings.MEDIA_ROOT = tmp_path
    # The bell of each page: a number, of nobody, and a long question.
    monkeypatch.setattr(notification, "compter", cache(notification.compter))
    with django_capture_on_commit_callbacks(execute=True):
        scene = monter(monkeypatch)
    with django_capture_on_commit_callbacks(execute=True):
        for demande in Demande.objects.a_faire():
            executer(demande.pk)
    return scene


def _possibles(scene, nom):
    """By the text before an argument, or by the route, and the name of the argument."""
    return {(f"{texte}/", "pk"): pk for texte, pk in scene.valeurs.items()} | {
        ("dossiers/exporter/", "format_"): ["csv", "xlsx"],
        ("courriers/lots/", "lot"): [courrier.lot for courrier in scene.courriers],
        ("operateurs/exporter/", "format_"): ["csv"],
        ("imports/modele.", "format_"): ["csv"],
        ("/etapes/", "compte"): ["nombre", "personnes"],
        ("dossiers/selection/exporter/", "format_"): ["csv"],
        ("/dossiers/exporter/", "format_"): ["csv", "xlsx"],
        ("indicateurs/exporter/", "format_"): ["csv", "xlsx"],
        ("/fichiers/", "format_"): ["pdf", "xlsx", "csv", "json"],
        ("indicateurs/arretes/", "mois"): ["2025-09"],
        ("indicateurs/", "code"): ["entrees", "sorties", "part_rqth"],
        ("/offres/", "offre_pk"): scene.valeurs["offres"],
        ("/brouillons/", "cle"): ["entretien:creer"],
        ("reglages/textes/", "code"): ["droits"],
        ("/logos/", "rang"): ["0"],
        ("/etat/", "statut"): ["fermee"],
        ("accompagnement:mise_en_relation_acte", "acte"): ["rappel"],
        "accompagnement:retirer": [
            (nature, pk)
            for nature, (modele, _) in MODELES.items()
            for pk in modele.objects.order_by("pk").values_list("pk", flat=True)[:5]
        ],
        ("agenda/", "jeton"): [_jeton(scene.agents[nom])],
        ("notifications/", "pk"): _notifications(scene.agents[nom]),
        ("courriels/refuser/", "jeton"): ["inconnu"],
        ("aide/", "cle"): ["listes"],
        ("logo/", "empreinte"): ["abc"],
        ("api/v1/", "reste"): ["rien-ici"],
        ("partenaire/personnes/", "identifiant"): scene.partages,
        ("partenaire/orientations/", "identifiant"): scene.orientees,
        ("agents/", "pk"): [scene.agents["referente"].pk],
        ("conseillers/", "pk"): [scene.agents["conseiller"].pk],
        ("api/v1/accompagnements/", "identifiant"): scene.partages,
        ("api/v1/orientations/", "identifiant"): scene.orientees,
        ("api/v1/conventions/", "pk"): scene.valeurs["conventions"],
        ("api/v1/rapports/", "pk"): scene.valeurs["rapports"],
        ("api/v1/offres/", "pk"): scene.valeurs["offres"],
    }


def _jeton(agent):
    return creer_adresse(par=agent) if Acte.TENIR_AGENDA.permet(agent) else "inconnu"


def _notifications(agent):
    """Their own, and those of one other: whoever it is, they are not theirs."""
    autre = Notification.objects.exclude(destinataire=agent).earliest("pk").destinataire
    lues = Notification.objects.filter(destinataire__in=(agent, autre)).order_by("pk")
    return list(lues.values_list("pk", flat=True))


def _questions(scene):
    """What is asked by sending a form, and writes nothing but that it was asked."""
    dossiers = [parcours.participant for parcours in scene.suivis]
    # What was asked is said again: never by the name that is marked.
    cherches = ("zq", "CCAS", dossiers[0].prenom, f"{dossiers[0].date_naissance:%d/%m/%Y}")
    identites = [
        {"nom": d.nom, "prenom": d.prenom, "date_naissance": d.date_naissance.isoformat()}
        for d in dossiers
    ]
    coches = {"parcours": ",".join(str(parcours.pk) for parcours in scene.suivis)}
    return {
        "interface:recherche": [{"q": texte} for texte in cherches],
        "accompagnement:dossier_doublons": identites,
        "accompagnement:partenaire_recherche": identites,
        "accompagnement:selection_affecter": [coches],
        "accompagnement:selection_seance": [coches],
        "accompagnement:selection_commission": [coches],
        "accompagnement:selection_exporter": [coches],
        "accompagnement:selection_colonnes": [coches],
        "accompagnement:selection_courriers": [coches],
    }


def _balayer(scene, nom):
    """{mark: the routes where this agent reads it}."""
    lus, client, fragments, fermees = {}, Client(), set(), set()
    client.force_login(scene.agents[nom])
    for route, adresse, question in adresses(_possibles(scene, nom), _questions(scene)):
        if question is None and route in fermees:
            continue
        reponse = _demander(client, adresse, question)
        lu = texte(reponse)
        if reponse.status_code == 405:
            # Only sent, whatever it is of: there is nothing to read.
            fermees.add(route)
        elif _est_page(reponse) and (question or (route, reponse.status_code) not in fragments):
            # The part that a script asks for: once of what is shown and once of what is refused are
            # enough, whoever it speaks of.
            lu += texte(_demander(client, adresse, question, headers={"HX-Request": "true"}))
            fragments.add((route, reponse.status_code))
        for marque in scene.marques.dans(lu):
            lus.setdefault(marque, set()).add(route)
    return lus


def _balayer_l_api(scene):
    """{mark: the addresses where a program reads it, of a partner that knows everybody}."""
    lus, partenaire = {}, scene.programme
    for route, adresse, question in adresses(_possibles(scene, "direction"), {}):
        if route.startswith("api:") and question is None:
            reponse = partenaire.get(adresse.removeprefix("/api/v1"))
            assert reponse.statut < 500, adresse
            for marque in scene.marques.dans(texte(reponse.brut)):
                lus.setdefault(marque, set()).add(route)
    return lus


def _demander(client, adresse, question, **entetes):
    """`question` is sent; None reads the page."""
    reponse = (client.get if question is None else client.post)(adresse, question, **entetes)
    assert reponse.status_code < 500, adresse
    return reponse


def _est_page(reponse):
    return reponse.headers.get("Content-Type", "").startswith("text/html")


def test_every_column_of_a_dossier_is_classed():
    trouvees = nommer(colonnes())
    assert trouvees == {
        modele: SENSIBLES.get(modele, set()) | ORDINAIRES.get(modele, set()) for modele in trouvees
    }
    assert trouvees.keys() == SENSIBLES.keys() | ORDINAIRES.keys()
    assert not any(champs & ORDINAIRES.get(modele, set()) for modele, champs in SENSIBLES.items())


@pytest.mark.long
def test_a_mark_is_read_by_who_may_and_by_nobody_else(scene, caplog, fournisseur):
    """One test, because the scene and the pages are long to make; each agent is told apart."""
    caplog.set_level(logging.INFO)
    assert _colonnes_marquees() == SENSIBLES
    balayage = {nom: _balayer(scene, nom) for nom in AGENTS}
    fuites = {nom: _en_trop(scene, nom, lus) for nom, lus in balayage.items()}
    assert {nom: trouvees for nom, trouvees in fuites.items() if trouvees} == {}
    assert any(marque.startswith("zqechange") for marque in balayage["conseiller"])
    assert scene.marques.permises_a("coordination") - set(balayage["coordination"]) == set()
    assert scene.marques.permises_a("referente") - set(balayage["referente"]) <= scene.du_clos
    # A partner reads again what it wrote itself, the codes of what it may send, and what names a
    # masked figure of a published report.
    assert {m for m in _balayer_l_api(scene) if not m.startswith(PARTAGEES)} == set()
    assert marques_de(_dit_ailleurs(caplog, fournisseur)) == set()
    # The cache keeps figures by what names them, of nobody.
    gardees = marques_de(_garde_dans_valkey())
    assert {marque for marque in gardees if not marque.startswith(NOMMENT_UN_CHIFFRE)} == set()


def _colonnes_marquees():
    """Those of the scene where a secret is written; a name is none."""
    return nommer(
        (modele, marquees)
        for modele, champs in colonnes()
        if (marquees := {champ for champ in champs if _porte_une_marque(modele, champ)})
    )


def _porte_une_marque(modele, champ):
    dits = " ".join(dit(ligne, champ) for ligne in modele.objects.all())
    return any(not marque.startswith("zqidentite") for marque in marques_de(dits))


def _en_trop(scene, nom, lus):
    permises = scene.marques.permises_a(nom)
    chiffres = {route for route, lecteurs in CHIFFRES.items() if nom in lecteurs}
    ecrites = _ecrites_par(scene, nom)
    trouvees = {
        m: routes
        - (ecrites if m.startswith(SIENNES) else set())
        - (chiffres if m.startswith(NOMMENT_UN_CHIFFRE) else set())
        - (DES_CODES if m.startswith("zqtypepiece") else set())
        for m, routes in lus.items()
    }
    return {m: sorted(r) for m, r in trouvees.items() if r and m not in permises}


def _ecrites_par(scene, nom):
    """The pages where a conseiller reads again what their structure sent."""
    if nom != "conseiller":
        return set()
    return {route for route, _ in routes() if route.startswith("accompagnement:partenaire")}


def _dit_ailleurs(caplog, fournisseur):
    """What the platform writes or sends beside its pages: logs, queue, mail, SMS."""
    demandes = [str((d.arguments, d.cle, d.resultat)) for d in Demande.objects.all()]
    courriels = [_dire(courriel) for courriel in mail.outbox]
    recus = [str(recu) for recu in fournisseur.recus]
    assert demandes and len(courriels) > 2 and recus
    return "\n".join([caplog.text, *demandes, *courriels, *recus])


def _garde_dans_valkey():
    file, cache = (
        valkey.lire(settings.REDIS_URL),
        valkey.lire(settings.CACHES["default"]["LOCATION"]),
    )
    assert "plie.taches.tasks.executer" in str(file) and cache
    return str((file, cache))


def _dire(courriel):
    joints = [texte_de(piece.content) for piece in courriel.attachments]
    return " ".join([courriel.subject, courriel.body, *courriel.to, *joints])
