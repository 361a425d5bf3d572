{{/* What logging-service needs to take lines and metrics otherwise than by HTTP. Nothing of it is rendered while no receiver is enabled. */}}

{{/* Whether this service has receivers: "true", or empty. */}}
{{- define "konbini.hasReceivers" -}}
{{- if and (eq .key "logging") (or .root.Values.receivers.syslog.enabled .root.Values.receivers.forward.enabled .root.Values.receivers.graphite.enabled) }}true{{ end }}
{{- end }}

{{/* Each receiver's name, port and protocol, as a YAML list. */}}
{{- define "konbini.receiverPorts" -}}
{{- $syslog := .root.Values.receivers.syslog -}}
{{- $forward := .root.Values.receivers.forward -}}
{{- $graphite := .root.Values.receivers.graphite -}}
{{- if $syslog.enabled }}
- {name: syslog, port: {{ $syslog.port }}, protocol: TCP}
{{- if $syslog.udp }}
- {name: syslog-udp, port: {{ $syslog.port }}, protocol: UDP}
{{- end }}
{{- end }}
{{- if $forward.enabled }}
- {name: forward, port: {{ $forward.port }}, protocol: TCP}
{{- end }}
{{- if $graphite.enabled }}
- {name: graphite, port: {{ $graphite.port }}, protocol: TCP}
- {name: graphite-udp, port: {{ $graphite.port }}, protocol: UDP}
{{- end }}
{{- end }}

{{- define "konbini.receiverContainerPorts" -}}
{{- range include "konbini.receiverPorts" . | fromYamlArray }}
- name: {{ .name }}
  containerPort: {{ .port }}
  protocol: {{ .protocol }}
{{- end }}
{{- end }}

{{/* Settings, name to value, as YAML. */}}
{{- define "konbini.receiverSettings" -}}
{{- $syslog := .root.Values.receivers.syslog -}}
{{- $forward := .root.Values.receivers.forward -}}
{{- $graphite := .root.Values.receivers.graphite -}}
{{- if $syslog.enabled }}
KONBINI_SYSLOG_ADDRESS: 0.0.0.0
KONBINI_SYSLOG_TCP_PORT: {{ $syslog.port | quote }}
{{- if $syslog.udp }}
KONBINI_SYSLOG_UDP_PORT: {{ $syslog.port | quote }}
{{- end }}
{{- with $syslog.tenant }}
KONBINI_SYSLOG_TENANT: {{ . | quote }}
{{- end }}
{{- end }}
{{- if $forward.enabled }}
KONBINI_FORWARD_ADDRESS: 0.0.0.0
KONBINI_FORWARD_PORT: {{ $forward.port | quote }}
KONBINI_FORWARD_TENANT: {{ $forward.tenant | quote }}
{{- end }}
{{- if $graphite.enabled }}
KONBINI_METRICS_INTAKE_ADDRESS: 0.0.0.0
KONBINI_METRICS_INTAKE_GRAPHITE_PORT: {{ $graphite.port | quote }}
KONBINI_METRICS_TENANT: {{ $graphite.tenant | quote }}
{{- end }}
{{- end }}

{{- define "konbini.receiverService" -}}
{{- $service := .root.Values.receivers.service -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "konbini.name" . }}-receivers
  labels: {{- include "konbini.labels" . | nindent 4 }}
  {{- with $service.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ $service.type }}
  selector: {{- include "konbini.selector" . | nindent 4 }}
  ports:
    {{- range include "konbini.receiverPorts" . | fromYamlArray }}
    - name: {{ .name }}
      port: {{ .port }}
      targetPort: {{ .name }}
      protocol: {{ .protocol }}
    {{- end }}
{{- end }}
