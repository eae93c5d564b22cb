from django.db import migrations

from tracker.claims.guarding import guard_each


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_corrections")]

    operations = [
        guard_each(
            {
                "people_person": "person_id",
                "companies_organization": "organization_id",
                "news_article": "article_id",
                "news_outlet": "outlet_id",
                "claims_claim": "claim_id",
                "people_position": "position_id",
                "people_founding": "founding_id",
                "people_reportingline": "line_id",
                "people_statement": "statement_id",
                "companies_orgevent": "event_id",
                "companies_stake": "stake_id",
                "people_move": "move_id",
            }
        ),
    ]
