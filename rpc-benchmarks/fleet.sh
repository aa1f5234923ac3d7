#!/bin/sh
# Builds what is needed and measures a client of several servers: see README.md. Arguments are the cases; without arguments all are
# run.
set -eu
cd "$(dirname "$0")/.."
./mvnw -q process-classes -Dspotless.check.skip -am -pl rpc-benchmarks
cd rpc-benchmarks
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/classes:$(cat target/runtime.classpath)" \
  io.tightwire.benchmarks.fleet.FleetLoad "$@"
