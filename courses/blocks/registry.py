"""The registry of lesson blocks. A block is one file in this package and one template in templates/courses/blocks/."""

from typing import Any

from wagtail import blocks

from core.registry import Registry

lesson_blocks: Registry[type[blocks.Block]] = Registry("courses.blocks")


def lesson_block(name: str) -> Any:
    """Register the decorated block class under `name`, which is its type in frozen content for ever."""

    def register(block: type[blocks.Block]) -> type[blocks.Block]:
        return lesson_blocks.register(name, block)

    return register
