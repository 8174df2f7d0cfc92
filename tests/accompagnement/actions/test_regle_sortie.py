from contextlib import contextmanager
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accompagnement.actions import regle_sortie
from accompagnement.actions.regle_sortie import ecrire_regle_sortie
from accompagnement.actions.sortie import valider_sortie
from accompagnement.models import RegleSortie, Sortie
from plie.comptes.enums import Role
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def premiere():
    return RegleSortieFactory()


@pytest.fixture
def administration():
    return AgentFactory(role=Role.ADMINISTRATION)


def ecrire(par, version, debut):
    regle = RegleSortie(version=version, libelle="Une autre.", valide_du=debut)
    return ecrire_regle_sortie(regle, par=par)


def bornes():
    connection.check_constraints()
    return list(RegleSortie.objects.order_by("valide_du").values_list("valide_du", "valide_au"))


def test_a_rule_ends_the_one_before_and_ends_with_the_one_after(premiere, administration):
    ecrire(administration, 2, date(2026, 1, 1))
    milieu = ecrire(administration, 3, date(2025, 7, 1))
    assert bornes() == [
        (date(2004, 1, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), None),
    ]
    for debut in (date(2026, 3, 1), date(2025, 3, 1)):
        milieu.valide_du = debut
        ecrire_regle_sortie(milieu, par=administration)
        assert debut in [du for du, _ in bornes()]


@pytest.mark.parametrize("fin", [date(2025, 6, 28), None])
def test_postgresql_refuses_a_gap_and_an_overlap(premiere, administration, fin):
    ecrire(administration, 2, date(2025, 7, 1))
    with _refus(r"ne finit pas|regle_sans_chevauchement"):
        RegleSortie.objects.filter(version=1).update(valide_au=fin)
        connection.check_constraints()


@contextmanager
def _refus(motif):
    with pytest.raises(IntegrityError, match=motif), transaction.atomic():
        yield


def test_the_last_rule_does_not_end(premiere):
    with _refus("la dernière ne finit pas"):
        RegleSortie.objects.update(valide_au=date(2025, 6, 30))
        connection.check_constraints()


def test_a_rule_that_served_changes_no_more_but_for_its_end(premiere, administration, client):
    sortie = ParcoursFactory(sorti=True, motif="cdi").sortie
    assert sortie.regle == premiere
    with _refus("nouvelle version"):
        RegleSortie.objects.update(tolerance_jours=5)
    premiere.tolerance_jours = 5
    with pytest.raises(ValidationError, match="nouvelle version"):
        ecrire_regle_sortie(premiere, par=administration)
    ecrire(administration, 2, date(2026, 1, 1))
    assert bornes()[0] == (date(2004, 1, 1), date(2025, 12, 31))

    client.force_login(administration)
    page = client.get(reverse("admin:accompagnement_reglesortie_change", args=[premiere.pk]))
    assert 'name="tolerance_jours"' not in page.content.decode()


def test_a_rule_that_frozen_months_followed_changes_no_more(premiere, administration, monkeypatch):
    premiere.tolerance_jours = 5
    ecrire_regle_sortie(premiere, par=administration)
    monkeypatch.setattr(regle_sortie, "est_arrete", lambda du, au: du <= date(2025, 3, 31) <= au)
    premiere.tolerance_jours = 10
    with pytest.raises(ValidationError, match="mois arrêtés ont suivi"):
        ecrire_regle_sortie(premiere, par=administration)


def test_only_the_administration_writes_rules(premiere):
    with pytest.raises(PermissionDenied):
        ecrire(CoordinationFactory(), 2, date(2026, 1, 1))


def test_a_rule_does_not_begin_within_a_frozen_month(premiere, administration, monkeypatch):
    monkeypatch.setattr(regle_sortie, "est_arrete", lambda du, au: du <= date(2025, 3, 31))
    with pytest.raises(ValidationError, match="arrêté"):
        ecrire(administration, 2, date(2025, 3, 15))
    assert ecrire(administration, 2, date(2025, 4, 1)).valide_au is None


def test_the_page_of_the_administration_answers_in_french(premiere, administration, client):
    client.force_login(administration)
    adresse = reverse("admin:accompagnement_reglesortie_add")
    champs = dict.fromkeys(("creation_positive", "alternance_positive"), "on") | {
        "version": 2,
        "libelle": "Une autre.",
        "valide_du": "01/01/2004",
        "duree_min_mois": 6,
        "operateur_duree": ">=",
        "quotite_min": "0.5",
        "mode_six_mois": "contrat",
        "interim": "cumul_mois",
        "interim_heures": 910,
        "tolerance_jours": 0,
        "formation": "obtention",
        "denominateur": "hors_neutres",
        "rattachement": "date_sortie",
        "fenetre_emploi_jours": 0,
        "saisonnier_mois_sur_12": 8,
        "ai_mois_min": 24,
        "ai_quotite_min": "0.33",
    }
    assert "Une autre règle commence ce jour-là" in client.post(adresse, champs).content.decode()
    client.post(adresse, champs | {"valide_du": "01/07/2025"})
    assert bornes()[0] == (date(2004, 1, 1), date(2025, 6, 30))
    assert "saisonnier compte à partir de 8 mois" in RegleSortie.objects.get(version=2).phrase


def test_an_exit_before_the_first_rule_is_refused_in_words(premiere):
    parcours = ParcoursFactory(actif=True)
    sortie = Sortie(parcours=parcours, date_effet=date(2003, 5, 1))
    with pytest.raises(ValidationError, match="Aucune règle de sortie n'est valide le 01/05/2003"):
        valider_sortie(sortie, le=date(2025, 5, 1))
