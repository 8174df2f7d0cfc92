"""`charger_demonstration` from an empty base to its last frozen month, read as its users read it:
the founding figures of 2025 come out of the indicator engine, not of a query of this file."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone
from pypdf import PdfReader

from accompagnement.models import (
    Alerte,
    AppartenanceCohorte,
    MiseEnRelation,
    Orientation,
    Parcours,
    Rapprochement,
)
from conventions.enums import Etat, ModeleRapport
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.dossiers import dossiers
from conventions.indicateurs.objectifs import lire_conventions, mesurer
from conventions.indicateurs.officiel import lire, lire_periodes
from conventions.indicateurs.periodes import mois_de
from conventions.models import Rapport, Releve
from conventions.rapports.document import ecrire_pdf
from conventions.rapports.donnees import prendre
from conventions.rapports.masque import masquer
from conventions.rapports.modeles import imprimer
from offres.models import Echange, Etablissement, Offre, Stock
from plie.socle.jours_ouvres import est_ouvre

ANNEE = date(2025, 1, 1), date(2025, 12, 31)
FONDATEURS = {
    "personnes_accompagnees": 461,
    "entrees": 201,
    "sorties": 125,
    "sorties_positives": 70,
    "sorties_neutres": 10,
    "sorties_autres": 45,
    "taux_sorties_positives": 56.0,
    "file_active_debut": 260,
    "file_active_fin": 336,
}


@pytest.mark.django_db
@pytest.mark.long
def test_the_whole_demonstration_gives_the_founding_figures_and_a_house_at_work(
    settings, time_machine, tmp_path
):
    time_machine.move_to("2026-03-03T10:00:00+01:00", tick=False)
    settings.DEMONSTRATION, settings.MEDIA_ROOT = True, tmp_path
    sortie = io.StringIO()
    call_command("preparer", stdout=sortie)
    call_command("charger_demonstration", stdout=sortie)

    assert "personnes fictives chargées" in sortie.getvalue()
    with connection.cursor() as curseur:
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _lire_les_chiffres_fondateurs()
    _lire_ce_que_la_nuit_a_calcule()
    _lire_les_pages_des_rapports()
    _lire_ce_qui_est_promis()
    _charger_une_seconde_fois_ne_change_rien()


def _lire_les_chiffres_fondateurs():
    mesures = calculer(*ANNEE).mesures
    assert {code: mesures[code].valeur for code in FONDATEURS} == FONDATEURS
    taux = mesures["taux_sorties_positives"]
    assert (taux.numerateur, taux.denominateur) == (70, 125)
    for code in ("personnes_accompagnees", "entrees", "sorties_positives", "file_active_fin"):
        assert dossiers(code, *ANNEE).count() == FONDATEURS[code], code


def _lire_ce_que_la_nuit_a_calcule():
    mois_figes = Releve.objects.order_by("debut").values_list("debut", flat=True).distinct()
    assert list(mois_figes) == [*(date(2025, mois, 1) for mois in range(1, 13)), date(2026, 1, 1)]
    officiels = lire_periodes([mois_de(mois) for mois in mois_figes[:12]])
    assert {resultat.etat for resultat in officiels} == {Etat.ARRETE}
    for code in ("sorties", "sorties_positives", "entrees"):
        assert sum(r.mesures[code].numerateur for r in officiels) == FONDATEURS[code]
    assert lire(*ANNEE).etat == Etat.RECALCULE
    _lire_les_offres_et_leur_suite(lire_periodes([mois_de(mois) for mois in mois_figes]))
    premiere, seconde = Rapport.objects.publies().mensuels().order_by("version")
    assert not premiere.ce_qui_change
    assert "Répartition « Commune »" in seconde.ce_qui_change
    for modele in (Alerte, Rapprochement, MiseEnRelation, Etablissement, Echange, Orientation):
        assert modele.objects.exists(), modele.__name__


def _lire_les_offres_et_leur_suite(officiels):
    """No month without offers, hires in most of them, nothing proposed before it was published."""
    mesures = [resultat.mesures for resultat in officiels]
    offres = [une["offres_ouvertes"].valeur for une in mesures]
    assert min(offres) > 1000 and offres[-1] == 1853
    assert sum(bool(une["embauches"].valeur) for une in mesures) >= len(mesures) / 2
    for resultat, combien in zip(officiels, offres, strict=True):
        assert dossiers("offres_ouvertes", resultat.debut, resultat.fin).count() == combien
    maintenant = timezone.now()
    for stock in Stock.objects.all():
        ouvertes = Offre.objects.filter(pk__in=stock.offres, publiee_le__lt=stock.releve_le)
        closes = ouvertes.filter(fin_le__gt=stock.releve_le, fin_le__lte=maintenant)
        assert closes.count() == len(stock.offres)
    mises = MiseEnRelation.objects.all()
    assert mises.dates("proposee_le", "month").count() >= len(mesures) - 1
    assert not mises.filter(offre__publiee_le__date__gt=F("proposee_le")).exists()
    embauches = mises.filter(statut="embauchee")
    conclues = mises.exclude(conclue_le=None).count()
    assert 0.1 < embauches.count() / conclues < 0.4
    assert not embauches.exclude(emploi__date_debut__gte=F("conclue_le")).exists()
    jours = mises.values_list("proposee_le", "repondue_le", "entretien_le", "conclue_le")
    assert all(est_ouvre(jour) for dates in jours for jour in dates if jour)


def _lire_les_pages_des_rapports():
    """No page of a few lines, in any of these reports; the summary is the second one, alone."""
    mensuels = [date(2025, 2, 1), date(2025, 10, 1), date(2025, 12, 1), date(2026, 1, 1)]
    rapports = [(ModeleRapport.MENSUEL, mois) for mois in mensuels]
    rapports += [
        (ModeleRapport.TRIMESTRIEL, date(2025, 3, 1)),
        (ModeleRapport.ANNUEL, date(2025, 12, 1)),
        (ModeleRapport.FSE, date(2026, 1, 1)),
    ]
    for modele, mois in rapports:
        octets = ecrire_pdf(imprimer(masquer(prendre(mois, modele))), version=1)
        pages = PdfReader(io.BytesIO(octets)).pages
        longueurs = [len(page.extract_text().splitlines()) for page in pages]
        assert min(longueurs) > 12, (modele, mois, longueurs)
        assert "L'essentiel" in pages[1].extract_text()
        assert "Tous les indicateurs" not in pages[1].extract_text()


def _lire_ce_qui_est_promis():
    """Four axes, each with what measures it; the hundred people, each once."""
    convention = lire_conventions().get()
    objectifs = list(convention.objectifs.all())
    assert convention.signee_le == date(2026, 1, 26)
    assert len({objectif.axe for objectif in objectifs}) == 4
    avancements = mesurer([convention], timezone.localdate())
    assert all(a.cible for a in avancements.values())
    assert all(a.realise is not None for a in avancements.values())
    membres = AppartenanceCohorte.objects.en_cours()
    assert 90 <= membres.count() <= 100
    assert membres.values("parcours__participant").distinct().count() == membres.count()


def _charger_une_seconde_fois_ne_change_rien():
    avant, sortie = Parcours.objects.count(), io.StringIO()
    call_command("charger_demonstration", stdout=sortie)
    assert "rien n'a été chargé" in sortie.getvalue()
    assert Parcours.objects.count() == avant
