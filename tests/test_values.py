"""The values code by itself: calendars against their definitions, the arithmetic of exact numbers."""


def test_nothing() -> None:
    pass
