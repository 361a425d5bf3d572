{{/*
Refuses values that cannot work, in words. values.schema.json knows names and types; what it would say of a malformed address
is a regular expression.
*/}}
{{- define "konbini.validate" -}}
{{- $v := .Values -}}
{{- if not (or $v.mongodb.uri $v.mongodb.existingSecret.name) }}
{{- fail "\n\nWhere is MongoDB? Set mongodb.uri (mongodb://host:27017/?replicaSet=rs0), or mongodb.existingSecret.name where the address holds a password." }}
{{- end }}
{{- if and $v.mongodb.uri $v.mongodb.existingSecret.name }}
{{- fail "\n\nmongodb.uri and mongodb.existingSecret.name are both set: remove one." }}
{{- end }}
{{- if not $v.kafka.bootstrapServers }}
{{- fail "\n\nWhere is Kafka? Set kafka.bootstrapServers (host:9092, several by commas)." }}
{{- end }}
{{- if not $v.elasticsearch.uris }}
{{- fail "\n\nWhere is Elasticsearch? Set elasticsearch.uris (http://host:9200, several by commas)." }}
{{- end }}
{{- if ne (empty $v.elasticsearch.username) (empty $v.elasticsearch.passwordSecret.name) }}
{{- fail "\n\nelasticsearch.username and elasticsearch.passwordSecret.name go together: set both or neither." }}
{{- end }}
{{- if and $v.receivers.forward.enabled (not $v.receivers.forward.tenant) }}
{{- fail "\n\nreceivers.forward.enabled needs receivers.forward.tenant: whose the events are." }}
{{- end }}
{{- $taken := dict -}}
{{- $own := list 8083 8183 -}}
{{- range $receiver := list "syslog" "forward" "graphite" }}
{{- $port := index $v.receivers $receiver "port" | int | toString }}
{{- if index $v.receivers $receiver "enabled" }}
{{- if hasKey $taken $port }}
{{- fail (printf "\n\nreceivers.%s.port and receivers.%s.port are the same: change one." (get $taken $port) $receiver) }}
{{- end }}
{{- if has (int $port) $own }}
{{- fail (printf "\n\nreceivers.%s.port is %s, which logging-service has for HTTP (8083) or its management (8183): choose another." $receiver $port) }}
{{- end }}
{{- $_ := set $taken $port $receiver }}
{{- end }}
{{- end }}
{{- if and $v.ingress.enabled (not $v.ingress.host) }}
{{- fail "\n\ningress.enabled needs ingress.host: the name under which people reach the shop." }}
{{- end }}

{{- $name := "^$|^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$" -}}
{{- $isName := "is the name of a Kubernetes object: small letters, digits, '-' and '.'" -}}
{{- $label := "^$|^[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?$" -}}
{{- $isLabel := "is a label's value too: at most 63 letters, digits, '-', '_' and '.', the first and the last a letter or digit" -}}
{{- $rules := list
    (list "image.tag" $v.image.tag $label $isLabel)
    (list "mongodb.uri" $v.mongodb.uri "^$|^mongodb(\\+srv)?://" "begins with mongodb:// or mongodb+srv://")
    (list "mongodb.existingSecret.name" $v.mongodb.existingSecret.name $name $isName)
    (list "kafka.bootstrapServers" $v.kafka.bootstrapServers "^[^,:/ ]+:[0-9]+(,[^,:/ ]+:[0-9]+)*$" "is host:port, several by commas, without a scheme")
    (list "elasticsearch.uris" $v.elasticsearch.uris "^https?://[^, ]+(,https?://[^, ]+)*$" "is http://host:port or https://host:port, several by commas")
    (list "elasticsearch.passwordSecret.name" $v.elasticsearch.passwordSecret.name $name $isName)
    (list "topics.prefix" $v.topics.prefix "^[a-zA-Z0-9._-]{1,100}$" "has letters, digits, '.', '_' and '-', at most 100 of them")
    (list "indices.prefix" $v.indices.prefix "^[a-z0-9][a-z0-9_.-]{0,40}$" "has small letters, digits, '_', '.' and '-', at most 41 of them, and begins with a letter or digit")
    (list "spool.sizeLimit" (include "konbini.text" $v.spool.sizeLimit) "^[0-9.]+(k|M|G|T|Ki|Mi|Gi|Ti)?$" "is a quantity such as 512Mi")
    (list "image.prefix" $v.image.prefix "^$|/$" "ends with /, because a service's name is put behind it")
    (list "ingress.host" $v.ingress.host "^$|^[a-z0-9*]([-a-z0-9.]*[a-z0-9])?$" "is a DNS name, without a scheme, port or path")
    (list "receivers.syslog.tenant" $v.receivers.syslog.tenant "^$|^[a-z0-9][a-z0-9_-]{0,62}$" "has small letters, digits, '_' and '-'")
    (list "receivers.forward.tenant" $v.receivers.forward.tenant "^$|^[a-z0-9][a-z0-9_-]{0,62}$" "has small letters, digits, '_' and '-'")
    (list "receivers.graphite.tenant" $v.receivers.graphite.tenant "^[a-z0-9][a-z0-9_-]{0,62}$" "has small letters, digits, '_' and '-'")
    (list "receivers.forward.sharedKeySecret.name" $v.receivers.forward.sharedKeySecret.name $name $isName)
    (list "ingress.tlsSecret" $v.ingress.tlsSecret $name $isName)
-}}
{{- range $secret, $reference := $v.secrets }}
{{- $rules = append $rules (list (printf "secrets.%s.name" $secret) $reference.name $name $isName) }}
{{- end }}
{{- range $service, $values := $v.services }}
{{- $path := printf "services.%s" $service }}
{{- if and $values.autoscaling.enabled (gt (int $values.autoscaling.min) (int $values.autoscaling.max)) }}
{{- fail (printf "\n\n%s.autoscaling: min (%d) is above max (%d)." $path (int $values.autoscaling.min) (int $values.autoscaling.max)) }}
{{- end }}
{{- range $key, $ignored := $values.podLabels }}
{{- if hasKey (include "konbini.labels" (dict "root" $ "part" $service) | fromYaml) $key }}
{{- fail (printf "\n\n%s.podLabels has %s, which the chart sets itself: leave it out." $path $key) }}
{{- end }}
{{- end }}
{{- $rules = append $rules (list (printf "%s.tag" $path) $values.tag $label $isLabel) }}
{{- range $kind := list "requests" "limits" }}
{{- range $resource, $amount := get $values.resources $kind | default dict }}
{{- $rules = append $rules (list (printf "%s.resources.%s.%s" $path $kind $resource) (include "konbini.text" $amount) "^[0-9.]+(m|k|M|G|T|Ki|Mi|Gi|Ti)?$" "is a quantity such as 500m or 512Mi") }}
{{- end }}
{{- end }}
{{- range $setting, $ignored := merge (dict) $values.env $v.env }}
{{- $rules = append $rules (list (printf "%s.env" $path) $setting "^[A-Z][A-Z0-9_]*$" "takes settings by the name of their environment variable, such as SERVER_TOMCAT_ACCEPT_COUNT for server.tomcat.accept-count") }}
{{- end }}
{{- end }}
{{- range $rule := $rules }}
{{- if not (regexMatch (index $rule 2) (toString (index $rule 1))) }}
{{- fail (printf "\n\n%s is %q. It %s." (index $rule 0) (toString (index $rule 1)) (index $rule 3)) }}
{{- end }}
{{- end }}
{{- if lt (include "konbini.spoolBytes" . | int) 1048576 }}
{{- fail (printf "\n\nspool.sizeLimit is %q. It is at least 2Mi: lines take half of it, and one of them may be nearly 1Mi." (include "konbini.text" $v.spool.sizeLimit)) }}
{{- end }}
{{- end }}

{{/*
Refuses to turn autoscaling on while the number of replicas is the release's own: leaving it out then makes it 1 until the
autoscaler has looked. (To render the number that is there instead would have every rollback bring back an old one.)
*/}}
{{- define "konbini.handsOver" -}}
{{- $name := include "konbini.name" . -}}
{{- if (index .root.Values.services .key).autoscaling.enabled }}
{{- with lookup "apps/v1" "Deployment" .root.Release.Namespace $name }}
{{- $replicas := int .spec.replicas }}
{{- range .metadata.managedFields }}
{{- if and (gt $replicas 1) (eq .manager "helm") (hasKey (dig "f:spec" dict .fieldsV1) "f:replicas") }}
{{- fail (printf "\n\nservices.%s.autoscaling.enabled would make one replica of %d until the autoscaler has looked. Take the number out of the release's hands first:\n\n    kubectl -n %s scale deployment %s --replicas=%d\n\nIf Helm 3 made the release, upgrade with --server-side=true then." $.key $replicas $.root.Release.Namespace $name (add $replicas 1)) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
