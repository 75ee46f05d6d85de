"""What must always hold of versions and editions."""

from collections.abc import Iterator

from core.canonical import content_hash
from core.models import Version
from courses.models import Edition


def problems() -> Iterator[str]:
    """Versions whose content is not what their hash says; editions that were changed or name a missing version."""
    known = set()
    for version in Version.objects.iterator(chunk_size=500):
        known.add(version.content_hash)
        if not version.is_intact:
            yield f"version {version.pk}: its content is not what its hash says"
    for edition in Edition.objects.iterator(chunk_size=50):
        if edition.content_hash != content_hash(edition.manifest):
            yield f"edition {edition}: its manifest is not what its hash says"
        missing = set(edition.outline().hashes()) - known
        for digest in sorted(missing):
            yield f"edition {edition}: version {digest[:12]} is missing"
