import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.regle_contrat import charger_regles_contrat
from accompagnement.models import Emploi
from plie.comptes.enums import Role
from tests.accompagnement.pages import adresse, texte
from tests.usines import AgentFactory, CoordinationFactory, EmploiFactory, ParcoursFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]

EMPLOI = {
    "type_contrat": "cdd",
    "employeur": "Atelier inventé",
    "siret": "732 829 320 00074",
    "rome": "K2204",
    "heures_hebdo": "28",
    "date_debut": "2026-03-01",
    "date_fin_prevue": "2026-12-31",
}


def test_a_job_is_typed_as_people_type(client, parcours):
    reponse = client.post(adresse("parcours_signer_emploi", parcours), EMPLOI)
    assert reponse.status_code == 302
    emploi = Emploi.objects.get()
    assert (emploi.siret, emploi.rome_id) == ("73282932000074", "K2204")
    page = texte(client.get(adresse("dossier_emploi", parcours.participant)))
    assert "M + 6" in page
    assert "Faire le suivi" in page


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"siret": "732 829 320 00075"}, "Ce SIRET n'existe pas"),
        ({"siret": "abc"}, "Ce SIRET n'existe pas"),
        ({"rome": "Z9999"}, "n'est pas dans le répertoire ROME"),
        ({"rome": "agent"}, "Plusieurs métiers"),
        ({"date_debut": "20026-03-01"}, "date"),
        ({"date_debut": "9999-12-31"}, "60 jours à l'avance"),
        ({"date_fin_prevue": "2026-02-01"}, "précède l'embauche"),
        ({"date_fin": "2026-02-01"}, "précède l'embauche"),
        ({"heures_hebdo": "60"}, "de 1 à 48"),
    ],
)
def test_a_bad_job_is_told_and_nothing_typed_is_lost(client, parcours, champs, phrase):
    reponse = client.post(adresse("parcours_signer_emploi", parcours), EMPLOI | champs)
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert "Atelier inventé" in texte(reponse)
    assert not Emploi.objects.exists()


def test_trades_are_found_by_code_and_by_words(client, parcours):
    chercher = reverse("accompagnement:metiers")
    assert "K2204" in texte(client.get(chercher, {"rome": "k2204"}))
    assert "<option" in texte(client.get(chercher, {"q": "menage"}))
    assert "<option" not in texte(client.get(chercher, {"q": "x"}))


def test_a_closed_parcours_writes_no_job_but_its_end(client, referent):
    clos = ParcoursFactory(sorti=True, structure=referent.structure)
    emploi = EmploiFactory(parcours=clos)
    client.force_login(AgentFactory(role=Role.COORDINATION))
    reponse = client.post(adresse("emploi_modifier", emploi), EMPLOI | {"version": 1})
    assert (reponse.status_code, "clos" in texte(reponse)) == (422, True)
    page = texte(client.get(adresse("dossier_emploi", clos.participant)))
    assert adresse("emploi_rompre", emploi) in page
    assert f'"{adresse("emploi_modifier", emploi)}"' not in page
    fin = {"date_fin": "2025-04-01", "motif_fin": "terme"}
    assert client.post(adresse("emploi_rompre", emploi), fin).status_code == 302
    corriger = adresse("emploi_corriger_fin", emploi)
    assert corriger in texte(client.get(adresse("dossier_emploi", clos.participant)))
    juste = {"version": 2, "date_fin": "2025-05-01"}
    refus = client.post(corriger, juste)
    assert list(refus.context["formulaire"].errors) == ["motif", "motif_fin"]
    client.post(corriger, fin | juste | {"motif": "Mauvaise ligne"})
    emploi.refresh_from_db()
    assert f"{emploi.date_fin:%d/%m/%Y}" == "01/05/2025"


def test_a_break_has_its_reason_read_in_the_dossier_and_the_timeline(client, parcours):
    emploi = EmploiFactory(parcours=parcours)
    fin = {"date_fin": emploi.date_debut.isoformat()}
    refus = client.post(adresse("emploi_rompre", emploi), fin)
    assert (refus.status_code, list(refus.context["formulaire"].errors)) == (422, ["motif_fin"])
    client.post(adresse("emploi_rompre", emploi), fin | {"motif_fin": "demission"})
    for page in ("dossier_emploi", "dossier"):
        assert "émission" in texte(client.get(adresse(page, parcours.participant)))


def test_a_promise_is_shown_to_come_and_offers_to_be_taken_out(client, parcours):
    debut = timezone.localdate() + timedelta(days=20)
    promis = EMPLOI | {"date_debut": debut.isoformat(), "date_fin_prevue": ""}
    reponse = client.post(adresse("parcours_signer_emploi", parcours), promis, follow=True)
    assert f"il compte à partir du {debut:%d/%m/%Y}" in texte(reponse)
    page = texte(client.get(adresse("dossier_emploi", parcours.participant)))
    assert "À venir" in page
    assert "Ne se fera pas" in page
    assert "Signaler la fin" not in page
    assert "Emploi à venir" in texte(client.get(adresse("dossier", parcours.participant)))


def test_what_was_promised_for_after_the_exit_offers_to_say_that_it_never_was(client):
    client.force_login(CoordinationFactory())
    clos = ParcoursFactory(sorti=True)
    page = adresse("dossier_emploi", clos.participant)
    emploi = EmploiFactory(parcours=clos, date_debut=clos.date_sortie)
    assert "N'a pas eu lieu" not in html.unescape(client.get(page).text)
    Emploi.objects.update(date_debut=clos.date_sortie + timedelta(days=1))
    offert = html.unescape(client.get(page).text)
    assert "N'a pas eu lieu" in offert
    retirer = reverse("accompagnement:retirer", args=["emploi", emploi.pk])
    assert retirer in offert
    client.post(retirer, {"motif": "L'employeur s'est dédit"})
    assert not Emploi.objects.exists()


def test_an_insertion_contract_says_that_the_parcours_stays_active(client, parcours):
    charger_regles_contrat()
    insertion = EMPLOI | {"type_contrat": "iae", "date_debut": "2026-06-01"}
    page = client.post(adresse("parcours_signer_emploi", parcours), insertion, follow=True)
    assert "c'est une étape du parcours, qui reste actif" in texte(page)
    assert "Étape du parcours, garde les offres" in texte(page)
    dossier = texte(client.get(adresse("dossier", parcours.participant)))
    assert "contrat d'insertion" in dossier
    # Ended with the job, and not alone.
    assert adresse("etape_terminer", parcours.etapes.get()) not in dossier
