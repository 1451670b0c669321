# PostgreSQL alone; and a primary with its standby, each behind a PgBouncer. Read by Scripts/databases.
# shellcheck shell=bash

pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)

# Without a password, by the socket.
as_postgres() {
    local at=$1 port=$2
    shift 2
    as_user postgres "$pg_bin/psql" -h "$at/socket" -p "$port" -U postgres -d postgres -qAtX "$@"
}

make_postgresql() {
    local tls=$1 at=$2 port=$3
    mkdir -p "$at/socket"
    cp "$tls/server.pem" "$tls/server.key" "$at/"
    chmod 600 "$at/server.key"
    own postgres "$at"
    as_user postgres "$pg_bin/initdb" -D "$at/data" -U postgres -E UTF8 --locale=C.UTF-8 --auth=trust -N >"$at/initdb.log"
    cat >>"$at/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$at/socket'
ssl = on
ssl_cert_file = '$at/server.pem'
ssl_key_file = '$at/server.key'
shared_buffers = ${PG_BUFFERS:-512MB}
max_wal_size = 4GB
max_connections = 400
fsync = $durable
CONF
    cat >"$at/data/pg_hba.conf" <<CONF
local all postgres trust
local replication postgres trust
host all all 127.0.0.1/32 scram-sha-256
CONF
}

run_postgresql() { as_user postgres "$pg_bin/pg_ctl" -D "$1/data" -l "$1/server.log" -w start >/dev/null; }

make_user_of_postgresql() {
    as_postgres "$1" "$2" -c "CREATE ROLE etime LOGIN CREATEDB PASSWORD 'punch;card}'" \
        -c "GRANT SET ON PARAMETER session_replication_role TO etime" -c "CREATE DATABASE etime OWNER etime"
}

start_postgresql() {
    local at=$1/postgresql port
    port=$(free_port)
    make_postgresql "$1/tls" "$at" "$port"
    run_postgresql "$at"
    make_user_of_postgresql "$at" "$port"
    echo "ETIME_TEST_POSTGRESQL_URL='postgresql://$login@127.0.0.1:$port/etime'" >>"$1/environment"
    echo "ETIME_TEST_POSTGRESQL_DATA='$at/data'" >>"$1/environment"
}

# A commit is answered when the standby has it too, so that none is lost with the primary.
start_replicated() {
    local at=$1/replicated primary standby PG_BUFFERS=64MB
    primary=$(free_port)
    make_postgresql "$1/tls" "$at/primary" "$primary"
    run_postgresql "$at/primary"
    make_user_of_postgresql "$at/primary" "$primary"

    mkdir -p "$at/standby/socket"
    cp "$at/primary/server.pem" "$at/primary/server.key" "$at/standby/"
    own postgres "$at/standby"
    as_user postgres "$pg_bin/pg_basebackup" -h "$at/primary/socket" -p "$primary" -U postgres -D "$at/standby/data" \
        -c fast -C -S standby -R >/dev/null
    standby=$(free_port)
    cat >>"$at/standby/data/postgresql.conf" <<CONF
port = $standby
unix_socket_directories = '$at/standby/socket'
CONF
    run_postgresql "$at/standby"
    # Set now that there is one, and of the primary alone: once promoted, the standby has nobody to wait for.
    as_postgres "$at/primary" "$primary" -c "ALTER SYSTEM SET synchronous_standby_names = '*'" -c "SELECT pg_reload_conf()" >/dev/null
    until_says t as_postgres "$at/primary" "$primary" \
        -c "SELECT EXISTS (SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync')"

    local node poolers=
    for node in primary standby; do
        local port
        port=$(free_port)
        run_pooler "$at/$node" "$port" "${!node}"
        poolers=$poolers,127.0.0.1:$port
    done
    echo "ETIME_TEST_REPLICATED_URL='postgresql://$login@127.0.0.1:$primary,127.0.0.1:$standby/etime?target_session_attrs=read-write'" >>"$1/environment"
    echo "ETIME_TEST_POOLED_URL='postgresql://$login@${poolers#,}/etime?target_session_attrs=read-write&pooler=transaction'" >>"$1/environment"
    echo "ETIME_TEST_PRIMARY_DATA='$at/primary/data'" >>"$1/environment"
    echo "ETIME_TEST_STANDBY_DATA='$at/standby/data'" >>"$1/environment"
}

run_pooler() {
    local at=$1 port=$2 server=$3
    printf '"etime" "punch;card}"\n' >"$at/users.txt"
    cat >"$at/pgbouncer.ini" <<CONF
[databases]
* = host=127.0.0.1 port=$server
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = scram-sha-256
auth_file = $at/users.txt
pool_mode = transaction
max_client_conn = 200
default_pool_size = 8
server_login_retry = 1
server_check_delay = 5
ignore_startup_parameters = extra_float_digits
logfile = $at/pgbouncer.log
pidfile = $at/pgbouncer.pid
CONF
    own postgres "$at"
    as_user postgres pgbouncer -q -d "$at/pgbouncer.ini"
}

stop_postgresql() {
    local data pid
    for data in "$1/postgresql/data" "$1"/replicated/*/data; do
        [ -d "$data" ] || continue
        as_user postgres "$pg_bin/pg_ctl" -D "$data" -m immediate stop >/dev/null 2>&1 || true
    done
    for pid in "$1"/replicated/*/pgbouncer.pid; do
        [ ! -f "$pid" ] || kill -KILL "$(cat "$pid")" 2>/dev/null || true
    done
}
