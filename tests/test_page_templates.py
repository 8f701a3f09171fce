"""Templates of pages: text is escaped, and a name that is not given is an error."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from goodoffices.page_templates import templates


@pytest.mark.parametrize("package", ["goodoffices.report", "goodoffices.review_page"])
def test_text_is_escaped_and_names_must_be_given(package: str) -> None:
    pages = templates(package)
    assert pages.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        pages.from_string("{{ text }}").render()
    assert any(name.endswith(".html") for name in pages.list_templates())
