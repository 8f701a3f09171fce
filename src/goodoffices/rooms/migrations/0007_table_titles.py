"""The number of a table is the room's, and pages add it to the title: once it was a part of the title."""

import json
from typing import Any

from django.db import migrations


def without_numbers(apps: Any, schema: Any) -> None:
    """Take the number out of titles of tables whose first publication shows that they are of that time."""
    rooms, lines = apps.get_model("rooms", "Room"), apps.get_model("rooms", "PublicLine")
    for room in rooms.objects.filter(table__gt=0):
        first = lines.objects.filter(room=room, seq=0).first()
        if first is not None and "table" not in json.loads(first.line)["body"]:
            room.title = room.title.removesuffix(f", table {room.table}")
            room.save(update_fields=("title",))


class Migration(migrations.Migration):
    dependencies = [("rooms", "0006_polls")]

    operations = [migrations.RunPython(without_numbers, migrations.RunPython.noop)]
