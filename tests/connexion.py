"""Signing in with the browser, as anybody does."""

from tests.usines import MOT_DE_PASSE


def se_connecter(page, agent):
    page.goto("/comptes/login/")
    page.fill("[name=login]", agent.email)
    page.fill("[name=password]", MOT_DE_PASSE)
    page.click("main button[type=submit]")
    page.wait_for_url("/")
