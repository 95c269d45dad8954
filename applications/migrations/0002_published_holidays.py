"""Fill the table of working days with the years that the State Council has published."""

from django.db import migrations

from applications.rules.holidays import days_that_differ


def seed(apps, schema_editor):
    holiday = apps.get_model("applications", "Holiday")
    holiday.objects.bulk_create(
        holiday(day=special.day, is_working=special.is_working, name=special.name)
        for special in days_that_differ()
    )


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
