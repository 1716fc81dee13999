"""What a worker does, or the request itself where there is none."""

from django.tasks import task

from assessments.mail.sending import send_waiting


@task()
def send_mail() -> list[int]:
    """Send what waits. Doing it twice sends nothing twice: each mail is a row that says so."""
    done = send_waiting()
    return [done.sent, done.failed]
