"""Everything that must always hold, gathered from the apps."""

from collections.abc import Iterator
from itertools import chain

from certificates.invariants import problems as of_certificates
from courses.invariants import problems as of_courses
from learning.invariants import problems as of_learning
from quizzes.invariants import problems as of_quizzes


def problems() -> Iterator[str]:
    """A sentence for each thing that does not hold; none when all is well."""
    return chain(of_courses(), of_quizzes(), of_learning(), of_certificates())
