"""The sheet of tickets to print and cut up: a seat, its address, and the address as a QR code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import qrcode
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from goodoffices.files import write_text
from goodoffices.rooms.classlist import Slip
from goodoffices.rooms.doing.tickets import TEACHER, token_of
from goodoffices.rooms.models import Ticket

STYLE = """
body { font: 12pt/1.4 system-ui, sans-serif; margin: 1cm; }
ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; }
li { border: 1px dashed #777; padding: .5cm; break-inside: avoid; }
svg { width: 3.6cm; height: 3.6cm; float: inline-end; }
code { font-size: 8pt; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 13pt; } p { margin: .2cm 0; }
@media (max-width: 12cm) { ul { grid-template-columns: 1fr; } }
"""


def slips(url: str) -> tuple[Slip, ...]:
    """Return every ticket of the exercise with its address, the teacher's first."""
    found = Ticket.objects.select_related("seat__room").order_by("seat__room__table", "seat__place")
    made = [
        Slip(
            ticket.seat.room.table if ticket.seat else 0,
            ticket.seat.key if ticket.seat else "",
            ticket.seat.name if ticket.seat else TEACHER,
            ticket.label if ticket.seat else "",
            f"{url}t/{token_of(ticket)}",
        )
        for ticket in found
    ]
    return tuple(sorted(made, key=lambda slip: slip.table))


def write_sheet(path: Path, title: str, tickets: Sequence[Slip]) -> None:
    """Write the sheet of the students' tickets as a page to print, for its owner only."""
    rows = format_html_join(
        "\n",
        "<li>{}<h2>{}</h2><p><bdi>{}</bdi></p><p><strong><bdi>{}</bdi></strong></p><code>{}</code></li>",
        (
            (
                _code(ticket.url),
                _("Table {number}").format(number=ticket.table),
                ticket.name,
                ticket.label,
                ticket.url,
            )
            for ticket in tickets
            if ticket.table
        ),
    )
    page = format_html(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title>'
        "<style>{}</style></head>\n<body><h1><bdi>{}</bdi></h1>\n<ul>{}</ul></body></html>\n",
        title,
        mark_safe(STYLE),
        title,
        rows,
    )
    write_text(path, page)
    path.chmod(0o600)


def _code(url: str) -> str:
    """Return an address as a QR code in SVG."""
    drawn = qrcode.make(url, image_factory=SvgPathImage, box_size=10, border=2)
    return mark_safe(drawn.to_string(encoding="unicode"))
