"""The tables of the room. Ids that stand in addresses are random; private rows have no times.

Only ``vault``, ``doing`` and ``seen`` import this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.base import ModelState

from goodoffices.rooms import chance


class Row(models.Model):
    """A row of a table of ours, made quickly: nobody asks Django to be told when one is read."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Sequence[str], values: Sequence[Any]) -> Self:
        """Return a row that was read, all attributes at once: Django sets one after another."""
        if len(values) != len(cls._meta.concrete_fields):
            return super().from_db(db, field_names, values)
        found = cls.__new__(cls)
        found._state = ModelState()
        found._state.adding, found._state.db = False, db
        found.__dict__.update(zip(field_names, values, strict=True))
        return found


class Room(Row):
    """A mediation. ``state`` is preparing, open, suspended or ended.

    ``table`` is the number of a table of an exercise, from 1; ``ends`` is the end of its time, once begun.
    """

    id = models.UUIDField(primary_key=True, default=chance.name)
    title = models.TextField()
    case_digest = models.CharField(max_length=64)
    exercise = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default="preparing")
    result = models.CharField(max_length=16, default="")
    terms = models.IntegerField(default=0)
    suspended_why = models.TextField(default="")
    shredded = models.BooleanField(default=False)
    table = models.IntegerField(default=0)
    ends = models.DateTimeField(null=True)


class Seat(Row):
    """A seat: ``key`` is the id of its party or mediator in the case, or ``keeper:1`` and ``keeper:2``.

    ``machine`` is the name of the strategy or mediator that plays it at a table of an exercise, if one does.
    """

    id = models.UUIDField(primary_key=True, default=chance.name)
    room = models.ForeignKey(Room, models.PROTECT)
    role = models.CharField(max_length=10)
    place = models.IntegerField()
    key = models.TextField()
    name = models.TextField()
    left = models.BooleanField(default=False)
    shredded = models.BooleanField(default=False)
    machine = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "role", "place"), name="a_seat_a_place"),
        )
        ordering = ("place",)


class Account(Row):
    """Our part of an account, beside Django's: its sessions are of one ``generation``."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE)
    generation = models.IntegerField(default=0)


class Member(Row):
    """A person in a seat; ``speaks_for`` is principal or delegate.

    ``waits`` is true until the people of the seat have let a newcomer in.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    seat = models.ForeignKey(Seat, models.PROTECT)
    speaks_for = models.CharField(max_length=10, default="principal")
    waits = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "seat"), name="a_person_a_seat_once"),)


class Invitation(Row):
    """A link into a seat. Only the hash of its secret is kept.

    ``asks`` is true if its holder waits for leave of those who sit there already.
    """

    seat = models.ForeignKey(Seat, models.PROTECT)
    inviter = models.TextField()
    speaks_for = models.CharField(max_length=10, default="principal")
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    redeemed = models.BooleanField(default=False)
    asks = models.BooleanField(default=False)


class Compartment(Row):
    """A chain of sealed entries with a key of its own.

    ``kind`` is own (a party's side), told (a party's side towards the mediator ``about``), mediator, between
    (what the mediators ``owner`` and ``about`` write to each other) or engine. ``place`` is the place of its
    leaf in each publication.
    """

    id = models.UUIDField(primary_key=True, default=chance.name)
    room = models.ForeignKey(Room, models.PROTECT)
    kind = models.CharField(max_length=10)
    owner = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="sides")
    about = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="told")
    place = models.IntegerField()
    head = models.CharField(max_length=64)
    length = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("room", "place"), name="a_leaf_a_place"),)
        ordering = ("place",)


class Entry(Row):
    """A sealed entry of a compartment."""

    compartment = models.ForeignKey(Compartment, models.PROTECT)
    seq = models.IntegerField()
    commitment = models.CharField(max_length=64)
    sealed = models.BinaryField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("compartment", "seq"), name="an_entry_a_number"),
        )
        ordering = ("seq",)


class PublicLine(Row):
    """A line of the public chain, as JSON."""

    room = models.ForeignKey(Room, models.PROTECT)
    seq = models.IntegerField()
    kind = models.CharField(max_length=30)
    line = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("room", "seq"), name="a_line_a_number"),)
        ordering = ("seq",)


class Leaf(Row):
    """The salt of a leaf, and the head of the compartment at that publication."""

    line = models.ForeignKey(PublicLine, models.PROTECT)
    compartment = models.ForeignKey(Compartment, models.PROTECT)
    salt = models.BinaryField()
    head = models.CharField(max_length=64)


class Paper(Row):
    """A public document that was put: an agenda, a text, or the agreement to mediate."""

    room = models.ForeignKey(Room, models.PROTECT)
    kind = models.CharField(max_length=10)
    number = models.IntegerField()
    document = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "kind", "number"), name="a_paper_a_number"),
        )
        ordering = ("number",)


class Consent(Row):
    """A party has accepted a version of the agreement to mediate; the details are in its own side."""

    seat = models.ForeignKey(Seat, models.PROTECT)
    version = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("seat", "version"), name="a_consent_once"),)


class Draft(Row):
    """A sealed draft of a seat: an answer to a window, or a mediator's next text."""

    seat = models.ForeignKey(Seat, models.PROTECT)
    about = models.CharField(max_length=40)
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("seat", "about"), name="a_draft_a_subject"),)


class Sitting(Row):
    """A protocol on a frozen agenda.

    ``stands`` is the number of the text that stands; ``decided`` that of the last text of which the mediator
    said if it stands. ``steps`` is the number of texts at most if a machine mediates, else 0 for no limit.
    """

    room = models.ForeignKey(Room, models.PROTECT)
    agenda = models.ForeignKey(Paper, models.PROTECT)
    protocol = models.CharField(max_length=40)
    over = models.BooleanField(default=False)
    stands = models.IntegerField(default=0)
    decided = models.IntegerField(default=0)
    steps = models.IntegerField(default=0)


class Event(Row):
    """An event of a sitting, as a row in JSON; a private row is sealed with the key of its party.

    ``stub`` has the seat and the event of a private row, sealed with the engine's key.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT)
    seq = models.IntegerField()
    compartment = models.ForeignKey(Compartment, models.PROTECT, null=True)
    row = models.BinaryField()
    stub = models.BinaryField(default=b"")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("sitting", "seq"), name="an_event_a_number"),)
        ordering = ("seq",)


class Window(Row):
    """A question to every party about a paper, until an announced minute.

    ``kind`` is agenda, critique, close, batch, improve or resume. ``mediator_too``: after the deadline of a
    close the mediator may read the answers; otherwise only the engine. ``state`` is open, published, or
    stopped if the talks were suspended meanwhile. ``terms`` is the version of the agreement to mediate that
    told the parties, before they answered, that two keepers may open the answers; 0 if nobody ever may.
    """

    id = models.UUIDField(primary_key=True, default=chance.name)
    room = models.ForeignKey(Room, models.PROTECT)
    kind = models.CharField(max_length=10)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True)
    mediator = models.ForeignKey(Seat, models.PROTECT)
    due = models.DateTimeField()
    mediator_too = models.BooleanField(default=True)
    terms = models.IntegerField(default=0)
    state = models.CharField(max_length=10, default="open")
    number = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("room",), condition=models.Q(state="open"), name="one_open_window"
            ),
            models.UniqueConstraint(fields=("room", "number"), name="a_window_a_number"),
        )
        ordering = ("number",)


class Ballot(Row):
    """A sealed answer to a window; a later answer of the seat takes its place until the window is due.

    ``receipt`` is the head of the compartment after it; the next answer must name it.
    """

    window = models.ForeignKey(Window, models.PROTECT)
    seat = models.ForeignKey(Seat, models.PROTECT)
    compartment = models.ForeignKey(Compartment, models.PROTECT)
    seq = models.IntegerField()
    receipt = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("window", "seat"), name="a_ballot_a_seat"),)


class Poll(Row):
    """A poll of a party's constituents.

    Whose it is, and until when it lasts, is sealed with the engine's key.
    """

    id = models.UUIDField(primary_key=True, default=chance.name)
    room = models.ForeignKey(Room, models.PROTECT)
    sealed = models.BinaryField()


class PollLink(Row):
    """A link of a poll that nobody has used yet: only the hash of its secret is kept."""

    poll = models.ForeignKey(Poll, models.PROTECT)
    token_hash = models.CharField(max_length=64, unique=True)


class PollAnswer(Row):
    """A sealed answer to a poll; its random id tells no order and no link."""

    id = models.UUIDField(primary_key=True, default=chance.name)
    poll = models.ForeignKey(Poll, models.PROTECT)
    sealed = models.BinaryField()


class Exercise(Row):
    """The exercise of this server: ``minutes`` of a table; ``debrief`` is true once it is shown.

    ``strategy`` and ``mediator`` are the machines that take empty seats and those of people who fall silent;
    empty if none do. ``seed`` is that of their draws. ``protocol`` is that of every table.
    """

    minutes = models.IntegerField()
    debrief = models.BooleanField(default=False)
    seed = models.IntegerField(default=0)
    strategy = models.TextField(default="")
    mediator = models.TextField(default="")
    protocol = models.CharField(max_length=40, default="single-text-critique")


class Ticket(Row):
    """A ticket for a seat of an exercise, or for its teacher if there is no seat.

    ``browser_hash`` is that of the secret of the browser that it is bound to; empty if it is free.
    """

    id = models.UUIDField(primary_key=True, default=chance.name)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True)
    label = models.TextField(default="")
    token_hash = models.CharField(max_length=64, unique=True)
    browser_hash = models.CharField(max_length=64, default="")
    consent = models.BooleanField(default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)


class Remembered(Row):
    """A sealed note that all processes share for minutes; its row is kept until after the day ``until``."""

    name = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    until = models.DateField()
