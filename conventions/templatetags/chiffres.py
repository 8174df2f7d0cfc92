"""How a figure is drawn: the number is the link to its list."""

from django import template
from django.utils.html import format_html

from conventions.indicateurs.ecriture import INSECABLE

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


@register.simple_tag
def parts(case, libelle):
    """The two halves of a share: "70 sur 125", each opening its list."""
    if case.numerateur is None:
        return ""
    return format_html(
        "{}{}sur{}{}",
        chiffre(case.numerateur, libelle),
        INSECABLE,
        INSECABLE,
        chiffre(case.denominateur, f"{libelle} (dénominateur)"),
    )
