from django.urls import URLPattern, get_resolver

# Whoever is not signed in may reach these, and nothing else.
PUBLIQUES = {
    "sante",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "mfa_authenticate",
    "admin:login",
}


def routes(resolveur, espace=""):
    for motif in resolveur.url_patterns:
        if isinstance(motif, URLPattern):
            yield espace + (motif.name or str(motif.pattern)), motif.callback
        else:
            yield from routes(motif, f"{espace}{motif.namespace}:" if motif.namespace else espace)


def test_every_route_is_private_unless_listed():
    publiques = {
        nom for nom, vue in routes(get_resolver()) if not getattr(vue, "login_required", True)
    }

    assert publiques <= PUBLIQUES, publiques - PUBLIQUES


def test_a_visitor_is_sent_to_the_sign_in_page(client):
    assert client.get("/").headers["Location"] == "/comptes/login/?next=/"
