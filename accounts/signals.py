from django.dispatch import Signal

# kwargs: person_id. Sent on commit when a person has given a name or another one.
name_given = Signal()
