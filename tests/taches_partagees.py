"""What a worker is asked to tell which one it is."""

import os
import time

from plie.taches.registre import tache


@tache("Essai partagé")
def dire_qui(_rang):
    """The worker that the process of this task belongs to."""
    # Long enough for the other worker to take its share: one alone would have done them all.
    time.sleep(0.2)
    return os.getppid()
