#!/bin/sh
# As the official image: a new data folder gets the user, the password and the database of the environment.
set -eu
: "${POSTGRES_PASSWORD:?}"
user=${POSTGRES_USER:-postgres}
chown postgres: "$PGDATA"
as() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    secret=$(mktemp)
    printf %s "$POSTGRES_PASSWORD" >"$secret"
    chown postgres: "$secret"
    as initdb -U "$user" --pwfile="$secret" --auth-host=scram-sha-256 --auth-local=trust >/dev/null
    rm "$secret"
    echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
    as pg_ctl -D "$PGDATA" -w -o "-c listen_addresses=" start >/dev/null
    as createdb -U "$user" "${POSTGRES_DB:-$user}"
    as pg_ctl -D "$PGDATA" -w stop >/dev/null
fi
exec setpriv --reuid=postgres --regid=postgres --clear-groups postgres -D "$PGDATA" -c listen_addresses='*'
