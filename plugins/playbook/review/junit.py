"""Problems as a JUnit report, which most build servers show: a suite a file, a case a problem."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as ET

from playbook.letters import printable
from playbook.problems import Problem, Severity, from_top
from playbook.rulebook import Accepted

_NAME = "playbook check"


def as_junit(problems: Iterable[Problem], prefix: str = "", _: Iterable[Accepted] = ()) -> str:
    """Errors are failures; advice is a case that passes and says something. Where nothing is wrong one case says so."""
    top = ET.Element("testsuites", {"name": _NAME})
    for path, found in groupby(sorted(problems), lambda problem: from_top(prefix, problem.location.path)):
        suite = ET.SubElement(top, "testsuite", {"name": printable(path)})
        for problem in found:
            _add(suite, problem, path)
    if not len(top):
        ET.SubElement(ET.SubElement(top, "testsuite", {"name": _NAME}), "testcase", {"classname": _NAME, "name": "all"})
    for element in (*top, top):
        element.set("tests", str(len(element.findall(".//testcase"))))
        element.set("failures", str(len(element.findall(".//failure"))))
        element.set("errors", "0")
    ET.indent(top, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _add(suite: ET.Element, problem: Problem, path: str) -> None:
    place, said = problem.location, printable(problem.message + problem.further)
    where = {"classname": printable(path), "name": f"{problem.code} in line {place.line}"}
    case = ET.SubElement(suite, "testcase", where | {"file": printable(path), "line": str(place.line)})
    text = f"{printable(path)}:{place.line}:{place.column}: {said}"
    if problem.severity is Severity.ERROR:
        ET.SubElement(case, "failure", {"type": problem.code, "message": said}).text = text
    else:
        ET.SubElement(case, "system-out").text = f"{text} [{problem.severity}]"
