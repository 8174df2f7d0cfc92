"""The queue's transport, mended where a restart of Redis ends the workers (kombu 5.7)."""

import redis
from kombu.transport.redis import Channel, Transport


class Canal(Channel):
    # What was not acknowledged is given back by the watch, which reads the rows of `plie.taches`;
    # kombu would do it on a connection already closed.
    do_restore = False

    def _connparams(self, asynchronous=False):
        """An acknowledgement that comes after the connection is a connection error, which the
        worker survives; kombu's own AttributeError ends it."""
        if self.connection is None or self.connection.client is None:
            raise redis.ConnectionError("the channel is closed")
        return super()._connparams(asynchronous)


def brancher():
    """Have every connection to Redis use this channel."""
    Transport.Channel = Canal
