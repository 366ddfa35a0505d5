"""Numbers by which sources are found: right ones of real books pass, and every single slip of a digit is seen."""

from __future__ import annotations

import pytest

from scripts.content.sources import identifiers

# Of real books: Bishop 2006, Goodfellow et al. 2016, Hastie et al. 2009, Sutton and Barto 2018.
BOOKS = ["978-0-387-31073-2", "978-0-262-03561-3", "978-0-387-84857-0", "978-0-262-03924-6"]
OLD_BOOKS = ["0-387-31073-8", "0-262-03561-8", "0-8044-2957-X"]
WRONG = "expected another last digit after these, so one is mistyped"


@pytest.mark.parametrize("isbn", [*BOOKS, *OLD_BOOKS])
def test_the_numbers_of_books_pass_with_and_without_dashes(isbn: str) -> None:
    assert identifiers.isbn(isbn) == ""
    assert identifiers.isbn(isbn.replace("-", "")) == ""
    assert identifiers.isbn(isbn.replace("-", " ").lower()) == ""


@pytest.mark.parametrize("isbn", [*BOOKS, *OLD_BOOKS])
def test_one_wrong_digit_is_seen_at_every_place(isbn: str) -> None:
    digits = isbn.replace("-", "")
    first = 3 if len(digits) == 13 else 0
    for place in range(first, len(digits)):
        if digits[place].isdigit():
            wrong = str((int(digits[place]) + 1) % 10)
            assert identifiers.isbn(digits[:place] + wrong + digits[place + 1 :]) == WRONG, place


@pytest.mark.parametrize("isbn", ["", "978-0-387-31073", "977-0-387-31073-2", "X-306-40615-2", "978-0-387-31073-X"])
def test_what_is_no_isbn(isbn: str) -> None:
    assert identifiers.isbn(isbn) == "expected an ISBN of 10 or 13 digits"
