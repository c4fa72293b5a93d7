"""One writer, one XML parser, one YAML loader, two template environments (design sections 5 and 9)."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest
from guarded import Module, calls, dotted, modules, planted

# --- only store writes

WRITING_METHODS = {
    *(
        "write_text",
        "write_bytes",
        "unlink",
        "rename",
        "mkdir",
        "rmdir",
        "touch",
        "chmod",
        "symlink_to",
        "hardlink_to",
    ),
    *("copytree", "copyfile", "copy2", "rmtree", "move", "makedirs", "removedirs", "mkstemp", "mkdtemp"),
}
WRITING_CALLS = {
    *("os.replace", "os.remove", "os.truncate", "os.write", "os.link", "os.symlink", "shutil.copy"),
    *("tempfile.NamedTemporaryFile", "tempfile.TemporaryDirectory", "tempfile.TemporaryFile"),
}
ARCHIVES = {"archive", "zipfile", "pikepdf"}
"""What opens something that is named first, and its mode after that: `archive.open(member, "w")`."""


def writes(module: Module) -> list[str]:
    """Where a module outside store writes, moves or removes a file."""
    if module.package == "store":
        return []
    return [
        f"{module.place}:{call.lineno}: {name}"
        for name, call in calls(module)
        if name in WRITING_CALLS
        or name.rpartition(".")[2] in WRITING_METHODS
        or _opens_to_write(name, call)
        or _moves(name, call)
    ]


def _opens_to_write(name: str, call: ast.Call) -> bool:
    """`open(path, "w")`, `path.open("wb")`, `os.fdopen(handle, "a")`: any mode with w, a, x or +; a computed mode too."""
    if name.rpartition(".")[2] not in ("open", "fdopen"):
        return False
    place = 0 if "." in name and not name.startswith(("os.", "io.")) else 1
    if name == "os.open" and dotted(call.args[0]) == "os.devnull":
        return False  # nothing is kept of what is written there
    if name == "os.open":
        return any(
            isinstance(part, ast.Attribute) and part.attr.startswith(("O_WR", "O_RDWR", "O_CREAT"))
            for argument in call.args
            for part in ast.walk(argument)
        )
    if name.partition(".")[0] in ARCHIVES:
        place = 1
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] + call.args[
        place : place + 1
    ]
    return any(not isinstance(mode, ast.Constant) or set(str(mode.value)) & set("wax+") for mode in modes)


def _moves(name: str, call: ast.Call) -> bool:
    """`path.replace(target)`: one argument; a text's `replace` takes two."""
    return "." in name and name.endswith(".replace") and len(call.args) == 1 and not call.keywords


# --- one XML parser, one YAML loader, two environments

XML_CALLS = {
    *(
        "fromstring",
        "XML",
        "XMLID",
        "XMLParser",
        "iterparse",
        "fromstringlist",
        "HTMLParser",
        "XMLPullParser",
    ),
    *("parse_xml", "parseString", "document_fromstring", "fragment_fromstring", "ETCompatXMLParser"),
}
XML_MODULES = ("lxml", "xml.", "docx.", "docxtpl", "defusedxml", "etree")
PARSERS = {"concordat.language.parts": "lxml.etree.", "concordat.load.html": "lxml.html."}
"""The one module that parses XML (no entities, no DTD, no network, no repair), and the one that parses our own HTML."""

YAML_LOADER = "concordat.load.yaml"
ENVIRONMENTS = {
    "concordat.language.sandbox": "expressions, sandboxed",
    "concordat.render.docx.house_file": "the closed list of placeholders of house.docx",
}


def xml_parsers(module: Module) -> list[str]:
    """Where XML is parsed by anything but the safe parser."""
    allowed = PARSERS.get(module.name, "?")
    return [
        f"{module.place}:{call.lineno}: {name}"
        for name, call in calls(module)
        if (name.rpartition(".")[2] in XML_CALLS or (name.endswith("etree.parse")))
        and not name.startswith(allowed)
        and (name.startswith(XML_MODULES) or "etree" in name or "minidom" in name)
    ]


def yaml_loaders(module: Module) -> list[str]:
    """Where YAML is read by anything but our own loader."""
    readers = (
        "load",
        "safe_load",
        "full_load",
        "unsafe_load",
        "load_all",
        "safe_load_all",
        "compose",
        "parse",
        "scan",
    )
    return [
        f"{module.place}:{call.lineno}: {name}"
        for name, call in calls(module)
        if module.name != YAML_LOADER and name.startswith("yaml.") and name.rpartition(".")[2] in readers
    ]


def environments(module: Module) -> list[str]:
    """Where a template environment is made outside the two places that may; and any that is not sandboxed."""
    found = []
    for name, call in calls(module):
        last = name.rpartition(".")[2]
        if not name.startswith("jinja2.") or last not in (
            "Environment",
            "SandboxedEnvironment",
            "ImmutableSandboxedEnvironment",
            "Template",
            "NativeEnvironment",
        ):
            continue
        if module.name not in ENVIRONMENTS:
            found.append(f"{module.place}:{call.lineno}: {last} outside {', '.join(sorted(ENVIRONMENTS))}")
        elif "Sandboxed" not in last:
            found.append(f"{module.place}:{call.lineno}: {last} is not sandboxed")
    return found


RULES: dict[str, tuple[Callable[[Module], list[str]], tuple[str, ...]]] = {
    "writes": (
        writes,
        (
            "open('a.txt', 'w')",
            "open('a.txt', mode='ab')",
            "def run(path):\n    path.open('wb')",
            "def run(path, mode):\n    open(path, mode)",
            "def run(path):\n    path.write_text('')",
            "def run(path):\n    (path / 'a').write_bytes(b'')",
            "def run(path):\n    path.unlink()",
            "def run(path, other):\n    path.replace(other)",
            "import os\nos.replace('a', 'b')",
            "from os import replace as swap\nswap('a', 'b')",
            "import shutil\nshutil.rmtree('build')",
            "import os\nos.open('a', os.O_WRONLY)",
            "from tempfile import TemporaryDirectory\nTemporaryDirectory()",
        ),
    ),
    "xml": (
        xml_parsers,
        (
            "from lxml import etree\netree.fromstring(b'<a/>')",
            "import lxml.etree\nlxml.etree.XMLParser()",
            "from lxml.etree import parse\nparse('a.xml')",
            "import xml.etree.ElementTree as tree\ntree.fromstring('<a/>')",
            "from docx.oxml import parse_xml\nparse_xml('<a/>')",
            "from xml.dom.minidom import parseString\nparseString('<a/>')",
        ),
    ),
    "yaml": (
        yaml_loaders,
        (
            "import yaml\nyaml.safe_load('a: 1')",
            "from yaml import load\nload('a: 1')",
            "import yaml\nyaml.compose('a: 1')",
        ),
    ),
    "environments": (
        environments,
        (
            "import jinja2\njinja2.Environment()",
            "from jinja2.sandbox import SandboxedEnvironment as E\nE()",
            "from jinja2 import Template\nTemplate('a')",
        ),
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_boundary_holds(rule: str) -> None:
    assert [fault for module in modules() for fault in RULES[rule][0](module)] == []


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, (_, texts) in RULES.items() for text in texts]
)
def test_a_breach_is_caught(rule: str, text: str) -> None:
    assert RULES[rule][0](planted("concordat.render.planted", text))


def test_reading_and_replacing_in_a_text_are_no_writing() -> None:
    text = "def run(path, text):\n    with path.open('rb') as stream:\n        return stream.read(), text.replace('a', 'b'), open(path).read()\n"
    assert writes(planted("concordat.load.planted", text)) == []


def test_the_parser_of_html_may_not_parse_xml() -> None:
    assert xml_parsers(planted("concordat.load.html", "from lxml import etree\netree.fromstring(b'<a/>')"))


def test_an_environment_that_is_not_sandboxed_is_caught_even_where_one_is_allowed() -> None:
    assert environments(planted("concordat.language.sandbox", "import jinja2\njinja2.Environment()"))
