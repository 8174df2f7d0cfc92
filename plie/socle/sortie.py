"""Calls to addresses that somebody else wrote: to public hosts only, bounded in time and size.

A name is resolved once and the call goes to the address that was checked (DNS rebinding); redirects
are not followed, for they would lead elsewhere.
"""

import asyncio
import functools
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

# Ranges that carry an IPv4 address within: what they lead to is not what they look like. And those
# of a site, before fc00::/7, which Python takes for the Internet's.
TRADUITES = ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96", "::ffff:0:0:0/96")
INTERIEURES = [ipaddress.ip_network(reseau) for reseau in (*TRADUITES, "fec0::/10")]
CONNEXIONS = 10


class AdresseRefusee(Exception):
    """Nothing is sent there; says why, in French."""


class Reponse(NamedTuple):
    statut: int
    contenu: bytes = b""


class Envoi(NamedTuple):
    methode: str
    adresse: str
    entetes: dict
    contenu: bytes = b""


def verifier(adresse, *, hotes_locaux=()):
    """Raises AdresseRefusee unless `adresse` is https, on a public host, without a password in it.

    `hotes_locaux`: hosts that the house names in its settings, where http, any port and private
    addresses are admitted.
    """
    _derouler(_cible(adresse, hotes_locaux))


def _derouler(coroutine):
    """In a thread of its own: a loop may already run in the caller's."""
    with ThreadPoolExecutor(max_workers=1) as fil:
        return fil.submit(asyncio.run, coroutine).result()


async def _cible(adresse, hotes_locaux):
    """(host, address to connect to) of a call."""
    try:
        morceaux = urlsplit(adresse)
        hote, port = (morceaux.hostname or "").lower(), morceaux.port
    except ValueError:
        raise AdresseRefusee("Cette adresse n'est pas lisible.") from None
    if not hote or morceaux.username or morceaux.password:
        raise AdresseRefusee("Indiquez une adresse complète, sans mot de passe.")
    est_locale = hote in hotes_locaux
    if morceaux.scheme != "https" and not (est_locale and morceaux.scheme == "http"):
        raise AdresseRefusee("L'adresse commence par https://.")
    if port not in (None, 443) and not est_locale:
        raise AdresseRefusee("Seul le port 443 est admis.")
    adresses = await _resoudre(hote, port or 443)
    if not est_locale and not all(est_publique(ip) for ip in adresses):
        raise AdresseRefusee("Cette adresse mène à un réseau privé.")
    return hote, adresses[0]


async def _resoudre(hote, port):
    boucle = asyncio.get_running_loop()
    try:
        trouvees = await boucle.getaddrinfo(hote, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AdresseRefusee("Ce nom de serveur est inconnu.") from None
    return [str(trouvee[4][0]) for trouvee in trouvees]


def est_publique(adresse):
    """Whether an IP address is reached through the Internet: neither private, loopback, link-local
    nor reserved, whatever way it is written."""
    ip = ipaddress.ip_address(adresse.split("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if any(ip.version == reseau.version and ip in reseau for reseau in INTERIEURES):
        return False
    return ip.is_global and not ip.is_multicast


def appeler(envois, *, delai, octets_max=0, hotes_locaux=()):
    """The answer to each of `envois`, in their order, or the exception that came instead
    (AdresseRefusee, or that of the network). `delai`: seconds for a whole exchange; of an answer,
    `octets_max` bytes are read, nothing by default."""
    return _derouler(_tous(envois, delai, octets_max, hotes_locaux))


@functools.cache
def _certificats():
    """Read once: each reading costs as much as ten calls, and memory that is not all given back."""
    return httpx.create_ssl_context(trust_env=False)


async def _tous(envois, delai, octets_max, hotes_locaux):
    client = httpx.AsyncClient(
        timeout=delai, follow_redirects=False, trust_env=False, verify=_certificats()
    )
    places = asyncio.Semaphore(CONNEXIONS)

    async def un(envoi):
        async with places, asyncio.timeout(delai):
            return await _echanger(client, envoi, octets_max, hotes_locaux)

    async with client:
        return await asyncio.gather(*(un(envoi) for envoi in envois), return_exceptions=True)


async def _echanger(client, envoi, octets_max, hotes_locaux):
    hote, ip = await _cible(envoi.adresse, hotes_locaux)
    adresse = httpx.URL(envoi.adresse)
    # Decompression bomb: the bytes received are those that are counted.
    entetes = {"Host": adresse.netloc.decode(), "Accept-Encoding": "identity", **envoi.entetes}
    requete = client.build_request(
        envoi.methode,
        adresse.copy_with(host=ip),
        headers=entetes,
        content=envoi.contenu,
        extensions={"sni_hostname": hote},
    )
    reponse = await client.send(requete, stream=True)
    try:
        contenu = b""
        if octets_max:
            async for morceau in reponse.aiter_raw():
                contenu += morceau
                if len(contenu) > octets_max:
                    raise AdresseRefusee("La réponse est trop longue.")
        return Reponse(reponse.status_code, contenu)
    finally:
        await reponse.aclose()
