"""The folder of archives: their names, the latest one, those that rotation keeps."""

import time
from datetime import UTC, datetime
from pathlib import Path

from plie.sauvegarde import archive
from plie.sauvegarde.erreurs import SauvegardeErreur

FORME = "plie-%Y%m%d-%H%M%S.sauvegarde"
RESTES = 24 * 3600


def sauvegarder(dossier: str, cle: str, gardees) -> tuple[Path, dict]:
    """Make an archive in the folder, then remove those that rotation no longer keeps."""
    if not dossier:
        raise SauvegardeErreur(
            "Le dossier des sauvegardes manque : donnez-le dans PLIE_SAUVEGARDES ou par --vers."
        )
    racine = Path(dossier)
    try:
        racine.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as erreur:
        raise SauvegardeErreur(f"Le dossier {racine} ne peut pas être créé.") from erreur
    _balayer(racine)
    chemin = racine / datetime.now(UTC).strftime(FORME)
    manifeste = archive.ecrire(chemin, cle)
    tourner(racine, gardees)
    return chemin, manifeste


def _balayer(racine):
    """What a killed backup left."""
    for reste in racine.glob("plie-*.sauvegarde.partiel"):
        if reste.stat().st_mtime < time.time() - RESTES:
            reste.unlink()


def archives(racine: Path) -> dict[datetime, Path]:
    """From the latest one to the oldest."""
    trouvees = {}
    for chemin in racine.glob("plie-*.sauvegarde"):
        try:
            trouvees[datetime.strptime(chemin.name, FORME).replace(tzinfo=UTC)] = chemin
        except ValueError:
            continue
    return dict(sorted(trouvees.items(), reverse=True))


def derniere(dossier: str) -> Path:
    trouvees = archives(Path(dossier)) if dossier else {}
    if not trouvees:
        raise SauvegardeErreur(
            "Aucune sauvegarde dans le dossier de PLIE_SAUVEGARDES : nommez un fichier."
        )
    return next(iter(trouvees.values()))


def a_garder(dates, jours, semaines, mois) -> set[datetime]:
    """The latest of each of the last `jours` days, `semaines` weeks and `mois` months that have
    one."""
    gardees = set()
    for nombre, periode in ((jours, "%Y-%m-%d"), (semaines, "%G-%V"), (mois, "%Y-%m")):
        latest = {}
        for date in sorted(dates, reverse=True):
            latest.setdefault(date.strftime(periode), date)
        gardees |= set(list(latest.values())[:nombre])
    return gardees


def tourner(racine, gardees):
    trouvees = archives(racine)
    # The latest one stays, whatever the numbers say.
    gardes = a_garder(trouvees, *gardees) | set(list(trouvees)[:1])
    for date, chemin in trouvees.items():
        if date not in gardes:
            chemin.unlink()
