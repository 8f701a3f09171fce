"""The server's entrance: ``GOODOFFICES_ROOM`` names the folder."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodoffices.rooms.settings")
application = get_wsgi_application()
