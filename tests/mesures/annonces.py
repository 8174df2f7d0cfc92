"""What ten thousand webhooks take from the process that delivers them, beside a thousand."""

import json
import os
import subprocess
import sys
import time

import django

from tests.recepteur import HOTE, recepteur

NOMBRES = (1_000, 10_000)


def mesurer(taille):
    """At the largest size only: what is measured is the number of webhooks, not of people."""
    if taille < 100_000:
        return {}
    peu, beaucoup = (_livrer(nombre) for nombre in NOMBRES)
    return {
        "annonces : mémoire prise par 10 000 (Mo)": beaucoup["memoire"] - peu["memoire"],
        "annonces par seconde": NOMBRES[-1] / beaucoup["secondes"],
    }


def _livrer(nombre):
    """Write so many events, then have them delivered by a process of its own."""
    with recepteur() as serveur:
        abonnement = _abonner(serveur.adresse, nombre)
        sortie = subprocess.run(
            [sys.executable, "-m", "tests.mesures.annonces", str(abonnement.pk)],
            env=os.environ | {"PLIE_WEBHOOKS_HOTES_LOCAUX": HOTE},
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        recues = {json.loads(corps)["numero"] for _, corps in serveur.recues}
        assert len(recues) == len(serveur.recues) == nombre, (len(recues), len(serveur.recues))
    return json.loads(sortie.stdout.splitlines()[-1])


def _abonner(adresse, nombre):
    from django.test.utils import override_settings  # noqa: PLC0415 - after setup

    from plie.partenaires.actions.abonnement import abonner  # noqa: PLC0415
    from plie.partenaires.actions.evenement import publier  # noqa: PLC0415
    from tests.partenaire import Partenaire, administration  # noqa: PLC0415

    with override_settings(ALLOWED_HOSTS=["testserver"], WEBHOOKS_HOTES_LOCAUX=[HOTE]):
        partenaire = Partenaire(["orientations.lecture"])
        abonnement, _ = abonner(partenaire.application, par=administration(), adresse=adresse)
    ressources = [f"/orientations/{rang}" for rang in range(nombre)]
    publier(partenaire.structure.pk, "orientation.nouvelle", *ressources)
    return abonnement


def _en_ouvrier(abonnement_id):
    """As the tasks of the worker do."""
    from plie.partenaires.actions.livraison import distribuer, livrer  # noqa: PLC0415 - after setup
    from tests.mesures.memoire import memoire_de  # noqa: PLC0415

    depart = time.perf_counter()
    distribuer()
    livrer(abonnement_id)
    return {"secondes": time.perf_counter() - depart, "memoire": memoire_de("self")}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "plie.settings"
    django.setup()
    print(json.dumps(_en_ouvrier(int(sys.argv[1]))))  # noqa: T201 - read by the parent process
