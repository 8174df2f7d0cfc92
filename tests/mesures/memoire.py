"""What a web process weighs once it has served every page many times."""

import http.client
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from tests.attente import attendre_que
from tests.mesures.pages import adresses, client_connecte

FOIS = 20


def mesurer(taille):
    port = port_libre()
    serveur = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "plie.wsgi", "--workers", "1", "--threads", "4"]
        + ["--bind", f"127.0.0.1:{port}", "--no-control-socket"],
        env=os.environ | {"PLIE_PROCESSUS": "web"},
        stderr=subprocess.DEVNULL,
    )
    try:
        attendre_que(lambda: repond(port), "the web server answers")
        _parcourir(port)
        return {"processus web (Mo)": max(map(memoire_de, _enfants(serveur.pid)))}
    finally:
        serveur.terminate()
        serveur.wait()


def port_libre():
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


def repond(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _parcourir(port):
    _, pages = adresses()
    temoin = client_connecte().cookies["sessionid"].value
    for _ in range(FOIS):
        for page in pages.values():
            connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connexion.request("GET", page, headers={"Cookie": f"sessionid={temoin}"})
            reponse = connexion.getresponse()
            reponse.read()
            assert reponse.status == 200, (page, reponse.status)
            connexion.close()


def _enfants(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def memoire_de(pid):
    """Peak resident memory, in MB."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) // 1024
