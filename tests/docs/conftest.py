"""Commands in the documents read the same few reports again and again."""

from tests.support.read_once import reports_read_once as reports_read_once
