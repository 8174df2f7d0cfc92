FROM python:3.11-slim-trixie AS bibliotheques
COPY requirements/base.txt /tmp/base.txt
RUN python -m venv --without-pip /opt/plie \
    && pip --python /opt/plie/bin/python install --no-cache-dir --require-hashes \
        --requirement /tmp/base.txt

FROM python:3.11-slim-trixie
# Nothing is installed once the image is built: what installs does not stay in it.
# The client of PostgreSQL, for backups: Debian 13 has that of the server of Compose.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tzdata postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* /usr/local/lib/python3.11/ensurepip \
    && pip uninstall --yes setuptools wheel pip \
    && useradd --uid 10001 --home-dir /plie --no-create-home --shell /usr/sbin/nologin plie \
    && install -d -o plie -g plie -m 0700 /donnees /sauvegardes
COPY --from=bibliotheques /opt/plie /opt/plie
WORKDIR /plie
COPY . .
ENV PATH=/opt/plie/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PLIE_DONNEES=/donnees
# No server is asked: these addresses lead nowhere and this key serves nothing.
RUN DATABASE_URL=postgresql:///plie REDIS_URL=redis://127.0.0.1:1/0 SECRET_KEY=construction \
    python manage.py collectstatic --no-input
USER plie
VOLUME /donnees /sauvegardes
EXPOSE 8000
CMD ["gunicorn", "-c", "deploiement/gunicorn.conf.py", "--bind", "0.0.0.0:8000"]
