from django.db import migrations, models

import goodoffices.rooms.chance


class Migration(migrations.Migration):
    dependencies = [("rooms", "0005_remembered")]

    operations = [
        migrations.CreateModel(
            name="Poll",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=goodoffices.rooms.chance.name, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("room", models.ForeignKey(on_delete=models.deletion.PROTECT, to="rooms.room")),
            ],
        ),
        migrations.CreateModel(
            name="PollAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=goodoffices.rooms.chance.name, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("poll", models.ForeignKey(on_delete=models.deletion.PROTECT, to="rooms.poll")),
            ],
        ),
        migrations.CreateModel(
            name="PollLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("poll", models.ForeignKey(on_delete=models.deletion.PROTECT, to="rooms.poll")),
            ],
        ),
    ]
