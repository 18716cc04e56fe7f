"""The words of the interface in other languages: what is asked for, what is missing, and the compiled files.

python -m tools.catalogues            lists what is missing per language
python -m tools.catalogues update     adds what is missing to the .po files, empty, for a translator to fill
python -m tools.catalogues prune      takes out what no page asks for any more
python -m tools.catalogues compile    writes the .mo files that the pages read
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "weerklank"
LOCALE = SOURCE / "locale"
LANGUAGES = ("nl-easy", "en", "ar", "uk", "pap")
PLURALS = {
    "nl-easy": "nplurals=2; plural=(n != 1);",
    "pap": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
    "uk": "nplurals=4; plural=(n % 1 == 0 && n % 10 == 1 && n % 100 != 11 ? 0 : n % 1 == 0 && n % 10 >= 2 && n % 10 <= 4 && "
    "(n % 100 < 12 || n % 100 > 14) ? 1 : n % 1 == 0 && (n % 10 ==0 || (n % 10 >=5 && n % 10 <=9) || "
    "(n % 100 >=11 && n % 100 <=14 )) ? 2: 3);",
}
# what marks a sentence, and how many it is given: one, or one and its plural
MARKS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2}

# The words that a child or a teacher reads from Python: forms, refusals, and the stations of an idea's path.
CODE = (
    "participation/**/*.py",
    "answers/views/back.py",
    "answers/views/back_steps.py",
    "answers/actions/judging.py",
    "answers/class_sheet.py",
    "answers/paths.py",
    "answers/queries/child.py",
    # who comes to the day: a child or a young person signs up, a guardian says yes, and both read the messages
    "editions/actions/attending.py",
    "editions/door.py",
    "editions/forms/attending.py",
    "editions/letters.py",
    "editions/programme.py",
    "editions/queries/attending.py",
    "editions/views/attending.py",
    "editions/views/lottery.py",
    "findings/actions/objecting.py",
    # what children said, in pictures: the words beside the people, and what became of it
    "findings/contested.py",
    "findings/pictures.py",
    "tracker/loop/said.py",
    "moderation/actions/refusing.py",
    "moderation/reasons.py",
    "web/apps.py",
    "web/path.py",
    "web/first_help.py",
)
# The pages that speak the language of their address: what a child reads, and what whoever leads a group reads.
BASES = ("web/base_child.html", "participation/teacher/base.html", "participation/teacher/board.html")
# Drawn by a tag and not by an include, so that the pages themselves do not name them; and the shell of the public pages.
DRAWN = ("web/steps.html", "web/path.html", "web/base.html", "participation/child/open_door_again.html")
# What children and young people read outside their own pages: signing up for the day, the draw and the programme.
PAGES = (
    *(
        f"editions/attending/{page}.html"
        for page in ("front", "invitation", "thanks", "own", "change", "cancel", "gone")
    ),
    "editions/attending/guardian.html",
    "editions/choosing/lottery.html",
    "tracker/edition_programme.html",
)
_NAMES = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
CONTENT = SOURCE / "config/content/help_lines.toml"


@dataclass(frozen=True)
class Wanted:
    """One text that a page asks for."""

    text: str
    plural: str
    place: str


def templates_to_translate() -> tuple[Path, ...]:
    """Every page that stands on one of the bases or is named, and every piece of the house that those are made of."""
    templates = {
        path.as_posix().split("/templates/", 1)[1]: path for path in sorted(SOURCE.glob("*/templates/**/*.html"))
    }
    named = {
        name: [one for one in _NAMES.findall(path.read_text("utf-8")) if one in templates]
        for name, path in templates.items()
    }
    reached: set[str] = set()

    def stands_on_base(name: str) -> bool:
        return name in BASES or any(stands_on_base(one) for one in named[name][:1] if one != name)

    def follow(name: str) -> None:
        if name not in reached:
            reached.add(name)
            for one in named[name]:
                follow(one)

    for name in (
        *DRAWN,
        *PAGES,
        *(name for name in BASES if "{% extends" not in templates[name].read_text("utf-8")),
        *(name for name, path in templates.items() if "{% extends" in path.read_text("utf-8") and stands_on_base(name)),
    ):
        follow(name)
    return tuple(templates[name] for name in sorted(reached))


def wanted() -> tuple[Wanted, ...]:
    """Every text of these pages, once, with the first place where it stands."""
    found: dict[str, Wanted] = {}
    for path in (*templates_to_translate(), *_code()):
        for text, plural in _texts(path):
            found.setdefault(text, Wanted(text, plural, path.relative_to(SOURCE).as_posix()))
    for line in tomllib.loads(CONTENT.read_text("utf-8")).get("line", []) if CONTENT.exists() else []:
        for text in (line.get("for_whom", ""), line.get("hours", "")):
            if text:
                found.setdefault(text, Wanted(text, "", CONTENT.relative_to(SOURCE).as_posix()))
    return tuple(found.values())


def _code() -> Iterator[Path]:
    yield from (path for pattern in CODE for path in sorted(SOURCE.glob(pattern)))


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    return _in_template(path) if path.suffix == ".html" else _in_code(path)


def _in_template(path: Path) -> Iterator[tuple[str, str]]:
    code = templatize(path.read_text("utf-8"))
    marks = dict.fromkeys(MARKS, None) | {"ngettext": (1, 2)}
    for _line, message, _comments, _context in extract(
        "python", io.BytesIO(code.encode()), marks, (), {"encoding": "utf-8"}
    ):
        singular, plural = message[:2] if isinstance(message, tuple) else (message, "")
        if singular:
            yield singular, plural or ""


def _in_code(path: Path) -> Iterator[tuple[str, str]]:
    """Read as Python and not as tokens: a sentence inside a formatted string is a sentence too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if called in MARKS and len(said) >= MARKS[called]:
                yield said[0], said[1] if MARKS[called] == 2 else ""


def folder(language: str) -> Path:
    return LOCALE / to_locale(language) / "LC_MESSAGES"


def catalogue(language: str) -> polib.POFile:
    path = folder(language) / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=118)
    catalogue = polib.POFile(wrapwidth=118)
    catalogue.metadata = {
        "Project-Id-Version": "Weerklank",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
        "X-Made-By": "machine",
        "X-Read-By": "",
    }
    catalogue.fpath = str(path)
    return catalogue


def missing(language: str) -> tuple[Wanted, ...]:
    """What a child would read in Dutch for want of a translation."""
    done = {entry.msgid: entry for entry in catalogue(language) if entry.translated() and not entry.obsolete}
    return tuple(text for text in wanted() if text.text not in done or done[text.text].msgid_plural != text.plural)


def update(language: str) -> int:
    """Adds an empty entry for everything that is missing."""
    words = catalogue(language)
    known = {entry.msgid for entry in words}
    fresh = [text for text in wanted() if text.text not in known]
    forms = int(PLURALS[language].removeprefix("nplurals=").partition(";")[0])
    for text in fresh:
        plural = {"msgid_plural": text.plural, "msgstr_plural": dict.fromkeys(range(forms), "")} if text.plural else {}
        words.append(polib.POEntry(msgid=text.text, occurrences=[(text.place, "")], **plural))
    Path(words.fpath).parent.mkdir(parents=True, exist_ok=True)
    words.save()
    return len(fresh)


def prune(language: str) -> int:
    """Takes out what no page asks for any more. What has no place is the framework's, or of the shell: it stays."""
    words, asked = catalogue(language), {text.text for text in wanted()}
    gone = [entry for entry in words if entry.occurrences and entry.msgid not in asked]
    for entry in gone:
        words.remove(entry)
    words.save()
    return len(gone)


def compiled(language: str) -> bytes:
    """The .mo of this .po, as bytes: equal bytes mean that the compiled file is not behind."""
    binary: bytes = catalogue(language).to_binary()
    return binary


def main(arguments: list[str]) -> int:
    behind = 0
    for language in LANGUAGES:
        if arguments == ["update"]:
            print(f"{language}: {update(language)} added")  # noqa: T201
        elif arguments == ["prune"]:
            print(f"{language}: {prune(language)} taken out")  # noqa: T201
        elif arguments == ["compile"]:
            (folder(language) / "django.mo").write_bytes(compiled(language))
        else:
            gaps = missing(language)
            behind += len(gaps)
            print(f"{language}: {len(gaps)} missing")  # noqa: T201
            for gap in gaps:
                print(f"  {gap.place}: {gap.text}")  # noqa: T201
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
