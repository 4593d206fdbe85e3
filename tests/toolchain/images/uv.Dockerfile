# What the image of uv is to a generated Dockerfile.
FROM scratch
COPY uv /uv
