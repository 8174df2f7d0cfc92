"""What this run keeps in Valkey: the cache's corner of this test, and the queue."""

import base64
import json

import redis
from django.conf import settings
from django.core.cache import cache

LECTURES = {
    b"string": redis.Redis.get,
    b"list": lambda client, cle: [_clair(m) for m in client.lrange(cle, 0, -1)],
    b"hash": redis.Redis.hgetall,
    b"set": redis.Redis.smembers,
    b"zset": lambda client, cle: client.zrange(cle, 0, -1),
}


def lire(adresse):
    """{key: what it holds} of one database, whatever its kind."""
    nous = (settings.PREFIXE.encode(), cache.key_prefix.encode())
    with redis.from_url(adresse) as client:
        cles = [cle for cle in client.scan_iter() if any(prefixe in cle for prefixe in nous)]
        return {cle: LECTURES[client.type(cle)](client, cle) for cle in cles}


def _clair(message):
    """The body of a message is written in base 64."""
    return message, base64.b64decode(json.loads(message)["body"])
