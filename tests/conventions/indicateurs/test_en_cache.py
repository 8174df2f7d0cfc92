"""The figures kept between two pages: whose they are, and until when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from django.core.cache import cache
from django.db import transaction

from accompagnement.models import MotifSortie, Parcours
from conventions.actions.releve import figer
from conventions.indicateurs import en_cache
from conventions.indicateurs.en_cache import (
    calculer_en_cache,
    changements_en_cache,
    garder,
    version_donnees,
)
from conventions.models import MoisArrete
from tests.concurrence import ecrire_pendant, sur_sa_connexion
from tests.usines import AgentFactory, MotifSortieFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
ANNEE = date(2025, 1, 1), date(2025, 12, 31)


def _entrees(agent):
    [annee] = calculer_en_cache([ANNEE], agent=agent)
    return annee.mesures["entrees"].valeur


def test_two_referents_read_their_own_figures_of_one_period():
    occupe, libre = AgentFactory(), AgentFactory()
    ParcoursFactory(actif=True, structure=occupe.structure, referent=occupe)
    assert [_entrees(occupe), _entrees(libre), _entrees(occupe)] == [1, 0, 1]


def test_a_changed_assignment_changes_the_version():
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    suivant, avant = AgentFactory(), version_donnees()
    parcours.affectations.update(agent=suivant)
    assert version_donnees() != avant


def test_a_motif_said_to_be_a_death_changes_the_version():
    motif, avant = MotifSortieFactory(code="retraite"), version_donnees()
    MotifSortie.objects.filter(pk=motif.pk).update(est_deces=True)
    assert version_donnees() != avant


def test_what_another_version_of_the_code_kept_is_not_read(monkeypatch):
    assert garder(("essai",), lambda: 1) == garder(("essai",), lambda: 2) == 1
    monkeypatch.setattr(en_cache, "CODE", "une autre version")
    assert garder(("essai",), lambda: 3) == 3


def test_a_statement_in_sql_is_of_that_code_too():
    assert {"calcul.py", "faits.sql", "connus.sql"} <= {module.name for module in en_cache.MODULES}


def test_a_month_is_counted_again_as_it_was_once_until_somebody_writes(monkeypatch):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(date(2025, 3, 1))
    arrete = MoisArrete.objects.get()
    assert changements_en_cache(arrete) == []
    with monkeypatch.context() as sans:
        sans.delattr(en_cache, "changements")
        assert changements_en_cache(arrete) == []
        Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
        with pytest.raises(NameError):
            changements_en_cache(arrete)
    ((avant, apres),) = changements_en_cache(arrete)
    assert (avant.parcours_id, apres) == (suivi.pk, None)


def test_who_has_which_criterion_is_kept_encrypted():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rqth"])
    figer(date(2025, 3, 1))
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    cache.clear()
    ((avant, _),) = changements_en_cache(MoisArrete.objects.get())
    assert "rqth" in str(avant.modalites)
    client = cache._cache.get_client()
    gardes = [client.get(cle) for cle in client.scan_iter("*indicateurs:*")]
    assert gardes and not any(b"rqth" in garde for garde in gardes)


def test_what_another_key_encrypted_is_counted_again(settings):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(date(2025, 3, 1))
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))
    arrete = MoisArrete.objects.get()
    lus = changements_en_cache(arrete)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "une autre clé", []
    assert changements_en_cache(arrete) == lus
    assert [avant.parcours_id for avant, _ in lus] == [suivi.pk]


@pytest.mark.django_db(transaction=True)
def test_a_write_that_ends_after_a_later_one_is_counted_at_once():
    """Its event is older than the last one that the first reading knows of."""
    premier, second = (ParcoursFactory(actif=True, date_entree=date(2024, 3, 1)) for _ in range(2))

    def entrer_et_lire():
        _entrer(second)
        return _entrees(None)

    assert ecrire_pendant(lambda: _entrer(premier), entrer_et_lire) == 1
    assert _entrees(None) == 2


def _entrer(parcours):
    Parcours.objects.filter(pk=parcours.pk).update(date_entree=date(2025, 3, 1))


@pytest.mark.django_db(transaction=True)
def test_so_is_one_that_began_after_the_one_that_ends_first():
    """Its transaction is then too young for a snapshot to name it."""
    premier, second = (ParcoursFactory(actif=True, date_entree=date(2024, 3, 1)) for _ in range(2))
    commencee, ecrite = Event(), Event()

    def entrer_et_lire():
        with transaction.atomic():
            Parcours.objects.select_for_update().get(pk=second.pk)
            commencee.set()
            assert ecrite.wait(10)
            _entrer(second)
        return _entrees(None)

    with ThreadPoolExecutor(1) as fil:
        suite = fil.submit(sur_sa_connexion, entrer_et_lire)
        assert commencee.wait(10)
        with transaction.atomic():
            _entrer(premier)
            ecrite.set()
            assert suite.result() == 1
    assert _entrees(None) == 2
