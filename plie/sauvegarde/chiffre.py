"""An encrypted stream: slices of one MiB, each authenticated with its rank and whether it is the
last, so that none is altered, moved, added or cut off without being noticed."""

import hmac
import io
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from plie.sauvegarde.erreurs import SauvegardeErreur

MAGIE = b"PLIE sauvegarde 1\n"
TRANCHE = 2**20
SCEAU = 16
SEL = 16
# Tells a wrong key from an altered file before anything is read.
TEMOIN = 16
LONGUEUR_CLE = 32


def exiger_cle(cle: str) -> bytes:
    if len(cle) < LONGUEUR_CLE:
        raise SauvegardeErreur(
            "La clé des sauvegardes manque ou a moins de 32 caractères : tirez-en une par "
            "« openssl rand -base64 48 », gardez-la ailleurs que sur cette machine et donnez-la "
            "dans PLIE_SAUVEGARDE_CLE_FILE."
        )
    return cle.encode()


def _deriver(cle: bytes, sel: bytes) -> tuple[AESGCM, bytes]:
    derivee = HKDF(SHA256(), length=32 + TEMOIN, salt=sel, info=MAGIE).derive(cle)
    return AESGCM(derivee[:32]), derivee[32:]


def _nonce(rang: int, est_derniere: bool) -> bytes:
    return rang.to_bytes(11, "big") + bytes([est_derniere])


class Ecriture(io.RawIOBase):
    """What is written here goes encrypted to `sortie`; only `finir` makes it whole."""

    def __init__(self, sortie, cle: str):
        sel = os.urandom(SEL)
        self._chiffre, temoin = _deriver(exiger_cle(cle), sel)
        self._sortie, self._reste, self._rang = sortie, bytearray(), 0
        sortie.write(MAGIE + sel + temoin)

    def writable(self):
        return True

    def write(self, octets):
        self._reste += octets
        # One slice is kept back: the last one is sealed as such.
        while len(self._reste) > TRANCHE:
            self._sceller(bytes(self._reste[:TRANCHE]), est_derniere=False)
            del self._reste[:TRANCHE]
        return len(octets)

    def finir(self):
        self._sceller(bytes(self._reste), est_derniere=True)
        self._reste.clear()

    def _sceller(self, tranche, *, est_derniere):
        self._sortie.write(self._chiffre.encrypt(_nonce(self._rang, est_derniere), tranche, MAGIE))
        self._rang += 1


class Lecture(io.RawIOBase):
    """The clear bytes of `entree`, slice by slice; raises SauvegardeErreur at the first fault."""

    def __init__(self, entree, cle: str):
        entete = entree.read(len(MAGIE) + SEL + TEMOIN)
        if not entete.startswith(MAGIE) or len(entete) < len(MAGIE) + SEL + TEMOIN:
            raise SauvegardeErreur("Ce fichier n'est pas une sauvegarde de la plateforme.")
        sel, temoin = entete[len(MAGIE) :][:SEL], entete[-TEMOIN:]
        self._chiffre, attendu = _deriver(exiger_cle(cle), sel)
        if not hmac.compare_digest(temoin, attendu):
            raise SauvegardeErreur("La clé n'est pas celle de cette sauvegarde.")
        self._entree, self._rang, self._clair = entree, 0, memoryview(b"")
        self._suivante = entree.read(TRANCHE + SCEAU)

    def readable(self):
        return True

    def readinto(self, tampon):
        while not self._clair and self._suivante:
            self._ouvrir()
        nombre = min(len(tampon), len(self._clair))
        tampon[:nombre] = self._clair[:nombre]
        self._clair = self._clair[nombre:]
        return nombre

    def _ouvrir(self):
        tranche, self._suivante = self._suivante, self._entree.read(TRANCHE + SCEAU)
        try:
            nonce = _nonce(self._rang, not self._suivante)
            self._clair = memoryview(self._chiffre.decrypt(nonce, tranche, MAGIE))
        except InvalidTag:
            raise SauvegardeErreur(
                "La sauvegarde est altérée ou incomplète : rien n'a été restauré."
            ) from None
        self._rang += 1
