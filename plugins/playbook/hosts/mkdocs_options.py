"""The plugin's options in mkdocs.yml, as MkDocs checks them."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError

from playbook.forges import NAMES
from playbook.hosts.settings import address_fault
from playbook.loading.people import contact_fault


class _SecureUrl(config_options.Type[str]):
    """An https address that others may be made of."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        address = super().run_validation(value)
        if fault := address_fault(address):
            raise ValidationError(fault)
        return address


class _Contact(config_options.Type[str]):
    """An e-mail address, or that of a form or a channel."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        address = super().run_validation(value)
        if address and (fault := contact_fault(address)):
            raise ValidationError(fault)
        return address


class _Count(config_options.Type[int]):
    """A number from 1."""

    def __init__(self) -> None:
        super().__init__(int)

    def run_validation(self, value: object) -> int:
        count = super().run_validation(value)
        if count < 1 or isinstance(value, bool):
            raise ValidationError("It has to be a number from 1.")
        return count


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types its bases only in part
    """What may stand below `playbook` in `plugins`."""

    drafts = config_options.Type(bool, default=False)
    # What the check says stands on the pages, which are made even where there are errors: for editors alone.
    problems = config_options.Type(bool, default=False)
    templates = config_options.Optional(config_options.Dir(exists=True))
    repository = config_options.Optional(_SecureUrl())
    # Its kind of code host, where the address does not tell, and the branch that people change, where git does not.
    forge = config_options.Optional(config_options.Choice(NAMES))
    branch = config_options.Optional(config_options.Type(str))
    # Where readers without an account at the repository's host may answer.
    contact = config_options.Optional(_Contact())
    # A page of all plays for paper; where nothing is said, only as long as they are few.
    print_page = config_options.Optional(config_options.Type(bool))
    # How many processes make pages; where nothing is said, as many as there are cores.
    jobs = config_options.Optional(_Count())
    # Whether what was made is kept in .cache/playbook/ beside mkdocs.yml, for the next build.
    cache = config_options.Type(bool, default=True)
    # Readers' browsers keep the whole site. Who takes it back has to publish a sw.js that unregisters itself.
    # A page for editors: where the playbook is thin, how it reads, who has to review what.
    report = config_options.Type(bool, default=False)
    offline = config_options.Type(bool, default=False)
    # Paths below the content folder that other plugins make pages of, as in .gitignore: they are not read as content.
    foreign = config_options.ListOfItems(config_options.Type(str), default=[])
    # The same playbook in other languages: the content folder of each by its code, or its content and texts.
    languages = config_options.Optional(config_options.Type(dict))
    # A catalogue of the site's own for the texts of the interface; else ours for the theme's language.
    texts = config_options.Optional(config_options.File(exists=True))
