"""Corrections that editors made before claims of people stated no probability still bear the rules that had read the claim corrected."""

from django.db import migrations


def take_rules_off_corrections(apps, schema_editor):
    verdicts = apps.get_model("claims", "Verdict").objects
    corrections = verdicts.filter(correction__isnull=False).values("correction")
    claims = apps.get_model("claims", "Claim").objects
    claims.filter(pk__in=corrections).exclude(rules_version="").update(rules_version="")


class Migration(migrations.Migration):

    dependencies = [("claims", "0015_doubtful_claims_wait")]

    operations = [migrations.RunPython(take_rules_off_corrections, migrations.RunPython.noop)]
