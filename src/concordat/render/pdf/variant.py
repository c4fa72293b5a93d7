"""One file that is both PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3): WeasyPrint writes one at a time."""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.pdf import VARIANTS, pdfa

VARIANT = "concordat pdf/a-3a and pdf/ua-1"
"""The name of the variant; the engine writes the colour profile as that of PDF/A where a name holds `pdf/a`."""

_UNIVERSAL = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""What the file says of itself as PDF/UA, and the schema by which PDF/A allows it to say so (ISO 19005-3, 6.6.2.3)."""


def _write(pdf: Any, document: Any, page_streams: Any, attachments: Any, compress: bool) -> None:
    metadata = document.metadata
    generate = metadata.generate_rdf_metadata

    def both(*arguments: Any, **named: Any) -> bytes:
        written: bytes = generate(*arguments, **named)
        return written.replace(b"</rdf:RDF>", _UNIVERSAL + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = both
    # The stream of metadata stays plain, so that a program that knows no PDF can read it.
    pdfa.pdfa(pdf, document, page_streams, attachments, False, version=3, variant="A")
    # The engine names each attachment twice.
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


VARIANTS[VARIANT] = (
    _write,
    {"pdf_version": "1.7", "pdf_identifier": True, "output_intent": "srgb", "pdf_tags": True},
)
