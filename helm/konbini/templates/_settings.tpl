{{/* The settings of one service, as environment variables: those of the chart, then those of values, which win. */}}
{{- define "konbini.env" -}}
{{- $root := .root -}}
{{- $values := index $root.Values.services .key -}}
{{- $settings := dict
    "SERVER_ADDRESS" "0.0.0.0"
    "SERVER_PORT" (toString .port)
    "MANAGEMENT_SERVER_ADDRESS" "0.0.0.0"
    "MANAGEMENT_SERVER_PORT" (toString (add .port 100))
    "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE" (printf "%ds" (max 1 (sub (int $root.Values.rollout.finishSeconds) 5)))
    "KONBINI_DRAIN_UNREADY_FOR" (printf "%ds" (int $root.Values.rollout.drainSeconds))
    "KONBINI_ACCESS_KEYS" (printf "file:/etc/konbini/keys/%s" (include "konbini.keyFile" "accessKeys"))
    "KONBINI_TOPICS_PREFIX" $root.Values.topics.prefix
    "KONBINI_TELEMETRY_SPOOL_DIRECTORY" "/var/spool/konbini"
    "KONBINI_TELEMETRY_MAX_SIZE" (printf "%sB" (include "konbini.spoolBytes" $root))
    "SPRING_KAFKA_BOOTSTRAP_SERVERS" $root.Values.kafka.bootstrapServers
-}}
{{- range $name, $value := $root.Values.kafka.properties }}
{{- $_ := set $settings (printf "SPRING_KAFKA_PROPERTIES_%s" ($name | upper | replace "." "_")) (include "konbini.text" $value) }}
{{- end }}
{{- if has "elasticsearch" .servers }}
{{- $_ := set $settings "SPRING_ELASTICSEARCH_URIS" $root.Values.elasticsearch.uris }}
{{- with $root.Values.elasticsearch.username }}
{{- $_ := set $settings "SPRING_ELASTICSEARCH_USERNAME" . }}
{{- end }}
{{- $_ := set $settings "KONBINI_INDICES_PREFIX" $root.Values.indices.prefix }}
{{- $_ := set $settings "KONBINI_INDICES_REPLICAS" (toString (int $root.Values.elasticsearch.replicas)) }}
{{- end }}
{{- if and (has "mongodb" .servers) (not $root.Values.mongodb.existingSecret.name) }}
{{- $_ := set $settings "SPRING_MONGODB_URI" $root.Values.mongodb.uri }}
{{- end }}
{{- if include "konbini.hasReceivers" . }}
{{- $settings = mergeOverwrite $settings (include "konbini.receiverSettings" . | fromYaml) }}
{{- end }}
{{- $settings = mergeOverwrite $settings (.env | default dict) $root.Values.env $values.env -}}
{{- range $name, $value := $settings }}
- name: {{ $name }}
  value: {{ include "konbini.text" $value | quote }}
{{- end }}
{{- $secrets := dict }}
{{- if has "mongodb" .servers }}{{ $_ := set $secrets "SPRING_MONGODB_URI" $root.Values.mongodb.existingSecret }}{{ end }}
{{- if has "elasticsearch" .servers }}{{ $_ := set $secrets "SPRING_ELASTICSEARCH_PASSWORD" $root.Values.elasticsearch.passwordSecret }}{{ end }}
{{- if and (eq .key "logging") $root.Values.receivers.forward.enabled }}{{ $_ := set $secrets "KONBINI_FORWARD_SHARED_KEY" $root.Values.receivers.forward.sharedKeySecret }}{{ end }}
{{- range $name, $secret := $secrets }}
{{- if $secret.name }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret.name }}
      key: {{ $secret.key }}
{{- end }}
{{- end }}
{{- end }}

{{/* How many bytes of lines may wait in the spool: half of it. */}}
{{- define "konbini.spoolBytes" -}}
{{- $factors := dict "" 1 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 -}}
{{- $size := include "konbini.text" .Values.spool.sizeLimit -}}
{{- $number := regexFind "^[0-9.]+" $size -}}
{{ mulf $number (get $factors (trimPrefix $number $size)) 0.5 | int64 }}
{{- end }}

{{/* The file below /etc/konbini/keys of a name below .Values.secrets. */}}
{{- define "konbini.keyFile" -}}
{{- get (dict "accessKeys" "access.jwks" "offerSigningKey" "offer-signing.jwk" "offerVerificationKeys" "offers.jwks") . -}}
{{- end }}
