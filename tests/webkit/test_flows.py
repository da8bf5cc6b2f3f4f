"""The main flows in WebKit, the engine of Safari."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.webkit.driver import WebKit, webkit

pytestmark = pytest.mark.browser

SEEN = "const seen = (css) => [...document.querySelectorAll(css)].map((one) => one.innerText.trim());"


@pytest.fixture(scope="module")
def window() -> Iterator[WebKit]:
    with webkit() as opened:
        yield opened


def test_the_main_flows_work_in_webkit(window: WebKit, address: str) -> None:
    window.open(address)
    window.told(
        "const moment = document.querySelectorAll('form select')[2]; moment.selectedIndex = 1;"
        "moment.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    assert "IT blocked our tool" in window.waited(f"{SEEN} return seen('[role=status]').find(Boolean)")

    window.open(f"{address}plays/talk-sooner/")
    window.waited(
        "const add = [...document.querySelectorAll('button')].find((one) => /Add to my plan/.test(one.textContent));"
        "if (!add?.checkVisibility()) return false; add.click(); return true"
    )
    assert window.waited(f"{SEEN} return seen('.pb-send button').join()").startswith("Copy")
    window.open(f"{address}plan/")
    assert window.waited(f"{SEEN} return seen('playbook-plan').find((text) => text.includes('Talk sooner'))")

    window.open(f"{address}find/?q=IT+blocked+our+tool")
    assert "IT blocked our tool" in window.waited(f"{SEEN} return seen('[data-slot=cards] > li')[0]")
    assert window.waited(f"{SEEN} return seen('.playbook-result__reason:not([hidden])')[0]")

    window.open(f"{address}assess/")
    window.waited("return customElements.get('playbook-assess') !== undefined")
    window.told(
        "document.querySelectorAll('fieldset').forEach((one) => one.querySelectorAll('[type=radio]')[1]?.click())"
    )
    assert window.waited("return location.hash").startswith("#a=")

    window.open(f"{address}map/")
    assert window.waited("return document.querySelectorAll('svg a').length") > 40
