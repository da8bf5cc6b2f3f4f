"""What every host begins with: settings become a site, or every problem that stands in its way."""

from __future__ import annotations

from collections.abc import Sequence

from playbook import forges, site
from playbook.clock import latest, today
from playbook.hosts.settings import Settings
from playbook.loading import Kept, load
from playbook.model import Playbook
from playbook.problems import Problem
from playbook.relations import preview
from playbook.review.faults import faults
from playbook.review.history import whereabouts
from playbook.site import Site
from playbook.texts import Texts, english, read, shipped


def site_of(settings: Settings, kept: Kept | None = None) -> Site | Sequence[Problem]:
    """The site that the settings ask for, or every problem that stands in its way; `kept` is as in `load`."""
    texts = _catalogue(settings)
    if not isinstance(texts, Texts):
        return texts
    loaded = load(settings.content, latest(today()), settings.kept_back, kept)
    if not isinstance(loaded, Playbook):
        return loaded
    made = site.build(
        preview(loaded) if settings.drafts else loaded,
        settings.templates,
        settings.address,
        settings.repository,
        settings.contact,
        print_page=settings.print_page,
        texts=texts,
        edit=edit_of(settings),
        forge=settings.forge,
        report=settings.report,
    )
    return faults(made, settings.content, preview=settings.drafts) or made


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
