"""Secrets of second factors that were stored as they are: from now on encrypted."""

from django.db import migrations

from tracker.accounts.sealing import Unreadable, changed, seal, unseal


def _sealed_once(text):
    try:
        unseal(text)
    except Unreadable:
        return seal(text)
    return text


def _each(apps, change):
    authenticators = apps.get_model("mfa", "Authenticator").objects
    for one in authenticators.filter(type__in=("totp", "recovery_codes")).select_for_update():
        one.data = changed(one.data, change)
        one.save(update_fields=["data"])


def close(apps, schema_editor):
    _each(apps, _sealed_once)


def reopen(apps, schema_editor):
    _each(apps, unseal)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(close, reopen)]
