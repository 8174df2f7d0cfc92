"""`python -m plie.demonstration.france_travail --port N`: the stand-in of the demonstration."""

import argparse

from plie.demonstration.france_travail.serveur import Doublure

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--port", type=int, required=True)
Doublure(arguments.parse_args().port).serve_forever()
