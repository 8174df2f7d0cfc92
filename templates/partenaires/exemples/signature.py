import hashlib
import hmac
import re
import time


def est_signe(entetes, corps, secrets):
    """`corps` : les octets reçus ; `secrets` : {identifiant de clé: secret}."""
    quand = entetes["X-PLIE-Horodatage"]
    recues = dict(re.findall(r'(\w+)="(\w+)"', entetes["X-PLIE-Signature"]))
    for cle, secret in secrets.items():
        voulue = hmac.new(secret.encode(), quand.encode() + b"." + corps, hashlib.sha256)
        if hmac.compare_digest(voulue.hexdigest(), recues.get(cle, "")):
            return abs(time.time() - int(quand)) < 300
    return False
