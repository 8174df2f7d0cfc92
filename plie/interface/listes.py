"""Sorting, paging and the URL of a list: what is shown is what the address says."""

from django.core.paginator import Paginator
from django.db import connection
from django.utils.functional import cached_property

from plie.socle.sql import lire_sql

PAR_PAGE = 25
PLAFOND = 2_000


def trier(request, requete, tris, defaut):
    """Order by the key `tri` of the URL ("-" for descending) among `tris`, {key: fields}."""
    cle = request.GET.get("tri", defaut)
    if cle.lstrip("-") not in tris:
        cle = defaut
    champs = tris[cle.lstrip("-")]
    if cle.startswith("-"):
        champs = [champ[1:] if champ.startswith("-") else f"-{champ}" for champ in champs]
    return requete.order_by(*champs), cle


def lignes_de(page, lire):
    """The rows of a page of primary keys, in its order; `lire(keys)` gives them as named tuples.

    Sorting and counting touch keys only: what a row shows is joined for the rows shown.
    """
    cles = list(page)
    lues = {ligne.pk: ligne for ligne in lire(cles)}
    return [lues[cle] for cle in cles if cle in lues]


def paginer(request, requete, par_page=PAR_PAGE):
    """The page asked for; a page out of range gives the last one."""
    return Paginator(requete, par_page).get_page(request.GET.get("page"))


class PaginationPlafonnee(Paginator):
    """Pages of `champs` over rows too many to be counted for each reader: the count stops at
    PLAFOND, and `est_plafonnee` says that there are more."""

    def __init__(self, requete, champs, par_page):
        super().__init__(requete.values_list(*champs), par_page)
        self._requete, self._champs, self._lues = requete, champs, {}

    def lire(self, numero):
        """Count, and read page `numero`, in one statement. Few rows are read and sorted whole: to
        walk an index in the order asked for would read most of the table before finding them."""
        with connection.cursor() as curseur:
            curseur.execute(*self._instruction(numero))
            lignes = curseur.fetchall()
        if lignes:
            self._comptes = lignes[0][-1]
            self._lues[numero] = [ligne[:-1] for ligne in lignes]

    def _instruction(self, numero):
        tris = self._requete.query.order_by
        colonnes = [*self._champs, *(tri.removeprefix("-") for tri in tris)]
        premieres = self._requete.order_by().values_list(*colonnes)[: PLAFOND + 1]
        dedans, valeurs = premieres.query.sql_with_params()
        rangs = range(len(self._champs), len(colonnes))
        ordre = [f"c{r}{' DESC' * t.startswith('-')}" for r, t in zip(rangs, tris, strict=True)]
        texte = lire_sql(__file__, "page_et_nombre").format(
            premieres=dedans,
            colonnes=", ".join(f"c{rang}" for rang in range(len(colonnes))),
            champs=", ".join(f"c{rang}" for rang in range(len(self._champs))),
            ordre=", ".join(ordre),
        )
        return texte, [*valeurs, self.per_page, (numero - 1) * self.per_page]

    @cached_property
    def _comptes(self):
        return self.object_list.order_by()[: PLAFOND + 1].count()

    @cached_property
    def count(self):
        return min(self._comptes, PLAFOND)

    @property
    def est_plafonnee(self):
        return self._comptes > PLAFOND

    def page(self, number):
        """Of more rows than PLAFOND, `lire` has read any: the order is asked for."""
        numero = self.validate_number(number)
        if self.est_plafonnee:
            return super().page(numero)
        if numero not in self._lues:
            self.lire(numero)
        return self._get_page(self._lues.get(numero, []), numero, self)


def paginer_sans_tout_compter(request, requete, champs, *, est_etroite, par_page=PAR_PAGE):
    """`paginer` for a list that may hold hundreds of thousands of rows, of which a page gives the
    `champs` as tuples. `est_etroite`: few are expected, which one statement counts and reads; were
    they many, it would be one statement too much."""
    pages = PaginationPlafonnee(requete, champs, par_page)
    demandee = request.GET.get("page", "1")
    if est_etroite and demandee.isdecimal() and 0 < int(demandee) <= PLAFOND // par_page:
        pages.lire(int(demandee))
    return pages.get_page(demandee)
