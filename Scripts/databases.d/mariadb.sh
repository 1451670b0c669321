# MariaDB alone; and a Galera cluster of three nodes. Read by Scripts/databases.
# shellcheck shell=bash

as_mariadb_root() {
    local at=$1
    shift
    mariadb --no-defaults -S "$at/socket" -u root -N "$@"
}

# Files and settings of a server that listens on `port`.
make_mariadb() {
    local tls=$1 at=$2 port=$3
    mkdir -p "$at/data"
    cp "$tls/server.pem" "$tls/server.key" "$tls/ca.pem" "$at/"
    cat >"$at/my.cnf" <<CONF
[mariadbd]
datadir = $at/data
socket = $at/socket
pid-file = $at/pid
port = $port
bind-address = 127.0.0.1
character-set-server = utf8mb4
ssl-cert = $at/server.pem
ssl-key = $at/server.key
ssl-ca = $at/ca.pem
innodb-buffer-pool-size = ${MARIADB_BUFFERS:-512M}
innodb-log-file-size = ${MARIADB_BUFFERS:-512M}
max-connections = 400
skip-name-resolve
# A program that is gone without a word is missed after five seconds, and its locks are given back.
tcp-keepalive-time = 2
tcp-keepalive-interval = 1
tcp-keepalive-probes = 3
# 2: what was committed outlives the server, if not the computer.
innodb-flush-log-at-trx-commit = $([ "$durable" = on ] && echo 1 || echo 2)
CONF
    own mysql "$at"
}

install_mariadb() {
    as_user mysql mariadb-install-db --no-defaults --datadir="$1/data" --auth-root-authentication-method=normal \
        --skip-test-db >"$1/install.log" 2>&1
}

# Further arguments are the server's.
run_mariadb() {
    local at=$1
    shift
    local without_sync=()
    [ "$durable" = on ] || without_sync=(eatmydata)
    as_user mysql nohup setsid "${without_sync[@]}" mariadbd --defaults-file="$at/my.cnf" "$@" >>"$at/server.log" 2>&1 </dev/null &
    until_answers as_mariadb_root "$at" -e 'SELECT 1'
}

make_user_of_mariadb() {
    as_mariadb_root "$1" -e "
        CREATE DATABASE etime CHARACTER SET utf8mb4;
        CREATE USER etime@'%' IDENTIFIED BY 'punch;card}';
        GRANT ALL ON *.* TO etime@'%'"
}

start_mariadb() {
    local at=$1/mariadb port
    port=$(free_port)
    make_mariadb "$1/tls" "$at" "$port"
    install_mariadb "$at"
    run_mariadb "$at"
    make_user_of_mariadb "$at"
    echo "ETIME_TEST_MARIADB_URL='mariadb://$login@127.0.0.1:$port/etime'" >>"$1/environment"
    echo "ETIME_TEST_MARIADB_CONFIG='$at/my.cnf'" >>"$1/environment"
}

start_galera() {
    local at=$1/galera members='' hosts='' port talk MARIADB_BUFFERS=64M number
    local talks=()
    for number in 1 2 3; do talks+=("$(free_port)"); done
    members=$(printf ',127.0.0.1:%s' "${talks[@]}")
    for number in 1 2 3; do
        port=$(free_port)
        talk=${talks[number - 1]}
        hosts=$hosts,127.0.0.1:$port
        make_mariadb "$1/tls" "$at/$number" "$port"
        # A node that is gone is missed after two seconds, not the usual five: these sit on one computer.
        cat >>"$at/$number/my.cnf" <<CONF
binlog-format = ROW
innodb-autoinc-lock-mode = 2
wsrep-on = ON
wsrep-provider = $(ls -d /usr/lib*/galera/libgalera_smm.so | head -n 1)
wsrep-cluster-name = etime
wsrep-cluster-address = gcomm://${members#,}
wsrep-node-name = node$number
wsrep-node-address = 127.0.0.1:$talk
wsrep-sst-method = rsync
wsrep-sst-receive-address = 127.0.0.1:$(free_port)
wsrep-provider-options = "gmcast.listen_addr=tcp://127.0.0.1:$talk;ist.recv_addr=127.0.0.1:$(free_port);gcache.size=64M;evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT2S;evs.inactive_timeout=PT4S;evs.install_timeout=PT4S;pc.recovery=FALSE"
[sst]
ssl-mode = DISABLED
CONF
    done
    install_mariadb "$at/1"
    run_mariadb "$at/1" --wsrep-new-cluster
    make_user_of_mariadb "$at/1"
    # The others get all they have from the first.
    for number in 2 3; do
        run_mariadb "$at/$number"
        until_says 'wsrep_local_state_comment	Synced' as_mariadb_root "$at/$number" -e "SHOW STATUS LIKE 'wsrep_local_state_comment'"
    done
    echo "ETIME_TEST_GALERA_URL='mariadb://$login@${hosts#,}/etime'" >>"$1/environment"
    echo "ETIME_TEST_GALERA='$at'" >>"$1/environment"
}

stop_mariadb() {
    local pid
    for pid in "$1/mariadb/pid" "$1"/galera/*/pid; do
        [ ! -f "$pid" ] || kill -KILL "$(cat "$pid")" 2>/dev/null || true
    done
}
