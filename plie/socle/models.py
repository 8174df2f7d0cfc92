from django.conf import settings
from django.db import models


class Soumission(models.Model):
    """What was already sent: the unique token that makes a double click create one row."""

    jeton = models.UUIDField(primary_key=True)
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    # Where the page of a form led; of a batch, the fingerprint of what was sent.
    resultat = models.TextField(blank=True)
    recue_le = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self):
        return str(self.jeton)


class Logo(models.Model):
    """The logo of the PLIE: one row at most, a PNG made small."""

    image = models.BinaryField()
    empreinte = models.CharField(max_length=64)
    largeur = models.PositiveSmallIntegerField()
    hauteur = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="logo_un_seul"),
        ]

    def __str__(self):
        return "Logo du PLIE"
