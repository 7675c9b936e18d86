"""Which messages the catalogues must have, and how they are brought up to date: `make messages`.

Messages come from the sources, the labels, directions and families of indicators from `data/indicators.csv`. Names and
adjectives of economies have an entry only where a translator wrote one: Babel knows the names.
"""

import csv
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tradedash.i18n import ENGLISH, LANGUAGES, LOCALES

SOURCES = Path(__file__).parents[1]
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
#: Contexts that a translator may fill as needed: no source names their messages.
FREE = ("economy", "basis", "statistics")
HEADER = """# The English sentence is the key; `make messages` adds what is missing, empty.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def template(data: Path) -> Catalog:
    """Return all messages that every catalogue must have; `data` is the folder of the seed tables."""
    catalogue = Catalog()
    for _file, _line, message, _comments, context in extract_from_dir(
        SOURCES, [("**.py", "python")], keywords=_KEYWORDS, strip_comment_tags=True
    ):
        catalogue.add(message, context=context)
    with (data / "indicators.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            catalogue.add(row["label"], context="indicator")
            catalogue.add(row["direction"], context="direction")
            if row["family"]:
                catalogue.add(row["family"].replace("_", " ").capitalize(), context="family")
    return catalogue


def read(chosen: str) -> Catalog:
    """Return the catalogue of a language."""
    with path(chosen).open("rb") as file:
        return read_po(file, locale=chosen)


def path(chosen: str) -> Path:
    """Return where the catalogue of a language is kept."""
    return LOCALES / chosen / "LC_MESSAGES" / "messages.po"


def placeholders(text: str) -> list[str]:
    """Return the named pieces of a message, sorted, each once."""
    return sorted(set(_PLACEHOLDER.findall(text)))


def update(chosen: str, wanted: Catalog) -> int:
    """Bring a catalogue in step with the sources and write it; return how many messages are not translated."""
    old, new = read(chosen), Catalog(locale=chosen, fuzzy=False)
    for message in wanted:
        if message.id:
            known = old.get(message.id, message.context)
            new.add(message.id, known.string if known else "", context=message.context)
    for message in old:
        if message.id and message.context in FREE:
            new.add(message.id, message.string, context=message.context)
    with path(chosen).open("wb") as file:
        file.write(HEADER.format(language=chosen, plural=new.plural_forms).encode())
        write_po(file, new, width=120, omit_header=True, sort_output=True)
    return sum(not (all(m.string) if isinstance(m.string, tuple) else m.string) for m in new if m.id)


def main(data: Path) -> None:
    """Update every catalogue."""
    wanted = template(data)
    for chosen in LANGUAGES:
        if chosen != ENGLISH:
            sys.stdout.write(f"{chosen}: {len(wanted)} messages, {update(chosen, wanted)} without a translation\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
