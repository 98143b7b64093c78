"""Pages of evidence inside a workspace."""

from django.urls import URLPattern, path

from evidence.views import answers, artifacts, log, measurements, pilots, readings
from partnerships.views.rows import row_paths

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
    path("readings/<int:pk>/answer/", answers.answer_write, name="answer_write"),
    path("readings/<int:pk>/answer/assess/", answers.answer_assess, name="answer_assess"),
    path(
        "partnerships/<int:pk>/measurements/",
        measurements.measurement_list,
        name="measurement_list",
    ),
    *row_paths("partnerships/<int:pk>", "measurements", "measurement", measurements.MEASUREMENT),
    path("measurements/<int:pk>/", measurements.measurement_detail, name="measurement_detail"),
    path("measurements/<int:pk>/values/new/", measurements.value_create, name="value_create"),
    path("measurements/<int:pk>/values/paste/", measurements.values_paste, name="values_paste"),
    path("partnerships/<int:pk>/pilots/", pilots.pilot_list, name="pilot_list"),
    *row_paths("partnerships/<int:pk>", "pilots", "pilot", pilots.PILOT),
    path("pilots/<int:pk>/", pilots.pilot_detail, name="pilot_detail"),
    path("pilots/<int:pk>/conclude/", pilots.pilot_conclude, name="pilot_conclude"),
    *row_paths("pilots/<int:pk>", "pilot-criteria", "pilot_criterion", pilots.PILOT_CRITERION),
]
