"""What was acknowledged is there after a power cut, and pressing twice changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.browser import sign_in
from tests.e2e.journeys import COURSE, QUESTION, answer_rightly, enrol

RUN = f"ala-too-university-{COURSE}"
GIVEN = """
[...document.querySelectorAll("form[data-attempt] :is(input:checked, select, input[type=text])")]
  .map((one) => one.value)
"""
QUIZ = f"/ru/learn/{RUN}/search-strategy-test/"


def test_an_answer_survives_the_death_of_the_server(page, server, console_errors):
    sign_in(page, "student@example.org")
    enrol(page, "ru", RUN)
    page.goto(QUIZ)
    page.locator('form[action$="/start/"] button[type=submit]').click()
    page.wait_for_url(QUESTION)
    with page.expect_response(lambda response: response.url.endswith("/answer/")) as saved:
        answer_rightly(page, "ru")
        page.locator("h1").click()
    assert saved.value.ok
    given = page.evaluate(GIVEN)
    server.kill()
    server.start()
    page.reload()
    kept = page.evaluate(GIVEN)
    assert kept == given
    assert any(kept)
    console_errors.clear()


def test_two_browsers_submitting_at_one_moment_get_one_result(server):
    clients = [server.client("student@example.org") for _ in range(2)]
    clients[0].post(f"{QUIZ}start/")
    barrier = Barrier(2)

    def submit(client):
        barrier.wait()
        return client.post(f"{QUIZ}1/submit/", allow_redirects=False)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(submit, clients))
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(302, f"{QUIZ}1/review/")] * 2
    count = server.manage(
        "shell", "--no-imports", "-c",
        "from quizzes.models import Result; "
        "print(Result.objects.filter(attempt__learner__email='student@example.org').count())",
    )  # fmt: skip
    assert count.split()[-1] == "1"
