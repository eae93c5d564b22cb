"""What is published without an editor from the first day on: set in the admin from then on."""

from django.db import migrations

POLICIES = (
    {
        "name": "Handed in by us",
        "way": "handed_in",
        "action": "publish",
        "least_probability": 0.0,
        "note": "An operator has chosen the article. Set a probability here to hold what is doubtful.",
    },
    {
        "name": "Polled sources",
        "way": "polled",
        "action": "publish",
        "least_probability": 0.8,
        "note": "For sources that are not set to wait for an editor. Of claims that are four fifths sure, "
        "about four fifths are right: see How good is this?",
    },
)


def make(apps, schema_editor):
    PublicationPolicy = apps.get_model("claims", "PublicationPolicy")
    for columns in POLICIES:
        PublicationPolicy.objects.get_or_create(name=columns["name"], defaults=columns)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_publication_policy"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
