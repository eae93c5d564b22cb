"""Functions that tell what may not be shown."""

from django.db import migrations

from tracker.kernel.hiding import tells_hidden

#: What is hidden itself, or part of what is: units lie at most two deep below a company.
_ORGANIZATIONS = """
WITH above AS (SELECT id FROM companies_organization WHERE hidden),
within AS (SELECT id FROM companies_organization WHERE parent_id IN (SELECT id FROM above))
SELECT id FROM above
UNION SELECT id FROM within
UNION SELECT id FROM companies_organization WHERE parent_id IN (SELECT id FROM within)
"""


class Migration(migrations.Migration):
    dependencies = [("companies", "0007_by_name")]

    operations = [
        tells_hidden("companies_organization", _ORGANIZATIONS),
        tells_hidden("companies_orgevent"),
        tells_hidden("companies_stake"),
    ]
