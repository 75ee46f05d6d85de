from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.views import serve

from lms.urls import urlpatterns as product


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>bare</title><p>ok")


def bare_wagtail(request: HttpRequest) -> HttpResponse:
    return serve(request, "bare-page/")


urlpatterns = [path("bare/", bare), path("bare-wagtail/", bare_wagtail), *product]
