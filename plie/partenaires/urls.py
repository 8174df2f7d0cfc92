from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import RevokeTokenView, TokenView

# The names are the library's own: it looks its addresses up by them.
app_name = "oauth2_provider"
urlpatterns = [
    path("jeton/", csrf_exempt(login_not_required(TokenView.as_view())), name="token"),
    path(
        "revoquer/", csrf_exempt(login_not_required(RevokeTokenView.as_view())), name="revoke-token"
    ),
]
