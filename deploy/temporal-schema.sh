#!/bin/sh
# Makes Temporal's two databases, or brings their schema up to this version. May run any number of times.
set -eu
for database in temporal temporal_visibility; do
  case $database in temporal) schema=temporal ;; *) schema=visibility ;; esac
  sql() { temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" --db "$database" "$@"; }
  sql create || echo "$database exists"
  sql setup-schema -v 0.0 || echo "$database has a schema"
  sql update-schema -d "${TEMPORAL_SCHEMA:-/etc/temporal/schema}/postgresql/v12/$schema/versioned"
done
