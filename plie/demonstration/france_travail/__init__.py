"""A stand-in for France Travail's offers: a real HTTP server, on loopback only."""
