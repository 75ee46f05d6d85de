"""Check that every message of the interface is translated, and that the compiled files hold the translations.

With --compile: write the compiled files (locale/*/LC_MESSAGES/*.mo), which are kept in the repository, so that nothing
but Python is needed to serve. New messages come into the .po files by bin/make_messages.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

BASE_DIR = Path(__file__).resolve().parent.parent
LOCALE_DIR = BASE_DIR / "locale"
LANGUAGES = ("ky", "ru")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


def main() -> None:
    sources = [LOCALE_DIR / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]
    absent = [f"{path.relative_to(BASE_DIR)} is missing." for path in sources if not path.exists()]
    if absent:
        sys.exit("\n".join(absent))
    if "--compile" in sys.argv:
        for path in sources:
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    problems = [problem for path in sources for problem in problems_of(path)] + stale(sources)
    if problems:
        sys.exit("\n".join(problems))
    print("Every message is translated.")


def problems_of(path: Path) -> list[str]:
    """What is wrong with one .po file and the .mo file beside it."""
    messages = polib.pofile(str(path))
    name = path.relative_to(BASE_DIR)
    found = [
        f"{name}: {problem}: {entry.msgid!r}"
        for entry in messages
        if not entry.obsolete
        for problem in problems_of_entry(entry)
    ]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or contents(polib.mofile(str(compiled))) != contents(messages):
        found.append(f"{compiled.relative_to(BASE_DIR)} is not up to date: run bin/check_translations.py --compile.")
    return found


def problems_of_entry(entry: polib.POEntry) -> list[str]:
    if entry.fuzzy:
        return ["not looked at (fuzzy)"]
    if not entry.translated():
        return ["not translated"]
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
    texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    # A plural form for one thing may leave the number out.
    if any(set(PLACEHOLDER.findall(text)) - wanted for text in texts) or (
        not entry.msgid_plural and set(PLACEHOLDER.findall(entry.msgstr)) != wanted
    ):
        return [f"placeholders are not {', '.join(sorted(wanted)) or 'absent'}"]
    return []


def contents(messages: polib.POFile | polib.MOFile) -> dict[tuple[str | None, str], object]:
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in messages
        if not entry.obsolete and (entry.msgstr or entry.msgstr_plural)
    }


def stale(sources: list[Path]) -> list[str]:
    """Messages that the code has and the .po files lack, or the other way round. Asks gettext where it is installed."""
    if not shutil.which("xgettext"):
        print("gettext is not installed: not checked whether the .po files have every message of the code.")
        return []
    found = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "sabat")
        ignored = shutil.ignore_patterns(".*", "var", "tests", "bench", "docs", "curriculum", "__pycache__")
        shutil.copytree(BASE_DIR, copy, ignore=ignored)
        subprocess.run([BASE_DIR / "bin" / "make_messages", copy], check=True)
        for path in sources:
            name = path.relative_to(BASE_DIR)
            there, here = messages_of(copy / name), messages_of(path)
            found += [f"{name} lacks {message!r}: run bin/make_messages." for _, message in sorted(there - here)]
            found += [f"{name} has {message!r}, which nothing uses." for _, message in sorted(here - there)]
    return found


def messages_of(path: Path) -> set[tuple[str, str]]:
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete}


if __name__ == "__main__":
    main()
