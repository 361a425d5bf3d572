#!/bin/sh
# Starts the service of an image once, outside of it, and records what its start needs in an AOT cache.
#
#   aot-cache.sh IMAGE.tar CACHE FOLDER JVM-FLAG...
#
# A cache is valid only for the JVM that wrote it and for jars of the same names, order, sizes and times. So the JVM and
# the jars are taken out of the image itself (tar keeps the times); that they then lie below another folder is allowed.
# FOLDER is emptied first. The service starts on free ports, asks itself what it is warmed up with, and ends. The servers that
# it meets are for nothing else; without them the recording lacks what a start does with them:
#
#   KONBINI_TRAINING_MONGODB        a connection string
#   KONBINI_TRAINING_KAFKA          HOST:PORT
#   KONBINI_TRAINING_ELASTICSEARCH  a URL
set -eu
image=$1 cache=$2 work=$3
shift 3

[ "$(uname -s)" = Linux ] || {
    echo "aot-cache: this system cannot run the image's JVM, so the image gets no AOT cache and starts slower" >&2
    exit 0
}

rm -rf "$work" "$cache"
mkdir -p "$work/layers" "$work/root" "$(dirname "$cache")"
tar -xf "$image" -C "$work/layers"
for layer in "$work"/layers/*.tar.gz; do
    # Only root may make devices and other owners; neither the JVM nor the jars need them.
    tar -xzf "$layer" -C "$work/root" --no-same-owner --exclude='dev/*' --warning=no-unknown-keyword
done
java=$(find "$work/root" -path '*/bin/java' -type f | head -n 1)
[ -n "$java" ] || { echo "aot-cache: there is no bin/java in $image" >&2; exit 1; }
# Relative, as seen from / in the image and from here in this run: the JVM looks a class's jar up by the name that was recorded.
sed "s#/app/#app/#g" "$work/root/app/jib-classpath-file" >"$work/class-path"

# Settings that a service does not start without. The signing key is the example of RFC 7515, appendix A.3.
echo '{"keys":[]}' >"$work/keys.json"
cat >"$work/signing-key.json" <<'KEY'
{"kty":"EC","crv":"P-256","kid":"training","use":"sig","alg":"ES256",
 "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
 "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}
KEY

# The JVM writes the cache in a second process, which it starts itself when the first one ends.
if ! (
    cd "$work/root"
    "$java" "$@" -Xlog:aot=error -Xlog:cds=error -XX:AOTCacheOutput="$cache" -Dkonbini.warm-up.then-exit=true -Dserver.port=0 -Dmanagement.server.port=0 \
        -Dkonbini.access.keys="file:$work/keys.json" \
        -Dkonbini.offers.verification-keys="file:$work/keys.json" \
        -Dkonbini.offers.signing-key="file:$work/signing-key.json" \
        -Dkonbini.telemetry.spool-directory="$work/spool" \
        -Dspring.mongodb.uri="${KONBINI_TRAINING_MONGODB:-mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=100}" \
        -Dspring.kafka.bootstrap-servers="${KONBINI_TRAINING_KAFKA:-127.0.0.1:9}" \
        -Dspring.elasticsearch.uris="${KONBINI_TRAINING_ELASTICSEARCH:-http://127.0.0.1:9}" \
        -cp "@$work/class-path" "$(cat "$work/root/app/jib-main-class-file")"
) >"$work/run.log" 2>&1 || [ ! -s "$cache" ]; then
    cat "$work/run.log" >&2
    echo "aot-cache: the training run of $image failed: see above" >&2
    rm -f "$cache"
    exit 1
fi
rm -rf "$work/root" "$work/layers"
