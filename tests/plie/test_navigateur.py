import pytest


@pytest.mark.django_db(transaction=True)
def test_the_sign_in_page_obeys_the_content_security_policy(page):
    plaintes = []
    page.on("console", lambda message: plaintes.append(message.text))
    page.on("response", lambda r: plaintes.append(r.url) if r.status >= 400 else None)

    page.goto("/")

    assert page.url.endswith("/comptes/login/?next=/")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert plaintes == []
