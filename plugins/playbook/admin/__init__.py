"""`/admin/`: an editor in the browser (Decap CMS) for people who do not use git, made from the one schema."""

from playbook.admin.backends import Backend, BackendProblem, backend, local
from playbook.admin.files import admin_files
from playbook.admin.packages import MissingPackage, modules
from playbook.admin.preview import SPECIMEN, specimen
from playbook.admin.settings import settings, shapes

__all__ = [
    "SPECIMEN",
    "Backend",
    "BackendProblem",
    "MissingPackage",
    "admin_files",
    "backend",
    "local",
    "modules",
    "settings",
    "shapes",
    "specimen",
]
