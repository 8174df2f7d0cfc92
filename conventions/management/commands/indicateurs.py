import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date

from conventions.forms import verifier_periode
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.ecriture import avec_unite
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.regles import regles_de
from conventions.indicateurs.ventilations import PAR_CODE
from conventions.rapports.extrait import masquer_le_resultat
from conventions.rapports.masque import MASQUE


class Command(BaseCommand):
    help = (
        "Calcule les indicateurs d'une période, bornes comprises, masqués comme dans les fichiers "
        "des rapports."
    )

    def add_arguments(self, parser):
        parser.add_argument("--debut", required=True, help="premier jour, AAAA-MM-JJ")
        parser.add_argument("--fin", required=True, help="dernier jour (inclus), AAAA-MM-JJ")
        parser.add_argument("--json", action="store_true", dest="en_json", help="sortie JSON")
        parser.add_argument(
            "--ventilation", nargs="+", action="extend", default=[], help=", ".join(PAR_CODE)
        )
        parser.add_argument(
            "--en-clair",
            action="store_true",
            help="ne masque rien et répartit toute période : pour qui exploite la plateforme et "
            "vérifie un chiffre, jamais pour un fichier que l'on transmet",
        )

    def handle(self, *, debut, fin, en_json, ventilation, en_clair, **options):
        debut, fin = _lire_jour(debut), _lire_jour(fin)
        try:
            verifier_periode(debut, fin)
        except ValidationError as refus:
            raise CommandError(" ".join(refus.messages)) from None
        for code in ventilation:
            if code not in PAR_CODE:
                raise CommandError(
                    f"La ventilation « {code} » n'existe pas. Possibles : {', '.join(PAR_CODE)}."
                )
        resultat = lire(debut, fin, ventilations=ventilation if en_clair else ())
        if not en_clair:
            resultat = _masquer(resultat, ventilation)
        ecrire = self._en_json if en_json else self._en_tableau
        ecrire(resultat, regles_de((debut, fin)))

    def _en_json(self, resultat, regle):
        document = {
            "periode": {"debut": resultat.debut.isoformat(), "fin": resultat.fin.isoformat()},
            "etat": resultat.etat.value,
            "regle": regle and {"version": regle.version, "libelle": regle.libelle},
            "regles": [
                {"version": une.version, "phrase": une.phrase}
                for une in (regle.regles if regle else ())
            ],
            "indicateurs": [
                {
                    "code": indicateur.code,
                    "libelle": indicateur.libelle,
                    "unite": str(indicateur.unite),
                    **_chiffres(resultat.mesures[indicateur.code]),
                }
                for indicateur in INDICATEURS
                if indicateur.code in resultat.mesures
            ],
            "ventilations": {
                dimension: [
                    {"modalite": modalite.libelle, "code": code, **_chiffres(mesure)}
                    for modalite in modalites
                    for code, mesure in modalite.mesures.items()
                ]
                for dimension, modalites in resultat.ventilations.items()
            },
        }
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))

    def _en_tableau(self, resultat, regle):
        self.stdout.write(
            f"Du {resultat.debut:%d/%m/%Y} au {resultat.fin:%d/%m/%Y} : {resultat.etat.label}"
        )
        self._mesures(resultat.mesures)
        for dimension, modalites in resultat.ventilations.items():
            for modalite in modalites:
                self.stdout.write(f"\n{PAR_CODE[dimension].libelle} : {modalite.libelle}")
                self._mesures(modalite.mesures)
        self.stdout.write(f"\n{regle.phrase}" if regle else "\nAucune règle en vigueur.")

    def _mesures(self, mesures):
        for indicateur in INDICATEURS:
            if indicateur.code in mesures:
                self._mesure(indicateur, mesures[indicateur.code])

    def _mesure(self, indicateur, mesure):
        detail = ""
        if indicateur.est_une_part and mesure.denominateur:
            detail = f"({mesure.numerateur} sur {mesure.denominateur})"
        valeur = avec_unite(mesure.valeur, indicateur.unite)
        if mesure.numerateur is None:
            valeur = MASQUE
        self.stdout.write(f"  {indicateur.libelle:<40}{valeur:>12}  {detail}".rstrip())


def _lire_jour(texte):
    try:
        jour = parse_date(texte)
    except ValueError:
        jour = None
    if jour is None:
        raise CommandError(f"« {texte} » n'est pas une date AAAA-MM-JJ.")
    return jour


def _masquer(resultat, ventilations):
    try:
        return masquer_le_resultat(resultat, ventilations)
    except ValidationError as refus:
        phrase = f"{' '.join(refus.messages)} L'option --en-clair la donne sans masque."
        raise CommandError(phrase) from None


def _chiffres(mesure):
    dits = {
        "valeur": mesure.valeur,
        "numerateur": mesure.numerateur,
        "denominateur": mesure.denominateur,
    }
    return dits | ({"est_masque": True} if mesure.numerateur is None else {})
