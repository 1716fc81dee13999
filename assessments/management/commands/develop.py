"""Everything `./dev run` needs, in one process: a new Python for each step would cost seconds."""

import os
import socket
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

DEFAULT = "127.0.0.1:8000"


def parts(address: str) -> tuple[str, int]:
    """Host and port of "8001", "127.0.0.1:8001" or "[::1]:8001"."""
    host, _, port = address.rpartition(":")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"{address!r} is no address. Write it as in: ./dev run {DEFAULT}")
    return host.strip("[]") or DEFAULT.split(":")[0], int(port)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def require_free(host: str, port: int) -> None:
    """Stop before any work is done if nothing could be served there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Stop what runs there or take another port: ./dev run {port + 1}"
            ) from error


class Command(BaseCommand):
    help = "Migrate, load the frameworks and the demonstration, and serve on this machine."
    # The server checks the system itself, so that it is done once.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default=DEFAULT, help="host:port, or a port")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        host, port = parts(address)
        require_free(host, port)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_frameworks", stdout=self.stdout)
        shown = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.stdout.write(f"\n  Open   http://{shown}/")
        self.demonstrate(is_allowed=settings.DEBUG and is_loopback(host))
        self.stdout.write("  Stop   Ctrl+C\n")
        if "PUBLIC_ADDRESS" not in os.environ:  # links in mail lead to where it is served
            settings.PUBLIC_ADDRESS = f"http://{shown}"
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
        with open(os.devnull, "w") as silence:
            call_command("runserver", shown, use_reloader=False, stdout=silence)

    def demonstrate(self, is_allowed: bool) -> None:
        """The demonstration's password is public, so it stays on this machine."""
        if not is_allowed:
            self.stdout.write("  No demonstration: only with DEBUG on a loopback address.")
            return
        try:
            call_command("seed_demo", stdout=self.stdout)
        except CommandError as reason:
            self.stderr.write(f"  {reason}")
