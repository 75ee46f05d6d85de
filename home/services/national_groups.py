"""What national staff may do in the CMS: the groups of Wagtail that stand behind their roles."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from courses.models import CoursesIndexPage
from home.models import HomePage
from institutions.permissions import is_national_staff

METHODOLOGISTS = "National methodologists"

_PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
_IMAGE_RIGHTS = tuple(f"{act}_{model}" for model in ("picture", "image") for act in ("add", "change", "choose"))
_BANK_RIGHTS = tuple(
    f"{act}_{model}"
    for model in ("question", "quiz", "collection")
    for act in ("add", "change", "delete", "publish", "view")
)


@transaction.atomic
def prepare_groups() -> Group:
    """The group of national methodologists with its rights; safe to run again."""
    group, _made = Group.objects.get_or_create(name=METHODOLOGISTS)
    bank = Permission.objects.filter(content_type__app_label="quizzes", codename__in=_BANK_RIGHTS)
    door = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(*bank, *door)
    for page in [*HomePage.objects.filter(depth=2), *CoursesIndexPage.objects.all()]:
        for right in Permission.objects.filter(content_type__model="page", codename__in=_PAGE_RIGHTS):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)
    root = Collection.get_first_root_node()
    for right in Permission.objects.filter(codename__in=_IMAGE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=right)
    return group


def admit(person: Any) -> None:
    """Let a person into the CMS if, and only if, a membership of the national library says so."""
    group = Group.objects.get(name=METHODOLOGISTS)
    if is_national_staff(person):
        person.groups.add(group)
    else:
        person.groups.remove(group)
