from django.dispatch import Signal

award_issued = Signal()
"""A certificate was issued. Arguments: `award_id`. Sent once an award, when the transaction is committed."""
