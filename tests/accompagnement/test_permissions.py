"""One table, role x act, asked of the real pages: 200 shown, 403 refused, 404 out of scope."""

from datetime import date

import pytest
from django.urls import reverse

from accompagnement.actions.commission import inscrire
from accompagnement.actions.situation import enregistrer_diagnostic
from accompagnement.enums import Statut
from accompagnement.urls import urlpatterns
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
    PieceFactory,
    RemplacementFactory,
    SeanceFactory,
    StructureFactory,
    SuiviEmploiFactory,
)

pytestmark = pytest.mark.django_db

# In the order of the columns: the référent of the person, a colleague of the same structure, a
# référent of another one, coordination, direction, FSE, facilitateur, administration.
PERSONNES = (
    "referent",
    "collegue",
    "etranger",
    "coordination",
    "direction",
    "gestionnaire_fse",
    "facilitateur",
    "administration",
)
TABLE = {
    "accueil": (200, 200, 200, 200, 200, 200, 200, 200),
    "dossiers": (200, 200, 200, 200, 200, 200, 200, 403),
    "dossiers_exporter": (200, 200, 200, 200, 200, 200, 403, 403),
    "selection_affecter": (405,) * 8,
    "selection_seance": (405,) * 8,
    "selection_commission": (405,) * 8,
    "selection_exporter": (405,) * 8,
    "vues": (200, 200, 200, 200, 200, 200, 200, 403),
    "vue_creer": (200, 200, 200, 200, 200, 200, 200, 403),
    "vue_modifier": (200, 404, 404, 404, 404, 404, 404, 403),
    "vue_supprimer": (405,) * 8,
    "remplacements": (403, 403, 403, 200, 403, 403, 403, 403),
    "remplacement_creer": (403, 403, 403, 200, 403, 403, 403, 403),
    "remplacement_modifier": (403, 403, 403, 200, 403, 403, 403, 403),
    "remplacement_annuler": (405,) * 8,
    "portefeuille_transferer": (403, 403, 403, 200, 403, 403, 403, 403),
    "dossier_creer": (200, 200, 200, 200, 403, 403, 403, 403),
    "dossier_doublons": (405,) * 8,
    "dossier": (200, 200, 404, 200, 200, 200, 302, 404),
    "dossier_situation": (200, 200, 404, 200, 200, 200, 200, 404),
    "dossier_historique": (200, 200, 404, 200, 200, 200, 403, 404),
    "dossier_consultations": (403, 403, 404, 200, 200, 403, 403, 404),
    "dossier_modifier": (200, 403, 404, 200, 403, 403, 403, 404),
    "parcours_prescrire": (200, 200, 404, 200, 403, 403, 403, 404),
    "parcours_diagnostic": (403, 403, 404, 200, 403, 403, 403, 404),
    "parcours_presenter": (200, 403, 404, 200, 403, 403, 403, 404),
    "parcours_inscrire": (200, 403, 404, 200, 403, 403, 403, 404),
    "parcours_affecter": (403, 403, 404, 200, 403, 403, 403, 404),
    "parcours_suspendre": (200, 403, 404, 200, 403, 403, 403, 404),
    "parcours_reprendre": (200, 403, 404, 200, 403, 403, 403, 404),
    "parcours_signer_emploi": (200, 403, 404, 200, 403, 403, 403, 404),
    "emploi_modifier": (200, 403, 404, 200, 403, 403, 403, 404),
    "emploi_rompre": (200, 403, 404, 200, 403, 403, 403, 404),
    "suivi_emploi_faire": (200, 403, 404, 200, 403, 403, 403, 404),
    "freins_diagnostiquer": (200, 403, 404, 200, 403, 403, 403, 404),
    "projet_modifier": (200, 403, 404, 200, 403, 403, 403, 404),
    "etape_commencer": (200, 403, 404, 200, 403, 403, 403, 404),
    "etape_terminer": (200, 403, 404, 200, 403, 403, 403, 404),
    "metiers": (200, 200, 200, 200, 200, 200, 200, 200),
    "dossier_freins": (200, 200, 404, 200, 200, 200, 403, 404),
    "dossier_emploi": (200, 200, 404, 200, 200, 200, 403, 404),
    "dossier_offres": (200, 200, 404, 200, 200, 200, 403, 404),
    "offre_personnes": (200, 200, 200, 200, 403, 403, 403, 403),
    "offre_proposer": (200, 403, 404, 200, 403, 403, 403, 404),
    "mise_en_relation_acte": (200, 403, 404, 200, 403, 403, 403, 404),
    "mise_en_relation_fiche": (200, 403, 404, 200, 403, 403, 403, 404),
    "mise_en_relation_envoyer": (405,) * 8,
    "dossier_projet": (200, 200, 404, 200, 200, 200, 403, 404),
    "parcours_proposer_sortie": (200, 403, 404, 200, 403, 403, 403, 404),
    "entretien_creer": (200, 403, 404, 200, 403, 403, 403, 404),
    "entretien_modifier": (200, 403, 404, 200, 403, 403, 403, 404),
    "entretien_deplacer": (200, 403, 404, 200, 403, 403, 403, 404),
    "entretien_annuler": (200, 403, 404, 200, 403, 403, 403, 404),
    "brouillon": (200, 403, 404, 200, 403, 403, 403, 404),
    "brouillon_effacer": (405,) * 8,
    "rendez_vous": (200, 200, 200, 200, 403, 403, 403, 403),
    "rendez_vous_creer": (200, 200, 200, 200, 403, 403, 403, 403),
    "agenda": (200, 200, 200, 200, 403, 403, 403, 403),
    "agenda_flux": (404,) * 8,
    "courriels_refuser": (404,) * 8,
    "seances": (200, 200, 200, 200, 200, 200, 403, 403),
    "seance_creer": (200, 200, 200, 200, 403, 403, 403, 403),
    "seance": (200, 200, 404, 200, 200, 200, 403, 403),
    "seance_modifier": (200, 403, 404, 200, 403, 403, 403, 403),
    "seance_emargement": (200, 403, 404, 200, 403, 403, 403, 403),
    "seance_inscrire": (405,) * 8,
    "seance_presences": (405,) * 8,
    "participation_retirer": (405,) * 8,
    "etape_creer": (200, 403, 404, 200, 403, 403, 403, 404),
    "etape_modifier": (200, 403, 404, 200, 403, 403, 403, 404),
    "commissions": (200, 200, 200, 200, 200, 200, 403, 403),
    "commission_creer": (403, 403, 403, 200, 403, 403, 403, 403),
    "commission": (200, 200, 200, 200, 200, 200, 403, 403),
    "commission_modifier": (403, 403, 403, 200, 403, 403, 403, 403),
    "commission_releve": (200, 200, 200, 200, 200, 200, 403, 403),
    "commission_tenir": (403, 403, 403, 302, 403, 403, 403, 403),
    "commission_proposer": (405,) * 8,
    "commission_clore": (405,) * 8,
    "passage_retirer": (405,) * 8,
    "passage_deplacer": (405,) * 8,
    "passage_decider": (403, 403, 404, 200, 403, 403, 403, 404),
    "dossier_pieces": (200, 200, 404, 200, 200, 200, 403, 404),
    "piece_deposer": (200, 403, 404, 200, 403, 200, 403, 404),
    "piece": (200, 200, 404, 200, 200, 200, 403, 403),
    "piece_modifier": (200, 403, 404, 200, 403, 200, 403, 403),
    "piece_retirer": (200, 403, 404, 200, 403, 200, 403, 403),
    "piece_verifier": (405,) * 8,
    "parcours_fiche": (200, 200, 404, 200, 200, 200, 403, 404),
    "parcours_contrat": (200, 403, 404, 200, 403, 403, 403, 404),
    "parcours_relais": (200, 403, 404, 200, 403, 403, 403, 404),
    "reglages": (403, 403, 403, 200, 200, 403, 403, 403),
    "reglages_rapprochement": (403, 403, 403, 200, 200, 403, 403, 403),
    "textes": (403, 403, 403, 200, 200, 403, 403, 403),
    "texte_modifier": (403, 403, 403, 200, 200, 403, 403, 403),
    "dossier_fusionner": (403, 403, 403, 200, 403, 403, 403, 403),
    "fusions": (403, 403, 403, 200, 403, 403, 403, 403),
    "fusion_annuler": (405,) * 8,
    "structures": (403, 403, 403, 200, 403, 403, 403, 200),
    "structure_creer": (403, 403, 403, 200, 403, 403, 403, 200),
    "structure_modifier": (403, 403, 403, 200, 403, 403, 403, 200),
    "imports": (403, 403, 403, 200, 403, 403, 403, 403),
}


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    structure = StructureFactory()
    agents = {role.value: AgentFactory(role=role) for role in Role if role is not Role.REFERENT}
    agents["referent"] = AgentFactory(structure=structure)
    agents["collegue"] = AgentFactory(structure=structure)
    agents["etranger"] = AgentFactory()
    actif = ParcoursFactory(actif=True, structure=structure, referent=agents["referent"])
    presente = ParcoursFactory(structure=structure, referent=agents["referent"])
    enregistrer_diagnostic(presente, par=agents["referent"], criteres=["rsa"])
    type(presente).objects.filter(pk=presente.pk).update(statut=Statut.PRESENTE)
    passage = inscrire(presente, par=agents["referent"], commission=CommissionFactory())
    suivi_emploi = SuiviEmploiFactory(emploi__parcours=actif)
    seance = SeanceFactory(animateur=agents["referent"])
    return {
        "agents": agents,
        "dossier": actif.participant_id,
        "structure": structure.pk,
        "vue": agents["referent"].vues.create(nom="Les miens").pk,
        "remplacement": RemplacementFactory().pk,
        "parcours": actif.pk,
        "commission": passage.commission_id,
        "passage": passage.pk,
        "participation": seance.participations.create(parcours=actif).pk,
        "seance": seance.pk,
        "piece": PieceFactory(participant=actif.participant, parcours=actif).pk,
        "entretien": EntretienFactory(parcours=actif, agent=agents["referent"]).pk,
        "emploi": suivi_emploi.emploi_id,
        "offre": OffreFactory().pk,
        "mise_en_relation": MiseEnRelationFactory(parcours=actif).pk,
        "suivi_emploi": suivi_emploi.pk,
        "etape": EtapeFactory(parcours=actif, date_debut=date(2025, 2, 1)).pk,
    }


ARGUMENTS = {
    "dossiers_exporter": ["csv"],
    "selection_exporter": ["csv"],
    "vue_modifier": ["vue"],
    "vue_supprimer": ["vue"],
    "remplacement_modifier": ["remplacement"],
    "remplacement_annuler": ["remplacement"],
    "parcours_prescrire": ["dossier"],
    "commission": ["commission"],
    "commission_modifier": ["commission"],
    "commission_releve": ["commission"],
    "commission_tenir": ["commission"],
    "commission_proposer": ["commission"],
    "commission_clore": ["commission"],
    "passage_retirer": ["passage"],
    "passage_deplacer": ["passage"],
    "passage_decider": ["passage"],
    "entretien_modifier": ["entretien"],
    "entretien_deplacer": ["entretien"],
    "entretien_annuler": ["entretien"],
    "brouillon": ["parcours", "entretien:creer"],
    "brouillon_effacer": ["parcours", "entretien:creer"],
    # A secret that nobody holds: the pages of true ones have their own tests.
    "agenda_flux": ["inconnu"],
    "courriels_refuser": ["inconnu"],
    "seance": ["seance"],
    "seance_modifier": ["seance"],
    "seance_emargement": ["seance"],
    "seance_inscrire": ["seance"],
    "seance_presences": ["seance"],
    "participation_retirer": ["participation"],
    "etape_modifier": ["etape"],
    "offre_personnes": ["offre"],
    "offre_proposer": ["parcours", "offre"],
    "mise_en_relation_acte": ["mise_en_relation", "rappel"],
    "mise_en_relation_fiche": ["mise_en_relation"],
    "mise_en_relation_envoyer": ["mise_en_relation"],
    "etape_commencer": ["etape"],
    "etape_terminer": ["etape"],
    "emploi_modifier": ["emploi"],
    "emploi_rompre": ["emploi"],
    "suivi_emploi_faire": ["suivi_emploi"],
    "piece_deposer": ["dossier"],
    "fusion_annuler": ["dossier"],
    "piece": ["piece"],
    "piece_modifier": ["piece"],
    "piece_retirer": ["piece"],
    "piece_verifier": ["piece"],
    "structure_modifier": ["structure"],
    "texte_modifier": ["droits"],
}
SANS_OBJET = {
    "textes",
    "reglages",
    "reglages_rapprochement",
    "accueil",
    "dossiers",
    "selection_affecter",
    "selection_seance",
    "selection_commission",
    "vues",
    "vue_creer",
    "remplacements",
    "remplacement_creer",
    "portefeuille_transferer",
    "dossier_creer",
    "dossier_doublons",
    "commissions",
    "commission_creer",
    "rendez_vous",
    "rendez_vous_creer",
    "agenda",
    "seances",
    "seance_creer",
    "structures",
    "structure_creer",
    "fusions",
    "imports",
    "metiers",
}


def _adresse(acte, scene):
    if acte in SANS_OBJET:
        return reverse(f"accompagnement:{acte}")
    prefixe = "dossier" if acte.startswith("dossier") else "parcours"
    cles = ARGUMENTS.get(acte, [prefixe])
    return reverse(f"accompagnement:{acte}", args=[scene.get(cle, cle) for cle in cles])


@pytest.mark.parametrize("acte", TABLE)
def test_each_role_meets_exactly_what_the_table_says(client, scene, acte):
    adresse = _adresse(acte, scene)
    obtenu = {}
    for personne in PERSONNES:
        client.force_login(scene["agents"][personne])
        obtenu[personne] = client.get(adresse).status_code
    assert obtenu == dict(zip(PERSONNES, TABLE[acte], strict=True))


@pytest.mark.parametrize("acte", [a for a in TABLE if TABLE[a].count(200) < 8])
def test_a_post_is_refused_like_the_page(client, scene, acte):
    """The form not shown does not make the door open."""
    adresse = _adresse(acte, scene)
    for personne, attendu in zip(PERSONNES, TABLE[acte], strict=True):
        if attendu in (403, 404):
            client.force_login(scene["agents"][personne])
            assert client.post(adresse, {"x": "y"}).status_code in (attendu, 405)


def test_every_page_of_the_app_is_in_the_table():
    hors_table = {"import_detail", "import_rejets", "import_relancer", "import_annuler"}
    assert {route.name for route in urlpatterns} - hors_table == set(TABLE)
