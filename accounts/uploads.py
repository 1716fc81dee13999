"""Files as they arrive: a bounded part of each in memory, and never one on disk."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

PATIENCE = 10
"""Times the size that is kept: so much is read to answer with a message, then no more."""


class BoundedUpload(FileUploadHandler):
    """Keeps no more of a file than fits, yet knows its size, so that a form can name it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept, self.size = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        limit = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        self.size = start + len(raw_data)
        if self.size > PATIENCE * limit:
            raise RequestDataTooBig(f"A file has more than {PATIENCE} times what fits.")
        if self.size <= limit:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )
