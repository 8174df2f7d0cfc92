from botocore.config import Config
from storages.backends.s3 import S3Storage

# Seconds; botocore's own are 60 and 60, five times over.
DELAI_CONNEXION = 5
DELAI_REPONSE = 20
ESSAIS = 2


class Seau(S3Storage):
    """A bucket that does not answer holds a thread of the site for less than a minute."""

    def get_default_settings(self):
        limites = Config(
            connect_timeout=DELAI_CONNEXION,
            read_timeout=DELAI_REPONSE,
            retries={"total_max_attempts": ESSAIS, "mode": "standard"},
        )
        return super().get_default_settings() | {"client_config": limites}
