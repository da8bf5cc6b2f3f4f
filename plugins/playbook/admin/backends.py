"""Where the editor in the browser keeps its changes, and which hosts its page may talk to for that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from playbook.letters import printable
from playbook.loading.kinds import secure_url_fault


class BackendProblem(ValueError):
    """The repository cannot be edited with what is known of it; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Backend:
    """The `backend` of the configuration, and the origins to which its page may connect and whose pictures it shows."""

    settings: Mapping[str, object]
    connects: tuple[str, ...]
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Repository:
    origin: str
    path: str
    branch: str
    base_url: str
    app_id: str


def backend(repository: str, branch: str = "main", base_url: str = "", app_id: str = "") -> Backend:
    """The backend of a repository at an https address. Raises BackendProblem where it lacks something.

    `base_url` is the sign-in server that GitHub needs, `app_id` the application that GitLab and Gitea know us by.
    """
    sound = not secure_url_fault(repository)
    parts = urlsplit(repository if sound else "")
    path = parts.path.strip("/").removesuffix(".git")
    if "/" not in path or parts.query:
        raise BackendProblem(
            f"'{printable(repository)}' is not the https address of a repository, such as https://host/owner/name"
        )
    if base_url and (fault := secure_url_fault(base_url)):
        raise BackendProblem(fault.removesuffix("."))
    kind = next((kind for name, kind in _HOSTS.items() if parts.netloc.startswith(name)), _gitea)
    return kind(_Repository(f"https://{parts.netloc}", path, branch, base_url.rstrip("/"), app_id))


def local(port: int, branch: str = "main") -> Backend:
    """The backend of decap-server on this machine, which edits a clone."""
    origin = f"http://127.0.0.1:{port}"
    return Backend({"name": "proxy", "proxy_url": f"{origin}/api/v1", "branch": branch}, (origin,))


def _github(at: _Repository) -> Backend:
    # Left out, Decap would ask a server of a third party to sign people in.
    if not at.base_url:
        raise BackendProblem("GitHub lets a page sign people in only by a server of your own; give its --base-url")
    settings = {"name": "github", "repo": at.path, "branch": at.branch, "base_url": at.base_url}
    return Backend(settings, ("https://api.github.com",), ("https://avatars.githubusercontent.com",))


def _gitlab(at: _Repository) -> Backend:
    return _by_app("gitlab", "v4", at, {"auth_type": "pkce"})


def _gitea(at: _Repository) -> Backend:
    return _by_app("gitea", "v1", at, {})


def _by_app(name: str, api: str, at: _Repository, more: Mapping[str, object]) -> Backend:
    if not at.app_id:
        raise BackendProblem(f"{at.origin} needs an application for people to sign in with; give its --app-id")
    place = {"base_url": at.origin, "api_root": f"{at.origin}/api/{api}"}
    settings = {"name": name, "repo": at.path, "branch": at.branch, "app_id": at.app_id, **place, **more}
    return Backend(settings, (at.origin,), (at.origin,))


# By the beginning of the host's name; what is none of these speaks as Gitea and Forgejo do.
_HOSTS: Mapping[str, Callable[[_Repository], Backend]] = {"github.": _github, "gitlab.": _gitlab}
