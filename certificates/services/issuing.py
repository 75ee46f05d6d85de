"""Issuing, revoking, and forgetting a holder. The register only grows."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import tidy
from certificates import numbers, selectors, snapshot
from certificates.models import Award, NumberSeries, Revocation, Terms
from certificates.rules.registry import rules
from certificates.signals import award_issued
from core.errors import Refusal
from institutions.models import Institution
from learning.completion import Evidence
from learning.models import Completion


class ReasonMissing(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Say why the certificate is revoked: everyone who checks it will read the reason."))


class AlreadyRevoked(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This certificate is revoked already. Its first reason and date stand."))


def issue_if_earned(*, completion: Completion, now: datetime) -> Award | None:
    """The award for a completion: the stored one, or a new one if the rule of the course is met.

    Safe to call any number of times, also at the same moment: there is one award and one number, and numbers have no
    gaps. None if something is missing, or while the learner has no name to put on the certificate. Sends
    `award_issued` once.
    """
    award = selectors.award_for(completion)
    if award:
        return award
    completion = (
        Completion.objects.select_related("edition", "enrolment__learner", "enrolment__run__adoption__institution")
        .defer("edition__manifest")
        .get(pk=completion.pk)
    )
    name = tidy(completion.enrolment.learner.name)
    terms = Terms.objects.filter(course_key=completion.edition.course_key).first() or Terms()
    evidence = selectors.evidence_for(completion)
    if not name or rules[terms.rule].missing(evidence):
        return None
    try:
        with transaction.atomic():
            return _issue(completion, evidence, terms, name, now)
    except IntegrityError:
        award = selectors.award_for(completion)
        if award is None:
            raise
        return award


def issue_waiting(*, person: User | None = None, now: datetime) -> int:
    """Issue what was earned and not issued yet, for one person (who has just given a name) or for all; how many.

    Each award is a transaction of its own, so that an interrupted run loses nothing and can be run again.
    """
    return sum(
        issue_if_earned(completion=Completion(pk=completion_id), now=now) is not None
        for completion_id in list(selectors.waiting(person).values_list("pk", flat=True))
    )


def revoke(*, award: Award, reason: str, by: User | None, now: datetime) -> Revocation:
    """Add a revocation. The reason is public. Raises ReasonMissing, and AlreadyRevoked for a second one."""
    if not reason.strip():
        raise ReasonMissing
    try:
        with transaction.atomic():
            return Revocation.objects.create(award=award, reason=reason.strip(), revoked_at=now, revoked_by=by)
    except IntegrityError as error:
        raise AlreadyRevoked from error


def erase_holder(*, award: Award) -> None:
    """Forget who holds the award. The register stays whole: the hash in the snapshot no longer names anybody."""
    Award.objects.filter(pk=award.pk).update(holder=None, holder_name="", name_salt="")
    award.refresh_from_db()


def lock_series(*, series: str, year: int) -> NumberSeries:
    """The row of a series, held until the end of the transaction: who has it gives the next number."""
    NumberSeries.objects.get_or_create(series=series, year=year)
    return NumberSeries.objects.select_for_update().get(series=series, year=year)


def _issue(completion: Completion, evidence: Evidence, terms: Terms, name: str, now: datetime) -> Award:
    issued_on = snapshot.day_in_bishkek(now)
    expires_on = snapshot.months_later(issued_on, terms.valid_months) if terms.valid_months else None
    salt = secrets.token_hex(32)
    enrolment, edition = completion.enrolment, completion.edition
    competences = selectors.competences_of(evidence.manifest)
    issuer = Institution.objects.filter(kind=Institution.Kind.NATIONAL).earliest("pk")

    row = lock_series(series=numbers.SERIES, year=issued_on.year)
    stored = selectors.award_for(completion)
    if stored:
        return stored
    row.last += 1
    row.save(update_fields=["last"])
    number = str(numbers.Number(row.series, row.year, row.last))
    award = Award.objects.create(
        completion=completion,
        number=number,
        check_code=numbers.new_check_code(),
        token=numbers.new_token(),
        snapshot=snapshot.build(
            number=number,
            holder=snapshot.holder_hash(name=name, salt=salt),
            manifest=evidence.manifest,
            edition_number=edition.number,
            edition_hash=edition.content_hash,
            started_on=snapshot.day_in_bishkek(enrolment.enrolled_at),
            completed_on=snapshot.day_in_bishkek(completion.completed_at),
            issued_on=issued_on,
            expires_on=expires_on,
            institution=_body(enrolment.run.institution),
            issuer=_body(issuer),
            competences=competences,
            rule=rules[terms.rule],
        ),
        holder=enrolment.learner,
        holder_name=name,
        name_salt=salt,
        issued_at=now,
        expires_on=expires_on,
    )
    transaction.on_commit(lambda: award_issued.send(Award, award_id=award.pk))
    return award


def _body(institution: Institution) -> snapshot.Body:
    places = {"ky": institution.place_ky, "ru": institution.place_ru, "en": institution.place_en}
    return snapshot.Body(
        key=str(institution.key),
        names=institution.names(),
        places={language: place for language, place in places.items() if place},
    )
