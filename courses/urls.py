from django.urls import path

from courses import views

app_name = "courses"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.course, name="course"),
    path("<slug:course>/<slug:module>/<slug:lesson>/", views.lesson, name="lesson"),
    path("<slug:course>/<slug:module>/<slug:lesson>/check/<slug:block_id>/", views.check, name="check"),
]
