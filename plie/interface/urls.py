from django.urls import path

from plie.interface.views import aide, jeton, logo, recherche

app_name = "interface"
urlpatterns = [
    path("recherche/", recherche.recherche, name="recherche"),
    path("logo/<slug:empreinte>.png", logo.logo, name="logo"),
    path("jeton/", jeton.jeton, name="jeton"),
    path("aide/", aide.aide, name="aide"),
    path("aide/raccourcis/", aide.aide_raccourcis, name="aide_raccourcis"),
    path("aide/<slug:cle>/", aide.aide_page, name="aide_page"),
]
