from core.models.picture import Picture, Rendition
from core.models.version import Version

__all__ = ["Picture", "Rendition", "Version"]
