#!/bin/sh
# Made by svc, and yours to change. On the server: sh RELEASE/infra/rollout.sh PROJECT
#
# Starts the release in whose folder this file lies. If it does not become healthy, the one before is started again.
set -eu
project=$1
release=$(cd "$(dirname "$0")/.." && pwd)
current=$(dirname "$release")/current

compose() {
    folder=$1
    shift
    docker compose --project-name "$project" \
        --env-file "$folder/.env" --env-file "$folder/images.env" \
        -f "$folder/infra/compose.base.yml" -f "$folder/infra/compose.prod.yml" "$@"
}

start() {
    compose "$1" up --detach --remove-orphans --wait --wait-timeout 180
}

if start "$release"; then
    ln -sfn "$release" "$current"
    echo "running: $release"
    exit 0
fi
compose "$release" logs --no-color --tail 50 >&2
if [ -e "$current" ]; then
    previous=$(readlink -f "$current")
    start "$previous"
    echo "rolled back to: $previous" >&2
fi
exit 1
