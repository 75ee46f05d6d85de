"""Registries: a kind of thing is added by adding a file to the registry's package."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named things found by importing every module of `package` once; a name is given once."""

    def __init__(self, package: str) -> None:
        self.package = package
        self._things: dict[str, T] = {}
        self._loaded = False

    def register(self, name: str, thing: T) -> T:
        if name in self._things:
            raise ValueError(f"{self.package}: the name {name!r} is registered twice")
        self._things[name] = thing
        return thing

    def __getitem__(self, name: str) -> T:
        self._load()
        return self._things[name]

    def __contains__(self, name: object) -> bool:
        self._load()
        return name in self._things

    def __iter__(self) -> Iterator[str]:
        self._load()
        return iter(sorted(self._things))

    def items(self) -> list[tuple[str, T]]:
        return [(name, self._things[name]) for name in self]

    def values(self) -> list[T]:
        return [self._things[name] for name in self]

    def _load(self) -> None:
        if self._loaded:
            return
        package = import_module(self.package)
        for module in iter_modules(package.__path__):
            import_module(f"{self.package}.{module.name}")
        self._loaded = True
