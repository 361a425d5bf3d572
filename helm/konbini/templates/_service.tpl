{{/*
One service of the suite: what every service has, in the order in which it is read. Called with

  root     the chart's root context
  part     its name, which is also its image's: commerce-service
  key      its name below .Values.services: commerce
  port     its port; management is 100 above
  keys     the names below .Values.secrets of the key files that it reads
  servers  which of mongodb and elasticsearch it talks to; Kafka they all do
  others   what else below .Values.networkPolicy it sends to
  calls    the services that it calls
  calledBy the services that call it; everyone calls the gateway
  env      its own settings, name to value
*/}}
{{- define "konbini.service" -}}
{{ include "konbini.validate" .root }}
{{- include "konbini.handsOver" . }}
{{- include "konbini.deployment" . }}
---
{{ include "konbini.networkServices" . }}
{{- if include "konbini.hasReceivers" . }}
---
{{ include "konbini.receiverService" . }}
{{- end }}
---
{{ include "konbini.availability" . }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "konbini.name" . }}
  labels: {{- include "konbini.labels" . | nindent 4 }}
automountServiceAccountToken: false
{{- if .root.Values.networkPolicy.enabled }}
---
{{ include "konbini.networkPolicy" . }}
{{- end }}
{{- end }}

{{- define "konbini.deployment" -}}
{{- $values := index .root.Values.services .key -}}
{{- $rollout := .root.Values.rollout -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "konbini.name" . }}
  labels: {{- include "konbini.labels" . | nindent 4 }}
spec:
  {{- if not $values.autoscaling.enabled }}
  replicas: {{ $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  minReadySeconds: {{ $rollout.minReadySeconds }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  selector:
    matchLabels: {{- include "konbini.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "konbini.labels" . | nindent 8 }}
        {{- with $values.podLabels }}{{ toYaml . | nindent 8 }}{{ end }}
      {{- with $values.podAnnotations }}
      annotations: {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "konbini.name" . }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      # preStop, drain, work in flight, and five seconds for what nobody thought of.
      terminationGracePeriodSeconds: {{ add $rollout.preStopSeconds $rollout.drainSeconds $rollout.finishSeconds 5 }}
      securityContext: {{- include "konbini.podSecurity" . | nindent 8 }}
      {{- with .root.Values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      {{- include "konbini.scheduling" . | nindent 6 }}
      containers:
        - name: {{ .part }}
          image: {{ include "konbini.image" . }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          securityContext: {{- include "konbini.containerSecurity" . | nindent 12 }}
          ports:
            - name: http
              containerPort: {{ .port }}
            - name: management
              containerPort: {{ add .port 100 }}
            {{- if include "konbini.hasReceivers" . }}
            {{- include "konbini.receiverContainerPorts" . | indent 12 }}
            {{- end }}
          env: {{- include "konbini.env" . | trim | nindent 12 }}
          {{- with .root.Values.envFrom }}
          envFrom: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- include "konbini.probes" . | nindent 10 }}
          lifecycle:
            preStop:
              sleep:
                seconds: {{ $rollout.preStopSeconds }}
          resources: {{- toYaml $values.resources | nindent 12 }}
          volumeMounts:
            - name: keys
              mountPath: /etc/konbini/keys
              readOnly: true
            - name: spool
              mountPath: /var/spool/konbini
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: keys
          projected:
            defaultMode: 0440
            sources:
              {{- range .keys }}
              {{- $secret := index $.root.Values.secrets . }}
              - secret:
                  name: {{ $secret.name }}
                  items:
                    - key: {{ $secret.key }}
                      path: {{ include "konbini.keyFile" . }}
              {{- end }}
        - name: spool
          emptyDir:
            sizeLimit: {{ include "konbini.text" .root.Values.spool.sizeLimit }}
        - name: tmp
          emptyDir: {}
{{- end }}

{{/* Where it may run: spread over zones and nodes, but rather together than not at all. */}}
{{- define "konbini.scheduling" -}}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - topologyKey: {{ . }}
    maxSkew: 1
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "konbini.selector" $ | nindent 8 }}
    # Counts the replicas of one version only: those of the version before are about to go.
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{/* Liveness never looks at another system; readiness only at what the replica can do nothing without. */}}
{{- define "konbini.probes" -}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: management}
  periodSeconds: 1
  timeoutSeconds: 2
  failureThreshold: 180
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: management}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 2
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: management}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end }}
