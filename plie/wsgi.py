import os

from django.core.wsgi import get_wsgi_application

from plie.verifications import exiger_production_saine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")

application = get_wsgi_application()
exiger_production_saine()
