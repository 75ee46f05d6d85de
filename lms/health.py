"""`/healthz`: the process answers. `/readyz`: it can serve people; what is degraded is named."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    blocking = _database_problems()
    degraded = _cache_problems()
    body = {"ready": not blocking, "problems": blocking, "degraded": degraded}
    return JsonResponse(body, status=503 if blocking else 200)


def _database_problems() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["database"]
    return ["migrations"] if pending else []


def _cache_problems() -> list[str]:
    try:
        cache.set("readyz", "1", 5)
        return [] if cache.get("readyz") == "1" else ["cache"]
    except Exception:  # noqa: BLE001 any failure of the cache, whatever its backend raises, only degrades the service
        return ["cache"]
