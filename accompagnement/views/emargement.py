"""Who signed what: on the screen, on a sheet, and what nobody signed yet."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from accompagnement.actions.emargement import joindre_feuille, lire_signature, signer
from accompagnement.documents.emargement import ecrire_feuille_individuelle
from accompagnement.enums import Presence
from accompagnement.forms import FeuilleForm, FiltreEmargementForm, SignatureForm
from accompagnement.lecture.emargement import lire_emargement, signatures_a_l_ecran
from accompagnement.listes.emargement import (
    SUR_LA_FEUILLE,
    a_couvrir,
    choix_de,
    compter,
    de_la_feuille,
    non_signes,
    par_referent,
    realises,
)
from accompagnement.models import Emargement, Entretien
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    parcours_visible,
    tracer_ouverture,
)
from accompagnement.views.retrait import repentir
from plie.interface.listes import paginer
from plie.journal.actions import tracer_consultation
from plie.socle.export import telechargement
from plie.socle.soumission import soumission_unique


@require_safe
def emargements(request):
    """What nobody signed in a month; at first one's own meetings, for who has a portfolio."""
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    demande = request.GET.copy()
    if Acte.SUIVRE.permet(request.user):
        demande.setdefault("referent", str(request.user.pk))
    mois = _mois(demande.get("mois", ""))
    demande["mois"] = f"{mois:%Y-%m}"
    demandes = {nom: _cles(demande.get(nom, "")) for nom in ("referent", "structure")}
    agents, structures = choix_de(request.user, **demandes)
    filtre = FiltreEmargementForm(demande, mois=mois, agents=agents, structures=structures)
    vus = _vus(request.user, mois, filtre)
    nombre, restants = compter(vus)
    tous = filtre.is_valid() and filtre.cleaned_data["referent"] is None
    voit_par_referent = tous and Acte.VOIR_EQUIPE.permet(request.user)
    contexte = {
        "filtre": filtre,
        "mois": mois,
        "nombre": nombre,
        "restants": restants,
        "par_referent": par_referent(vus) if voit_par_referent else (),
        "page": paginer(request, non_signes(vus), 50),
    }
    return render(request, "accompagnement/emargements.html", contexte)


def _cles(texte):
    return [int(texte)] if texte.isdecimal() and len(texte) < 18 else []


def _vus(agent, mois, filtre):
    """Nothing for a choice that is none: the form says so beside it."""
    if not filtre.is_valid():
        return Entretien.objects.none()
    choix = filtre.cleaned_data
    return realises(agent, mois, structure=choix["structure"], referent=choix["referent"])


def _mois(texte):
    """The first day of "2025-03"; of the month that runs, of anything else."""
    try:
        mois = date.fromisoformat(f"{texte}-01")
    except ValueError:
        mois = None
    # Bounds of a date: beyond, adding a month raises OverflowError.
    return mois if mois and 2000 <= mois.year < 2100 else timezone.localdate().replace(day=1)


def _realise(request, pk):
    entretien = objet_visible(request, Entretien, pk, "agent")
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, entretien.parcours))
    return entretien


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def entretien_signer(request, pk):
    entretien = _realise(request, pk)
    if entretien.presence != Presence.HONORE:
        raise Http404
    tracer_ouverture(request, entretien.parcours.participant_id, "Entretien")
    formulaire = SignatureForm(
        request.POST or None, request.FILES or None, initial={"version": entretien.version}
    )
    remplace = Emargement.objects.filter(entretien=entretien).exists()
    return page_acte(
        request,
        formulaire,
        lambda formulaire: signer(entretien, par=request.user, **formulaire.cleaned_data),
        titre="Faire signer l'entretien",
        bouton="Enregistrer la signature",
        succes="Signature enregistrée.",
        # The one that it replaces would not come back.
        repentir=None if remplace else repentir(request),
        retour=reverse("accompagnement:entretien", args=[pk]),
        sur_titre=str(entretien.parcours.participant),
        gabarit="accompagnement/signature.html",
        entretien=entretien,
    )


@require_safe
def entretien_signature(request, pk):
    """The image as it was drawn."""
    entretien = objet_visible(request, Entretien, pk)
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    lu = lire_emargement(entretien)
    if lu is None or not lu.emargement.fichier:
        raise Http404
    tracer_consultation(
        par=request.user, participant_id=entretien.parcours.participant_id, objet="Signature"
    )
    try:
        reponse = HttpResponse(lire_signature(lu.emargement), content_type="image/png")
    except ValidationError as refus:
        reponse = HttpResponse(refus.message, content_type="text/plain; charset=utf-8", status=404)
    reponse["Cache-Control"] = "private, no-store"
    reponse["X-Content-Type-Options"] = "nosniff"
    return reponse


@require_safe
def parcours_emargement(request, pk):
    """The sheet to sign, of the month in the address; its name names nobody."""
    parcours = parcours_visible(request, pk)
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    mois = _mois(request.GET.get("mois", ""))
    entretiens = de_la_feuille(parcours, mois)
    return _feuille(request, parcours, mois, entretiens, f"emargement-{pk}-{mois:%Y-%m}.pdf")


@require_safe
def entretien_emargement(request, pk):
    """The sheet of one meeting, held or to come."""
    entretien = objet_visible(request, Entretien, pk, "agent")
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    if entretien.presence not in SUR_LA_FEUILLE:
        raise Http404
    mois = timezone.localdate(entretien.debut)
    nom = f"emargement-entretien-{pk}.pdf"
    return _feuille(request, entretien.parcours, mois, [entretien], nom)


def _feuille(request, parcours, mois, entretiens, nom):
    feuille = ecrire_feuille_individuelle(
        parcours, mois, entretiens, signatures_a_l_ecran(entretiens)
    )
    tracer_consultation(
        par=request.user,
        participant_id=parcours.participant_id,
        objet="Impression : Feuille d'émargement",
    )
    return telechargement(feuille, nom)


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def emargement_deposer(request, pk):
    """Put the signed sheet of a month among the documents: what it covers is signed."""
    parcours = parcours_visible(request, pk)
    exiger(Acte.DEPOSER_PIECE.permet(request.user, parcours))
    tracer_ouverture(request, parcours.participant_id, "Feuille d'émargement")
    mois = _mois(request.GET.get("mois", ""))
    entretiens = a_couvrir(parcours, mois)
    return page_acte(
        request,
        FeuilleForm(request.POST or None, request.FILES or None, entretiens=entretiens),
        lambda formulaire: joindre_feuille(parcours, par=request.user, **formulaire.cleaned_data),
        titre=f"Joindre la feuille signée de {date_format(mois, 'F Y')}",
        bouton="Joindre la feuille",
        succes="La feuille est dans le dossier : les entretiens cochés sont signés.",
        explication="" if entretiens else "Aucun entretien honoré de ce mois n'est à signer.",
        retour=reverse("accompagnement:dossier_pieces", args=[parcours.participant_id]),
        sur_titre=str(parcours.participant),
    )
