"""All addresses. Apps are included by name, so that nothing here imports them."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.kernel import health, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("accounts.sign_in")),
    path("", include("accounts.urls")),
    path("workspaces/<slug:workspace>/", include("partnerships.urls")),
    path("workspaces/<slug:workspace>/", include("evidence.urls")),
    path("workspaces/<slug:workspace>/", include("reviews.urls")),
]

if not settings.IN_PRODUCTION:
    urlpatterns.append(path("styleguide/", styleguide.styleguide, name="styleguide"))

handler400 = "config.kernel.failures.bad_request"
handler403 = "config.kernel.failures.forbidden"
handler404 = "config.kernel.failures.not_found"
handler500 = "config.kernel.failures.server_error"
