from learning.models.progress import Completion, ItemProgress
from learning.models.run import Enrolment, Run

__all__ = ["Completion", "Enrolment", "ItemProgress", "Run"]
