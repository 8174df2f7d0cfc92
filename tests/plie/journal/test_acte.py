"""Whatever calls a verb, a page, a task or a command: the right is asked, the author is named."""

import importlib
import inspect
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accompagnement.actions.suspension import suspendre
from accompagnement.models import Parcours, Suspension
from accompagnement.permissions import Acte
from plie.comptes.enums import Role
from plie.journal.acte import acte, travail
from plie.taches.actions import demander
from plie.taches.models import Demande
from tests import taches
from tests.attente import attendre_que
from tests.test_structure import MODULES, RACINE
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
)

# Public, and no act: what several acts are made of, or what only reads. Each has its reason.
BRIQUES = {
    # The decorator itself.
    "accompagnement.actions.acte": {"acte"},
    "accompagnement.actions.agenda": {"agent_du_jeton"},
    # Asked for by whatever writes to a dossier, carried out by `calculer_alertes`.
    "accompagnement.actions.alerte": {"rafraichir", "calculer_apres_coup", "demander_calcul"},
    "accompagnement.actions.brouillon": {"lire_brouillons"},
    "accompagnement.actions.commission": {
        "verrouiller_ouverte",
        "mettre_a_l_ordre_du_jour",
        "exiger_a_clore",
        "exiger_hors_ordre_du_jour",
    },
    # What the verbs of a correction are made of: its row, then the way back.
    "accompagnement.actions.correction.demande": {"verrouiller_passage"},
    "accompagnement.actions.correction.ecriture": {
        "etat_de",
        "avant_la_decision",
        "touche_un_mois_arrete",
        "composer",
        "ouvrir",
        "remettre_en_etat",
        "deplacer",
    },
    "accompagnement.actions.correction.retour": {
        "relever",
        "noter",
        "etat_avant",
        "etat_avant_la_non_entree",
        "deduire",
        "exiger_immobile",
        "remettre",
        "remettre_la_sortie",
    },
    "accompagnement.actions.courriel": {
        "est_joignable",
        "prevenir",
        "raison_de_ne_pas_ecrire",
        "rappels_a_envoyer",
        # One mail, by the work that writes down that it left.
        "expedier",
    },
    "accompagnement.actions.cohorte": {"valider_cohorte"},
    "accompagnement.actions.emargement": {"empreinte_des_faits", "lire_signature"},
    "accompagnement.actions.sms": {"recoit_les_sms", "sms_a_envoyer"},
    "accompagnement.actions.non_entree": {"est_repondue"},
    # The criteria of a change, and one of their days.
    "accompagnement.actions.critere": {"gagner", "perdre", "dater_la_perte"},
    "accompagnement.actions.emploi": {"joindre_preuve", "suivis_a_prevoir", "accorder"},
    # What a job that is an étape makes of it, with `accorder`; the end of a promise, on its day.
    "accompagnement.actions.etape": {"tenir_l_etape"},
    "accompagnement.actions.mise_en_relation": {"conclure_la_promesse"},
    "accompagnement.actions.importation.demande": {"est_repris", "progression", "echouer_import"},
    # The steps of an import, whose author `importer` names.
    "accompagnement.actions.importation.classeur": {"en_csv", "est_un_classeur"},
    "accompagnement.actions.importation.correction": {"lignes_fautives"},
    "accompagnement.actions.importation.deroulement": {"importer", "sans_suivi"},
    "accompagnement.actions.importation.ecriture": {"ecrire"},
    "accompagnement.actions.importation.croisements": {"croiser", "mettre_en_attente"},
    "accompagnement.actions.importation.lecture": {"ouvrir"},
    "accompagnement.actions.importation.rapport": {"resumer_avis"},
    # What each act on an orientation tells its partner, and the one step that changes its state.
    "accompagnement.actions.orientation.annonce": {"adresse", "annoncer"},
    "accompagnement.actions.orientation.courriel": {"prevenir"},
    "accompagnement.actions.orientation.statut": {
        "passer",
        "toucher",
        "dire_la_decision",
        "dire_la_non_entree",
        "dire_la_reprise",
    },
    # The end of the act that they tell of.
    "accompagnement.actions.notification": {
        "notifier",
        "oublier",
        "qui_tient",
        "dire_les_passations",
    },
    # The two steps of whatever changes a state, and of whatever names a référent, imports included.
    "accompagnement.actions.parcours": {
        "verrouiller",
        "verrouiller_ceux_de",
        "changer_statut",
        "placer",
    },
    "accompagnement.actions.affectation": {
        "confier",
        "prevoir",
        "portefeuille",
        "remettre",
        "clore_affectation",
    },
    "accompagnement.actions.participant": {"verifier_mobile", "verifier_naissance"},
    # What several readings by a partner share.
    "accompagnement.actions.partage": {"partager"},
    "accompagnement.actions.piece": {"lire_piece", "recevoir", "garder", "empreinte_de"},
    "accompagnement.actions.regle_sortie": {"motif_livre", "verifier_debut", "verifier_inusitee"},
    "accompagnement.actions.regle_contrat": {"regles_livrees"},
    # The step of whatever writes an étape.
    "accompagnement.actions.operateur": {"retenir"},
    # What a parcours that closes makes of its appointments; whom they were told to.
    "accompagnement.actions.rendez_vous": {"exiger_ouvert", "annuler_a_venir", "annonces_parmi"},
    # The end of `decider`, whose right it is.
    "accompagnement.actions.situation": {"retirer_changement"},
    "accompagnement.actions.sortie": {"valider_sortie", "refuser_sortie", "statut_anterieur"},
    # The end of whatever takes a row out.
    "accompagnement.actions.retrait": {"noter_le_retrait"},
    "accompagnement.actions.suspension": {"clore_suspension"},
    # What a page and a file both ask before they write.
    "conventions.actions.commentaire": {"lire_le_brouillon", "lire_les_textes"},
    "conventions.actions.objectif": {"exiger_notable", "valider"},
    "conventions.actions.rapport": {"est_repris", "nom_fichier", "lire_fichier"},
    "conventions.actions.releve": {"a_decider", "est_fige", "mois_arretes", "verrouiller_releves"},
    # Of what the service says when an offer is proposed.
    "offres.actions.ecriture": {"retirer_une"},
    "offres.actions.offre": {"suites_de"},
    "offres.actions.synchronisation": {"est_demandee"},
    # Of the call itself, whose application is named; of the act that publishes; of the partner.
    "plie.partenaires.actions.appel": {"noter_appel"},
    "plie.partenaires.actions.evenement": {"publier", "lire_changements"},
    "plie.partenaires.actions.livraison": {"signer"},
    # Of the sandbox, which holds nobody; of a mail to the administration.
    "plie.partenaires.actions.essai": {"garder_essai", "remplacer_essai"},
    "plie.partenaires.actions.volume": {"envoyer_le_volume", "envoyer_les_lectures"},
    # What a page writes of itself, by whoever opened it.
    "plie.journal.actions": {"tracer_consultation", "tracer_consultations"},
    # Below the journal, on tables without a history.
    "plie.referentiels.actions": {"charger_referentiels", "charger_qpv"},
    # Below it too: the demand is asked by an act, and its row is the journal of the workers.
    "plie.taches.actions": {
        "cle_de",
        "demander",
        "poser",
        "acquitter",
        "derniere",
        "est_attendue",
        "annuler",
        "consigner",
        "exiger_non_annulee",
        "executer",
        "veiller",
        "demander_les_travaux",
        "oublier_les_anciennes",
    },
}
LECTEURS_DE_CELLULES = "accompagnement.actions.importation.cellules"


def _modules():
    """Those of the layer `actions`, whatever the app."""
    for fichier in MODULES:
        parties = fichier.relative_to(RACINE).with_suffix("").parts
        if "actions" in parties:
            yield ".".join(parties).removesuffix(".__init__")


def _actions():
    for module in _modules():
        charge = importlib.import_module(module)
        for nom, fonction in inspect.getmembers(charge, inspect.isfunction):
            if fonction.__module__ == module and not nom.startswith("_"):
                yield module, nom, fonction


def test_every_public_action_names_its_author():
    sans_auteur = {}
    for module, nom, fonction in _actions():
        if module != LECTEURS_DE_CELLULES and not (
            hasattr(fonction, "droit") or hasattr(fonction, "travail")
        ):
            sans_auteur.setdefault(module, set()).add(nom)
    assert sans_auteur == BRIQUES


def test_who_acts_is_asked_for_by_its_right():
    avec_par = {
        f"{module}.{nom}"
        for module, nom, fonction in _actions()
        if "par" in inspect.signature(fonction).parameters and not hasattr(fonction, "droit")
    }
    # They take the agent whose name they keep, not whose right they ask.
    assert avec_par == {
        "accompagnement.actions.affectation.confier",
        "accompagnement.actions.affectation.remettre",
        "accompagnement.actions.brouillon.lire_brouillons",
        "accompagnement.actions.correction.ecriture.composer",
        "accompagnement.actions.importation.deroulement.importer",
        "accompagnement.actions.notification.dire_les_passations",
        "accompagnement.actions.notification.notifier",
        "accompagnement.actions.retrait.noter_le_retrait",
        "conventions.actions.commentaire.lire_le_brouillon",
        "offres.actions.synchronisation.synchroniser",
        "plie.journal.actions.tracer_consultation",
        "plie.journal.actions.tracer_consultations",
    }


@pytest.mark.django_db
def test_without_the_right_nothing_is_written():
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    for intrus in (AgentFactory(), *(AgentFactory(role=role) for role in Role)):
        if Acte.ECRIRE_DOSSIER.permet(intrus, parcours):
            continue
        with pytest.raises(PermissionDenied):
            suspendre(parcours, par=intrus, motif=None, date_debut="2026-01-01")
    assert not Suspension.objects.exists()


@pytest.mark.django_db
def test_an_account_closed_meanwhile_may_nothing():
    ancienne = CoordinationFactory(is_active=False)
    with pytest.raises(PermissionDenied):
        suspendre(ParcoursFactory(actif=True), par=ancienne, motif=None, date_debut="2026")


@pytest.mark.django_db
def test_a_refusal_in_the_middle_undoes_the_whole_act():
    @acte(Acte.TENIR_AGENDA)
    def ecrire_a_moitie(parcours, *, par):
        Parcours.objects.filter(pk=parcours.pk).update(date_fin_prevue="2099-01-01")
        raise ValueError

    parcours = ParcoursFactory(actif=True)
    with pytest.raises(ValueError):
        ecrire_a_moitie(parcours, par=CoordinationFactory())
    parcours.refresh_from_db()
    assert parcours.date_fin_prevue is None


def _auteurs(parcours):
    evenements = Parcours.pgh_event_model.objects.filter(pgh_obj=parcours)
    return [e.pgh_context and e.pgh_context.metadata for e in evenements.order_by("pgh_id")]


@pytest.mark.django_db
def test_the_history_names_the_agent_without_any_request():
    parcours, agent = ParcoursFactory(actif=True), CoordinationFactory()
    motif = MotifSuspensionFactory()
    suspendre(parcours, par=agent, motif=motif, date_debut=parcours.date_entree)
    assert _auteurs(parcours)[-1] == {"agent": agent.pk}


@pytest.mark.django_db(transaction=True)
def test_a_worker_asks_the_right_and_names_the_agent(lancer_worker):
    """No task of the platform ends in an act: imports and reports are its own works. One will."""
    lancer_worker(taches.__name__)
    MotifSuspensionFactory(code="famille")
    parcours, agent = ParcoursFactory(actif=True), CoordinationFactory()
    nom = f"{taches.__name__}.{taches.suspendre_au_nom_de.__name__}"
    for par in (AgentFactory(), agent):
        demander(nom, parcours.pk, par.pk)
        attendre_que(lambda: not Demande.objects.a_faire().exists(), "the worker answers")
    resultats = Demande.objects.filter(tache=nom).order_by("pk").values_list("resultat", flat=True)
    assert list(resultats) == ["PermissionDenied", "suspendu"]
    assert _auteurs(parcours)[-1] == {"agent": agent.pk}


@pytest.mark.django_db
def test_the_platform_s_own_work_bears_its_name():
    @travail("calcul de la nuit")
    def toucher(parcours):
        parcours.date_fin_prevue = date(2027, 1, 1)
        parcours.save()

    parcours = ParcoursFactory(actif=True)
    toucher(parcours)
    assert _auteurs(parcours)[-1] == {"travail": "calcul de la nuit"}
