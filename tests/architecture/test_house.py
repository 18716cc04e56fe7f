"""The house itself: what no single app can promise alone."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.template.loader import get_template
from django.urls import URLPattern

from weerklank.accounts.rules import WHOSE
from weerklank.config.access import access_table, routes

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "weerklank"
APPS = [config.name.rpartition(".")[2] for config in apps.get_app_configs() if config.name.startswith("weerklank.")]
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html")) + sorted(SOURCE.glob("*/templates/**/*.txt"))
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


ROUTES = list(routes())


@pytest.mark.parametrize(("where", "route"), ROUTES, ids=[where or "/" for where, _ in ROUTES])
def test_every_view_says_who_may_open_it(where: str, route: URLPattern) -> None:
    reason = getattr(route.callback, "public_reason", "")
    rule = getattr(route.callback, "required_rule", "")
    assert bool(reason) != bool(rule), f"{where}: @public('why') or @requires('rule'), and not both"
    assert not rule or rule in WHOSE, f"{where}: {rule} is not a declared rule"


@pytest.mark.parametrize(("where", "route"), ROUTES, ids=[where or "/" for where, _ in ROUTES])
def test_every_address_has_a_name(where: str, route: URLPattern) -> None:
    assert route.name, where


def _reachable(model: type[models.Model], seen: set[type[models.Model]]) -> set[type[models.Model]]:
    for field in model._meta.get_fields():
        forward = field.is_relation and field.concrete and isinstance(field.related_model, type)
        if forward and field.related_model not in seen:
            seen.add(field.related_model)
            _reachable(field.related_model, seen)
    return seen


@pytest.mark.parametrize("model", list(apps.get_app_config("participation").get_models(include_auto_created=True)))
def test_nothing_of_a_child_leads_to_an_account(model: type[models.Model]) -> None:
    people = {
        apps.get_model("accounts.Account"),
        apps.get_model("editions.Registration"),
        apps.get_model("sessions.Session"),
    }
    assert _reachable(model, set()) & people == set()


def test_no_table_joins_a_childs_words_to_an_account() -> None:
    """A key to a contribution, vote or code and a key to an account never stand in one table."""
    child = {
        apps.get_model(f"participation.{name}") for name in ("Contribution", "ContributionText", "Vote", "ReturnCode")
    }
    account = apps.get_model("accounts.Account")
    for model in apps.get_models(include_auto_created=True):
        pointed = {field.related_model for field in model._meta.get_fields() if field.is_relation and field.concrete}
        assert not (pointed & child and account in pointed), model


@pytest.mark.parametrize("model", list(apps.get_app_config("participation").get_models()))
def test_no_moment_address_or_device_of_a_child_has_a_column(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if not field.concrete:
            continue
        assert not isinstance(field, (models.DateTimeField, models.TimeField, models.GenericIPAddressField)), field
        assert not re.search(
            r"(^|_)(ip|agent|browser|device|latitude|longitude|email|phone_number)($|_)", field.name
        ), field


@pytest.mark.parametrize("path", TEMPLATES, ids=[str(path.relative_to(SOURCE)) for path in TEMPLATES])
def test_templates_are_plain(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape off", text), "what a person typed is always escaped"
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=\"|\sstyle=\"|<style\b", text), "no inline script or style"
    assert not re.search(r"(src|srcset|poster|data)=\"(https?:)?//|<link[^>]+href=\"(https?:)?//", text), (
        "no other host"
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=[str(path.relative_to(SOURCE)) for path in TEMPLATES])
def test_templates_compile(path: Path) -> None:
    get_template(str(path).partition("/templates/")[2])


def test_every_template_is_used() -> None:
    everything = "\n".join(path.read_text() for path in [*MODULES, *TEMPLATES])
    named_by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"}
    names = {str(path).partition("/templates/")[2] for path in TEMPLATES} - named_by_django
    # the child's room names its pages by their last word
    spoken = {name: name.removeprefix("participation/child/").removesuffix(".html") for name in names}
    unused = {
        name
        for name, word in spoken.items()
        if not re.search(rf"""["']({re.escape(name)}|{re.escape(word)})["']""", everything)
    }
    assert unused == set()


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_no_signals_and_nothing_marked_safe(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"django\.dispatch|db\.models\.signals", text), "behaviour is called, not wired to saves"
    assert "mark_safe" not in text or path.is_relative_to(SOURCE / "web"), "only the face may make markup"
    assert path.stem not in {"utils", "common", "helpers", "misc"}, "find the noun"


_LOOKS_AT_THE_CLOCK = re.compile(r"timezone\.(now|localdate|localtime)\(\)|datetime\.now\(|date\.today\(|time\.time\(")


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_only_views_and_commands_look_at_the_clock(path: Path) -> None:
    allowed = {"views", "commands", "feeds", "tags", "templatetags"}
    if allowed & {path.stem, *path.relative_to(SOURCE).parts} or path.stem in {"api", "views"}:
        return
    assert not _LOOKS_AT_THE_CLOCK.search(path.read_text()), "time comes in as an argument"


def _actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in MODULES:
        if path.stem == "actions" or path.parent.name == "actions":
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield f"{path.relative_to(SOURCE)}:{node.name}", node


ACTIONS = list(_actions())


@pytest.mark.parametrize(("name", "function"), ACTIONS, ids=[name for name, _ in ACTIONS])
def test_an_action_is_keyword_only_and_says_what_it_does(name: str, function: ast.FunctionDef) -> None:
    named = {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
    if named & {"by", "now"}:
        assert function.args.args == [], f"{name}: keyword-only"
        assert ast.get_docstring(function), f"{name}: one sentence in the language of the domain"


def test_the_views_fit_on_a_screen() -> None:
    long = []
    for _, route in ROUTES:
        view = inspect.unwrap(route.callback)
        if view.__module__.startswith("weerklank."):
            length = len(inspect.getsource(view).splitlines())
            if length > 60:
                long.append((f"{view.__module__}.{view.__qualname__}", length))
    assert long == []


@pytest.mark.parametrize("app", APPS)
def test_every_app_says_in_five_lines_what_it_is_about(app: str) -> None:
    lines = (SOURCE / app / "README.md").read_text().strip().splitlines()
    assert 2 <= len(lines) <= 8


def test_the_printed_access_is_the_access_that_holds() -> None:
    assert (ROOT / "docs" / "reference" / "access.md").read_text() == access_table(), "run `make docs`"
