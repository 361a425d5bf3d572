{{/* How many replicas there are, and how many may be missing on purpose. */}}
{{- define "konbini.availability" -}}
{{- $autoscaling := (index .root.Values.services .key).autoscaling -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "konbini.name" . }}
  labels: {{- include "konbini.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  # A replica that does not work anyway must not hold up the node's upgrade.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "konbini.selector" . | nindent 6 }}
{{- if $autoscaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "konbini.name" . }}
  labels: {{- include "konbini.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "konbini.name" . }}
  minReplicas: {{ $autoscaling.min }}
  maxReplicas: {{ $autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ $autoscaling.cpuPercent }}
    {{- with $autoscaling.metrics }}{{ toYaml . | nindent 4 }}{{ end }}
  behavior:
    # A starting JVM is busy with itself: its CPU says little of the load.
    scaleUp:
      stabilizationWindowSeconds: 30
      policies:
        - {type: Percent, value: 100, periodSeconds: 60}
    scaleDown:
      stabilizationWindowSeconds: 300
      policies:
        - {type: Pods, value: 1, periodSeconds: 60}
{{- end }}
{{- end }}
