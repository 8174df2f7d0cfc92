import json
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date

from conventions.forms import verifier_periode
from conventions.forms.essai import TAILLE_D_UNE_REGLE, lire_regle, valeurs_de
from conventions.indicateurs.calcul import regle_en_vigueur
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.declarations import PAR_CODE as PAR_INDICATEUR
from conventions.indicateurs.ecriture import avec_unite
from conventions.indicateurs.essai import CODES, essayer
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.regles import regles_de
from conventions.indicateurs.ventilations import PAR_CODE
from conventions.rapports.extrait import MASQUEE, masque_l_essai, masquer_le_resultat
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
            "--regle",
            type=Path,
            metavar="FICHIER.json",
            help="essaie cette règle de sortie sur la période : rien n'est écrit ni officiel ; le "
            "schéma est dans deploiement/regle.schema.json",
        )
        parser.add_argument(
            "--en-clair",
            action="store_true",
            help="ne masque rien et répartit toute période : pour qui exploite la plateforme et "
            "vérifie un chiffre, jamais pour un fichier que l'on transmet",
        )

    def handle(self, *, debut, fin, en_json, ventilation, en_clair, regle, **options):
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
        if regle:
            return self._essayer(debut, fin, regle, en_json, ventilation, en_clair)
        resultat = lire(debut, fin, ventilations=ventilation if en_clair else ())
        if not en_clair:
            resultat = _masquer(resultat, ventilation)
        ecrire = self._en_json if en_json else self._en_tableau
        ecrire(resultat, regles_de((debut, fin)))

    def _essayer(self, debut, fin, fichier, en_json, ventilation, en_clair):
        if ventilation:
            raise CommandError("Un essai de règle ne se ventile pas : ôtez --ventilation.")
        try:
            regle = lire_regle(_lire_fichier(fichier), regle_en_vigueur(fin))
        except ValidationError as refus:
            raise CommandError(f"Règle refusée : {' '.join(refus.messages)}") from None
        essai = essayer(debut, fin, regle)
        document = _document(essai, est_masque=not en_clair and masque_l_essai(essai))
        if en_json:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            self._dire_l_essai(document)

    def _dire_l_essai(self, document):
        periode = document["periode"]
        self.stdout.write(
            f"Essai du {periode['debut']} au {periode['fin']} : rien n'est enregistré ni officiel."
        )
        for ligne in document["indicateurs"]:
            essaye, officiel = (_valeur_dite(ligne, une) for une in (ligne, ligne["officiel"]))
            self.stdout.write(f"  {ligne['libelle']:<40}{essaye:>12}  (lu : {officiel})")
        nombre = document["non_rejouables"]
        self.stdout.write(f"  Non rejouables : {MASQUE if nombre is None else nombre}")

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


def _lire_fichier(fichier):
    try:
        if fichier.stat().st_size > TAILLE_D_UNE_REGLE:
            raise CommandError("Ce fichier pèse plus de 64 Ko : ce n'est pas une règle.")
        return fichier.read_text(encoding="utf-8-sig")
    except OSError as refus:
        raise CommandError(f"Fichier illisible : {fichier} ({refus.strerror}).") from None
    except UnicodeDecodeError:
        raise CommandError("Ce fichier n'est pas en UTF-8.") from None


def _document(essai, *, est_masque):
    """What a trial says; `est_masque`: the figures of exits that few others tell apart are not."""
    officiel = essai.officiel
    essayees = {c: MASQUEE if est_masque else m for c, m in essai.mesures.items()}
    return {
        "periode": {"debut": officiel.debut.isoformat(), "fin": officiel.fin.isoformat()},
        "officiel": False,
        "etat": officiel.etat.value,
        "regle_essayee": {
            champ: str(v) if isinstance(v, Decimal) else v
            for champ, v in valeurs_de(essai.regle).items()
        },
        "non_rejouables": None if est_masque else essai.non_rejouables,
        "indicateurs": [
            {
                "code": code,
                "libelle": PAR_INDICATEUR[code].libelle,
                "unite": str(PAR_INDICATEUR[code].unite),
                **_chiffres(essayees[code]),
                "officiel": _chiffres(officiel.mesures[code]),
            }
            for code in CODES
        ],
    }


def _valeur_dite(ligne, chiffres):
    if "est_masque" in chiffres:
        return MASQUE
    return avec_unite(chiffres["valeur"], PAR_INDICATEUR[ligne["code"]].unite)


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
