from django.urls import path

from plie.administration import views

app_name = "administration"
urlpatterns = [
    path("agents/", views.agents, name="agents"),
    path("visite/", views.visite, name="visite"),
    path("logo/", views.logo, name="logo"),
    path("agents/creer/", views.agent_creer, name="agent_creer"),
    path("agents/<int:pk>/", views.agent, name="agent"),
    path("agents/<int:pk>/inviter/", views.agent_inviter, name="agent_inviter"),
    path("agents/<int:pk>/fin-d-acces/", views.acces_finir, name="acces_finir"),
    path("agents/<int:pk>/ouvrir/", views.acces_ouvrir, name="acces_ouvrir"),
]
