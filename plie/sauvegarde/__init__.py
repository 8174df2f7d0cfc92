"""Back up database and files at one instant, encrypted; restore them; try a restore beside.

An archive is a tar in an encrypted stream: the files, then the dump of PostgreSQL in pieces, then
what both must be once restored (`manifeste.json`). Nothing of it is ever in clear on a disk.
"""
