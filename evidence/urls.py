"""Pages of evidence inside a workspace."""

from django.urls import URLPattern, path

from evidence.views import artifacts, log, readings

app_name = "evidence"

urlpatterns: list[URLPattern] = [
    path("evidence/", log.evidence_log, name="evidence_log"),
    path("evidence/export/", log.evidence_log_export, name="evidence_log_export"),
    path(
        "partnerships/<int:pk>/evidence/",
        log.partnership_evidence_log,
        name="partnership_evidence_log",
    ),
    path("artifacts/new/", artifacts.artifact_create, name="artifact_create"),
    path("artifacts/<int:pk>/", artifacts.artifact_detail, name="artifact_detail"),
    path("artifacts/<int:pk>/edit/", artifacts.artifact_edit, name="artifact_edit"),
    path("artifacts/<int:pk>/supersede/", artifacts.artifact_supersede, name="artifact_supersede"),
    path(
        "artifacts/<int:pk>/revalidate/", artifacts.artifact_revalidate, name="artifact_revalidate"
    ),
    path("artifacts/<int:pk>/withdraw/", artifacts.artifact_withdraw, name="artifact_withdraw"),
    path("artifacts/<int:pk>/file/", artifacts.artifact_file, name="artifact_file"),
    path("artifacts/<int:pk>/readings/new/", readings.reading_create, name="reading_create"),
    path("readings/<int:pk>/edit/", readings.reading_edit, name="reading_edit"),
    path("readings/<int:pk>/assess/", readings.reading_assess, name="reading_assess"),
    path("readings/<int:pk>/withdraw/", readings.reading_withdraw, name="reading_withdraw"),
]
