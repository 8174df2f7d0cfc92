from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.brouillon import (
    TAILLE_MAXIMALE,
    enregistrer_brouillon,
    lire_brouillon,
    purger_brouillons,
)
from accompagnement.models import Brouillon
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
CLE = "entretien:creer"


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def parcours():
    return ParcoursFactory(actif=True)


def test_a_draft_is_replaced_by_who_has_read_it(agent, parcours):
    lu = enregistrer_brouillon(parcours, par=agent, cle=CLE, contenu={"notes": ["Vu"]})
    enregistrer_brouillon(parcours, par=agent, cle=CLE, contenu={"notes": ["Vu hier"]}, lu_le=lu)
    assert Brouillon.objects.get().contenu == {"notes": ["Vu hier"]}


def test_another_tab_does_not_overwrite_it(agent, parcours):
    lu = enregistrer_brouillon(parcours, par=agent, cle=CLE, contenu={"notes": ["Vu"]})
    for autre in (None, lu - timedelta(seconds=1)):
        with pytest.raises(ValidationError, match="existe"):
            enregistrer_brouillon(parcours, par=agent, cle=CLE, contenu={}, lu_le=autre)
    assert lire_brouillon(parcours, par=agent, cle=CLE).contenu == {"notes": ["Vu"]}


def test_a_draft_is_read_by_nobody_else(agent, parcours):
    enregistrer_brouillon(parcours, par=agent, cle=CLE, contenu={})
    assert lire_brouillon(parcours, par=AgentFactory(), cle=CLE) is None


@pytest.mark.parametrize(
    "cle", ["", "entretien", "entretien:", "entretien:0", "ENTRETIEN:1", "é:1"]
)
def test_an_unknown_form_has_no_draft(agent, parcours, cle):
    with pytest.raises(ValidationError, match="pas de brouillon"):
        enregistrer_brouillon(parcours, par=agent, cle=cle, contenu={})


def test_a_text_too_long_is_refused(agent, parcours):
    with pytest.raises(ValidationError, match="trop long"):
        enregistrer_brouillon(
            parcours, par=agent, cle=CLE, contenu={"notes": ["x" * TAILLE_MAXIMALE]}
        )


def test_a_closed_parcours_takes_no_draft(agent):
    with pytest.raises(ValidationError, match="clos"):
        enregistrer_brouillon(ParcoursFactory(sorti=True), par=agent, cle=CLE, contenu={})


def test_drafts_nobody_came_back_to_are_purged(agent, parcours):
    for cle in ("entretien:1", "entretien:2"):
        enregistrer_brouillon(parcours, par=agent, cle=cle, contenu={})
    ancien = Brouillon.objects.filter(cle="entretien:1")
    ancien.update(modifie_le=timezone.now() - timedelta(days=61))
    assert purger_brouillons() == 1
    assert Brouillon.objects.get().cle == "entretien:2"
