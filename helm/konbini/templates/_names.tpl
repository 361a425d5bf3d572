{{/* Name of a part of this release: konbini.name (dict "root" $ "part" "gateway"). The longest, "-transaction-service-replicas"
behind it, has 63 characters, as many as a Service may. */}}
{{- define "konbini.name" -}}
{{- printf "%s-%s" (.root.Release.Name | trunc 34 | trimSuffix "-") .part -}}
{{- end }}

{{/* What tells the pods of one service from all others; never changes, a Deployment could not follow. */}}
{{- define "konbini.selector" -}}
app.kubernetes.io/name: {{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "konbini.labels" -}}
{{ include "konbini.selector" . }}
app.kubernetes.io/part-of: konbini
app.kubernetes.io/version: {{ include "konbini.tagOf" . | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{- define "konbini.tag" -}}
{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* The tag of one part, where a service may be ahead of the others. */}}
{{- define "konbini.tagOf" -}}
{{- $service := get .root.Values.services (trimSuffix "-service" .part) | default dict -}}
{{ $service.tag | default (include "konbini.tag" .root) }}
{{- end }}

{{- define "konbini.image" -}}
{{ .root.Values.image.prefix }}{{ .part }}:{{ include "konbini.tagOf" . }}
{{- end }}

{{/* A value as it was written. A number of a file is a float to Helm, which prints a million as 1e+06. */}}
{{- define "konbini.text" -}}
{{- if kindIs "string" . }}{{ . }}{{ else }}{{ toJson . }}{{ end -}}
{{- end }}

{{/* No rights that a service does not need. */}}
{{- define "konbini.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "konbini.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}
