"""Ratings that come in as a file, findings that go out as text or JSON. No Django here."""
