"""Parcours found by what is typed of a person: words, a birth date, a number, a near name."""

import re
from contextlib import contextmanager
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordDistance
from django.db import connection, models
from django.db.models import Func, Q, Value
from django.db.models.functions import Lower

from accompagnement.models.participant import Chiffres
from plie.comptes.tri import Normaliser

# Trigram matches kept: further ones no longer resemble the text typed.
PROCHES_MAX, PROCHES_ASSEZ = 100, 20
# Of the trigrams of the text typed, the part that a near name has: 2 of 5 with one letter wrong in
# four. Settings ask less, where fewer are found: 1 of 3 with two letters swapped in five.
PROCHE = 0.4
REGLER_LE_SEUIL = "SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)"
RENDRE_LE_SEUIL = "RESET pg_trgm.word_similarity_threshold"
# A telephone number as it is typed, and from how many of its digits it is looked for.
NUMERO, CHIFFRES_MIN = re.compile(r"[\d\s.+()-]+"), 6


@contextmanager
def ressemblance_minimale(seuil):
    """The operator takes its bound from the session only: in it, the index reads no name below."""
    with connection.cursor() as curseur:
        curseur.execute(REGLER_LE_SEUIL, [str(seuil)])
        try:
            yield
        finally:
            curseur.execute(RENDRE_LE_SEUIL)


def _place_dans(cles):
    cles = Value(cles, output_field=ArrayField(models.BigIntegerField()))
    return Func(cles, "pk", function="array_position", output_field=models.IntegerField())


def _en_date(mot):
    try:
        return datetime.strptime(mot, "%d/%m/%Y").date()  # noqa: DTZ007 - a birth date has no zone
    except ValueError:
        return None


class RechercheQuerySet(models.QuerySet):
    def rechercher(self, texte):
        """Every word of `texte` in the name or France Travail number, accents ignored; a date
        (JJ/MM/AAAA) is looked up as a birth date, an address or six digits of a telephone number
        as what they are."""
        joignables = self._joignables(texte.strip())
        if joignables is not None:
            return joignables
        requete = self
        for mot in texte.split()[:8]:
            naissance = _en_date(mot)
            if naissance:
                requete = requete.filter(participant__date_naissance=naissance)
            else:
                requete = requete.filter(
                    participant__recherche__contains=Normaliser(Value(mot[:100]))
                )
        return requete

    def _joignables(self, texte):
        """Whom this telephone number or e-mail address reaches; None when it is neither."""
        if "@" in texte.strip("@"):
            courriels = self.alias(courriel=Lower("participant__email"))
            return courriels.filter(courriel__contains=texte[:254].lower())
        # Of +33 6 and of 06 the same is left.
        tapes = re.sub(r"\D", "", texte)
        chiffres = tapes.lstrip("0").removeprefix("33").lstrip("0")
        if not NUMERO.fullmatch(texte) or len(chiffres) < CHIFFRES_MIN:
            return None
        appeles = self.alias(chiffres=Chiffres("participant__telephone"))
        return appeles.filter(
            Q(chiffres__contains=chiffres) | Q(participant__recherche__contains=tapes)
        )

    def rechercher_proches(self, texte):
        """The PROCHES_MAX names that most resemble `texte`, nearest first, for typing errors; those
        that resemble it little only when fewer than PROCHES_ASSEZ do more: to compare each with the
        text takes most of the time of the page."""
        with ressemblance_minimale(PROCHE):
            cles = list(self._proches(texte).values_list("pk", flat=True))
        if len(cles) < PROCHES_ASSEZ:
            cles = list(self._proches(texte).values_list("pk", flat=True))
        return self.filter(pk__in=cles).order_by(_place_dans(cles))

    def _proches(self, texte):
        voulu = Normaliser(Value(texte[:100]))
        # Nobody who was merged has a parcours left: asked for all the same, since the planner, who
        # thinks that a resemblance costs nothing, reads every name where they are in order, unless
        # it needs what that index does not hold.
        proches = self.filter(
            participant__recherche__trigram_word_similar=voulu,
            participant__fusionne_dans__isnull=True,
        )
        # As near, by name: thousands may be, of whom no parcours need be read beyond the first.
        ordre = ("participant__recherche", "participant_id", "pk")
        return proches.order_by(TrigramWordDistance(voulu, "participant__recherche"), *ordre)[
            :PROCHES_MAX
        ]
