from django.dispatch import Signal

attempt_submitted = Signal()
"""An attempt was submitted and graded. Arguments: `attempt_id`. Sent when the transaction is committed."""
