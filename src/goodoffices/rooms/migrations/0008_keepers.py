from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0007_table_titles")]

    operations = [
        migrations.AddField(model_name="window", name="terms", field=models.IntegerField(default=0)),
    ]
