import hashlib
from datetime import date
from importlib import import_module

import pgtrigger
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accompagnement.actions.notification import envoyer_resume
from accompagnement.models import Notification, Parcours, Participant, Sortie
from conventions.actions.copie_remise import remettre
from conventions.actions.rapport import (
    SUFFIXES,
    demander,
    lire_fichier,
    nom_fichier,
    ouvrir,
    produire,
    publier,
    renvoyer,
)
from conventions.actions.releve import figer
from conventions.enums import (
    RAPPORT_A_PUBLIER,
    RAPPORT_PUBLIE,
    FormatFichier,
    ModeleRapport,
    StatutRapport,
)
from conventions.models import CopieRemise, Rapport
from plie.comptes.enums import Role
from tests.conventions import publies
from tests.usines import AgentFactory, CommuneFactory, ParcoursFactory

JUIN = date(2025, 6, 1)


def _produit(mois=JUIN):
    return publies.en_preparation(mois)


def _publie(mois=JUIN):
    return publies.publie(mois)


@pytest.mark.django_db
def test_a_report_becomes_a_draft_with_its_files():
    ParcoursFactory(sorti=True)
    rapport = _produit()

    assert (rapport.statut, rapport.progression, rapport.version) == ("brouillon", 100, 1)
    assert {f.format for f in rapport.fichiers.all()} == set(FormatFichier)
    for fichier in rapport.fichiers.all():
        contenu = lire_fichier(fichier)
        assert fichier.sha256 == hashlib.sha256(contenu).hexdigest()
        assert fichier.taille == len(contenu)


@pytest.mark.django_db
def test_a_month_that_is_not_over_has_no_report():
    with pytest.raises(ValidationError, match="pas terminé"):
        demander(date(2099, 1, 1), par=AgentFactory(role=Role.DIRECTION))


@pytest.mark.django_db
def test_asking_twice_gives_the_same_report():
    direction = AgentFactory(role=Role.DIRECTION)
    assert demander(JUIN, par=direction) == demander(date(2025, 6, 17), par=direction)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rapport.objects.create(mois=JUIN, version=2)


@pytest.mark.django_db
def test_a_report_is_approved_by_somebody_and_only_once():
    rapport = _publie()
    assert rapport.publie_par is not None and rapport.publie_le is not None
    with pytest.raises(ValidationError, match="ne peut pas être publié"):
        publier(rapport, par=rapport.publie_par)


@pytest.mark.django_db
def test_who_prepared_a_report_never_approves_it():
    direction = AgentFactory(role=Role.DIRECTION)
    rapport = publies.a_relire(JUIN, prepare_par=direction)
    with pytest.raises(ValidationError, match="une autre personne l'approuve"):
        publier(rapport, par=direction)
    with pytest.raises(IntegrityError, match="rapport_approuve_par_un_autre"), transaction.atomic():
        Rapport.objects.update(statut="publie", publie_par=direction, publie_le=timezone.now())
    assert publier(rapport, par=AgentFactory(role=Role.DIRECTION)).est_publie


@pytest.mark.django_db
def test_a_report_that_nobody_prepared_is_not_published():
    rapport = _produit()
    with pytest.raises(ValidationError, match="« En préparation »"):
        publier(rapport, par=AgentFactory(role=Role.DIRECTION))
    for sql in (
        "UPDATE conventions_rapport SET statut = 'a_relire'",
        "UPDATE conventions_rapport SET sans_relecture = true",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as curseur:
            curseur.execute(sql)


@pytest.mark.django_db
def test_a_report_published_before_anybody_had_to_approve_is_kept_as_it_was():
    migration = import_module("conventions.migrations.0002_modeles_relecture_et_territoire")
    champs = {"publie_par": AgentFactory(), "publie_le": timezone.now(), "donnees": {}}
    with connection.cursor() as curseur:
        curseur.execute(
            "ALTER TABLE conventions_rapport DROP CONSTRAINT rapport_relu_apres_preparation"
        )
    rapport = Rapport.objects.create(mois=JUIN, statut=StatutRapport.PUBLIE, **champs)
    with pgtrigger.ignore("conventions.Rapport:rapport_sans_relecture"):
        migration.dispenser_les_publies(apps, None)
    rapport.refresh_from_db()
    assert (rapport.sans_relecture, rapport.prepare_par, rapport.version) == (True, None, 1)
    with connection.cursor() as curseur:
        (contrainte,) = [
            c for c in Rapport._meta.constraints if c.name == "rapport_relu_apres_preparation"
        ]
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with connection.schema_editor() as editeur:
            editeur.add_constraint(Rapport, contrainte)


@pytest.mark.django_db
def test_produced_again_a_report_is_to_be_submitted_again():
    rapport = publies.a_relire(JUIN)
    ouvrir(JUIN)
    produire(rapport.pk)
    rapport.refresh_from_db()
    assert (rapport.statut, rapport.prepare_par) == (StatutRapport.BROUILLON, None)


@pytest.mark.django_db
def test_a_report_is_sent_back_to_who_prepares_it():
    rapport = renvoyer(publies.a_relire(JUIN), par=AgentFactory(role=Role.DIRECTION))
    assert (rapport.statut, rapport.prepare_par) == (StatutRapport.BROUILLON, None)
    assert not Notification.objects.filter(nature=RAPPORT_A_PUBLIER).exists()


@pytest.mark.django_db
def test_a_report_is_not_published_while_its_figures_are_taken_again():
    rapport = publies.a_relire(JUIN)
    demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    with pytest.raises(ValidationError, match="« Demandé »"):
        publier(rapport, par=AgentFactory(role=Role.DIRECTION))
    assert not Rapport.objects.publies().exists()


@pytest.mark.django_db
def test_what_another_report_published_since_may_give_back_is_not_published():
    mensuel = publies.a_relire(JUIN)
    publies.publie(JUIN, ModeleRapport.TRIMESTRIEL)
    with pytest.raises(ValidationError, match="produisez-le de nouveau"):
        publier(mensuel, par=AgentFactory(role=Role.DIRECTION))
    publies.publie(JUIN)
    assert Rapport.objects.publies().count() == 2


@pytest.mark.django_db
def test_direction_is_told_of_a_report_to_approve_then_everybody_that_it_is_published():
    direction, preparatrice = AgentFactory(role=Role.DIRECTION), AgentFactory(role=Role.DIRECTION)
    AgentFactory(role=Role.DIRECTION, is_active=False)
    referent = AgentFactory(role=Role.REFERENT)
    AgentFactory(role=Role.FACILITATEUR)
    rapport = publies.a_relire(JUIN, prepare_par=preparatrice)
    [dite] = Notification.objects.non_lues()
    assert (dite.nature, dite.objet) == (RAPPORT_A_PUBLIER, rapport.pk)
    assert (dite.destinataire, dite.precision) == (direction, "Rapport mensuel, juin 2025")
    publier(rapport, par=direction)
    dites = Notification.objects.non_lues()
    assert {dite.nature for dite in dites} == {RAPPORT_PUBLIE}
    assert {dite.destinataire for dite in dites} == {preparatrice, referent}
    seconde = publies.publie(JUIN)
    dite = Notification.objects.get(destinataire=referent, objet=seconde.pk)
    assert dite.precision == "Rapport mensuel, juin 2025, version 2"


@pytest.mark.django_db
def test_the_mail_that_announces_a_report_has_a_link_and_no_figure(mailoutbox):
    ParcoursFactory(sorti=True)
    referent = AgentFactory(role=Role.REFERENT)
    publies.publie(JUIN)
    dite = Notification.objects.get(destinataire=referent)
    mailoutbox.clear()
    envoyer_resume(referent.pk)
    (courriel,) = mailoutbox
    assert "Un rapport est publié" in courriel.body
    assert f"/notifications/{dite.pk}/" in courriel.body and not courriel.attachments
    assert "%" not in courriel.body and "100" not in courriel.body


@pytest.mark.django_db
def test_a_copy_is_handed_by_hand_and_who_to_whom_is_kept():
    rapport, direction = _publie(), AgentFactory(role=Role.DIRECTION)
    contenu = remettre(rapport, par=direction, format="pdf", pour="  Mme Martin, élue à Denain ")
    assert hashlib.sha256(contenu).hexdigest() == rapport.fichiers.get(format="pdf").sha256
    copie = CopieRemise.objects.get()
    assert (copie.rapport, copie.remise_par) == (rapport, direction)
    assert copie.pour == "Mme Martin, élue à Denain"
    with pytest.raises(ValidationError):
        remettre(rapport, par=direction, format="pdf", pour="  ")
    with pytest.raises(ValidationError, match="publié"):
        remettre(_produit(), par=direction, format="pdf", pour="Mme Martin")
    with pytest.raises(DatabaseError), transaction.atomic():
        CopieRemise.objects.all().delete()
    assert CopieRemise.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("modele", "mois", "base"),
    [
        (ModeleRapport.TRIMESTRIEL, JUIN, "plie-rapport-2025-T2"),
        (ModeleRapport.ANNUEL, date(2025, 12, 1), "plie-rapport-2025"),
        (ModeleRapport.FSE, date(2025, 10, 1), "plie-fse-2026-d-apres-2025-10"),
    ],
)
def test_each_model_has_its_files(modele, mois, base):
    ParcoursFactory(sorti=True)
    rapport = publies.publie(mois, modele)
    noms = {nom_fichier(rapport, f.format) for f in rapport.fichiers.all()}
    assert noms == {base + suffixe for suffixe in SUFFIXES.values()}
    assert all(lire_fichier(fichier) for fichier in rapport.fichiers.all())


@pytest.mark.django_db
@pytest.mark.parametrize("modele", [ModeleRapport.TRIMESTRIEL, ModeleRapport.ANNUEL])
def test_a_model_ends_with_its_period(modele):
    with pytest.raises(ValidationError, match="dernier mois"):
        ouvrir(date(2025, 5, 1), modele)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rapport.objects.create(modele=modele, mois=date(2025, 5, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "attaque",
    [
        "UPDATE conventions_rapport SET donnees = '{}'",
        "UPDATE conventions_rapport SET statut = 'brouillon'",
        "DELETE FROM conventions_rapport",
        "UPDATE conventions_fichierrapport SET sha256 = 'x'",
        "DELETE FROM conventions_fichierrapport",
        "TRUNCATE conventions_fichierrapport",
        "TRUNCATE conventions_rapport CASCADE",
    ],
)
def test_the_database_itself_refuses_to_change_a_published_report(attaque):
    _publie()
    with (
        pytest.raises(DatabaseError, match="figé|Cannot (update|delete)"),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        # What waits for the end of the transaction would refuse a TRUNCATE before the trigger.
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        curseur.execute(attaque)


@pytest.mark.django_db
def test_the_next_version_says_what_changed():
    ParcoursFactory(sorti=True)
    premiere = _publie()
    ParcoursFactory(sorti=True, motif="abandon")
    suivante = _produit()

    assert suivante.version == 2
    assert "Sorties, juin 2025 : 1 devient 2." in suivante.ce_qui_change
    assert "100\u00a0% (1 sur 1) devient 50\u00a0% (1 sur 2)" in suivante.ce_qui_change
    premiere.refresh_from_db()
    sorties = next(i for i in premiere.donnees["indicateurs"] if i["code"] == "sorties")
    assert sorties["valeurs"]["mois"]["valeur"] == 1


@pytest.mark.django_db
def test_a_report_of_a_provisional_month_says_so_and_the_next_one_what_became_final():
    parcours = ParcoursFactory(sorti=True)
    premiere = _publie()
    assert premiere.donnees["periodes"]["mois"]["etat"] == "provisoire"
    figer(JUIN)
    suivante = _produit()
    assert suivante.ce_qui_change == ("Juin 2025 : provisoire dans la version précédente, arrêté.")
    _publie()
    Parcours.objects.filter(pk=parcours.pk).update(date_entree=date(2025, 2, 1))
    corrigee = _produit()
    dites = [correction["phrase"] for correction in corrigee.donnees["corrections"]]
    assert dites == [
        "Durée moyenne des parcours terminés, juin 2025 : 5,5\u00a0mois à l'arrêté, 4,9\u00a0mois "
        "après correction."
    ]
    mois = {i["code"]: i["valeurs"]["mois"] for i in corrigee.donnees["indicateurs"]}
    assert (
        mois["duree_moyenne_parcours_mois"]
        == {i["code"]: i["valeurs"]["mois"] for i in premiere.donnees["indicateurs"]}[
            "duree_moyenne_parcours_mois"
        ]
    )


@pytest.mark.django_db
def test_the_next_version_compares_the_breakdowns_and_last_year_too():
    ancien = ParcoursFactory(
        sorti=True, date_entree=date(2023, 5, 2), date_sortie=date(2024, 6, 12)
    )
    raismes = CommuneFactory(code_insee="59491", nom="Raismes")
    juin = {"actif": True, "date_entree": date(2025, 6, 2)}
    ParcoursFactory.create_batch(6, participant__commune=raismes, **juin)
    suivi, *_ = ParcoursFactory.create_batch(9, participant__commune=CommuneFactory(), **juin)
    _publie()
    assert _produit().ce_qui_change == "Les chiffres sont ceux de la version précédente."
    Participant.objects.filter(pk=suivi.participant_id).update(commune=raismes)
    assert _produit().ce_qui_change.splitlines() == [
        "Répartition « Commune », juin 2025 : 2 lignes changent.",
    ]
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        Sortie.objects.filter(parcours=ancien).update(categorie="autre")
    dit = _produit().ce_qui_change
    assert "Sorties positives, juin 2024 : 1 devient 0." in dit


@pytest.mark.django_db
def test_a_file_changed_on_the_disk_is_not_served():
    fichier = _produit().fichiers.get(format="csv")
    with open(fichier.fichier.path, "ab") as flux:
        flux.write(b"faux")
    with pytest.raises(ValidationError, match="empreinte"):
        lire_fichier(fichier)


def _etat(rapport):
    return Rapport.objects.values_list("statut", flat=True).get(pk=rapport.pk)
