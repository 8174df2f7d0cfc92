import os

from django.core.wsgi import get_wsgi_application

from plie.verifications import exiger_des_que_possible

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")

_servir = get_wsgi_application()
exiger_des_que_possible()


def application(environ, start_response):
    exiger_des_que_possible()
    return _servir(environ, start_response)
