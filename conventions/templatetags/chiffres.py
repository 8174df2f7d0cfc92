"""How a figure is drawn: the number is the link to its list."""

from django import template
from django.utils.html import format_html

from conventions.indicateurs.ecriture import INSECABLE, TROP_FAIBLE

register = template.Library()


@register.simple_tag
def chiffre(nombre, libelle):
    """`nombre` is a Chiffre; `libelle` says to a screen reader what the link lists."""
    if not nombre.adresse:
        return nombre.texte
    return format_html(
        '<a href="{}" aria-label="{}, {} : voir la liste">{}</a>',
        nombre.adresse,
        nombre.texte,
        libelle,
        nombre.texte,
    )


@register.filter
def sous(cellules, entetes):
    """Each cell with its header, which a phone says beside it."""
    return zip(entetes, cellules, strict=True)


@register.simple_tag
def mesure(case, libelle):
    """The figure of a Case whose halves are not beside it, and whether they are too few."""
    lien = chiffre(case.valeur, libelle)
    if not case.est_trop_faible:
        return lien
    return format_html('{}<br><span class="discret">{}</span>', lien, TROP_FAIBLE)


@register.simple_tag
def parts(case, libelle):
    """The two halves of a share, "70 sur 125", or what a mean is taken over; each a link. Says when
    they are too few."""
    if case.denominateur is None:
        return ""
    numerateur = chiffre(case.numerateur, libelle) if case.numerateur else ""
    denominateur = chiffre(case.denominateur, f"{libelle} (dénominateur)")
    reserve = f", {TROP_FAIBLE}" if case.est_trop_faible else ""
    return format_html("{}{}sur{}{}{}", numerateur, INSECABLE, INSECABLE, denominateur, reserve)
