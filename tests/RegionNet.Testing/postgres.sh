# Runs one PostgreSQL cluster for as long as standard input stays open, then stops it and removes its data. The test process
# holds the other end: whichever way it ends, kill -9 included, the kernel closes the pipe and nothing is left behind.
# Environment: PG_BIN, PG_PORT, PG_PASSWORD; TMPDIR, or /tmp, is where the data lie.
trap '' INT TERM HUP
umask 077
dir=$(mktemp -d "${TMPDIR:-/tmp}/regionnet-test-XXXXXX") || exit 1
cd "$dir" || exit 1
printf '%s' "$PG_PASSWORD" > password
if "$PG_BIN/initdb" --pgdata=data --username=postgres --auth=scram-sha-256 --pwfile=password --encoding=UTF8 --locale=C \
    --no-sync > log 2>&1
then
    rm password
    "$PG_BIN/postgres" -D data -p "$PG_PORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
        -c max_connections=300 -c shared_buffers=128MB -c fsync=off -c full_page_writes=off -c autovacuum_naptime=10min \
        -c log_min_messages=fatal >> log 2>&1 < /dev/null &
    server=$!
    # A server that could not start must not leave the test process waiting: tell it, then go.
    (while kill -0 $server 2> /dev/null; do sleep 1 2> /dev/null; done; tail -n 20 log >&2; echo "PostgreSQL has stopped" >&2) &
    watcher=$!
    read -r _
    kill -KILL $watcher 2> /dev/null
    kill -QUIT $server 2> /dev/null
    wait $server
else
    tail -n 20 log >&2
    echo "PostgreSQL has stopped" >&2
fi
cd / && rm -rf "$dir"
