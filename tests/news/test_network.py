"""Which addresses of the net the site may speak to."""

import ipaddress
import time

import httpcore
import pytest

from tracker.news.fetch import AddressRefused, Fetcher
from tracker.news.network import (
    Deadline,
    NotPublic,
    PublicBackend,
    Resolve,
    is_public,
    system_resolve,
)


def answering(*addresses: str) -> Resolve:
    """A resolver that gives these addresses for every name."""

    def resolve(host: str, port: int) -> list[str]:
        return list(addresses)

    return resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "168.63.129.16",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "::ffff:168.63.129.16",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_address_that_is_not_of_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "168.63.129.17", "2606:4700::1111"],
)
def test_an_address_of_the_public_internet_is_allowed(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("wrapped", ["::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_a_public_address_wrapped_for_ipv6_is_judged_by_what_is_in_it(wrapped: str) -> None:
    assert is_public(ipaddress.ip_address(wrapped))


ODD_SPELLINGS = [
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://127.0.0.1./",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[0:0:0:0:0:ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1%25lo]/",
    "http://１２７.０.０.１/",
    "http://127。0。0。1/",
    "http://ⓛocalhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://168.63.129.16/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
]


@pytest.mark.parametrize("url", ODD_SPELLINGS)
def test_no_odd_spelling_reaches_this_machine_or_its_neighbours(url: str) -> None:
    with pytest.raises(AddressRefused):
        Fetcher().fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com\\@127.0.0.1/",
        "http://user@example.com/",
        "http://user:secret@example.com/",
        "http://example.com@127.0.0.1/",
        "http://example.com/\r\nHost: other.example",
        "http://exam\tple.com/",
        "http://example.com/\x00",
        "http://example.com:22/",
        "http://example.com:8080/",
        "http://example.com:99999/",
        "http://example.com:abc/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "javascript:alert(1)",
        "//example.com/",
        "http:///path",
        "http://",
        "http://[::1",
        "http://exa..mple.com/",
        "http://-/",
        "",
        "no address at all",
        "https://example.com/" + "a" * 3000,
    ],
)
def test_an_address_of_a_suspicious_form_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(AddressRefused):
        Fetcher(resolve=answering("93.184.216.34")).fetch(url)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    backend = PublicBackend(Deadline(5), resolve=answering("93.184.216.34", "10.0.0.1"))
    with pytest.raises(NotPublic):
        backend.judged("mixed.example", 443)


def test_the_name_is_resolved_once_so_that_a_second_answer_changes_nothing() -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[min(len(asked), 2) - 1]

    backend = PublicBackend(Deadline(5), resolve=rebinding)
    assert backend.judged("rebinding.example", 80) == ["93.184.216.34"]
    assert asked == ["rebinding.example"]


def test_other_ports_than_the_webs_are_refused_at_the_connection_too() -> None:
    backend = PublicBackend(Deadline(5), resolve=answering("93.184.216.34"))
    with pytest.raises(NotPublic):
        backend.judged("public.example", 6379)


def test_what_a_test_lets_through_is_one_address_on_one_port() -> None:
    backend = PublicBackend(Deadline(5), also_allowed={("127.0.0.1", 8123)})
    assert backend.judged("127.0.0.1", 8123) == ["127.0.0.1"]
    with pytest.raises(NotPublic):
        backend.judged("127.0.0.1", 8124)


def test_a_resolver_that_never_answers_ends_with_the_deadline() -> None:
    def silent(host: str, port: int) -> list[str]:
        time.sleep(30)
        return []

    backend = PublicBackend(Deadline(0.2), resolve=silent)
    with pytest.raises(httpcore.ConnectTimeout):
        backend.judged("slow.example", 80)


def test_the_systems_resolver_turns_numbers_into_addresses_that_can_be_judged() -> None:
    assert system_resolve("2130706433", 80) == ["127.0.0.1"]
