"""What is handed in is published where it is likelier right than wrong: extraction tells more than that."""

from django.db import migrations

#: The policy as it was made, and what becomes of it unless an operator has set it otherwise.
NAME, BEFORE, AFTER = "Handed in by us", 0.0, 0.5
NOTE = (
    "An operator has chosen the article: what is likelier right than wrong is published. "
    "Set another probability here to hold more, or less."
)


def hold_the_doubtful(apps, schema_editor):
    policies = apps.get_model("claims", "PublicationPolicy").objects
    policies.filter(name=NAME, least_probability=BEFORE, action="publish").update(
        least_probability=AFTER, note=NOTE
    )


class Migration(migrations.Migration):

    dependencies = [("claims", "0014_days_that_can_be_reckoned_with")]

    operations = [migrations.RunPython(hold_the_doubtful, migrations.RunPython.noop)]
