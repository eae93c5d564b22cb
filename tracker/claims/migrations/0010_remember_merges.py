from django.db import migrations

from tracker.claims.merging.triggers import rules, watch


class Migration(migrations.Migration):

    dependencies = [
        ("claims", "0009_merges"),
        ("people", "0007_merged_records"),
        ("companies", "0005_merged_records"),
    ]

    operations = [
        rules(),
        watch(
            "claims_claim",
            "claims_claim_positions",
            "claims_mentionruling",
            "claims_neversame",
            "claims_ruledout",
            "claims_takedown",
            "companies_organization",
            "companies_organizationkind",
            "companies_organizationname",
            "companies_organizationparent",
            "companies_orgevent",
            "companies_orgeventstate",
            "companies_stake",
            "companies_stakestate",
            "companies_succession",
            "people_founding",
            "people_foundingstate",
            "people_move",
            "people_movestate",
            "people_person",
            "people_personname",
            "people_position",
            "people_positionstate",
            "people_reportingline",
            "people_reportinglinestate",
            "people_statement",
        ),
    ]
