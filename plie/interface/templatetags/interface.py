"""Components with a closed signature: an unknown argument is an error."""

import uuid
from itertools import pairwise

from django import template
from django.forms.renderers import get_default_renderer
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from plie.interface.typographie import insecables
from plie.socle.dates import ecrire_le_jour
from plie.socle.etats import Ton

register = template.Library()
register.filter(insecables)
# By what a page says that it refused.
FORMULAIRES = ("formulaire", "prescription", "distinction", "form", "presences", "inscription")
REFUS = ("refus", "en_faute", "differences")


@register.simple_tag
def dessiner(gabarit, **contexte):
    """A part that many rows make long, drawn by Jinja2 as forms are: Django's templates have a node
    for each value, and take several times as long."""
    return mark_safe(get_default_renderer().render(gabarit, contexte))  # noqa: S308 - autoescaped


@register.simple_tag
def badge(ton, texte):
    """Always its text, the tone only repeats it; raises ValueError on a tone that is not one."""
    return format_html('<span class="badge-statut badge-{}">{}</span>', Ton(ton), texte)


@register.simple_tag
def badge_etat(etat):
    """The badge of a member of `Etats`."""
    return badge(etat.ton, etat.label)


@register.simple_tag
def badge_court(etat):
    """The same in a list: the beginning of a long label is seen, all of it is read aloud, and
    shown under the pointer."""
    if not etat.debut:
        return badge_etat(etat)
    return format_html(
        '<span class="badge-statut badge-{}" title="{}">{}<span class="visually-hidden">{}</span>'
        "</span>",
        etat.ton,
        etat.label,
        etat.debut,
        etat.label.removeprefix(etat.debut),
    )


@register.filter(expects_localtime=True)
def jour(date, forme):
    """A date with its month in letters; a number of figures is left to Django's own filter."""
    return ecrire_le_jour(date, forme) if date else ""


@register.filter
def accord(nombre, terminaison="s"):
    """The ending of a French noun after a number: zero is singular, unlike Django's pluralize."""
    return terminaison if nombre >= 2 else ""


@register.filter
def siret(numero):
    """123 456 789 00012, as it is read aloud; a search and a field take it with its spaces."""
    if len(numero or "") != 14:
        return numero
    return "\xa0".join((numero[:3], numero[3:6], numero[6:9], numero[9:]))


@register.filter
def numero_ft(numero):
    """123 456 789 01, or 1234567 A in the old form: read aloud, and found with its spaces."""
    numero = numero or ""
    bornes = (0, *{11: (3, 6, 9), 8: (7,)}.get(len(numero), ()), len(numero))
    return "\xa0".join(numero[debut:fin] for debut, fin in pairwise(bornes))


@register.filter
def taille(octets):
    """ "51,6 Ko", where Django says "50,4 Kio" to those who never met one."""
    for unite in ("octet", "Ko", "Mo"):
        if octets < 1000 or unite == "Mo":
            break
        octets /= 1000
    nombre = floatformat(octets, "0g" if unite == "octet" else "-1g")
    return f"{nombre}\xa0{unite}{accord(octets) if unite == 'octet' else ''}"


@register.filter
def de(nom):
    """ "de mars", "d'octobre"."""
    return f"d'{nom}" if nom[:1].lower() in "aeiouyéêèàâôîh" else f"de {nom}"


@register.simple_tag
def jeton_unique():
    """The hidden token that `soumission_unique` reads."""
    return format_html('<input type="hidden" name="jeton" value="{}">', uuid.uuid4())


@register.simple_tag
def resume_erreurs(*formulaires):
    """What is to be corrected, at the top of the page; each field named leads to it."""
    resumes = (f.render("interface/resume.html") for f in formulaires if f is not None)
    return format_html_join("", "{}", zip(resumes))


@register.simple_tag(takes_context=True)
def prefixe_erreur(context):
    """What a screen reader says first of a page that refuses a form."""
    formulaires = (context.get(nom) for nom in FORMULAIRES)
    en_faute = any(f is not None and f.errors for f in formulaires)
    refuse = any(context.get(nom) not in (None, "", False) for nom in REFUS)
    return "Erreur : " if en_faute or refuse else ""


@register.inclusion_tag("interface/entete_tri.html", takes_context=True)
def entete_tri(context, cle, libelle, tri):
    """A column header that sorts, and says in `aria-sort` how the list is sorted."""
    suivant = f"-{cle}" if tri == cle else cle
    sens = {cle: "ascending", f"-{cle}": "descending"}.get(tri)
    return {
        "libelle": libelle,
        "sens": sens,
        "adresse": adresse_avec(context["request"], tri=suivant, page=None) + "#liste",
    }


@register.inclusion_tag("interface/pagination.html", takes_context=True)
def pagination(context, page, cible):
    """`cible` is the id of the list: there the reader lands, the keyboard too."""
    request = context["request"]
    return {
        "page": page,
        "cible": cible,
        "precedente": page.has_previous()
        and adresse_avec(request, page=page.previous_page_number()),
        "suivante": page.has_next() and adresse_avec(request, page=page.next_page_number()),
    }


@register.inclusion_tag("interface/filtres.html")
def barre_de_filtres(filtre, liste, onglet, valeur):
    """The filters of the page named `liste`, on its tab `onglet`=`valeur`."""
    return {"filtre": filtre, "liste": reverse(liste), "onglet": onglet, "valeur": valeur}


@register.inclusion_tag("interface/puces.html", takes_context=True)
def puces_actives(context, puces, liste, onglet, valeur):
    """Each active filter, (name, sentence), as a link that removes it; one more removes all."""
    page = reverse(liste)
    liens = [(f"{page}{retirer(context, nom)}", phrase) for nom, phrase in puces]
    return {"puces": liens, "liste": page, "onglet": onglet, "valeur": valeur}


@register.inclusion_tag("interface/etat_vide.html")
def etat_vide(titre, explication, *, action=None, adresse=None):
    """Nothing yet, nothing matches, or not configured: each says what to do next."""
    return {"titre": titre, "explication": explication, "action": action, "adresse": adresse}


@register.simple_tag(takes_context=True)
def adresse(context, **parametres):
    """The current address with some parameters replaced; None removes one."""
    return adresse_avec(context["request"], **parametres)


@register.simple_tag(takes_context=True)
def retirer(context, nom):
    """The current address without one filter."""
    return adresse_avec(context["request"], **{nom: None, "page": None})


def adresse_avec(request, **parametres):
    requete = request.GET.copy()
    for nom, valeur in parametres.items():
        if valeur is None:
            requete.pop(nom, None)
        else:
            requete[nom] = valeur
    return f"?{requete.urlencode()}"
