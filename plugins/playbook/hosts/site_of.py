"""What every host begins with: settings become a site, or every problem that stands in its way."""

from __future__ import annotations

from collections.abc import Sequence

from playbook import routes, site
from playbook.clock import latest, today
from playbook.hosts.settings import Settings
from playbook.loading import Kept, load
from playbook.model import Playbook
from playbook.problems import Problem
from playbook.relations import preview
from playbook.review.faults import faults
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
        edit=routes.edit(settings.repository, settings.edited) if settings.repository and settings.edited else "",
    )
    return faults(made, settings.content, preview=settings.drafts) or made


def texts_of(settings: Settings) -> Texts:
    """The texts of a site; English where its own cannot be read."""
    found = _catalogue(settings)
    return found if isinstance(found, Texts) else english()


def _catalogue(settings: Settings) -> Texts | Sequence[Problem]:
    """A site's own catalogue, else the one that comes with us for its language."""
    return read(settings.texts) if settings.texts else shipped(settings.language)
