import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.brouillon import (
    AU_PLUS,
    TAILLE_MAXIMALE,
    effacer_brouillons,
    enregistrer_brouillon,
    lire_brouillons,
    purger_brouillons,
)
from accompagnement.actions.notification import preparer_les_resumes
from accompagnement.models import Brouillon, Notification
from tests.usines import AgentFactory, CoordinationFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
CLE = "entretien:creer"


@pytest.fixture
def agent():
    return CoordinationFactory()


@pytest.fixture
def parcours():
    return ParcoursFactory(actif=True)


def enregistrer(parcours, agent, texte="Vu", cle=CLE, jeton=None, **options):
    jeton = jeton or uuid.uuid4()
    return enregistrer_brouillon(
        parcours, par=agent, cle=cle, contenu={"notes": [texte]}, jeton=jeton, **options
    )


def test_the_same_page_always_replaces_what_it_kept(agent, parcours):
    """Its answers may be lost: the second save does not know of the first."""
    page = uuid.uuid4()
    for texte in ("Vu", "Vu hier", "Vu hier soir"):
        enregistrer(parcours, agent, texte, jeton=page)
    assert Brouillon.objects.get().contenu == {"notes": ["Vu hier soir"]}


def _textes(parcours, agent):
    lus = lire_brouillons(parcours, par=agent, cle=CLE)
    return [brouillon.contenu["notes"] for brouillon in lus]


def test_a_draft_taken_up_belongs_to_the_page_that_took_it(agent, parcours):
    """What the page where it began goes on typing is another one."""
    ancienne, nouvelle = uuid.uuid4(), uuid.uuid4()
    enregistrer(parcours, agent, jeton=ancienne)
    for texte in ("Vu hier", "Vu hier soir"):
        enregistrer(parcours, agent, texte, jeton=nouvelle, reprend=ancienne)
    assert _textes(parcours, agent) == [["Vu hier soir"]]
    enregistrer(parcours, agent, "D'avant", jeton=ancienne)
    assert _textes(parcours, agent) == [["D'avant"], ["Vu hier soir"]]
    # It still names what it took up.
    enregistrer(parcours, agent, "Vu tard", jeton=nouvelle, reprend=ancienne)
    assert _textes(parcours, agent) == [["Vu tard"], ["D'avant"]]


def test_another_tab_keeps_its_own_beside_it(agent, parcours):
    enregistrer(parcours, agent)
    for reprend in (None, uuid.uuid4()):
        enregistrer(parcours, agent, "Autre", reprend=reprend)
    assert _textes(parcours, agent) == [["Autre"], ["Autre"], ["Vu"]]


def test_what_is_sent_takes_its_own_draft_only(agent, parcours):
    page = uuid.uuid4()
    enregistrer(parcours, agent)
    enregistrer(parcours, agent, "Autre", jeton=page)
    effacer_brouillons(parcours, par=agent, cle=CLE, jetons=[page])
    assert _textes(parcours, agent) == [["Vu"]]
    effacer_brouillons(parcours, par=AgentFactory(), cle=CLE)
    assert _textes(parcours, agent) == [["Vu"]]
    effacer_brouillons(parcours, par=agent, cle=CLE)
    assert _textes(parcours, agent) == []


def test_a_draft_is_read_by_nobody_else(agent, parcours):
    enregistrer(parcours, agent)
    assert lire_brouillons(parcours, par=AgentFactory(), cle=CLE) == []


def test_only_the_meetings_of_the_dossier_have_drafts(agent, parcours):
    enregistrer(parcours, agent, cle=f"entretien:{EntretienFactory(parcours=parcours).pk}")
    with pytest.raises(ValidationError, match="pas de brouillon"):
        enregistrer(parcours, agent, cle=f"entretien:{EntretienFactory().pk}")


def test_drafts_of_one_dossier_are_counted(agent, parcours):
    for _ in range(AU_PLUS):
        enregistrer(parcours, agent)
    with pytest.raises(ValidationError, match=f"déjà {AU_PLUS} brouillons"):
        enregistrer(parcours, agent)
    enregistrer(ParcoursFactory(actif=True), agent)
    assert Brouillon.objects.count() == AU_PLUS + 1


@pytest.mark.parametrize(
    "cle", ["", "entretien", "entretien:", "entretien:0", "ENTRETIEN:1", "é:1", "invente:creer"]
)
def test_an_unknown_form_has_no_draft(agent, parcours, cle):
    with pytest.raises(ValidationError, match="pas de brouillon"):
        enregistrer(parcours, agent, cle=cle)


def test_a_text_too_long_is_refused(agent, parcours):
    with pytest.raises(ValidationError, match="trop long"):
        enregistrer(parcours, agent, "x" * TAILLE_MAXIMALE)


def test_a_closed_parcours_takes_no_draft(agent):
    with pytest.raises(ValidationError, match="clos"):
        enregistrer(ParcoursFactory(sorti=True), agent)


def test_drafts_nobody_came_back_to_are_purged(agent, parcours):
    ancien, recent = (f"entretien:{EntretienFactory(parcours=parcours).pk}" for _ in range(2))
    for cle in (ancien, recent):
        enregistrer(parcours, agent, cle=cle)
    Brouillon.objects.filter(cle=ancien).update(modifie_le=timezone.now() - timedelta(days=61))
    assert purger_brouillons() == 1
    assert Brouillon.objects.get().cle == recent


def test_what_is_purged_is_told_no_more(agent, parcours):
    for cle in (CLE, f"entretien:{EntretienFactory(parcours=parcours).pk}"):
        enregistrer(parcours, agent, cle=cle)
    laisses = Brouillon.objects.filter(cle=CLE)
    Brouillon.objects.update(modifie_le=timezone.now() - timedelta(days=2))
    preparer_les_resumes()
    laisses.update(modifie_le=timezone.now() - timedelta(days=61))
    purger_brouillons()
    assert Notification.objects.get().objet == Brouillon.objects.get().pk
