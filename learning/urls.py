from django.urls import URLPattern, path

from learning.views import learn, quiz

app_name = "learning"

_ITEM = "learn/<slug:run>/<slug:item>/"

urlpatterns: list[URLPattern] = [
    path("my/", learn.my, name="my"),
    path("my/start/<slug:course>/", learn.start, name="start"),
    path("learn/<slug:run>/", learn.run, name="run"),
    path("learn/<slug:run>/enrol/", learn.enrol, name="enrol"),
    path("learn/<slug:run>/edition/", learn.accept_edition, name="accept_edition"),
    path(_ITEM, learn.item, name="item"),
    path(_ITEM + "done/", learn.lesson_done, name="lesson_done"),
    path(_ITEM + "place/", learn.place, name="place"),
    path(_ITEM + "check/<slug:block_id>/", learn.check, name="check"),
    path(_ITEM + "start/", quiz.start, name="quiz_start"),
    path(_ITEM + "<int:number>/", quiz.summary, name="quiz_summary"),
    path(_ITEM + "<int:number>/submit/", quiz.submit, name="quiz_submit"),
    path(_ITEM + "<int:number>/review/", quiz.review, name="quiz_review"),
    path(_ITEM + "<int:number>/<int:position>/", quiz.question, name="question"),
    path(_ITEM + "<int:number>/<int:position>/answer/", quiz.answer, name="answer"),
]
