#!/bin/sh
# Builds everything and runs JMH benchmarks: see README.md. Arguments are those of JMH; without arguments all benchmarks run.
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -Pbench package -DskipTests -Dspotless.check.skip -am -pl rpc-benchmarks/peers/protobuf,rpc-benchmarks/telemetry
cd rpc-benchmarks
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  -cp "target/classes:peers/protobuf/target/classes:telemetry/target/classes:$(cat target/jmh.classpath):$(cat peers/protobuf/target/runtime.classpath):$(cat telemetry/target/jmh.classpath)" \
  org.openjdk.jmh.Main "$@"
