"""Addresses: which ones may be fetched at all, and which spellings mean the same article."""

import hashlib
import ipaddress
import re
import unicodedata
from urllib.parse import urljoin, urlsplit, urlunsplit

import idna

MAX_LENGTH = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
#: Parameters that say where a reader came from, never which article is meant.
_NAMES = (
    "_ga _gl _hsenc _hsmi __twitter_impression at_campaign at_medium at_xt campaign_id cmpid dclid "
    "fb_action_ids fb_action_types fb_ref fb_source fbclid gbraid gclid gclsrc "
    "guccounter guce_referrer guce_referrer_sig icid igsh igshid mc_cid mc_eid mkt_tok mod msclkid "
    "ncid ns_campaign ns_mchannel oly_anon_id oly_enc_id reflink rss_id sh smid smtyp sr_share "
    "srsltid taid ttclid twclid vero_id wbraid wickedid xtor yclid"
)
TRACKING = frozenset(_NAMES.split())
_TRACKING_STEM = re.compile(r"utm_|mtm_|pk_(?:campaign|kwd|source|medium)|hsa_|itm_|stm_")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff\\]|[\ud800-\udfff]")
_RAW = frozenset('"<>^`{|}')
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_OTHER_FACES = re.compile(r"^(?:www|m|mobile|amp)\.")


class BadAddress(ValueError):
    """The text is no address of a web page that may be fetched; the message says why."""


def check(url: str) -> str:
    """The address in one spelling of scheme and host; raises BadAddress, saying what is wrong.

    Only http and https, no user name, no backslash, no control characters. What the host resolves
    to, and the port, are judged when it is connected to, not here.
    """
    url = url.strip(" \t\r\n")
    if not url:
        raise BadAddress("The address is empty.")
    if len(url) > MAX_LENGTH:
        raise BadAddress(f"The address is longer than {MAX_LENGTH} characters.")
    if found := _FORBIDDEN.search(url):
        raise BadAddress(f"The address holds {found[0]!r}, which no address may hold.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadAddress(f"This is no address: {error}.") from error
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise BadAddress("Only http and https addresses are fetched.")
    if "@" in parts.netloc:
        raise BadAddress("An address with a user name is not fetched.")
    host = _host(parts.hostname or "")
    netloc = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, netloc, parts.path or "/", parts.query, parts.fragment))


def canonical(url: str) -> str:
    """The one spelling under which an article is stored; raises BadAddress.

    Gone are the fragment, the default port and parameters that only follow readers about; what
    may choose the article (``?id=5``) stays, in its order.
    """
    parts = urlsplit(check(url))
    query = "&".join(
        _spelling(pair) for pair in parts.query.split("&") if pair and not _follows_readers(pair)
    )
    return urlunsplit((parts.scheme, parts.netloc, _spelling(parts.path), query, ""))


def address_hash(canonical_url: str) -> str:
    """What makes a canonical address unique in the tables."""
    return hashlib.sha256(canonical_url.encode()).hexdigest()


def domain_of(url: str) -> str:
    """The host an outlet is known by: ``www.`` and its like left off; empty when there is none."""
    try:
        host = _host(urlsplit(url).hostname or "")
    except ValueError:
        return ""
    return _OTHER_FACES.sub("", host) if host.count(".") > 1 else host


def parent_domains(domain: str) -> list[str]:
    """``domain`` and the domains above it, nearest first, the top level left out."""
    labels = domain.split(".")
    return [".".join(labels[at:]) for at in range(max(1, len(labels) - 1))]


def same_site(one: str, other: str) -> bool:
    """Both addresses are at one host, give or take ``www.``, ``m.`` and ``amp.``.

    A page may name its own canonical address, but never one at somebody else's host: it could
    otherwise put its words into another outlet's mouth.
    """
    return bool(domain_of(one)) and domain_of(one) == domain_of(other)


def joined(base: str, reference: str) -> str:
    """``reference`` as written in a document at ``base``, checked; empty when it is unusable."""
    try:
        return check(urljoin(base, reference.strip().replace(" ", "%20")))
    except ValueError:
        return ""


def _host(host: str) -> str:
    """The host in lower case ASCII: IDNA for names, the short form for literal IP addresses."""
    host = unicodedata.normalize("NFKC", host).lower().rstrip(".")
    if not host or len(host) > 253:
        raise BadAddress("The address names no host.")
    if ":" in host:
        if "%" in host:
            raise BadAddress("An address of one link only is not fetched.")
        try:
            return f"[{ipaddress.IPv6Address(host)}]"
        except ValueError as error:
            raise BadAddress(f"{host!r} is no IPv6 address.") from error
    try:
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise BadAddress(f"{host!r} is no name of a host.") from error
    if not re.fullmatch(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", host) or ".." in host:
        raise BadAddress(f"{host!r} is no name of a host.")
    return host


def _follows_readers(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in TRACKING or _TRACKING_STEM.match(name) is not None


def _spelling(text: str) -> str:
    """Percent escapes in upper case, and only where they are needed; other characters escaped."""

    def escape(found: re.Match[str]) -> str:
        byte = int(found[1], 16)
        return chr(byte) if byte in _UNRESERVED else f"%{byte:02X}"

    ascii_only = "".join(
        char
        if char.isascii() and char not in _RAW
        else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in text
    )
    return _PERCENT.sub(escape, ascii_only)
