"""A StreamField whose blocks stay out of migrations, so that a new block is a new file and nothing else."""

import json
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField


class QuietStreamField(StreamField):
    """In a migration the field has no blocks; there its raw JSON passes through untouched.

    With Wagtail's own field a data migration that saves a historical model empties the body.
    """

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    @property
    def _has_no_blocks(self) -> bool:
        return not self.stream_block.child_blocks

    def to_python(self, value: Any) -> Any:
        if self._has_no_blocks:
            return _RawStream(self.stream_block, value)
        return super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, _RawStream):
            return value.carried
        return super().get_prep_value(value)


class _RawStream(StreamValue):
    """A stream of a historical model: carried, not understood."""

    def __init__(self, stream_block: Any, value: Any) -> None:
        super().__init__(stream_block, [])
        self.carried: Any
        if isinstance(value, _RawStream):
            self.carried = value.carried
        elif isinstance(value, str):
            self.carried = json.loads(value or "[]")
        else:
            self.carried = value or []
