"""The numbers of PostgreSQL's advisory locks: one table, so that no two works share one.

Taken alone, or as the first of two with the row that is worked upon. `plie.taches`, below the
socle, has its own two: TACHES and HORAIRE.
"""

IMPORTATION = 7_543_001
ALERTES = 7_543_002
RAPPROCHEMENTS = 7_543_004
SYNCHRONISATION = 5_240_513
EVENEMENTS = 7_543_005
ORIENTATIONS = 7_543_006
RAPPORT = 0x504C4945
# Shared by corrections, alone by who freezes a month.
MOIS_ARRETES = 7_543_007
