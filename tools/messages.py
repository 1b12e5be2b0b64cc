"""Keep the translations: collect the messages of the product, bring the catalogs up to date, compile them.

python tools/messages.py update   write the template, and bring every catalog up to date with it
python tools/messages.py check    name what the template or the French catalog lacks; fails when there is any
python tools/messages.py compile  write the compiled catalogs that a site reads
"""

from i18ndude.catalog import MessageCatalog
from i18ndude.catalog import MessageEntry
from pathlib import Path
from pythongettext.msgfmt import Msgfmt

import argparse
import os
import re
import subprocess
import sys
import tempfile


DOMAIN = "collective.socialgovernance"
PACKAGE = Path(__file__).resolve().parent.parent / "src" / "collective" / "socialgovernance"
LOCALES = PACKAGE / "locales"
TEMPLATE = LOCALES / f"{DOMAIN}.pot"
COMPLETE_LANGUAGE = "fr"  # English stands in the code; this one has to be complete


def catalogs() -> list[Path]:
    """The catalog of each language."""
    return sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def i18ndude(*arguments: str) -> None:
    """Run i18ndude in the package, so that the places it notes are relative to it.

    Raises subprocess.CalledProcessError, its reason shown.
    """
    command = [sys.executable, "-c", "from i18ndude.script import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command, cwd=PACKAGE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        done.check_returncode()


def collect(template: Path) -> None:
    """Write every message of the sources into a template."""
    i18ndude("rebuild-pot", "--no-line-numbers", "--pot", str(template), "--create", DOMAIN, ".")


def without_dates(text: str) -> str:
    """The text of a catalog without the lines that change at each run."""
    return re.sub(r'^"(POT-Creation|PO-Revision)-Date:.*\n', "", text, flags=re.MULTILINE)


def update() -> None:
    """Write the template and the catalogs anew, leaving alone those in which no message changes."""
    paths = [TEMPLATE, *catalogs()]
    before = {path: path.read_text(encoding="utf-8") if path.exists() else "" for path in paths}
    collect(TEMPLATE)
    i18ndude("sync", "--pot", str(TEMPLATE), *(str(path) for path in catalogs()))
    for path in paths:
        if without_dates(path.read_text(encoding="utf-8")) == without_dates(before[path]):
            path.write_text(before[path], encoding="utf-8")
        missing = sum(1 for _ in untranslated(path)) if path != TEMPLATE else 0
        print(f"{path.relative_to(LOCALES)}: {len(messages(path))} messages, {missing} without translation")


def messages(path: Path) -> dict[str, MessageEntry]:
    """The entries of a catalog by message id."""
    return {str(entry.msgid): entry for entry in MessageCatalog(filename=str(path)).values() if entry.msgid}


def untranslated(path: Path) -> list[str]:
    """The message ids that have no translation in a catalog."""
    return [msgid for msgid, entry in messages(path).items() if not entry.msgstr]


def variables(text: str) -> set[str]:
    """The names that a message fills in: `${name}`."""
    return set(re.findall(r"\$\{(\w+)\}", text))


def source_text(entry: MessageEntry) -> str:
    """The English text of a message: its default, or its id."""
    return str(entry.getDefault() or entry.msgid)


def problems() -> list[str]:
    """What is wrong with the translations, one sentence each; empty when all is well."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / TEMPLATE.name
        collect(fresh)
        used, listed = messages(fresh), messages(TEMPLATE)
    found += [f"not in the template (run `make i18n`): {msgid}" for msgid in sorted(set(used) - set(listed))]
    found += [f"used no more (run `make i18n`): {msgid}" for msgid in sorted(set(listed) - set(used))]
    complete = LOCALES / COMPLETE_LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.po"
    for msgid, entry in sorted(messages(complete).items()):
        if not entry.msgstr:
            found.append(f"no {COMPLETE_LANGUAGE} translation: {msgid}")
        elif variables(entry.msgstr) - variables(source_text(used.get(msgid, entry))):
            found.append(f"the {COMPLETE_LANGUAGE} translation fills in what is not given: {msgid}")
    return found


def compile_catalogs() -> None:
    """Write the compiled form of each catalog beside it, those for Plone's own menus too."""
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as source:
            path.with_suffix(".mo").write_bytes(Msgfmt(source, name=str(path)).getAsFile().read())


def main() -> int:
    """Do what the first argument says."""
    parser = argparse.ArgumentParser(description="Keep the translations.")
    parser.add_argument("what", choices=["update", "check", "compile"])
    what = parser.parse_args().what
    if what == "update":
        update()
    elif what == "compile":
        compile_catalogs()
    else:
        found = problems()
        print("\n".join(found) or "Every message is in the template and translated.")
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
