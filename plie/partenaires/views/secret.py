"""What is shown once: in the answer to whoever asked for it, and kept nowhere."""

from django.shortcuts import render

from plie.interface.formulaires import executer


def page_a_secret(request, formulaire, action, *, montrer, **contexte):
    """Show `formulaire`; on POST call `action()`, and answer `montrer(result)`."""
    if request.method == "POST" and formulaire.is_valid():
        resultat = executer(formulaire, action)
        if not formulaire.errors:
            return montrer(resultat)
    statut = 422 if formulaire.errors else 200
    contexte |= {"formulaire": formulaire}
    return render(request, "interface/acte.html", contexte, status=statut)


def montrer_le_secret(request, application, **contexte):
    """`titre`, and what is shown: `lignes` ([(label, value)])."""
    contexte |= {"application": application}
    return render(request, "partenaires/secret.html", contexte)
