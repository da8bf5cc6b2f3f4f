"""Tiny servers of the APIs that Decap speaks, as far as it needs them to open, list and save; each notes every request.

They answer inside the browser's network, so the addresses are the real ones of a configuration, whatever its host.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from playwright.sync_api import BrowserContext, Route

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Call:
    """A request to a host, with the token that it carried."""

    host: str
    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    token: str

    @property
    def writes(self) -> bool:
        return self.method not in ("GET", "HEAD")


class NotFound(Exception):
    pass


@dataclass
class Forge:
    """A host with one repository, and everything that it was asked. `root` is the whole address of its API."""

    root: str
    branches: dict[str, Files]
    calls: list[Call] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    commits: dict[str, Files] = field(default_factory=dict)
    proposals: list[dict[str, Any]] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        """Answer every request of a browser that leaves this machine; one to another address is noted and fails."""
        context.route(re.compile(r"^https?://(?!127\.0\.0\.1[:/])"), self._route)

    def changed(self, branch: str) -> Files:
        """What a branch holds that main did not hold at the start."""
        start = self.branches["start"]
        return {path: text for path, text in self.branches[branch].items() if start.get(path) != text}

    def _route(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if not route.request.url.startswith(self.root + "/"):
            self.elsewhere.append(route.request.url)
            route.abort()
            return
        path = url.path.removeprefix(urlsplit(self.root).path)
        given = route.request.post_data
        body = json.loads(given) if given and given[0] in "{[" else given
        headers = route.request.headers
        token = headers.get("authorization", "").rpartition(" ")[2]
        call = Call(url.netloc, route.request.method, path, dict(parse_qsl(url.query)), body, token)
        self.calls.append(call)
        try:
            status, answer = 200, self.answer(call)
        except NotFound:
            status, answer = 404, {"message": "Not Found"}
        cors = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*"}
        if isinstance(answer, bytes):
            route.fulfill(status=status, body=answer, headers=cors, content_type="text/plain")
        else:
            route.fulfill(status=status, body=json.dumps(answer), headers=cors, content_type="application/json")

    def answer(self, call: Call) -> Any:
        """The answer to a call: JSON, or bytes as they are. Raises NotFound."""
        raise NotImplementedError

    def at(self, reference: str) -> Files:
        """The files of a branch or a commit."""
        for known in (self.branches, self.commits):
            if reference in known:
                return known[reference]
        raise NotFound

    def blob(self, digest: str) -> bytes:
        for files in (*self.branches.values(), *self.commits.values()):
            for text in files.values():
                if _digest(text) == digest:
                    return text
        raise NotFound

    def tree(self, reference: str, folder: str, *, deep: bool = False) -> list[dict[str, object]]:
        start = f"{folder}/" if folder else ""
        paths = [path for path in self.at(reference) if path.startswith(start)]
        if not paths:
            raise NotFound
        shown = [path.removeprefix(start) for path in paths]
        return [
            {"path": path, "type": "blob", "sha": _digest(self.at(reference)[start + path]), "size": 1}
            for path in shown
            if deep or "/" not in path
        ]


class GitHub(Forge):
    blobs: dict[str, bytes]
    trees: dict[str, Files]

    def answer(self, call: Call) -> Any:
        self.__dict__.setdefault("blobs", {})
        path = call.path.removeprefix("/repos/owner/name")
        where = unquote(path)
        if call.path == "/user" or path.startswith("/users/"):
            return {"login": "editor", "name": "Editor", "id": 1, "avatar_url": ""}
        if not path:
            return {"owner": {"login": "owner"}, "permissions": {"push": True}}
        if found := re.fullmatch(r"/git/trees/([^:]+)(?::(.*))?", where):
            return {"tree": self.tree(found[1], found[2] or "", deep="recursive" in call.query)}
        if found := re.fullmatch(r"/git/blobs/(\w+)", path):
            return {"content": base64.b64encode(self.blob(found[1])).decode(), "encoding": "base64"}
        if path == "/git/blobs":
            text = base64.b64decode(call.body["content"])
            self.blobs[_digest(text)] = text
            return {"sha": _digest(text)}
        if path == "/git/trees":
            files = dict(self.at(call.body["base_tree"]))
            # A file without a digest is to go.
            kept = {one["path"]: self.blobs[one["sha"]] for one in call.body["tree"] if one["sha"]}
            gone = {one["path"] for one in call.body["tree"] if not one["sha"]}
            return {"sha": self._keep({path: text for path, text in (files | kept).items() if path not in gone})}
        if path == "/git/commits":
            return {"sha": call.body["tree"]}
        if path == "/git/refs":
            self.branches[call.body["ref"].removeprefix("refs/heads/")] = self.at(call.body["sha"])
            return {"ref": call.body["ref"], "object": {"sha": call.body["sha"]}}
        if found := re.fullmatch(r"/git/refs/heads/(.+)", where):
            self.branches[found[1]] = self.at(call.body["sha"])
            return {"ref": found[1], "object": {"sha": call.body["sha"]}}
        if found := re.fullmatch(r"/branches/(.+)", where):
            return {"name": found[1], "commit": {"sha": self._keep(self.at(found[1]))}}
        if path == "/pulls":
            return self._propose(call) if call.writes else self._open(call.query.get("head", "").rpartition(":")[2])
        if found := re.fullmatch(r"/issues/(\d+)/labels", path):
            self.proposals[int(found[1]) - 1]["labels"] = [{"name": name} for name in call.body["labels"]]
            return []
        if found := re.fullmatch(r"/compare/([^.]+)\.\.\.(.+)", where):
            before, after = self.at(found[1]), self.at(found[2].rpartition(":")[2])
            base = {"sha": self._keep(before)}
            commit = {"sha": self._keep(after), "parents": [base], "commit": {"message": "One"}}
            new = [_difference(before, after, one) for one in after if before.get(one) != after[one]]
            return {"files": new, "base_commit": base, "commits": [commit]}
        if path.startswith("/commits"):
            return {"statuses": []} if path.endswith("/status") else []
        raise NotFound

    def _keep(self, files: Files) -> str:
        digest = _digest(json.dumps({path: _digest(text) for path, text in sorted(files.items())}).encode())
        self.commits[digest] = files
        return digest

    def _propose(self, call: Call) -> dict[str, Any]:
        branch = call.body["head"].rpartition(":")[2]
        head = {"ref": branch, "label": branch, "sha": self._keep(self.at(branch)), "repo": None}
        made = {
            "number": len(self.proposals) + 1,
            "head": head,
            "base": {"ref": call.body["base"], "sha": self._keep(self.at("main"))},
            "labels": [],
            "state": "open",
            "user": {"login": "editor"},
            "updated_at": "2026-11-21T12:00:00Z",
        }
        self.proposals.append(made)
        return made

    def _open(self, branch: str) -> list[dict[str, Any]]:
        return [one for one in self.proposals if branch in ("", one["head"]["ref"])]


class Forgejo(GitHub):
    """Forgejo and Gitea: several files are changed by one request."""

    def answer(self, call: Call) -> Any:
        path = call.path.removeprefix("/repos/owner/name")
        where = unquote(path)
        if path == "/contents":
            files = self.at(call.body["branch"])
            files |= {one["path"]: base64.b64decode(one["content"]) for one in call.body["files"]}
            return {"files": []}
        if found := re.fullmatch(r"/contents/(.+)", where):
            files = self.at(call.query["ref"])
            if found[1] not in files:
                raise NotFound
            return {"sha": _digest(files[found[1]])}
        if found := re.fullmatch(r"/branches/(.+)", where):
            return {"name": found[1], "commit": {"id": self._keep(dict(self.at(found[1])))}}
        if path == "/branches" and call.writes:
            self.branches[call.body["new_branch_name"]] = dict(self.at(call.body["old_ref_name"]))
            return {"name": call.body["new_branch_name"]}
        if path == "/labels":
            return {"id": 7, "name": call.body["name"]} if call.writes else []
        if found := re.fullmatch(r"/issues/(\d+)/labels", path):
            self.proposals[int(found[1]) - 1]["labels"] = [{"id": 7, "name": "decap-cms/draft"}]
            return []
        return super().answer(call)


class GitLab(Forge):
    def answer(self, call: Call) -> Any:
        path = call.path.removeprefix("/projects/group%2Fsub%2Fname")
        if call.path == "/user":
            return {"name": "Editor", "username": "editor", "email": "e@example.com", "avatar_url": ""}
        if not path:
            return {"permissions": {"project_access": {"access_level": 30}, "group_access": None}}
        if path == "/repository/tree":
            folder = call.query.get("path", "")
            return [
                {**one, "id": one["sha"], "name": one["path"], "path": f"{folder}/{one['path']}"}
                for one in self.tree(call.query["ref"], folder)
            ]
        if found := re.fullmatch(r"/repository/files/([^/]+)(/raw)?", path):
            files, name = self.at(call.query["ref"]), unquote(found[1])
            if name not in files:
                raise NotFound
            return files[name] if found[2] else {}
        if path == "/repository/commits" and call.writes:
            start = call.body.get("start_branch")
            files = dict(self.at(start)) if start else self.at(call.body["branch"])
            files |= {
                one["file_path"]: base64.b64decode(one["content"])
                if one.get("encoding") == "base64"
                else one["content"]
                for one in call.body["actions"]
            }
            self.branches[call.body["branch"]] = files
            return {"id": "1"}
        if re.fullmatch(r"/merge_requests/\d+/rebase", path):
            return {"rebase_in_progress": False}
        if path == "/merge_requests":
            if call.writes:
                asked = {**call.query, **(call.body if isinstance(call.body, dict) else {})}
                labels = asked["labels"].split(",")
                made = {"iid": 1, "source_branch": asked["source_branch"], "target_branch": asked["target_branch"]}
                made |= {
                    "labels": labels,
                    "sha": asked["source_branch"],
                    "updated_at": "2026-11-21T12:00:00Z",
                    "author": {"name": "E"},
                }
                self.proposals.append(made)
                return made
            branch = call.query.get("source_branch", "")
            return [one for one in self.proposals if branch in ("", one["source_branch"])]
        if path == "/repository/compare":
            before, after = self.at(call.query["from"]), self.at(call.query["to"])
            return {
                "diffs": [
                    {
                        "old_path": one,
                        "new_path": one,
                        "new_file": one not in before,
                        "diff": "@@" if one.endswith(".md") else "Binary files differ",
                    }
                    for one in after
                    if before.get(one) != after[one]
                ]
            }
        if found := re.fullmatch(r"/repository/branches/(.+)", path):
            self.at(unquote(found[1]))
            return {"name": unquote(found[1]), "commit": {"id": "1"}}
        if path.startswith("/repository/commits"):
            return []
        raise NotFound


def _digest(text: bytes) -> str:
    return sha1(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()


def _difference(before: Files, after: Files, path: str) -> dict[str, object]:
    status = "modified" if path in before else "added"
    # What is no text has no patch.
    patch = {"patch": "@@"} if path.endswith(".md") else {}
    return {"filename": path, "status": status, "sha": _digest(after[path]), **patch}
