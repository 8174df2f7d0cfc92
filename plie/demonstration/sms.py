"""`python -m plie.demonstration.sms --port N`: a provider of SMS that sends nothing."""

import argparse
import json
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

JETON = "jeton-de-demonstration"
# Of the numbers that the regulator keeps for fiction, those that end so receive nothing.
QUI_NE_RECOIT_PAS = "00"


class SimulateurSms(ThreadingHTTPServer):
    """The provider. Tests read `recus`, [(key, body)], and put in `pannes` what the next calls
    answer: functions of the handler, returning True when they have answered in its place."""

    daemon_threads = True

    def __init__(self, port=0):
        self.recus, self.pannes, self.appels = [], deque(), 0
        super().__init__(("127.0.0.1", port), _Reponse)

    def reglages(self):
        """The settings that make the platform call this server."""
        return {"SMS_URL": f"http://127.0.0.1:{self.server_port}/messages", "SMS_JETON": JETON}

    def demarrer(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def arreter(self):
        self.shutdown()
        self.server_close()


def repondre(statut):
    def panne(reponse):
        reponse.repondre(statut)
        return True

    return panne


def taire(secondes):
    """The message is taken, and nobody says so in time."""

    def panne(reponse):
        reponse.noter()
        time.sleep(secondes)
        return True

    return panne


class _Reponse(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Silent: numbers and texts stay out of logs."""

    def repondre(self, statut):
        self.send_response(statut)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def noter(self):
        self.server.recus.append((self.headers["Idempotency-Key"], self.corps))

    def do_POST(self):
        self.corps = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.appels += 1
        if self.headers["Authorization"] != f"Bearer {JETON}":
            self.repondre(401)
        elif self.server.pannes and self.server.pannes.popleft()(self):
            return
        elif self.corps["destinataire"].endswith(QUI_NE_RECOIT_PAS):
            self.repondre(422)
        else:
            self.noter()
            self.repondre(202)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    SimulateurSms(arguments.parse_args().port).serve_forever()
