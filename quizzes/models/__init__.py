from quizzes.models.attempt import Attempt, AttemptQuestion, Response, Result
from quizzes.models.bank import Collection, Question, Quiz

__all__ = ["Attempt", "AttemptQuestion", "Collection", "Question", "Quiz", "Response", "Result"]
