"""Groups for the four roles; who could enter the admin before keeps what they could do."""

from django.db import migrations

ROLES = ("viewer", "editor", "senior editor", "admin")


def give(apps, schema_editor):
    groups = {
        name: apps.get_model("auth", "Group").objects.get_or_create(name=name)[0] for name in ROLES
    }
    users = apps.get_model("auth", "User").objects
    for user in users.filter(is_superuser=True):
        user.groups.set([groups["admin"]])
    for user in users.filter(is_staff=True, is_superuser=False):
        user.groups.set([groups["editor"]])


def take(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_accounts"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(give, take)]
