"""The words by which a browser names choices. Ids never leave the server: an author may have called one `right`."""

from uuid import UUID

from django.utils.crypto import salted_hmac

from quizzes.questions.registry import Token

_SALT = "quizzes.tokens"
_LENGTH = 12


def token_for(attempt: UUID, position: int) -> Token:
    """The tokens of one question in one attempt. Equal ids have different tokens in every other question."""

    def token(identifier: str) -> str:
        keyed = salted_hmac(_SALT, f"{attempt}/{position}/{identifier}", algorithm="sha256")
        return keyed.hexdigest()[:_LENGTH]

    return token
