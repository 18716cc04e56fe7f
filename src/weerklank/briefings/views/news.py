"""News with its sources: for everybody, and for who writes it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weerklank.accounts.access import public, requires
from weerklank.briefings import queries
from weerklank.briefings.actions import news as actions
from weerklank.briefings.forms import ArticleForm, WithdrawForm
from weerklank.briefings.lifecycle import ArticleState
from weerklank.briefings.marked import blocks
from weerklank.briefings.models import NewsArticle
from weerklank.moves import Refusal
from weerklank.rights.models import Theme
from weerklank.web.feeds import Atom
from weerklank.web.listing import Choice, Filter, Filters

PER_PAGE = 25


@public("news is for everybody")
def news(request: HttpRequest) -> HttpResponse:
    words, theme = request.GET.get("q", "")[:200].replace("\x00", ""), request.GET.get("thema", "").replace("\x00", "")
    page = Paginator(queries.published_articles(words=words, theme=theme), PER_PAGE).get_page(request.GET.get("page"))
    themes = Theme.objects.filter(news__state=ArticleState.PUBLISHED).distinct().prefetch_related("names")
    context = {
        "page": page,
        "filters": Filters(
            filters=(Filter("thema", _("Thema"), tuple(Choice(row.slug, str(row)) for row in themes), theme),),
            query=words,
            query_label=_("Zoek in nieuws"),
            action=reverse("briefings-news"),
        ),
        "crumbs": [{"label": _("Nieuws")}],
        "as_of": timezone.localdate(),
    }
    return render(request, "briefings/news.html", context)


@public("an article with its sources; what was withdrawn keeps its address and says why")
def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(NewsArticle.objects.exclude(state=ArticleState.DRAFT), slug=slug)
    withdrawn = found.state == ArticleState.WITHDRAWN
    context = {
        "article": found,
        "blocks": () if withdrawn else blocks(found.body),
        "withdrawn": withdrawn,
        "crumbs": [{"label": _("Nieuws"), "href": reverse("briefings-news")}, {"label": found.title}],
    }
    return render(request, "briefings/article.html", context, status=410 if withdrawn else 200)


class NewsFeed(Feed):
    """The newest articles, for readers of feeds."""

    feed_type = Atom
    title = "Weerklank: nieuws over kinderrechten"
    subtitle = "Elk bericht met zijn bronnen"
    link = "/nieuws/"
    feed_url = "/nieuws/feed/"
    language = "nl"

    def items(self) -> list[NewsArticle]:
        return list(queries.published_articles()[:30])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.lead)

    def item_link(self, item: Any) -> str:
        return str(item.get_absolute_url())

    def item_pubdate(self, item: Any) -> datetime:
        return timezone.make_aware(datetime.combine(item.published_on, time(12)))

    item_updateddate = item_pubdate


@public("the same news for readers of feeds")
def feed(request: HttpRequest) -> HttpResponse:
    return NewsFeed()(request)


# --- who writes it -----------------------------------------------------------------------------------------------


@requires("rights.edit")
def news_work(request: HttpRequest) -> HttpResponse:
    words, state = request.GET.get("q", "")[:200], request.GET.get("stand", "")
    page = Paginator(queries.article_list(words=words, state=state), PER_PAGE).get_page(request.GET.get("page"))
    states = tuple(Choice(value, label) for value, label in ArticleState.choices)
    context = {
        "page": page,
        "filters": Filters(
            filters=(Filter("stand", "Stand", states, state),), query=words, action=reverse("briefings-news-work")
        ),
        "crumbs": [{"label": "Nieuws"}],
    }
    return render(request, "briefings/news_work.html", context)


@requires("rights.edit")
def article_new(request: HttpRequest) -> HttpResponse:
    form = ArticleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.write_article(text=form.text(), by=request.user, now=timezone.now())
        messages.success(request, "Het bericht is bewaard als concept.")
        return redirect("briefings-article-work", article_id=made.pk)
    return _form_page(request, form, None)


@requires("rights.edit")
def article_edit(request: HttpRequest, article_id: int) -> HttpResponse:
    found = _article(article_id)
    form = ArticleForm(request.POST or None, article=found)
    if request.method == "POST" and form.is_valid():
        try:
            correction = form.cleaned_data.get("correction", "")
            actions.edit_article(
                article_id=found.pk, text=form.text(), correction=correction, by=request.user, now=timezone.now()
            )
            messages.success(request, "Het bericht is bewaard.")
            return redirect("briefings-article-work", article_id=found.pk)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return _form_page(request, form, found)


def _form_page(request: HttpRequest, form: ArticleForm, found: NewsArticle | None) -> HttpResponse:
    title = found.title if found else "Nieuw bericht"
    context = {
        "form": form,
        "article": found,
        "title": title,
        "crumbs": [{"label": "Nieuws", "href": reverse("briefings-news-work")}, {"label": title}],
    }
    return render(request, "briefings/article_form.html", context, status=422 if form.errors else 200)


@requires("rights.edit")
def article_work(request: HttpRequest, article_id: int) -> HttpResponse:
    """How it will look, and what can be done with it."""
    return _work_page(request, _article(article_id), WithdrawForm())


def _work_page(request: HttpRequest, found: NewsArticle, form: WithdrawForm) -> HttpResponse:
    context = {
        "article": found,
        "blocks": blocks(found.body),
        "form": form,
        "crumbs": [{"label": "Nieuws", "href": reverse("briefings-news-work")}, {"label": found.title}],
    }
    return render(request, "briefings/article_work.html", context, status=422 if form.errors else 200)


@requires("rights.edit")
@require_POST
def article_publish(request: HttpRequest, article_id: int) -> HttpResponse:
    try:
        actions.publish_article(article_id=_article(article_id).pk, by=request.user, now=timezone.now())
        messages.success(request, "Het bericht staat openbaar.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("briefings-article-work", article_id=article_id)


@requires("rights.edit")
@require_POST
def article_withdraw(request: HttpRequest, article_id: int) -> HttpResponse:
    found = _article(article_id)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            actions.withdraw_article(article_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Het bericht is ingetrokken. Op het adres staat waarom.")
            return redirect("briefings-article-work", article_id=found.pk)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    return _work_page(request, found, form)


def _article(article_id: int) -> NewsArticle:
    # beyond what a database numbers its rows with there is nothing to find
    if article_id > 2**31:
        raise Http404
    return get_object_or_404(NewsArticle.objects.prefetch_related("themes__names"), pk=article_id)
