"""WebKit as Debian has it is not everywhere, and no package of PyPI or npm brings it: without it there are no tests."""

from tests.webkit.driver import MISSING

collect_ignore = ["test_flows.py"] if MISSING else []
