from django import template

from courses import selectors
from courses.selectors import OfferedCourse

register = template.Library()


@register.simple_tag
def offered_courses() -> list[OfferedCourse]:
    """Every released course, by title. Bounded queries, see `courses.selectors.offered`."""
    return selectors.offered()
