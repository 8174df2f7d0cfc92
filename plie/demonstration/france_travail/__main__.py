"""`python -m plie.demonstration.france_travail --port N`: the stand-in of the demonstration."""

import argparse

from plie.demonstration.france_travail.serveur import Simulateur

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--port", type=int, required=True)
Simulateur(arguments.parse_args().port).serve_forever()
