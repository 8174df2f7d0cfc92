"""The accounts of the house: who may sign in, as what, until when."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plie.administration.actions import (
    avancer_la_visite,
    changer_de_logo,
    creer_agent,
    finir_acces,
    inviter_agent,
    modifier_agent,
    ouvrir_acces,
)
from plie.administration.forms import AgentForm, FinAccesForm, ListeForm, LogoForm, NouvelAgentForm
from plie.administration.listes import TRIS, compter, comptes, etat_de
from plie.comptes.permissions import Acte
from plie.interface.actes import exiger, page_acte, presser
from plie.interface.blocs import blocs_de
from plie.interface.listes import paginer, trier
from plie.socle.logo import logo_actuel
from plie.socle.soumission import soumission_unique

LISTE = "administration:agents"
PAR_PAGE = 50


@require_safe
def agents(request):
    exiger(Acte.ADMINISTRER.permet(request.user))
    formulaire = ListeForm(request.GET)
    demande = formulaire.cleaned_data if formulaire.is_valid() else {}
    requete, tri = trier(request, comptes(**demande), TRIS, "nom")
    page = paginer(request, requete, PAR_PAGE)
    contexte = {
        "formulaire": formulaire,
        "page": page,
        "lignes": [(agent, etat_de(agent)) for agent in page],
        "tri": tri,
    }
    return render(request, "administration/agents.html", contexte)


@soumission_unique
def agent_creer(request):
    exiger(Acte.ADMINISTRER.permet(request.user))
    return page_acte(
        request,
        NouvelAgentForm(request.POST or None),
        lambda formulaire: creer_agent(par=request.user, **formulaire.valeurs()),
        titre="Ouvrir un compte",
        explication="Un courriel part à cette adresse, avec un lien pour choisir un mot de passe.",
        bouton="Ouvrir le compte et envoyer l'invitation",
        succes=lambda agent: f"Compte ouvert : l'invitation part à {agent.email}.",
        retour=reverse(LISTE),
    )


@soumission_unique
def agent(request, pk):
    """What may be changed, and beside it the state of the account with what may be done of it."""
    lu = _lire(request, pk)
    return page_acte(
        request,
        AgentForm(request.POST or None, instance=_lire(request, pk)),
        lambda formulaire: modifier_agent(lu, par=request.user, **formulaire.valeurs()),
        titre=str(lu),
        bouton="Enregistrer le compte",
        succes="Compte modifié.",
        retour=reverse(LISTE),
        gabarit="administration/agent.html",
        agent=lu,
        etat=etat_de(lu),
        est_soi=lu.pk == request.user.pk,
        blocs=blocs_de("agent_blocs", request.user, lu),
    )


@require_POST
@soumission_unique
def agent_inviter(request, pk):
    lu = _lire(request, pk)
    presser(
        request,
        lambda: inviter_agent(lu, par=request.user),
        f"L'invitation part à {lu.email}.",
    )
    return redirect("administration:agent", pk)


@soumission_unique
def acces_finir(request, pk):
    """What is still in the hands of the agent is said before it is confirmed."""
    lu = _lire(request, pk)
    return page_acte(
        request,
        FinAccesForm(request.POST or None),
        lambda formulaire: finir_acces(lu, par=request.user, **formulaire.cleaned_data),
        titre=f"Mettre fin à l'accès de {lu}",
        bouton="Mettre fin à l'accès",
        succes=_dire_la_fin,
        retour=reverse("administration:agent", args=[pk]),
        gabarit="administration/acces_finir.html",
        agent=lu,
        blocs=blocs_de("agent_blocs", request.user, lu),
    )


def _dire_la_fin(agent):
    if agent.is_active:
        return f"{agent} n'entrera plus après le {agent.acces_jusqu_au:%d/%m/%Y}."
    return f"{agent} n'entre plus : ses sessions sont fermées."


@require_POST
@soumission_unique
def acces_ouvrir(request, pk):
    lu = _lire(request, pk)
    fait = "L'accès n'a plus de fin." if lu.is_active else "Compte ouvert : une invitation part."
    presser(request, lambda: ouvrir_acces(lu, par=request.user), fait)
    return redirect("administration:agent", pk)


def _lire(request, pk):
    exiger(Acte.ADMINISTRER.permet(request.user))
    return get_object_or_404(comptes(), pk=pk)


def accueil_comptes(_agent):
    """The block of the home page; each number opens the list that it counts."""
    return {
        etat: {"nombre": nombre, "adresse": f"{reverse(LISTE)}?etat={etat}"}
        for etat, nombre in compter().items()
    }


@soumission_unique
def logo(request):
    exiger(Acte.ADMINISTRER.permet(request.user))
    return page_acte(
        request,
        LogoForm(request.POST or None, request.FILES or None),
        lambda formulaire: changer_de_logo(
            par=request.user, fichier=formulaire.cleaned_data["fichier"]
        ),
        titre="Logo du PLIE",
        explication="Dans la barre de chaque page, sur les courriers, les feuilles, les rapports.",
        bouton="Enregistrer le logo",
        succes="Logo enregistré : il paraît partout dans la minute.",
        retour=reverse("administration:logo"),
        annuler="/",
        gabarit="administration/logo.html",
        logo=logo_actuel(),
    )


@require_POST
def visite(request):
    """The next step of the first visit, or the last one for who passes it."""
    exiger(Acte.VISITER.permet(request.user))
    vu = request.POST.get("vu", "")
    avancer_la_visite(par=request.user, vu=int(vu) if vu.isdecimal() and len(vu) < 3 else 1)
    # The keyboard goes on from the step that follows, not from the top of the page.
    return redirect("/#visite")
