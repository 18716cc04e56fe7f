"""Mail about a kept list: asked for, confirmed from the mailbox, and left with one click."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from weerklank.accounts.access import public
from weerklank.briefings.actions import alerts
from weerklank.briefings.forms import AlertForm
from weerklank.briefings.models import SavedView, Subscription
from weerklank.moves import Refusal
from weerklank.tracker.limbs import facets, wanted
from weerklank.web.context import address


def _view(key: str) -> SavedView:
    found = SavedView.objects.filter(key=key).first()
    if found is None:
        raise Http404(_("Deze weergave kennen we niet."))
    return found


def _name(view: SavedView) -> str:
    known = facets.known()
    return wanted.in_words(wanted.of(view.filters, known), known) or view.name


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """What belongs to one mailbox is kept by no browser and named to no other site."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


# exempt: the form stands on a page without a cookie, and who fakes it only has a mailbox asked whether it wants mail
@public("whoever follows the list asks for mail without an account")
@csrf_exempt
def ask(request: HttpRequest, key: str) -> HttpResponse:
    view = _view(key)
    form = AlertForm(request.POST or None)
    done = f"{address(request.path).prefix}{view.get_absolute_url()}mail/gevraagd/"
    if request.method == "POST" and request.POST.get("website"):
        # a field that people do not see was filled in
        return redirect(done)
    if request.method == "POST" and form.is_valid():
        visit, language = alerts.visit_of(request.POST.get("visit", "")), get_language() or "nl"
        try:
            if not visit:
                raise Refusal(_("Deze bladzijde stond te lang open. Druk nog een keer op de knop."))
            alerts.ask(view=view, language=language, now=timezone.now(), visit=visit, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            return redirect(done)
    context = {
        "view": view,
        "name": _name(view),
        "form": form,
        "visit": alerts.visit_token(),
        "erase_days": alerts.UNCONFIRMED_DAYS,
    }
    return _page(request, "tracker/alert_ask.html", context, 422 if form.errors else 200)


@public("says the same to everybody, whoever is subscribed")
def asked(request: HttpRequest, key: str) -> HttpResponse:
    context = {"view": _view(key), "erase_days": alerts.UNCONFIRMED_DAYS}
    return _page(request, "tracker/alert_asked.html", context)


def _by_secret(secret: str) -> Subscription:
    found = alerts.find(secret[:80])
    if found is None:
        raise Http404(_("Deze link werkt niet meer: het adres is gewist. Vraag de post opnieuw aan bij de lijst zelf."))
    return found


@public("whoever has the link from the mail decides about that mail")
@csrf_exempt
def manage(request: HttpRequest, secret: str) -> HttpResponse:
    """A button, because mail programmes open every link by themselves."""
    row = _by_secret(secret)
    wanted_often = request.POST.get("frequency") or request.GET.get("hoe") or row.frequency
    frequency = wanted_often if wanted_often in alerts.FREQUENCIES else row.frequency
    done = False
    if request.method == "POST":
        row = alerts.confirm(secret=secret, frequency=frequency, now=timezone.now())
        done = True
    context = {"row": row, "name": _name(row.view), "frequency": frequency, "done": done, "secret": secret}
    return _page(request, "tracker/alert_manage.html", context)


@public("whoever has the link from the mail says that no mail may come again")
@csrf_exempt
def never(request: HttpRequest, secret: str) -> HttpResponse:
    """A button here too; who presses twice, or after leaving, is told the same."""
    done = request.method == "POST"
    if done:
        alerts.never(secret=secret[:80])
    return _page(request, "tracker/alert_never.html", {"done": done})


# exempt: RFC 8058 has the mail programme itself send this, without any page before it
@public("whoever has the link from the mail leaves with one click")
@csrf_exempt
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    done = request.method == "POST"
    if done:
        # a second click finds nothing, and that is what was wanted
        alerts.leave(secret=secret[:80])
    return _page(request, "tracker/alert_leave.html", {"done": done})
