#!/bin/sh
# Builds everything and measures Tightwire against its peers: see README.md. Options: --help.
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -Pbench package -DskipTests -Dspotless.check.skip -am -pl \
  rpc-benchmarks/peers/grpc,rpc-benchmarks/peers/rsocket,rpc-benchmarks/peers/thrift
cd rpc-benchmarks
revision=$(git describe --always --dirty 2>/dev/null || echo unknown)
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp target/classes "-Dbenchmarks.revision=$revision" \
  io.tightwire.benchmarks.compare.Compare "$@"
