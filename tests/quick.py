"""A renderer that makes the views without laying out a page: for tests of what is done with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from io import BytesIO

from pypdf import PdfWriter

from concordat.language.canonical import to_canonical
from concordat.project.pool import Job
from concordat.project.views import Views
from concordat.render.text import render_text


@cache
def blank_pdf(title: str) -> bytes:
    """A PDF of one empty page; its title makes its bytes its own."""
    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": title})
    writer.write(data)
    return data.getvalue()


def quick(jobs: Iterable[Job]) -> Iterator[tuple[str, Views]]:
    """Text and JSON as they are, and in place of Word and PDF something that stands for them."""
    for job in jobs:
        text = render_text(job.agreement, job.house).encode()
        pdf = blank_pdf(sha256(text).hexdigest())
        yield (
            job.path,
            Views({"json": to_canonical(job.agreement), "md": text, "docx": b"PK" + text, "pdf": pdf}, 1),
        )
