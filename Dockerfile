# The API alone; its Neo4j is another container (see docker-compose.yml) or a server of yours by NEO4J_URI.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /confrere

COPY requirements.lock ./
RUN pip install --require-hashes --requirement requirements.lock

COPY . .
RUN pip install --no-deps --no-build-isolation . \
    && useradd --create-home confrere \
    && install --directory --owner confrere /home/confrere/.confrere
USER confrere

ENV CONFRERE_HOST=0.0.0.0 CONFRERE_DEVELOPMENT=false
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=12 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["confrere", "up"]
