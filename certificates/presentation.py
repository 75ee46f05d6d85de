"""What a stranger may read of an award, in the reader's language. Of personal data it is the name, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from certificates import qr
from certificates.models import Award, Status
from certificates.rules.registry import rules
from certificates.snapshot import day_in_bishkek
from core.trilingual import best_language


@dataclass(frozen=True)
class Words:
    """A text and the language that it is in, which need not be the page's."""

    text: str
    language: str

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Words:
        language = best_language(texts, get_language()) or ""
        return cls(texts.get(language, ""), language)


@dataclass(frozen=True)
class Module:
    code: str
    title: Words
    hours: str


@dataclass(frozen=True)
class Certificate:
    """The public page of an award. `state` is "valid", "expired", "revoked" or "erased"."""

    state: str
    number: str
    holder_name: str
    course: Words
    course_code: str
    hours: str
    edition: int
    institution: Words
    issuer: Words
    started_on: date
    completed_on: date
    issued_on: date
    expires_on: date | None
    revoked_on: date | None
    reason: str
    competences: list[str]
    modules: list[Module]
    rule: str
    address: str
    qr: str
    token: str

    @property
    def has_paper(self) -> bool:
        """A paper is given out unless it would be misleading (revoked) or nameless (erased)."""
        return self.state in {"valid", "expired"}


def certificate(award: Award, *, today: date) -> Certificate:
    """The award (with its revocation loaded) as it stands on a day in Bishkek. No query."""
    said: dict[str, Any] = award.snapshot
    status = award.status_on(today)
    revocation = award.revocation if status == Status.REVOKED else None
    erased = status != Status.REVOKED and not award.names_its_holder
    return Certificate(
        state="erased" if erased else status.value,
        number=award.number,
        holder_name=award.holder_name,
        course=Words.of(said["course"]["titles"]),
        course_code=said["course"]["code"],
        hours=said["hours"],
        edition=said["edition"]["number"],
        institution=Words.of(said["institution"]["names"]),
        issuer=Words.of(said["issuer"]["names"]),
        started_on=date.fromisoformat(said["started_on"]),
        completed_on=date.fromisoformat(said["completed_on"]),
        issued_on=date.fromisoformat(said["issued_on"]),
        expires_on=award.expires_on,
        revoked_on=day_in_bishkek(revocation.revoked_at) if revocation else None,
        reason=revocation.reason if revocation else "",
        competences=said["competences"],
        modules=[Module(row["code"], Words.of(row["titles"]), row["hours"]) for row in said["modules"]],
        rule=str(rules[said["rule"]["name"]].words),
        address=qr.address(award),
        qr=qr.data_uri(award),
        token=award.token,
    )
