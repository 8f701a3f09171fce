"""Notes that all processes of a server share for minutes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0004_newcomers")]

    operations = [
        migrations.CreateModel(
            name="Remembered",
            fields=[
                ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("until", models.DateField()),
            ],
        ),
    ]
