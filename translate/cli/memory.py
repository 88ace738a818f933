"""``translate memory``: look into the translation memory and take care of it."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from translate.cli import console, options
from translate.i18n import _, ngettext

if TYPE_CHECKING:
    from translate.languages import Language
    from translate.memory.learn import TermChange

Command = TypeVar("Command", bound=Callable[..., Any])


def memory_file_option(command: Command) -> Command:
    """``--memory PATH``: another memory than the user's own."""
    return click.option(
        "--memory",
        "memory_path",
        metavar="PATH",
        type=click.Path(path_type=Path),
        callback=options.memory_path,
        help=_("Memory file; by default the one of the settings, or in your data folder."),
    )(command)


def _to_option(command: Command) -> Command:
    return click.option(
        "--to", "target", metavar="LANGUAGE", help=_("Only this target language: ko, ja, zh, zh-Hant.")
    )(command)


@click.group(
    help=_(
        """Look into the translation memory and take care of it.

        Every sentence translated is kept in one file, so that it is never translated twice with the
        same package, options and glossary entries. Sentences that a person approved win over everything.

        \b
        Examples:
          translate memory search "The summit was held in Seoul." --to ko
          translate memory import corrected.tmx
          translate memory stats
        """
    ),
    short_help=_("Look into the translation memory."),
)
def memory() -> None:
    pass


@memory.command(
    "search",
    help=_(
        """Find sentences like TEXT, the most similar first.

        \b
        Examples:
          translate memory search "The ferry left at noon."
          translate memory search --contains Gyeongju --to ja
        """
    ),
    short_help=_("Find similar sentences."),
)
@click.argument("text")
@_to_option
@click.option("--contains", is_flag=True, help=_("Find sentences that hold TEXT, in either language."))
@click.option(
    "--limit",
    metavar="NUMBER",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help=_("Sentences at most."),
)
@click.option(
    "--min",
    "minimum",
    metavar="NUMBER",
    type=click.FloatRange(0, 100),
    default=60.0,
    show_default=True,
    help=_("Similarity below which a sentence does not count, in per cent."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print a JSON list."))
@memory_file_option
def search_command(
    text: str,
    target: str | None,
    contains: bool,
    limit: int,
    minimum: float,
    as_json: bool,
    memory_path: Path | None,
) -> None:
    from translate.memory.search import concordance, search

    with _open(memory_path) as opened:
        language = _language(target)
        if contains:
            hits = concordance(opened, text, target_language=language, limit=limit)
        else:
            hits = search(opened, text, target_language=language, limit=limit, minimum=minimum)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(hit) for hit in hits], ensure_ascii=False, indent=2))
        return
    for hit in hits:
        status = _("approved") if hit.approved else _("machine")
        click.echo(f"{hit.similarity:.0f} %  {hit.target_language}  {status}\n  {hit.source}\n  {hit.target}")
    if not hits:
        console.say(_("No such sentence is in the memory."))


@memory.command(
    "import",
    help=_(
        """Take the sentences of TMX or JSON Lines files into the memory as approved.

        A fault in a file leaves the memory as it was. Machine translations in a JSON Lines file that
        “translate memory export” wrote are taken back as such.

        \b
        Examples:
          translate memory import project.tmx
          translate memory import corrections.jsonl --keep
        """
    ),
    short_help=_("Take in TMX or JSON Lines files."),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@_to_option
@click.option(
    "--from", "source", metavar="LANGUAGE", default="en", help=_("Source language."), show_default=True
)
@click.option("--keep", is_flag=True, help=_("Keep the approved sentences that the memory has."))
@click.option("--format", "format_name", type=click.Choice(["tmx", "jsonl"]), help=_("Format of the files."))
@memory_file_option
def import_command(
    files: tuple[Path, ...],
    target: str | None,
    source: str,
    keep: bool,
    format_name: str | None,
    memory_path: Path | None,
) -> None:
    from translate.files import shown
    from translate.languages import parse_language
    from translate.memory.exchange import import_file

    source_language = parse_language(source).code
    with _open(memory_path, create=True) as opened:
        for path in files:
            report = import_file(
                opened,
                path,
                format_name=format_name,
                source_language=source_language,
                target_language=_language(target),
                keep=keep,
            )
            console.say(
                console.fill(
                    _("{path}: approved sentences: {added} added, {changed} changed, {unchanged} as before."),
                    path=shown(path),
                    added=report.approved.added,
                    changed=report.approved.changed,
                    unchanged=report.approved.unchanged,
                )
            )
            if report.machine:
                console.say(
                    console.fill(
                        ngettext(
                            "{number} machine translation taken over.",
                            "{number} machine translations taken over.",
                            report.machine,
                        ),
                        number=report.machine,
                    )
                )
            for reason, number in report.skipped.items():
                console.say(console.fill(_("Skipped {number}: {reason}."), number=number, reason=reason))


@memory.command(
    "export",
    help=_(
        """Write the memory's sentences to FILE, or to standard output for “-”.

        TMX is for other tools; JSON Lines keeps everything, so that another computer can go on with it.

        \b
        Examples:
          translate memory export team.tmx --to ko --approved
          translate memory export backup.jsonl
        """
    ),
    short_help=_("Write TMX or JSON Lines."),
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@_to_option
@click.option("--approved", "only", flag_value="approved", help=_("Only approved sentences."))
@click.option("--machine", "only", flag_value="machine", help=_("Only machine translations."))
@click.option("--format", "format_name", type=click.Choice(["tmx", "jsonl"]), help=_("Format of FILE."))
@click.option("--force", is_flag=True, help=_("Overwrite FILE."))
@memory_file_option
def export_command(
    file: Path,
    target: str | None,
    only: str | None,
    format_name: str | None,
    force: bool,
    memory_path: Path | None,
) -> None:
    from translate.files import open_atomically
    from translate.memory.exchange import export, format_of

    to_standard_output = str(file) == "-"
    name = format_name or ("jsonl" if to_standard_output else format_of(file))
    language = _language(target)
    choice = {"approved": only != "machine", "machine": only != "approved"}
    with _open(memory_path) as opened:
        if to_standard_output:
            number = export(opened, sys.stdout.buffer, name, target_language=language, **choice)
        else:
            # The texts are confidential, as the memory is: nobody else may read them.
            with open_atomically(file, overwrite=force, mode=None if file.exists() else 0o600) as output:
                number = export(opened, output, name, target_language=language, **choice)
    console.say(
        console.fill(
            ngettext("{number} sentence written.", "{number} sentences written.", number), number=number
        )
    )


@memory.command(
    "stats",
    help=_(
        """Say what the memory holds, by language and package.

        \b
        Example:
          translate memory stats
        """
    ),
    short_help=_("Say what the memory holds."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print a JSON object."))
@memory_file_option
def stats_command(as_json: bool, memory_path: Path | None) -> None:
    from translate.files import shown
    from translate.memory.care import statistics

    with _open(memory_path) as opened:
        counts = statistics(opened)
    rows: list[dict[str, Any]] = [
        {"from": source, "to": target, "status": "approved", "package": "", "sentences": number}
        for (source, target), number in counts.approved.items()
    ] + [
        {"from": source, "to": target, "status": "machine", "package": package, "sentences": number}
        for (source, target, package), number in counts.machine.items()
    ]
    if as_json:
        data = {"path": shown(counts.path), "bytes": counts.bytes, "entries": rows}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    console.say(console.fill(_("{path}: {size:.1f} MB"), path=shown(counts.path), size=counts.bytes / 1e6))
    words = {"approved": _("approved"), "machine": _("machine")}
    click.echo(
        console.table(
            [
                [
                    f"{row['from']} → {row['to']}",
                    words[str(row["status"])],
                    console.number(row["sentences"]),
                    str(row["package"]),
                ]
                for row in rows
            ],
            header=[_("Languages"), _("Status"), _("Sentences"), _("Package")],
        )
    )


@memory.command(
    "prune",
    help=_(
        """Delete machine translations that match all conditions given.

        \b
        Examples:
          translate memory prune --unused-for 180
          translate memory prune --package translate-en_ko-1.1 --dry-run
          translate memory prune --all
        """
    ),
    short_help=_("Delete entries that are no longer needed."),
)
@click.option(
    "--unused-for", "days", metavar="DAYS", type=click.IntRange(min=0), help=_("Not used for so many days.")
)
@click.option("--package", metavar="NAME", help=_("Made by packages whose identity begins with NAME."))
@_to_option
@click.option("--approved", is_flag=True, help=_("Delete approved sentences instead."))
@click.option("--all", "everything", is_flag=True, help=_("No condition: delete all of them."))
@click.option("--dry-run", is_flag=True, help=_("Only count them."))
@memory_file_option
def prune_command(
    days: int | None,
    package: str | None,
    target: str | None,
    approved: bool,
    everything: bool,
    dry_run: bool,
    memory_path: Path | None,
) -> None:
    from translate.memory.care import prune

    if approved and (days is not None or package):
        raise click.UsageError(_("--unused-for and --package do not apply to approved sentences."))
    if days is None and not package and not target and not everything:
        raise click.UsageError(_("Give a condition (--unused-for, --package, --to) or --all."))
    with _open(memory_path) as opened:
        number = prune(
            opened,
            unused_days=days,
            package=package,
            target_language=_language(target),
            approved=approved,
            dry_run=dry_run,
        )
    message = (
        ngettext("{number} sentence would be deleted.", "{number} sentences would be deleted.", number)
        if dry_run
        else ngettext("{number} sentence deleted.", "{number} sentences deleted.", number)
    )
    console.say(message.format(number=number))


@memory.command(
    "verify",
    help=_(
        """Check the memory's file and every entry in it; exit with 3 if something is wrong.

        \b
        Example:
          translate memory verify --remove
        """
    ),
    short_help=_("Check the memory's file."),
)
@click.option("--remove", "mend", is_flag=True, help=_("Delete damaged entries; they are translated again."))
@memory_file_option
def verify_command(mend: bool, memory_path: Path | None) -> int:
    from translate.files import shown
    from translate.memory.care import remove, verify

    with _open(memory_path) as opened:
        damages = list(verify(opened))
        for damage in damages:
            click.echo(damage.message)
        if not damages:
            console.say(_("{path} is sound.").format(path=shown(opened.path)))
            return 0
        if mend:
            number = remove(opened, damages)
            console.say(
                console.fill(
                    ngettext("{number} entry deleted.", "{number} entries deleted.", number), number=number
                )
            )
            return 0
    return 3


@memory.command(
    "learn",
    help=_(
        """Learn from a translation that you edited.

        CORRECTED is a translation of SOURCE that this tool made and you changed.
        Sentences that you changed become approved ones. Terms that you rendered
        otherwise are listed, and with --offer put into a glossary as proposed
        entries, which are not enforced before you approve them.

        \b
        Examples:
          translate memory learn article.txt article.ko.txt --to ko
          translate memory learn article.txt article.ko.txt --to ko --offer my-terms
        """
    ),
    short_help=_("Learn from a translation that you edited."),
)
@click.argument("source_path", metavar="SOURCE", type=click.Path(path_type=Path))
@click.argument("corrected_path", metavar="CORRECTED", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    type=options.LANGUAGE,
    required=True,
    help=_("Language of CORRECTED: ko, ja, zh, zh-Hant."),
)
@click.option(
    "--offer", metavar="NAME|PATH", help=_("Glossary that takes changed renderings as proposed entries.")
)
@options.translation_options
@options.reading_options
@memory_file_option
def learn_command(
    source_path: Path,
    corrected_path: Path,
    target: Any,
    offer: str | None,
    encoding: str | None,
    format_name: str | None,
    memory_path: Path | None,
    **shared: Any,
) -> None:
    from translate import documents
    from translate.documents.base import ReadOptions
    from translate.memory.learn import learn
    from translate.translator import Translator

    reading = ReadOptions(encoding=encoding, format=format_name)
    source = documents.read(source_path, options=reading)
    corrected = documents.read(corrected_path, options=reading)
    with _open(memory_path, create=True) as opened:
        translator = Translator(options.library_options(**shared), memory=opened)
        lesson = learn(translator, source, corrected, target)
        opened.approve(lesson.approved)
    for entry in lesson.approved:
        click.echo(f"{entry.source}\n  {entry.target}")
    console.say(
        console.fill(
            _("Sentences: {changed} approved, {unchanged} unchanged, {unmatched} not matched."),
            changed=len(lesson.approved),
            unchanged=lesson.unchanged,
            unmatched=len(lesson.unmatched),
        )
    )
    for text in lesson.unmatched:
        console.say(_("Not matched: {sentence}").format(sentence=text))
    for term in lesson.terms:
        console.say(
            console.fill(
                ngettext(
                    "{term}: “{before}” became “{after}” {number} time.",
                    "{term}: “{before}” became “{after}” {number} times.",
                    term.count,
                ),
                term=term.term,
                before=term.before,
                after=term.after,
                number=term.count,
            )
        )
    if lesson.terms and offer:
        _offer(offer, lesson.terms, target)
    elif lesson.terms:
        console.say(_("Give --offer GLOSSARY to propose these renderings as entries."))


def _offer(name: str, changes: list[TermChange], language: Language) -> None:
    """Put changed renderings into a glossary as proposed entries; those it has already stay."""
    from translate.errors import GlossaryError
    from translate.glossary.editing import Change, GlossaryEditor

    editor = GlossaryEditor.open(name, locales=[language.locale])
    added = 0
    for change in changes:
        try:
            editor.add(change.term, Change(renderings={language.locale: change.after}, status="proposed"))
            added += 1
        except GlossaryError as error:
            console.say(str(error))
    editor.save()
    console.say(
        console.fill(
            ngettext("{number} entry proposed in {name}.", "{number} entries proposed in {name}.", added),
            number=added,
            name=name,
        )
    )


def _open(path: Path | None, *, create: bool = False) -> Any:
    from translate.memory import Memory, default_path

    return Memory.open(path or default_path(), create=create)


def _language(code: str | None) -> str | None:
    from translate.languages import parse_language

    return None if code is None else parse_language(code).code
