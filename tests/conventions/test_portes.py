"""One table, role x act, asked of the real pages of figures and reports, then of what is sent."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from conventions.actions.rapport import ouvrir
from conventions.actions.releve import figer
from conventions.actions.serie import noter_une_valeur
from conventions.models import ValeurSerie
from conventions.urls import urlpatterns
from plie.comptes.enums import ROLES_DES_PARTENAIRES, Role
from tests.conventions import publies
from tests.portes import FAIT, clients, corps, envoi, envois, envoyer, pages, prolonger
from tests.saisies import muettes, refuser
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    ObjectifFactory,
    ParcoursFactory,
    RegleSortieFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db

MAISON = (
    Role.REFERENT,
    Role.COORDINATION,
    Role.DIRECTION,
    Role.GESTIONNAIRE_FSE,
    Role.FACILITATEUR,
    Role.ADMINISTRATION,
)
# Partners meet a refusal everywhere here.
ROLES = (*MAISON, *ROLES_DES_PARTENAIRES)
LECTURE = (200, 200, 200, 200, 403, 403)
DIRECTION = envoi(403, 403, FAIT, 403, 403, 403)
PREPARENT = envoi(403, FAIT, FAIT, 403, 403, 403)
TENUE = (403, 200, 200, 403, 403, 403)
# Those of IT's pages, and direction.
REGLES = (403, 403, 200, 403, 403, 200)
PAR_LA_MAISON = {
    "indicateurs": LECTURE,
    "indicateurs_exporter": LECTURE,
    "indicateur": LECTURE,
    "indicateur_ecarts": (403, 200, 200, 200, 403, 403),
    "trajectoires": LECTURE,
    # Whoever reads a scope of their own has no month of the whole PLIE.
    "mois_arrete": (403, 200, 200, 200, 403, 403),
    "mois_arreter": DIRECTION,
    "controle": (403, 200, 200, 200, 403, 403),
    "controle_nombres": (403, 403, 403, 200, 403, 403),
    "indicateur_dossiers": LECTURE,
    "indicateur_dossiers_exporter": LECTURE,
    "conventions": LECTURE,
    "convention": LECTURE,
    "convention_creer": TENUE,
    "convention_modifier": TENUE,
    "avenant_ajouter": TENUE,
    "objectif": LECTURE,
    "objectif_creer": TENUE,
    "objectif_modifier": TENUE,
    "cible_amender": TENUE,
    "valeur_noter": TENUE,
    "valeur_retirer": envoi(403, FAIT, FAIT, 403, 403, 403),
    "objectif_dossiers": LECTURE,
    "objectif_dossiers_exporter": LECTURE,
    "cohortes": LECTURE,
    "cohorte": LECTURE,
    "cohorte_creer": TENUE,
    "cohorte_modifier": TENUE,
    "regles_sortie": (200, 200, 200, 200, 403, 200),
    "regle_sortie_ecrire": REGLES,
    "regle_sortie_modifier": REGLES,
    "regle_sortie_retirer": REGLES,
    "essai": (403, 403, 200, 200, 403, 403),
    "rapports": LECTURE,
    # A draft is for who prepares it.
    "rapport": (404, 200, 200, 404, 403, 403),
    "rapport_fichier": (404, 200, 200, 404, 403, 403),
    "rapport_produire": PREPARENT,
    "rapport_annuler": PREPARENT,
    "rapport_soumettre": PREPARENT,
    "rapport_renvoyer": PREPARENT,
    "rapport_remettre": PREPARENT,
    "rapport_publier": DIRECTION,
    "commentaires_ecrire": TENUE,
    "commentaires_brouillon": TENUE,
    # They have none yet.
    "commentaires_brouillon_effacer": envoi(403, 302, 302, 403, 403, 403),
}
PAR_LA_MAISON |= {
    "series": LECTURE,
    "serie": LECTURE,
    "serie_modifier": TENUE,
    "valeur_serie_noter": TENUE,
    "series_importer": TENUE,
    "valeur_serie_retirer": PREPARENT,
}
FORMULAIRES = ("convention_", "avenant_", "objectif_", "cible_", "cohorte_", "regle_sortie_ecrire")
TABLE = {acte: prolonger(ligne, 403, 403) for acte, ligne in PAR_LA_MAISON.items()}
PERIODE = "?debut=2025-01-01&fin=2025-12-31"
ARGUMENTS = {
    "mois_arrete": ["mois"],
    "mois_arreter": ["mois_provisoire"],
    "indicateurs_exporter": ["csv"],
    "indicateur": ["code"],
    "indicateur_ecarts": ["code"],
    "indicateur_dossiers": ["code"],
    "indicateur_dossiers_exporter": ["code", "csv"],
    **dict.fromkeys(("convention", "convention_modifier", "avenant_ajouter"), ["convention"]),
    "objectif_creer": ["convention"],
    **dict.fromkeys(("objectif", "objectif_modifier", "cible_amender"), ["objectif"]),
    "objectif_dossiers": ["objectif"],
    "objectif_dossiers_exporter": ["objectif", "csv"],
    "valeur_noter": ["compteur"],
    "valeur_retirer": ["valeur"],
    "cohorte": ["cohorte"],
    "cohorte_modifier": ["cohorte"],
    **dict.fromkeys(("regle_sortie_modifier", "regle_sortie_retirer"), ["regle_sortie"]),
    **dict.fromkeys(("serie", "serie_modifier"), ["serie"]),
    "valeur_serie_retirer": ["valeur_serie"],
    "rapport": ["brouillon"],
    "rapport_fichier": ["brouillon", "csv"],
    "rapport_annuler": ["en_production"],
    "rapport_soumettre": ["brouillon"],
    "rapport_renvoyer": ["a_relire"],
    "rapport_publier": ["a_relire"],
    "rapport_remettre": ["publie"],
    "commentaires_ecrire": ["brouillon"],
    "commentaires_brouillon": ["brouillon"],
    "commentaires_brouillon_effacer": ["brouillon"],
}
CORPS = {"rapport_produire": {"mois": "2025-08-01"}, "rapport_annuler": {}}
CORPS |= {
    "rapport_soumettre": {},
    "rapport_renvoyer": {},
    "rapport_remettre": {"pour": "Une élue", "format": "csv"},
    "commentaires_ecrire": {"commentaire_essentiel": "Un bon mois"},
    "commentaires_brouillon": {"brouillon_jeton": "6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e11"},
    "commentaires_brouillon_effacer": {},
}
CONVENTION = {"date_debut": "2026-01-01", "date_fin": "2026-12-31", "partenaires": "France Travail"}
CORPS |= {
    "convention_creer": CONVENTION | {"libelle": "Convention", "code": "convention-2026"},
    "convention_modifier": {"libelle": "Renommée", "version": "1"},
    "avenant_ajouter": {"objet": "Prolongée", "date_debut": "2025-09-01"},
    "objectif_creer": {"libelle": "Sorties", "code": "sorties", "indicateur": "sorties"}
    | {"rythme": "annee", "sens": "au_moins", "valeur": "12"},
    "objectif_modifier": {"libelle": "Renommé", "version": "1"},
    "cible_amender": {"valeur": "12", "date_debut": "2025-07-01"},
    "valeur_noter": {"date": "2025-07-01", "valeur": "2", "source": "Forum"},
    "valeur_retirer": {},
    "cohorte_creer": {"libelle": "Cohorte", "code": "nouvelle", "capacite": "10"},
    "cohorte_modifier": {"libelle": "Renommée"},
    "regle_sortie_ecrire": {"valide_du": "2027-01-01"},
    "regle_sortie_modifier": {"libelle": "Dite autrement."},
    "regle_sortie_retirer": {},
}
CORPS |= {
    "serie_modifier": {"libelle": "Renommée", "version": "1"},
    "valeur_serie_noter": {"serie": "Neuve", "date": "2025-06-30", "valeur": "12"}
    | {"unite": "offres", "source": "France Travail"},
    "series_importer": {"fichier": lambda: ContentFile(SERIES.encode(), "series.csv")},
    "valeur_serie_retirer": {},
}
CORPS |= {
    "rapport_publier": {"confirmer": "1", "lu": "{lu}"},
    "mois_arreter": {"confirmer": "1"},
}
A_REFUSER = ("convention_", "avenant_", "objectif_", "cible_", "cohorte_", "serie")
A_REFUSER += ("valeur_serie_noter", "regle_sortie_e")
SERIES = "serie;date;valeur;unite;source\nOffres;2025-06-30;12;offres;France Travail\n"


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ParcoursFactory(actif=True)
    figer(date(2025, 6, 1))
    RegleSortieFactory(valide_au=date(2025, 12, 31))
    brouillon = publies.en_preparation(date(2025, 6, 1))
    objectif, compteur = ObjectifFactory(cible=40), ObjectifFactory(manuel=True)
    noter = {"date": date(2025, 6, 30), "valeur": Decimal(9), "unite": "offres", "source": "INSEE"}
    noter_une_valeur(par=AgentFactory(role=Role.DIRECTION), serie="Ancienne", **noter)
    valeur = ValeurSerie.objects.get()
    a_relire = publies.copier(brouillon, date(2025, 4, 1))
    return {
        "lu": a_relire.production,
        "serie": valeur.serie_id,
        "valeur_serie": valeur.pk,
        "convention": objectif.convention_id,
        "objectif": objectif.pk,
        "compteur": compteur.pk,
        "valeur": ValeurFactory(objectif=compteur).pk,
        "cohorte": AppartenanceFactory().cohorte_id,
        "regle_sortie": RegleSortieFactory(version=2, valide_du=date(2026, 1, 1)).pk,
        "mois": date(2025, 6, 1),
        "mois_provisoire": date(2025, 5, 1),
        "code": "entrees",
        "brouillon": brouillon.pk,
        "a_relire": a_relire.pk,
        "publie": publies.copier(brouillon, date(2025, 3, 1), est_publie=True).pk,
        "en_production": ouvrir(date(2025, 7, 1)).pk,
    }


@pytest.fixture
def portes():
    return clients({role: AgentFactory(role=role) for role in ROLES})


def _adresse(acte, scene):
    cles = ARGUMENTS.get(acte, [])
    suite = PERIODE if acte.startswith("indicateur_") else ""
    return reverse(f"conventions:{acte}", args=[scene.get(cle, cle) for cle in cles]) + suite


@pytest.mark.parametrize("acte", TABLE)
def test_each_role_meets_exactly_what_the_table_says(scene, portes, acte):
    ou = _adresse(acte, scene)
    obtenu = {role: portes[role].get(ou).status_code for role in ROLES}
    assert obtenu == dict(zip(ROLES, pages(TABLE[acte], len(ROLES_DES_PARTENAIRES)), strict=True))


@pytest.mark.parametrize("acte", CORPS)
def test_what_is_sent_is_done_for_who_may_and_leaves_nothing_of_the_others(scene, portes, acte):
    ou = _adresse(acte, scene)
    envoye = corps(portes[Role.DIRECTION], ou, CORPS[acte], scene)
    obtenu = {role: envoyer(portes[role], ou, envoye()) for role in ROLES}
    assert obtenu == dict(zip(ROLES, envois(TABLE[acte]), strict=True))


@pytest.mark.parametrize("acte", [acte for acte in TABLE if acte not in CORPS])
def test_what_has_no_form_here_takes_none(scene, portes, acte):
    ou = _adresse(acte, scene)
    assert {portes[role].post(ou).status_code for role in MAISON} == {405}
    assert {portes[role].post(ou).status_code for role in ROLES_DES_PARTENAIRES} == {403}


def test_every_page_of_the_app_is_in_the_table():
    assert {route.name for route in urlpatterns} == set(TABLE)


def test_every_refused_form_says_so_first(scene, portes):
    direction = portes[Role.DIRECTION]
    pages = {
        "rapport_produire": direction.post(reverse("conventions:rapport_produire"), {"mois": "9"}),
        "indicateurs": direction.get(reverse("conventions:indicateurs"), {"debut": "9"}),
        "essai": direction.get(reverse("conventions:essai"), {"debut": "9"}),
        "convention": direction.get(
            reverse("conventions:convention", args=[ObjectifFactory().convention_id]), {"le": "9"}
        ),
    }
    refusees = {
        acte: refuser(direction, _adresse(acte, scene))
        for acte in CORPS
        if acte.startswith(A_REFUSER)
    }
    assert None not in refusees.values()
    assert muettes(refusees) == {}
    vides = {acte: refuser(direction, _adresse(acte, scene), valeur="") for acte in refusees}
    assert muettes(vides) == {}
    assert {page.status_code for page in pages.values()} == {422}
    assert muettes({nom: page.text for nom, page in pages.items()}) == {}
