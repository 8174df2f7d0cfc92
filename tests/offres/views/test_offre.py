from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offres.enums import StatutOffre
from offres.models import Contact, Offre
from plie.comptes.enums import Role
from plie.referentiels.models import Rome
from tests.usines import (
    AgentFactory,
    CommuneFactory,
    EtablissementFactory,
    OffreFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db
BRUT = {
    "id": "048KLTP",
    "intitule": "Agent de propreté",
    "description": "Première ligne\n<script>alert(1)</script>",
    "lieuTravail": {"libelle": "59 - DENAIN", "commune": "59172"},
    "entreprise": {"nom": "Propre & Net", "logo": "https://entreprise.francetravail.fr/l.png"},
    "competences": [{"code": "1", "libelle": "Laver des sols", "exigence": "E"}],
    "contact": {
        "courriel": "Pour postuler : https://candidat.francetravail.fr/offre/048KLTP.",
        "urlPostulation": "javascript:alert(2)",
    },
    "origineOffre": {"origine": "1", "urlOrigine": "javascript:alert(3)"},
    "champNouveau": {"profond": ["jamais vu"]},
}


def adresse(offre, nom="offre", *arguments):
    return reverse(f"offres:{nom}", args=[offre.pk, *arguments])


def importee(**champs):
    return OffreFactory(importee=True, brut=BRUT, description=BRUT["description"], **champs)


def test_everything_that_was_sent_is_shown_and_nothing_of_it_runs(client, referent):
    SynchronisationFactory()
    page = client.get(adresse(importee())).content.decode()
    for attendu in ("59 - DENAIN", "Propre &amp; Net", "Laver des sols", "exigé", "jamais vu"):
        assert attendu in page
    assert "Champ nouveau" in page
    assert "Première ligne<br>&lt;script&gt;" in page
    assert 'href="https://candidat.francetravail.fr/offre/048KLTP"' in page
    assert 'href="javascript:' not in page
    assert "licence-offres-emploi" in page


def test_the_page_links_to_the_offer_where_it_came_from(client, referent):
    SynchronisationFactory()
    url = "https://candidat.francetravail.fr/offres/recherche/detail/048KLTP"
    offre = importee()
    Offre.objects.filter(pk=offre.pk).update(brut=BRUT | {"origineOffre": {"urlOrigine": url}})
    assert f'href="{url}"' in client.get(adresse(offre)).content.decode()


@pytest.mark.parametrize("brut", [{"entreprise": "texte"}, {"origineOffre": []}, {"contact": 3}])
def test_a_field_of_an_unexpected_shape_is_shown_as_it_is(client, referent, brut):
    SynchronisationFactory()
    offre = OffreFactory(importee=True, brut=brut)
    assert client.get(adresse(offre)).status_code == 200


def test_a_stale_offer_hides_its_content(client, referent):
    SynchronisationFactory(debut=timezone.now() - timedelta(hours=25))
    page = client.get(adresse(importee())).content.decode()
    assert "Donnée périmée, masquée" in page
    assert "DENAIN" not in page
    assert "Agent de propreté" not in page


def test_a_withdrawn_offer_says_so_and_shows_what_remains(client, referent):
    offre = OffreFactory(
        importee=True, statut=StatutOffre.RETIREE, brut=None, fin_le=timezone.now()
    )
    page = client.get(adresse(offre)).content.decode()
    assert "a retiré cette offre" in page
    assert offre.intitule in page


def test_nobody_changes_an_offer_of_france_travail(client, referent):
    SynchronisationFactory()
    offre = importee()
    assert client.get(adresse(offre, "offre_modifier")).status_code == 403
    assert client.post(adresse(offre, "offre_changer", "fermee")).status_code == 403


def test_an_offer_is_typed_published_filled_and_opened_again(client, referent):
    Rome.objects.create(code="K2204", libelle="Nettoyage de locaux")
    denain = CommuneFactory(code_insee="59172", nom="Denain", latitude=50.3293, longitude=3.3942)
    etablissement = EtablissementFactory()
    saisie = {
        "intitule": "Agent d'entretien",
        "metier": "K2204",
        "etablissement": etablissement.pk,
        "commune": denain.pk,
        "contrat": "CDI",
        "est_temps_plein": "False",
        "postes": "2",
        "permis": ["B"],
    }
    client.post(reverse("offres:offre_creer"), saisie)
    offre = Offre.objects.get()
    assert (offre.statut, offre.rome_code, offre.latitude) == ("brouillon", "K2204", 50.3293)
    assert (offre.permis_exiges, offre.est_temps_plein) == (["B"], False)
    for statut in ("ouverte", "pourvue", "ouverte", "fermee", "ouverte"):
        client.post(adresse(offre, "offre_changer", statut))
        offre.refresh_from_db()
        assert offre.statut == statut
    refus = client.post(adresse(offre, "offre_changer", "retiree"), follow=True)
    assert "Impossible" in refus.content.decode()
    refus = client.post(adresse(offre, "offre_changer", "n-importe"), follow=True)
    assert "Impossible" in refus.content.decode()
    assert "Agent d&#x27;entretien" in client.get(adresse(offre)).content.decode()


def test_a_refusal_keeps_what_was_typed(client, referent):
    page = client.post(
        reverse("offres:offre_creer"),
        {"intitule": " ", "horaires": "de nuit", "postes": "0", "heures_hebdo": "-1"},
    )
    assert page.status_code == 422
    assert "de nuit" in page.content.decode()
    assert not Offre.objects.exists()


@pytest.mark.parametrize("jour", ["0001-01-01", "9999-12-31"])
def test_an_offer_expires_in_a_year_somebody_can_mean(client, referent, jour):
    saisie = {"intitule": "Cariste", "postes": "1", "expire_le": jour}
    page = client.post(reverse("offres:offre_creer"), saisie)
    assert page.status_code == 422
    assert "plausible" in str(page.context["formulaire"].errors["expire_le"])


def test_an_offer_of_no_post_is_refused_at_once_beside_its_field(client, referent):
    page = client.post(reverse("offres:offre_creer"), {"intitule": "", "postes": "0"})
    assert set(page.context["formulaire"].errors) == {"intitule", "postes"}
    assert "1" in str(page.context["formulaire"].errors["postes"])


def test_two_people_do_not_overwrite_one_another(client, referent):
    offre = OffreFactory()
    saisie = {"intitule": "Le mien", "postes": "1", "version": offre.version}
    Offre.objects.filter(pk=offre.pk).update(intitule="Le sien", version=2)
    page = client.post(adresse(offre, "offre_modifier"), saisie)
    assert page.status_code == 422
    assert "Le sien" in page.content.decode()
    assert "Le mien" in page.content.decode()
    offre.refresh_from_db()
    assert offre.intitule == "Le sien"


def test_an_employer_or_a_contact_gone_since_stays_on_the_offer(client, referent):
    etablissement = EtablissementFactory(est_actif=False)
    contact = Contact.objects.create(etablissement=etablissement, nom="Petit", est_actif=False)
    offre = OffreFactory(etablissement=etablissement, contact=contact)
    formulaire = client.get(adresse(offre, "offre_modifier")).context["formulaire"]
    for champ, objet in (("etablissement", etablissement), ("contact", contact)):
        assert objet in formulaire.fields[champ].queryset
        autre = client.get(reverse("offres:offre_creer")).context["formulaire"]
        assert objet not in autre.fields[champ].queryset


def test_an_offer_changes_hands_with_the_contact_of_its_new_employer(client, referent):
    offre = OffreFactory(etablissement=EtablissementFactory())
    contact = Contact.objects.create(etablissement=EtablissementFactory(), nom="Nadia")
    saisie = {
        "intitule": offre.intitule,
        "postes": "1",
        "etablissement": contact.etablissement_id,
        "contact": contact.pk,
        "version": offre.version,
    }
    assert client.post(adresse(offre, "offre_modifier"), saisie).status_code == 302
    offre.refresh_from_db()
    assert offre.contact == contact


def test_a_draft_is_not_found_by_those_who_only_read(client, referent):
    offre = OffreFactory(statut=StatutOffre.BROUILLON)
    assert client.get(adresse(offre)).status_code == 200
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert client.get(adresse(offre)).status_code == 404
