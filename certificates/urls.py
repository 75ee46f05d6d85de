from django.urls import path

from certificates import views

app_name = "certificates"

urlpatterns = [
    path("", views.lookup, name="lookup"),
    path("<slug:token>/", views.verify, name="verify"),
    path("<slug:token>.pdf", views.paper, name="pdf"),
]
