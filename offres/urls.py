from django.urls import path  # noqa: F401 - the first route comes with the next commit

app_name = "offres"
urlpatterns = []
