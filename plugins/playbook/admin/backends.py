"""Where the editor in the browser keeps its changes, and which hosts its page may talk to for that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from playbook.letters import printable
from playbook.loading.kinds import secure_url_fault


class BackendProblem(ValueError):
    """The repository cannot be edited with what is known of it; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Backend:
    """The `backend` of the configuration, and the origins to which its page may connect and whose pictures it shows.

    `drafts` is the page of a draft's branch, `{branch}` standing for its name; empty where there is none. Where
    `reviewed` is false each save is a commit on the branch itself, which nobody reviews first.
    """

    settings: Mapping[str, object]
    connects: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    drafts: str = ""
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class _Repository:
    host: str
    path: str
    branch: str
    base_url: str
    app_id: str

    @property
    def origin(self) -> str:
        return f"https://{self.host}"

    @property
    def page(self) -> str:
        return f"{self.origin}/{self.path}"


def backend(repository: str, branch: str = "main", base_url: str = "", app_id: str = "", forge: str = "") -> Backend:
    """The backend of a repository at an https address. Raises BackendProblem where it lacks something.

    `base_url` is the sign-in server that GitHub needs, `app_id` the application that the others know us by. `forge` is
    a key of FORGES; where it is left out, the name of the host has to say what runs there.
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
    host = parts.netloc.lower().removesuffix(":443")
    known = forge or _forge(host)
    if known not in FORGES:
        raise BackendProblem(
            f"The editor cannot tell what runs at {host}. It writes to {', '.join(FORGES)}; if {host} is one of these, "
            f"name it with --forge, such as --forge {next(iter(FORGES))}. On any other, such as Azure DevOps or "
            "Bitbucket, change the files there or in a clone"
        )
    # Only GitLab has groups in groups, and parts their names from its pages by a hyphen.
    if "/-/" in path or (known != "gitlab" and path.count("/") > 1):
        raise BackendProblem(f"'{repository}' is a page of a repository; give the address of the repository itself")
    return FORGES[known](_Repository(host, path, branch, base_url.rstrip("/"), app_id))


def local(port: int, branch: str = "main") -> Backend:
    """The backend of decap-server on this machine, which edits a clone."""
    origin = f"http://127.0.0.1:{port}"
    return Backend({"name": "proxy", "proxy_url": f"{origin}/api/v1", "branch": branch}, (origin,))


def _forge(host: str) -> str:
    """What runs at a host, as far as its name says; empty where it does not."""
    if host in _PUBLIC:
        return _PUBLIC[host]
    if host.endswith(".ghe.com"):
        return "github"
    first = host.partition(".")[0]
    return first if first in FORGES else ""


def _github(at: _Repository) -> Backend:
    # Left out, Decap would ask a server of a third party to sign people in.
    if not at.base_url:
        raise BackendProblem("GitHub lets a page sign people in only by a server of your own; give its --base-url")
    api, pictures = _github_places(at.host)
    # Left out, Decap would show the token of a company's own server to api.github.com.
    place = {"base_url": at.base_url, "api_root": api}
    settings = {"name": "github", "repo": at.path, "branch": at.branch, **place}
    return Backend(settings, (_origin(api),), pictures, f"{at.page}/tree/{{branch}}")


def _github_places(host: str) -> tuple[str, tuple[str, ...]]:
    """The root of the API of a GitHub, and where the pictures of its people lie."""
    if host == "github.com":
        return "https://api.github.com", ("https://avatars.githubusercontent.com",)
    if host.endswith(".ghe.com"):
        return f"https://api.{host}", (f"https://{host}",)
    return f"https://{host}/api/v3", (f"https://{host}", f"https://avatars.{host}")


def _gitlab(at: _Repository) -> Backend:
    return replace(_by_app("gitlab", "v4", at, {"auth_type": "pkce"}), drafts=f"{at.page}/-/tree/{{branch}}")


def _forgejo(at: _Repository) -> Backend:
    return replace(_by_app("forgejo", "v1", at), drafts=f"{at.page}/src/branch/{{branch}}")


def _gitea(at: _Repository) -> Backend:
    return replace(_by_app("gitea", "v1", at), reviewed=False)


def _by_app(name: str, api: str, at: _Repository, more: Mapping[str, object] = {}) -> Backend:
    if not at.app_id:
        raise BackendProblem(f"{at.origin} needs an application for people to sign in with; give its --app-id")
    place = {"base_url": at.origin, "api_root": f"{at.origin}/api/{api}"}
    settings = {"name": name, "repo": at.path, "branch": at.branch, "app_id": at.app_id, **place, **more}
    return Backend(settings, (at.origin,), (at.origin,))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


# What the editor can write to, by the name that --forge takes; a host whose name begins so is one of them.
FORGES: Mapping[str, Callable[[_Repository], Backend]] = {
    "github": _github,
    "gitlab": _gitlab,
    "forgejo": _forgejo,
    "gitea": _gitea,
}

_PUBLIC = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "forgejo", "gitea.com": "gitea"}
