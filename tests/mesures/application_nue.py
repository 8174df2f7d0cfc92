"""The platform as production serves it, with a bare view beside."""

from django.conf import settings

from plie import wsgi

settings.ROOT_URLCONF = "tests.mesures.nue"
application = wsgi.application
