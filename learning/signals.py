from django.dispatch import Signal

course_completed = Signal()
"""A learner completed a course. Arguments: `completion_id`. Sent when the transaction is committed."""
