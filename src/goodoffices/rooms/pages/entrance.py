"""The pages before a room: links into seats, the start page, sign out everywhere."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import perform_login
from allauth.account.views import password_change
from allauth.mfa.totp.views import activate_totp
from django.conf import settings
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from goodoffices.rooms.doing import people
from goodoffices.rooms.doing.refusals import NotYours
from goodoffices.rooms.doing.tickets import is_teacher
from goodoffices.rooms.pages.requests import form_of, show
from goodoffices.rooms.seen.accounts import has_factor
from goodoffices.rooms.seen.common import rooms_of
from goodoffices.rooms.seen.links import InvitationPage, invitation_page
from goodoffices.rooms.seen.newcomers import waiting_for

ADDRESS_OF_ROLE = {"party": "side", "mediator": "desk", "observer": "watch", "keeper": "seal"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the only room, or list the rooms."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if is_teacher(request.user):
        return redirect("control")
    rooms = rooms_of(request.user)
    if len(rooms) == 1:
        return redirect(ADDRESS_OF_ROLE[rooms[0].role], room=rooms[0].room)
    return show(request, "home", rooms, waiting=waiting_for(request.user))


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that the server answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """Show the table of trust."""
    return show(request, "trust", None)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Take the language that a visitor chooses: this browser keeps it, and the server nowhere."""
    known = request.POST.get("language") in dict(settings.LANGUAGES)
    return set_language(request) if known else redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation of a link; only a POST uses the link up."""
    page = invitation_page(token, request.user)
    if page is None:
        raise Http404
    if request.method != "POST":
        return show(request, "invitation", page)
    form = form_of(request)
    if request.user.is_authenticated:
        try:
            with transaction.atomic():
                people.redeem(token, request.user)
        except NotYours as error:
            raise Http404 from error
        return redirect("home")
    return _join(request, token, page, form)


def _join(request: HttpRequest, token: str, page: InvitationPage, form: dict[str, str]) -> HttpResponse:
    """Make an account, seat it, and sign it in; faults leave the link as it was."""
    model = get_user_model()
    name, password = form.get("username", "").strip(), form.get("password", "")
    user = model(username=name)
    faults: dict[str, str] = {}
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        faults["username"] = " ".join(error.messages)
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults["password"] = " ".join(error.messages)
    if password != form.get("again", ""):
        faults["again"] = _("The two passwords differ.")
    if faults:
        return show(request, "invitation", page, 422, faults=faults, username=name)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            people.redeem(token, user)
    except NotYours as error:
        raise Http404 from error
    response = perform_login(request, user, redirect_url="/")
    # the password was typed a moment ago: it is not asked for again before the second factor is set up
    reauthenticate_by_password(request)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Set up a second factor; an account that has one keeps it."""
    if request.user.is_authenticated and has_factor(request.user):
        return redirect("home")
    return activate_totp(request)


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the password, which ends the account's other sessions; holders of tickets have none."""
    if request.session.get("ticket"):
        raise Http404
    return password_change(request)


@require_http_methods(["GET", "HEAD", "POST"])
def everywhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every device."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if request.method == "POST":
        people.sign_out_everywhere(request.user)
        logout(request)
        return redirect("account_login")
    return show(request, "everywhere", None)
