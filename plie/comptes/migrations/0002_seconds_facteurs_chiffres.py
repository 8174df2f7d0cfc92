from django.db import migrations

from plie.comptes.chiffrement import chiffrer, dechiffrer


def _ecrire(apps, transformer):
    for facteur in apps.get_model("mfa", "Authenticator").objects.filter(
        type__in=["totp", "recovery_codes"]
    ):
        donnees = facteur.data
        for nom in ("secret", "seed"):
            if nom in donnees:
                donnees[nom] = transformer(donnees[nom])
        if "migrated_codes" in donnees:
            donnees["migrated_codes"] = [transformer(code) for code in donnees["migrated_codes"]]
        facteur.save(update_fields=["data"])


def chiffrer_les_secrets(apps, _schema):
    _ecrire(apps, chiffrer)


def dechiffrer_les_secrets(apps, _schema):
    _ecrire(apps, dechiffrer)


class Migration(migrations.Migration):
    dependencies = [
        ("comptes", "0001_agents_et_structures"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(chiffrer_les_secrets, dechiffrer_les_secrets)]
