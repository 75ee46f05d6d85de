from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User


def test_who_may_edit_finds_the_cms_in_the_menu(client: Client, carol: User) -> None:
    editors = Group.objects.create(name="national editors")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    carol.groups.add(editors)
    client.force_login(carol)
    assert 'href="/cms/"' in client.get("/accounts/profile/").text


def test_who_may_not_edit_does_not(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert 'href="/cms/"' not in client.get("/accounts/profile/").text
