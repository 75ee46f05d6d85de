import io
from typing import Any

import pypdf
import pytest

from certificates import pdf, qr
from certificates.models import Award
from certificates.numbers import printed_check_code
from certificates.services import issuing
from core.trilingual import FALLBACK
from tests.factories import certificates as factory
from tests.factories.certificates import NAME, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(settings: Any) -> Award:
    settings.BASE_URL = "https://sabat.example.kg"
    issued = issuing.issue_if_earned(completion=factory.completion(), now=NOW)
    assert issued is not None
    return issued


def pages(document: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(document)).pages]


def test_front_carries_everything_in_three_languages(award: Award) -> None:
    front, _back = pages(pdf.render(award))

    for words in (
        "СЕРТИФИКАТ",
        NAME,
        *factory.TITLES.values(),
        "Биринчи университет",
        "Первый университет",
        "First University",
        "Улуттук китепкана",
        "03.11.2026 – 20.11.2026",
        "22.11.2026, Бишкек",
        "IL-S, № 3",
        award.number,
        printed_check_code(award.check_code),
        f"sabat.example.kg/c/{award.token}/",
    ):
        assert words in front


def test_back_carries_modules_and_competences(award: Award) -> None:
    _front, back = pages(pdf.render(award))

    modules = ("IL-03", "Каталог", "2,5", "IL-04", "Издөө стратегиясы", "3,5")
    for words in (*modules, "AUTH.K2 · AUTH.K10 · SP3", "sabat.example.kg/c/"):
        assert words in back


def test_kyrgyz_letters_come_out_as_they_went_in(award: Award) -> None:
    award.holder_name = "Ңң Өө Үү Ёё Ыы Ўў O‘g‘li"

    assert award.holder_name in pages(pdf.render(award))[0]


def test_equal_awards_give_equal_bytes(award: Award) -> None:
    assert pdf.render(award) == pdf.render(Award.objects.get())


def test_archive_and_accessible(award: Award) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(award)))

    metadata = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.trailer["/Root"]["/Lang"] == "ky"
    assert reader.metadata.title == f"Сертификат {award.number}"


@pytest.mark.parametrize(
    "name",
    [
        "Абдыкадырова Айчүрөк Токтогулбек кызы-Мырзабекова Жылдызкан Нурмухаммед кызы",
        "Өмүрбек " * 24 + "уулу",
        "#panic(1) $x$ *b* \\ @ref ] \" ' <b> {{ 1 }}",
    ],
)
def test_any_name_fits_on_one_page_and_is_only_text(award: Award, name: str) -> None:
    award.holder_name = name

    front, _back = pages(pdf.render(award))

    assert name in front


def test_letters_that_the_fonts_lack_do_not_cost_the_paper(award: Award) -> None:
    award.holder_name = "Ли 李"

    assert len(pages(pdf.render(award))) == 2


def test_long_titles_and_names_stay_on_the_front(award: Award) -> None:
    award.snapshot["course"]["titles"] = {code: "Маалымат " * 25 + code for code in FALLBACK}
    for body in ("institution", "issuer"):
        award.snapshot[body]["names"] = {code: "Китепкана " * 19 + code for code in FALLBACK}
    award.snapshot["course"]["code"] = "INFORMATION-LIT-2026"
    award.snapshot["expires_on"] = "2029-11-22"

    assert len(pages(pdf.render(award))) == 2


def test_a_text_in_one_language_is_enough(award: Award) -> None:
    award.snapshot["course"]["titles"] = {"ru": "Библиотека"}
    for body in ("institution", "issuer"):
        award.snapshot[body] |= {"names": {"ky": "Китепкана"}, "places": {}}
    award.snapshot["competences"] = []

    front, back = pages(pdf.render(award))

    assert "«Библиотека»" in front
    assert "Competence" not in back


def test_modules_flow_over_pages(award: Award) -> None:
    award.snapshot["modules"] *= 20

    numbered = pages(pdf.render(award))

    assert len(numbered) > 3
    assert all(f"{page} / {len(numbered)}" in text for page, text in enumerate(numbered[1:], start=2))


def test_the_national_library_signs_its_own_course_once(award: Award) -> None:
    twice = pages(pdf.render(award))[0].count("Жетекчиси")
    award.snapshot["institution"] = award.snapshot["issuer"]

    assert [twice, pages(pdf.render(award))[0].count("Жетекчиси")] == [2, 1]


def test_expiry_is_printed_where_there_is_one(award: Award) -> None:
    without = pages(pdf.render(award))[0]
    award.snapshot["expires_on"] = "2029-11-22"

    assert "Valid until" not in without
    assert "22.11.2029" in pages(pdf.render(award))[0]


def test_qr_holds_the_address_and_nothing_else(award: Award) -> None:
    assert qr.address(award) == f"https://sabat.example.kg/c/{award.token}/"
    assert qr.svg(award).startswith("<svg")
    assert qr.data_uri(award).startswith("data:image/svg+xml")
