"""Gunicorn's settings, the same for the demonstration and for production."""

import os
import tempfile
from pathlib import Path

# Read by the settings: only web requests have a statement timeout.
os.environ["PLIE_PROCESSUS"] = "web"

from plie.settings import LOGGING

# One format for all lines, those of the process that serves nothing included.
logconfig_dict = LOGGING
wsgi_app = "plie.wsgi"
workers = int(os.environ.get("WEB_PROCESSUS", "2"))
# Never exposed alone: a thread waits as long as its visitor takes to send. The proxy (Caddyfile)
# reads first; these threads are for what it passes on as it comes, the largest files. With more of
# them one process takes most of what comes, and shares out one interpreter.
threads = int(os.environ.get("WEB_FILS", "8"))
# A process takes no more than it can serve, and keeps no connection: what waits is served by the
# first that is free. Connections kept open stay with one process, were the other idle.
worker_connections = threads
keepalive = 0
bind = os.environ.get("WEB_ADRESSE", "127.0.0.1:8000")
timeout = 60
graceful_timeout = 10
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
# A document half written, when the disk is full, is as closed to others as a whole one.
umask = 0o077
# The workers' heartbeat must never wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir()  # noqa: S108
