"""Sorting, paging and the URL of a list: what is shown is what the address says."""

from django.core.paginator import Paginator
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

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
    """Pages over rows too many to be counted for each reader: the count stops at PLAFOND, and
    `est_plafonnee` says that there are more."""

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
        """Few rows are sorted whole: to walk an index in the order asked for would read most of
        the table before finding them."""
        if not self.est_plafonnee:
            self.object_list = _hors_index(self.object_list)
        return super().page(number)


def _hors_index(requete):
    """The same order, by an expression that no index holds."""
    premier, *suite = requete.query.order_by
    champ = premier.removeprefix("-")
    colonne = Coalesce(champ, champ)
    ordre = colonne.desc() if premier.startswith("-") else colonne.asc()
    return requete.order_by(ordre, *suite)


def paginer_sans_tout_compter(request, requete, par_page=PAR_PAGE):
    """`paginer` for a list that may hold hundreds of thousands of rows."""
    return PaginationPlafonnee(requete, par_page).get_page(request.GET.get("page"))
