"""Fields that people type into: what was typed comes back with signs that are not seen drawn as marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import goodoffices

TEMPLATES = sorted(Path(goodoffices.__file__).with_name("rooms").glob("templates/rooms/*.html"))
FIELD = re.compile(r"<textarea[^>]*>\{\{ ([^}]*) \}\}</textarea>|<input(?![^>]*type=\"hidden\")[^>]*>")
VALUE = re.compile(r"value=\"\{\{ ((?:page|ask)\.[^}]*) \}\}\"")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_fields_draw_what_is_not_seen(template: Path) -> None:
    for field in FIELD.finditer(template.read_text("utf-8")):
        words = field[1] or "".join(VALUE.findall(field[0]))
        assert not words or words.endswith("|shown"), field[0]
