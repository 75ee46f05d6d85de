from django.dispatch import Signal

edition_released = Signal()
"""An edition was released. Arguments: `edition_id`. Sent when the transaction is committed."""
