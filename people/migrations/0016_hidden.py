"""Functions that tell what may not be shown."""

from django.db import migrations

from tracker.kernel.hiding import tells_hidden


class Migration(migrations.Migration):
    dependencies = [("people", "0015_pages_by_index")]

    operations = [
        tells_hidden("people_person"),
        tells_hidden("people_position"),
        tells_hidden("people_reportingline"),
        tells_hidden("people_founding"),
        tells_hidden("people_statement"),
    ]
