from django.urls import include, path

from accounts import views

profile = ([path("", views.profile, name="profile")], "accounts")

urlpatterns = [
    path("profile/", include(profile)),
    path("", include("allauth.account.urls")),
]
