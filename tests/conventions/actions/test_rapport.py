import hashlib
from datetime import date

import pgtrigger
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from accompagnement.models import Notification, Parcours, Participant, Sortie
from conventions.actions.rapport import (
    annuler,
    demander,
    demander_mensuel,
    echouer,
    lire_fichier,
    ouvrir,
    produire,
    publier,
)
from conventions.actions.releve import figer
from conventions.enums import RAPPORT_A_PUBLIER, FormatFichier, StatutRapport
from conventions.models import FichierRapport, Rapport
from plie.celery import TRAVAUX
from plie.comptes.enums import Role
from plie.socle import verrous
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.attente import attendre_que
from tests.usines import AgentFactory, CommuneFactory, ParcoursFactory
from tests.veille import veiller_jusqu_a

JUIN = date(2025, 6, 1)


def _produit(mois=JUIN):
    rapport = ouvrir(mois)
    produire(rapport.pk)
    rapport.refresh_from_db()
    return rapport


def _publie(mois=JUIN):
    return publier(_produit(mois), par=AgentFactory(role=Role.DIRECTION))


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
def test_the_task_delivered_twice_produces_once():
    rapport = _produit()
    avant = list(rapport.fichiers.values_list("pk", "sha256"))

    assert produire(rapport.pk) == "rapport déjà produit"
    assert list(rapport.fichiers.values_list("pk", "sha256")) == avant


@pytest.mark.django_db(transaction=True)
def test_the_task_delivered_while_another_worker_produces_does_nothing(tmp_path):
    rapport = ouvrir(JUIN)
    ailleurs = connection.copy()
    try:
        with ailleurs.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_lock(%s, %s)", [verrous.RAPPORT, rapport.pk])
        assert produire(rapport.pk) == "production déjà en cours"
        with pytest.raises(CommandError, match="déjà en cours de production"):
            call_command("produire_rapport", "2025-06", "--dossier", str(tmp_path))
        # The server notices a closed connection a little later: the lock is given back first.
        with ailleurs.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_unlock(%s, %s)", [verrous.RAPPORT, rapport.pk])
    finally:
        ailleurs.close()
    rapport.refresh_from_db()
    assert rapport.statut == StatutRapport.EN_ATTENTE
    assert produire(rapport.pk) == "rapport produit"


@pytest.mark.django_db
def test_a_failure_is_said_and_can_be_tried_again(monkeypatch):
    rapport = ouvrir(JUIN)

    def casser(*args, **options):
        raise OSError("disque plein")

    with monkeypatch.context() as panne:
        panne.setattr("conventions.actions.rapport.ecrire_xlsx", casser)
        with pytest.raises(OSError, match="disque plein"):
            produire(rapport.pk)
    rapport.refresh_from_db()
    assert rapport.statut == StatutRapport.ECHEC and not rapport.fichiers.exists()
    assert _produit().statut == StatutRapport.BROUILLON


@pytest.mark.django_db
def test_a_draft_is_published_by_somebody_and_only_once():
    rapport = _publie()
    assert rapport.publie_par is not None and rapport.publie_le is not None
    with pytest.raises(ValidationError, match="ne peut pas être publié"):
        publier(rapport, par=rapport.publie_par)


@pytest.mark.django_db
def test_direction_is_told_of_a_report_to_publish_until_it_is():
    direction = AgentFactory(role=Role.DIRECTION)
    AgentFactory(role=Role.DIRECTION, is_active=False)
    AgentFactory(role=Role.COORDINATION)
    rapport = _produit()
    [dite] = Notification.objects.non_lues()
    assert (dite.nature, dite.objet) == (RAPPORT_A_PUBLIER, rapport.pk)
    assert (dite.destinataire, dite.precision) == (direction, "juin 2025")
    publier(rapport, par=direction)
    assert not Notification.objects.non_lues().exists()


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
    publier(suivante, par=AgentFactory(role=Role.DIRECTION))
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


@pytest.mark.django_db
def test_the_first_of_the_month_asks_for_one_report_and_no_second():
    rapport = demander_mensuel(date(2025, 7, 1))
    assert rapport.mois == JUIN
    produire(rapport.pk)
    assert demander_mensuel(date(2025, 7, 1)) is None


@pytest.mark.django_db
def test_a_report_that_failed_is_asked_again_the_next_morning():
    rapport = demander_mensuel(date(2025, 7, 1))
    echouer(rapport.pk, "Le disque est plein.")
    assert demander_mensuel(date(2025, 7, 2)) == rapport


@pytest.mark.django_db
def test_a_report_given_up_is_left_alone():
    rapport = demander_mensuel(date(2025, 7, 1))
    annuler(rapport, par=AgentFactory(role=Role.DIRECTION))
    assert demander_mensuel(date(2025, 7, 2)) is None


def test_the_report_of_the_month_is_looked_for_every_morning():
    assert TRAVAUX["conventions.tasks.produire_rapport_mensuel"].day_of_month == set(range(1, 32))


@pytest.mark.django_db
def test_the_command_writes_the_files_and_records_a_draft(tmp_path, capsys):
    call_command("produire_rapport", "2025-06", "--dossier", str(tmp_path / "sortie"))

    noms = {f"plie-rapport-2025-06{fin}" for fin in (".pdf", ".xlsx", ".csv", "-virgule.csv")}
    assert {fichier.name for fichier in (tmp_path / "sortie").iterdir()} == noms
    assert Rapport.objects.get().statut == StatutRapport.BROUILLON


@pytest.mark.django_db
def test_the_command_gives_back_the_files_of_a_published_month(tmp_path):
    rapport = _publie()
    ParcoursFactory(sorti=True)
    call_command("produire_rapport", "2025-06", "--dossier", str(tmp_path))

    ecrit = (tmp_path / "plie-rapport-2025-06.csv").read_bytes()
    assert hashlib.sha256(ecrit).hexdigest() == rapport.fichiers.get(format="csv").sha256
    assert Rapport.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mois", "phrase"), [("2025-13", "n'est pas un mois"), ("2099-01", "pas terminé")]
)
def test_the_command_refuses_a_month_in_one_sentence(tmp_path, mois, phrase):
    with pytest.raises(CommandError, match=phrase):
        call_command("produire_rapport", mois, "--dossier", str(tmp_path))


def test_a_worker_killed_in_the_middle_gives_one_report(lancer_worker):
    for _ in range(20):
        ParcoursFactory(sorti=True)
    ouvrier = lancer_worker()
    rapport = demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    attendre_que(
        lambda: _etat(rapport) in (StatutRapport.EN_COURS, StatutRapport.BROUILLON),
        "the worker begins the report",
    )
    ouvrier.tuer()
    assert _etat(rapport) == StatutRapport.EN_COURS
    assert not FichierRapport.objects.exists()

    lancer_worker()
    veiller_jusqu_a(
        lambda: _etat(rapport) == StatutRapport.BROUILLON, "the next worker ends the report"
    )

    assert Rapport.objects.count() == 1
    assert FichierRapport.objects.count() == len(FormatFichier)
    for fichier in FichierRapport.objects.all():
        assert lire_fichier(fichier)


@pytest.mark.django_db
def test_a_report_given_up_says_so_and_can_be_asked_again():
    rapport = demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    (demande,) = Demande.objects.a_faire()
    annuler(rapport, par=AgentFactory(role=Role.DIRECTION))
    rapport.refresh_from_db()
    assert (rapport.statut, rapport.etape) == ("echec", "La production a été annulée.")
    assert executer(demande.pk) == "rien à faire"

    demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    executer(Demande.objects.a_faire().get().pk)
    assert _etat(rapport) == StatutRapport.BROUILLON


@pytest.mark.django_db
def test_a_report_given_up_while_it_is_produced_stops(monkeypatch):
    rapport = demander(JUIN, par=AgentFactory(role=Role.DIRECTION))

    def annuler_au_milieu(*_, **__):
        annuler(rapport, par=AgentFactory(role=Role.DIRECTION))
        return b"%PDF"

    monkeypatch.setattr("conventions.actions.rapport.ecrire_pdf", annuler_au_milieu)
    assert executer(Demande.objects.get().pk) == "production annulée"
    assert _etat(rapport) == StatutRapport.ECHEC
    assert not FichierRapport.objects.exists()


def _etat(rapport):
    return Rapport.objects.values_list("statut", flat=True).get(pk=rapport.pk)
