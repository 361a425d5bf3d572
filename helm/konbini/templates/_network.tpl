{{/* Two Services: one address for who does not care which replica, and one name that stands for every replica. */}}
{{- define "konbini.networkServices" -}}
{{- $service := (index .root.Values.services .key).service | default dict -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "konbini.name" . }}
  labels: {{- include "konbini.labels" . | nindent 4 }}
  {{- with $service.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ $service.type | default "ClusterIP" }}
  selector: {{- include "konbini.selector" . | nindent 4 }}
  ports:
    - name: http
      port: {{ $service.port | default .port }}
      targetPort: http
      appProtocol: http
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "konbini.name" . }}-replicas
  labels: {{- include "konbini.labels" . | nindent 4 }}
spec:
  clusterIP: None
  # A replica is in DNS from its first moment to its last: the gateway asks each one itself whether it is ready, and DNS
  # would tell it half a minute late.
  publishNotReadyAddresses: true
  selector: {{- include "konbini.selector" . | nindent 4 }}
  ports:
    - name: http
      port: {{ .port }}
    - name: management
      port: {{ add .port 100 }}
{{- end }}

{{/* The URI of every replica of a service, for who resolves it: konbini.replicas (dict "root" $ "part" … "port" …) */}}
{{- define "konbini.replicas" -}}
http://{{ include "konbini.name" . }}-replicas.{{ .root.Release.Namespace }}.svc:{{ .port }}
{{- end }}

{{- define "konbini.networkPolicy" -}}
{{- $policy := .root.Values.networkPolicy -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "konbini.name" . }}
  labels: {{- include "konbini.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "konbini.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - ports:
        - port: http
      {{- if eq .key "gateway" }}
      {{- with $policy.gatewayFrom }}
      # Those who are named, and the chart's own test.
      from:
        {{- toYaml . | nindent 8 }}
        {{- include "konbini.peers" (dict "root" $.root "parts" (list "test")) | trim | nindent 8 }}
      {{- end }}
      {{- else }}
      from: {{- include "konbini.peers" (dict "root" .root "parts" .calledBy) | trim | nindent 8 }}
    # Only the gateway asks for readiness over the network.
    - ports:
        - port: management
      from: {{- include "konbini.peers" (dict "root" .root "parts" (list "gateway")) | trim | nindent 8 }}
      {{- end }}
    {{- with $policy.metricsFrom }}
    - ports:
        - port: management
      from: {{- toYaml . | nindent 8 }}
    {{- end }}
    {{- if include "konbini.hasReceivers" . }}
    - ports:
        {{- range include "konbini.receiverPorts" . | fromYamlArray }}
        - port: {{ .name }}
          protocol: {{ .protocol }}
        {{- end }}
      {{- with $policy.receiversFrom }}
      from: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
  egress:
    - ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
    {{- range concat (list "kafka") .servers (.others | default list) }}
    {{- $other := index $policy . | default dict }}
    {{- with $other.ports }}
    - ports:
        {{- range . }}
        - port: {{ . }}
        {{- end }}
      {{- with $other.to }}
      to: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- end }}
    {{- with .calls }}
    - to: {{- include "konbini.peers" (dict "root" $.root "parts" .) | trim | nindent 8 }}
    {{- end }}
{{- end }}

{{- define "konbini.peers" -}}
{{- range .parts }}
- podSelector:
    matchLabels: {{- include "konbini.selector" (dict "root" $.root "part" .) | nindent 6 }}
{{- end }}
{{- end }}
