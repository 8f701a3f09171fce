"""Tests of commands read the same few reports hundreds of times."""

from tests.support.read_once import reports_read_once as reports_read_once
