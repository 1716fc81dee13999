"""Creates the first administrator: somebody who may sign in and manage people."""

import os
import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.models import User

PASSWORD_VARIABLE = "ADMIN_PASSWORD"


class Command(BaseCommand):
    help = f"Create an administrator. The password is asked for, or read from {PASSWORD_VARIABLE}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address to sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        email = self.address(options["email"])
        password = self.password(email)
        User.objects.create_superuser(email, password)
        self.stdout.write(f"{email} may sign in and open the administration at /admin/.")

    def address(self, given: str) -> str:
        email = given.strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{given!r} is not an e-mail address.") from None
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"{email} has an account already; nothing was changed.")
        return email

    def password(self, email: str) -> str:
        password = os.environ.get(PASSWORD_VARIABLE) or self.asked()
        try:
            validate_password(password, User(email=email))
        except ValidationError as refusal:
            raise CommandError(f"Password refused: {' '.join(refusal.messages)}") from None
        return password

    def asked(self) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"Nobody can type a password here: set {PASSWORD_VARIABLE}.")
        try:
            password, again = getpass("Password: "), getpass("Password, once more: ")
        except (EOFError, KeyboardInterrupt):
            raise CommandError("No password was given; nothing was created.") from None
        if password != again:
            raise CommandError("The two passwords differ; nothing was created.")
        return password
