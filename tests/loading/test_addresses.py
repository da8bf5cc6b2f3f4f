from __future__ import annotations

import pytest

from playbook.loading.kinds import secure_url_fault


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "https://example.com:8443/a/b?c=d&e=f#g",
        "https://bücher.example/größe",
        "https://example.com/@somebody/a-post",
        "https://[2001:db8::1]/",
        "HTTPS://EXAMPLE.COM/",
        "https://example.com/a%20b(c)",
    ],
)
def test_an_https_address_will_do(address: str) -> None:
    assert secure_url_fault(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "http://example.com/",
        "ftp://example.com/",
        "//example.com/",
        "https:example.com",
        "https:///path",
        "https://:443/",
        "https://example.com:port/",
        "https://example.com:99999/",
        "https://a..b/",
        f"https://{'a' * 64}.example/",
        "https://[::1/",
        "javascript:alert(1)//https://example.com",
    ],
)
def test_anything_else_is_no_https_address(address: str) -> None:
    assert secure_url_fault(address) == f"'{address}' is not an https address. Give one that begins with https://."


@pytest.mark.parametrize("user", ["user", "user:pw", "example.com", "a@b", ""])
def test_an_address_with_a_user_is_told_where_it_leads(user: str) -> None:
    said = secure_url_fault(f"https://{user}@evil.example/")
    assert said == (
        f"'https://{user}@evil.example/' leads to evil.example, not to '{user}'. "
        "Give the address without what stands before the @."
    )


@pytest.mark.parametrize("bad", list(" \"'<>\\`{}|^\n\t\r\0\x1b\x7f\u00a0\u202e\u200b\u3164"))
@pytest.mark.parametrize("address", ["https://example.com/{}", "https://exa{}mple.com/", "{}https://example.com/"])
def test_characters_that_no_address_has_are_refused_wherever_they_stand(address: str, bad: str) -> None:
    said = secure_url_fault(address.replace("{}", bad))
    assert said
    assert "holds a space, a quote or another character that no address has" in said
    assert "\n" not in said
