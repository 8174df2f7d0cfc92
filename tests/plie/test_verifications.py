import pytest
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.migrations.recorder import MigrationRecorder

from plie.comptes.enums import Role
from plie.verifications import controler_deploiement, exiger_production_saine

BONNE_CLE = "kYx3-Vt9wQ_7sLr2Zp8mNc4Jd6Hf1Gb5-Ae0Ui3Oy9Tz7Xw2Rq4"


@pytest.fixture(autouse=True)
def production(settings):
    settings.DEMONSTRATION = False
    settings.DEBUG = False
    settings.SECRET_KEY = BONNE_CLE


def creer_compte_de_demonstration():
    get_user_model().objects.create_user("Direction@Demo.Example", "x", role=Role.DIRECTION)


@pytest.mark.django_db
def test_a_sound_production_starts():
    exiger_production_saine()


@pytest.mark.django_db
@pytest.mark.parametrize("cle", ["court", "a" * 80, "django-insecure-" + BONNE_CLE])
def test_production_refuses_a_weak_or_known_secret_key(settings, cle):
    settings.SECRET_KEY = cle

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        exiger_production_saine()
    with pytest.raises(SystemCheckError, match=r"plie\.E001"):
        call_command("check", deploy=True)


@pytest.mark.django_db
def test_production_refuses_to_write_its_mails_in_the_log(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        exiger_production_saine()
    with pytest.raises(SystemCheckError, match=r"plie\.E002"):
        call_command("check", deploy=True)
    settings.DEMONSTRATION = True
    exiger_production_saine()


@pytest.mark.django_db
def test_numbers_and_the_token_of_sms_leave_encrypted(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    for adresse in ("http://sms.exemple.fr/messages", "sms.exemple.fr"):
        settings.SMS_URL = adresse
        with pytest.raises(ImproperlyConfigured, match="SMS_URL"):
            exiger_production_saine()
    for adresse in ("https://sms.exemple.fr/messages", "http://127.0.0.1:8080/messages"):
        settings.SMS_URL = adresse
        exiger_production_saine()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["conseiller", "partenaire"])
def test_no_second_factor_is_asked_of_who_can_have_none(settings, role):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.ROLES_SECOND_FACTEUR = ["direction", role]

    with pytest.raises(ImproperlyConfigured, match="ROLES_SECOND_FACTEUR"):
        exiger_production_saine()
    settings.ROLES_SECOND_FACTEUR = ["direction"]
    exiger_production_saine()


@pytest.mark.django_db
def test_debugging_serves_this_machine_only(settings):
    settings.DEBUG, settings.ALLOWED_HOSTS = True, ["localhost", "127.0.0.1", "[::1]"]
    exiger_production_saine()
    settings.ALLOWED_HOSTS = ["localhost", "plie.exemple.fr"]

    with pytest.raises(ImproperlyConfigured, match=r"DEBUG=true .* plie\.exemple\.fr"):
        exiger_production_saine()


@pytest.mark.django_db
def test_production_refuses_the_accounts_of_the_demonstration():
    creer_compte_de_demonstration()

    with pytest.raises(ImproperlyConfigured, match="comptes de démonstration"):
        exiger_production_saine()


@pytest.mark.django_db
def test_the_demonstration_accepts_its_own_accounts(settings):
    settings.DEMONSTRATION = True
    creer_compte_de_demonstration()

    exiger_production_saine()


@pytest.mark.django_db
def test_a_database_written_by_a_newer_version_is_refused_even_in_demonstration(settings):
    settings.DEMONSTRATION = True
    MigrationRecorder.Migration.objects.create(app="comptes", name="9999_du_futur")

    with pytest.raises(ImproperlyConfigured, match=r"comptes\.9999_du_futur inconnu"):
        exiger_production_saine()


@pytest.mark.django_db
def test_migrations_of_a_library_since_removed_are_nobody_s_business():
    MigrationRecorder.Migration.objects.create(app="bibliotheque_retiree", name="0001_initial")

    exiger_production_saine()


@pytest.mark.parametrize("nom", ["FICHIERS", "SAUVEGARDES"])
def test_documents_and_backups_inside_the_code_are_worth_a_word(settings, tmp_path, nom):
    settings.FICHIERS, settings.SAUVEGARDES = tmp_path, str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert controler_deploiement(None) == []
    setattr(settings, nom, settings.BASE_DIR / ".plie" / "fichiers")
    (imprudence,) = controler_deploiement(None)
    assert f"PLIE_{nom} est dans le dossier du code" in imprudence.msg
    assert not imprudence.is_serious(checks.ERROR) and imprudence.is_serious(checks.WARNING)
    settings.DEMONSTRATION = True
    assert controler_deploiement(None) == []
