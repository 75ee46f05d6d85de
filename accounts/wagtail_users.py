from wagtail.users.apps import WagtailUsersAppConfig


class PeopleAppConfig(WagtailUsersAppConfig):
    """Wagtail's screens for people, made for our `User` with one name."""

    user_viewset = "accounts.viewsets.PersonViewSet"
