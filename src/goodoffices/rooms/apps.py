"""The room as a Django application."""

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    """Its label is ``rooms``."""

    name = "goodoffices.rooms"
    label = "rooms"
