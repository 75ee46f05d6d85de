"""The front pages and the roots of the curriculum in three languages, so that every database has a place for courses."""

from uuid import uuid4

from django.db import migrations

LANGUAGES = ("ky", "ru", "en")
NAMES = {
    "ky": ("Маалыматты табууну, баалоону жана колдонууну үйрөнүңүз", "Курстар"),
    "ru": ("Учитесь находить, оценивать и использовать информацию", "Курсы"),
    "en": ("Learn to find, judge and use information", "Courses"),
}


def make_pages(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    page_model = apps.get_model("wagtailcore", "Page")
    locale_model = apps.get_model("wagtailcore", "Locale")
    site_model = apps.get_model("wagtailcore", "Site")
    home_model = apps.get_model("home", "HomePage")
    index_model = apps.get_model("courses", "CoursesIndexPage")
    home_type, _ = content_type.objects.get_or_create(app_label="home", model="homepage")
    index_type, _ = content_type.objects.get_or_create(app_label="courses", model="coursesindexpage")

    site_model.objects.all().delete()
    page_model.objects.filter(depth=2).delete()
    home_key, index_key = uuid4(), uuid4()
    for number, language in enumerate(LANGUAGES, start=1):
        locale, _ = locale_model.objects.get_or_create(language_code=language)
        home_title, index_title = NAMES[language]
        slug = "home" if language == "ky" else f"home-{language}"
        path = f"0001{number:04d}"
        common = {"locale": locale, "live": True}
        home = home_model.objects.create(
            title=home_title, draft_title=home_title, slug=slug, path=path, depth=2, numchild=1,
            url_path=f"/{slug}/", content_type=home_type, translation_key=home_key, **common,
        )
        index_model.objects.create(
            title=index_title, draft_title=index_title, slug="courses", path=f"{path}0001", depth=3, numchild=0,
            url_path=f"/{slug}/courses/", content_type=index_type, translation_key=index_key, **common,
        )
        if language == "ky":
            site_model.objects.create(hostname="localhost", port=80, root_page_id=home.pk, is_default_site=True)
    page_model.objects.filter(depth=1).update(numchild=len(LANGUAGES))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("courses", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_pages, migrations.RunPython.noop)]
