"""Every address of the room. Those of allauth that are not here do not exist."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from django.urls import path

from goodoffices.rooms.pages import (
    desk,
    entrance,
    errors,
    exercise,
    letters,
    offers,
    polls,
    record,
    seal,
    side,
    table,
)

urlpatterns = [
    path("", entrance.home, name="home"),
    path("health", entrance.health, name="health"),
    path("trust", entrance.trust, name="trust"),
    path("language", entrance.language, name="language"),
    path("i/<str:token>", entrance.invitation, name="invitation"),
    path("t/<str:token>", exercise.ticket, name="ticket"),
    path("p/<str:token>", polls.opinion, name="opinion"),
    path("x/", exercise.control, name="control"),
    path("x/debrief", exercise.debrief, name="debrief"),
    path("x/tables.csv", exercise.table, name="tables"),
    path("x/tables.parquet", exercise.parquet, name="tables-parquet"),
    path("everywhere", entrance.everywhere, name="everywhere"),
    path("signin", account.login, name="account_login"),
    path("signout", account.logout, name="account_logout"),
    path("again", account.reauthenticate, name="account_reauthenticate"),
    path("password", entrance.password, name="account_change_password"),
    path("factor", factor.index, name="mfa_index"),
    path("factor/code", factor.authenticate, name="mfa_authenticate"),
    path("factor/again", factor.reauthenticate, name="mfa_reauthenticate"),
    path("factor/app", entrance.factor, name="mfa_activate_totp"),
    path("factor/codes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factor/codes/new", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("r/<uuid:room>/", side.side, name="side"),
    path("r/<uuid:room>/look", side.look, name="look"),
    path("r/<uuid:room>/letters", letters.side_letters, name="letters"),
    path("r/<uuid:room>/letters/look", letters.look, name="look-letter"),
    path("r/<uuid:room>/desk/improve", desk.improve, name="improve"),
    path("r/<uuid:room>/desk/suggestions", desk.suggestions, name="suggestions"),
    path("r/<uuid:room>/desk/letters", letters.desk_letters, name="desk-letters"),
    path("r/<uuid:room>/desk/mediators", letters.colleagues, name="colleagues"),
    path("r/<uuid:room>/offer", offers.offer, name="offer"),
    path("r/<uuid:room>/offer/look", offers.look, name="look-offer"),
    path("r/<uuid:room>/accept", offers.accept, name="accept"),
    path("r/<uuid:room>/role", exercise.role, name="role"),
    path("r/<uuid:room>/seat", exercise.own_seat, name="seat"),
    path("r/<uuid:room>/polls", polls.polls, name="polls"),
    path("r/<uuid:room>/terms", side.terms, name="terms"),
    path("r/<uuid:room>/audit", side.audit, name="audit"),
    path("r/<uuid:room>/own", side.own, name="own"),
    path("r/<uuid:room>/newcomers", side.newcomers, name="newcomers"),
    path("r/<uuid:room>/leave", side.leave, name="leave"),
    path("r/<uuid:room>/shred", side.shred, name="shred"),
    path("r/<uuid:room>/watch", table.watch, name="watch"),
    path("r/<uuid:room>/text/<int:number>", table.text, name="text"),
    path("r/<uuid:room>/text/<int:number>/changes", table.changes, name="changes"),
    path("r/<uuid:room>/minutes", table.minutes, name="minutes"),
    path("r/<uuid:room>/agreed", table.agreed, name="agreed"),
    path("r/<uuid:room>/agreed.docx", table.agreed_document, name="agreed-document"),
    path("r/<uuid:room>/verify", table.verify, name="verify"),
    path("r/<uuid:room>/log", table.log, name="log"),
    path("r/<uuid:room>/record", record.record, name="record"),
    path("r/<uuid:room>/record.jsonl", record.file, name="record-file"),
    path("r/<uuid:room>/review", record.review, name="review"),
    path("r/<uuid:room>/seal", seal.seal, name="seal"),
    path("r/<uuid:room>/seal/answers", seal.answers, name="seal-answers"),
    path("r/<uuid:room>/desk", desk.desk, name="desk"),
    path("r/<uuid:room>/desk/people", desk.people, name="people"),
    path("r/<uuid:room>/desk/terms", desk.terms, name="desk-terms"),
    path("r/<uuid:room>/desk/agenda", desk.agenda, name="desk-agenda"),
    path("r/<uuid:room>/desk/text", desk.text, name="desk-text"),
    path("r/<uuid:room>/desk/close", desk.close, name="desk-close"),
    path("r/<uuid:room>/desk/batch", desk.batch, name="batch"),
    path("r/<uuid:room>/desk/course", desk.course, name="course"),
    path("r/<uuid:room>/desk/end", desk.end, name="end"),
]
handler400 = errors.bad
handler403 = errors.forbidden
handler404 = errors.missing
handler429 = errors.often
handler500 = errors.broken
