"""What every host begins with: settings become a site, or every problem that stands in its way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from playbook import forges, site
from playbook.bundles import Bundles, bundles
from playbook.clock import latest, today
from playbook.digests import Digests
from playbook.flaws import flaws
from playbook.hosts.colours import coloured
from playbook.hosts.kept_documents import KeptDocuments
from playbook.hosts.program import code
from playbook.hosts.settings import Settings
from playbook.loading import NOTHING, Kept, Loaded, load_sound
from playbook.loading.places import Places
from playbook.problems import Problem, Severity
from playbook.relations import preview
from playbook.review.faults import faults
from playbook.review.history import whereabouts
from playbook.routes import Addresses
from playbook.site import Site
from playbook.store import Store
from playbook.texts import Texts, english, read, shipped
from playbook.texts.sentences import told

# What a build says of a site that is for its editors alone; a strict one ends there.
PREVIEW = "Pages say what is wrong with them (problems: true), for editors alone. Turn that off to publish them."


def site_of(settings: Settings, kept: Kept = NOTHING) -> Site | Sequence[Problem]:
    """The site that the settings ask for, or every problem that stands in its way.

    `kept` is as in `load`; without it what an earlier build read is taken from the cache.
    """
    texts = _catalogue(settings)
    if not isinstance(texts, Texts):
        return texts
    documents = KeptDocuments(Store(settings.cache), settings.language, settings.content.name)
    kept = documents if kept is NOTHING else kept
    read = load_sound(settings.content, latest(today()), settings.kept_back, kept)
    documents.write()
    if read.playbook is None or (read.problems and not settings.problems):
        return read.problems
    made = coloured(_built(settings, read, texts, kept), settings.palette)
    choice, root = read.playbook.choice, settings.content
    found = (*read.aside, *faults(made, root, kept, preview=settings.drafts))
    if settings.problems:
        return _with_flaws(made, read.problems, found, root)
    if hardened := choice.hardened:
        found += _advice(made, root, hardened)
    said = choice.weighed(found, Places(root).line).problems
    errors = sorted(problem for problem in said if problem.severity is Severity.ERROR)
    if errors:
        return errors
    return replace(made, warnings=tuple(problem for problem in said if problem.severity is Severity.WARNING))


def _built(settings: Settings, read: Loaded, texts: Texts, kept: Kept) -> Site:
    assert read.playbook is not None, "whoever asks has looked"

    def bundle(texts: Texts, layout: Addresses) -> Bundles:
        return kept.once("bundles", "", _bundled, settings.cache, texts, layout.files)

    return site.build(
        preview(read.playbook) if settings.drafts else read.playbook,
        settings.templates,
        settings.address,
        settings.repository,
        settings.contact,
        print_page=settings.print_page,
        texts=texts,
        edit=edit_of(settings),
        forge=settings.forge,
        report=settings.report,
        broken=read.broken,
        bundle=bundle,
        layout=Addresses(files=settings.files),
    )


def _bundled(cache: Path | None, texts: Texts, files: bool) -> Bundles:  # noqa: FBT001  # as `Settings.files` says it
    """The scripts and styles of a site, which depend on the texts that they say and on the program alone."""
    layout = Addresses(files=files)
    if not code():
        return bundles(texts, layout)
    store = Store(cache)
    key = Digests().of("bundles", code(), texts.entries, files)
    if held := store.get(key):
        (paths, names), contents = held
        return Bundles(paths, dict(zip(names, map(str.encode, contents), strict=True)))
    made = bundles(texts, layout)
    store.put(key, (dict(made.paths), list(made.files)), [content.decode() for content in made.files.values()])
    return made


def _advice(made: Site, root: Path, *only: Collection[str]) -> tuple[Problem, ...]:
    """All advice on a site, or that of some rules."""
    from playbook.advice import advise, context_of  # sixty rules, for the few builds that ask for any

    return advise(context_of(made.edition, made.reader, root, today()), *only)


def _with_flaws(made: Site, unsound: Sequence[Problem], found: Sequence[Problem], root: Path) -> Site:
    """The site with what is wrong on the pages that it is about, and with advice where all of it could be read."""
    places = Places(root)

    def body(file: str) -> tuple[str, int] | None:
        text = made.texts.get(file)
        return (text, places.in_body(file, text).line) if text else None

    if unsound:
        # What is left out makes others look as if something were amiss with them.
        left_out = {problem.location.path for problem in unsound}
        said = [*unsound, *(one for one in found if not any(side.location.path in left_out for side in one.sides))]
    else:
        said = [*found, *_advice(made, root)]
    judged = made.playbook.choice.weighed(said, places.line)
    return made.with_flaws(flaws(told(judged.problems, made.edition.say.language), made.pages, body))


def edit_of(settings: Settings) -> str:
    """Where content is changed, `{path}` standing for a file's; empty where nobody knows.

    The folder is what git says, since mkdocs.yml may lie anywhere in a repository, and so is the branch where the
    settings name none.
    """
    if not settings.repository:
        return ""
    found = whereabouts(settings.content)
    folder = settings.edited if found is None else found.folder
    if not folder and found is None:
        return ""
    branch = settings.branch or (found.branch if found else "") or forges.BRANCH
    return forges.edit(settings.repository, folder, branch, settings.forge)


def texts_of(settings: Settings) -> Texts:
    """The texts of a site; English where its own cannot be read."""
    found = _catalogue(settings)
    return found if isinstance(found, Texts) else english()


def _catalogue(settings: Settings) -> Texts | Sequence[Problem]:
    """A site's own catalogue, else the one that comes with us for its language."""
    return read(settings.texts) if settings.texts else shipped(settings.language)
